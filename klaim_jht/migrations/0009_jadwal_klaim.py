"""Drafts that file themselves on their day."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('klaim_jht', '0008_peringatan_janji'),
    ]

    operations = [
        migrations.CreateModel(
            name='JadwalKlaim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jatuh_pada', models.DateTimeField(blank=True, null=True, verbose_name='jatuh tempo')),
                ('sewa_pemilik', models.CharField(blank=True, default='', max_length=64, verbose_name='dipegang oleh')),
                ('sewa_sampai', models.DateTimeField(blank=True, null=True, verbose_name='dipegang sampai')),
                ('percobaan', models.PositiveIntegerField(default=0, verbose_name='percobaan')),
                ('alasan', models.CharField(max_length=14, verbose_name='alasan')),
                ('tanggal', models.DateField(verbose_name='diajukan pada tanggal')),
                ('status', models.CharField(choices=[('MENUNGGU', 'Menunggu harinya'), ('DIAJUKAN', 'Sudah diajukan'), ('GAGAL', 'Tidak dapat diajukan'), ('DIBATALKAN', 'Dibatalkan')], default='MENUNGGU', max_length=10, verbose_name='status')),
                ('sebab_gagal', models.CharField(blank=True, default='', max_length=40, verbose_name='sebab')),
                ('diingatkan_pada', models.DateTimeField(blank=True, null=True, verbose_name='diingatkan pada')),
                ('dibuat_pada', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='dibuat pada')),
                ('selesai_pada', models.DateTimeField(blank=True, null=True, verbose_name='selesai pada')),
                ('klaim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='jadwal', to='klaim_jht.klaim')),
            ],
            options={
                'verbose_name': 'jadwal klaim',
                'verbose_name_plural': 'jadwal klaim',
                'indexes': [models.Index(condition=models.Q(('jatuh_pada__isnull', False)), fields=['jatuh_pada'], name='jadwal_jatuh_tempo')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'MENUNGGU')), fields=('klaim',), name='jadwal_satu_per_klaim')],
            },
        ),
    ]

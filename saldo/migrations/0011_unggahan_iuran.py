"""Uploaded contribution files and their encrypted pieces."""

import accounts.models.terenkripsi
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('saldo', '0010_janji_berhenti'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='UnggahanIuran',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jatuh_pada', models.DateTimeField(blank=True, null=True, verbose_name='jatuh tempo')),
                ('sewa_pemilik', models.CharField(blank=True, default='', max_length=64, verbose_name='dipegang oleh')),
                ('sewa_sampai', models.DateTimeField(blank=True, null=True, verbose_name='dipegang sampai')),
                ('percobaan', models.PositiveIntegerField(default=0, verbose_name='percobaan')),
                ('nama', models.CharField(max_length=255, verbose_name='nama berkas')),
                ('sidik', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('ukuran', models.PositiveBigIntegerField(verbose_name='ukuran')),
                ('status', models.CharField(default='MENUNGGU_UJI', max_length=16, verbose_name='status')),
                ('diunggah_pada', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='diunggah pada')),
                ('disetujui_pada', models.DateTimeField(null=True, verbose_name='disetujui pada')),
                ('baris_selesai', models.PositiveIntegerField(default=0, verbose_name='baris selesai')),
                ('baris_total', models.PositiveIntegerField(default=0, verbose_name='baris seluruhnya')),
                ('ringkasan', models.JSONField(default=dict, verbose_name='ringkasan')),
                ('temuan', models.JSONField(default=list, verbose_name='temuan')),
                ('sidik_beda', models.CharField(blank=True, default='', max_length=64, verbose_name='sidik perbedaan')),
                ('berubah', models.BooleanField(default=False, verbose_name='perbedaan berubah sejak ditampilkan')),
                ('selesai_pada', models.DateTimeField(null=True, verbose_name='selesai pada')),
                ('berkas', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='saldo.berkasiuran')),
                ('disetujui_oleh', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('diunggah_oleh', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'unggahan iuran',
                'verbose_name_plural': 'unggahan iuran',
            },
        ),
        migrations.CreateModel(
            name='PotonganUnggahan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jenis', models.CharField(choices=[('BERKAS', 'Berkas'), ('BEDA', 'Perbedaan')], max_length=6, verbose_name='jenis')),
                ('nomor', models.PositiveIntegerField(verbose_name='nomor')),
                ('isi', accounts.models.terenkripsi.BytesTerenkripsi(verbose_name='isi')),
                ('unggahan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='potongan', to='saldo.unggahaniuran')),
            ],
            options={
                'verbose_name': 'potongan unggahan',
                'verbose_name_plural': 'potongan unggahan',
            },
        ),
        migrations.AddIndex(
            model_name='unggahaniuran',
            index=models.Index(condition=models.Q(('jatuh_pada__isnull', False)), fields=['jatuh_pada'], name='unggahan_jatuh'),
        ),
        migrations.AddConstraint(
            model_name='unggahaniuran',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['MENUNGGU_BUKU', 'MENUNGGU_UJI', 'SIAP'])), fields=('sidik',), name='unggahan_satu_hidup_per_isi'),
        ),
        migrations.AddConstraint(
            model_name='potonganunggahan',
            constraint=models.UniqueConstraint(fields=('unggahan', 'jenis', 'nomor'), name='potongan_unggahan_unik'),
        ),
    ]

"""Slips of withheld tax, their gapless series, and how each tax came about."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('klaim_jht', '0005_susulan'),
        ('pengkinian', '0004_provinsi'),
    ]

    operations = [
        migrations.CreateModel(
            name='BuktiPotong',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nomor', models.CharField(max_length=20, unique=True, verbose_name='nomor')),
                ('tahun', models.PositiveSmallIntegerField(verbose_name='tahun')),
                ('urut', models.PositiveIntegerField(verbose_name='nomor urut')),
                ('tanggal', models.DateField(verbose_name='tanggal')),
                ('bruto', models.BigIntegerField(verbose_name='bruto')),
                ('pajak', models.BigIntegerField(verbose_name='pajak')),
                ('rincian', models.JSONField(null=True, verbose_name='rincian')),
                ('npwp_samar', models.CharField(blank=True, default='', max_length=34, verbose_name='NPWP')),
                ('dibuat_pada', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='dibuat pada')),
                ('batal_pada', models.DateTimeField(blank=True, null=True, verbose_name='batal pada')),
            ],
            options={
                'verbose_name': 'bukti potong',
                'verbose_name_plural': 'bukti potong',
            },
        ),
        migrations.CreateModel(
            name='UrutanBukti',
            fields=[
                ('tahun', models.PositiveSmallIntegerField(primary_key=True, serialize=False, verbose_name='tahun')),
                ('terakhir', models.PositiveIntegerField(default=0, verbose_name='nomor terakhir')),
            ],
            options={
                'verbose_name': 'urutan bukti potong',
                'verbose_name_plural': 'urutan bukti potong',
            },
        ),
        migrations.AddField(
            model_name='klaim',
            name='rincian_pajak',
            field=models.JSONField(null=True, verbose_name='rincian pajak'),
        ),
        migrations.AddField(
            model_name='susulan',
            name='rincian_pajak',
            field=models.JSONField(null=True, verbose_name='rincian pajak'),
        ),
        migrations.AddIndex(
            model_name='pembayaran',
            index=models.Index(condition=models.Q(('status', 'BERHASIL')), fields=['berhasil_pada'], name='pembayaran_berhasil_menurut'),
        ),
        migrations.AddField(
            model_name='buktipotong',
            name='pembayaran',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='bukti_potong', to='klaim_jht.pembayaran'),
        ),
        migrations.AddConstraint(
            model_name='buktipotong',
            constraint=models.UniqueConstraint(fields=('tahun', 'urut'), name='bukti_potong_urut_unik'),
        ),
        migrations.AddConstraint(
            model_name='buktipotong',
            constraint=models.CheckConstraint(condition=models.Q(('pajak__gte', 0), ('pajak__lte', models.F('bruto'))), name='bukti_potong_pajak_wajar'),
        ),
    ]

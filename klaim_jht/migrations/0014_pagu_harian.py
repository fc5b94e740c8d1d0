"""Caps of payouts per hour, reckoned day by day, and the cause of the brake that they set."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('klaim_jht', '0012_rekening_koran'),
    ]

    operations = [
        migrations.CreateModel(
            name='PaguHarian',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tanggal', models.DateField(unique=True, verbose_name='tanggal')),
                ('banyak', models.PositiveIntegerField(verbose_name='pembayaran per jam')),
                ('jumlah', models.BigIntegerField(verbose_name='rupiah per jam')),
                ('hari', models.PositiveSmallIntegerField(verbose_name='hari yang dipakai menghitung')),
                ('dihitung_pada', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='dihitung pada')),
            ],
            options={
                'verbose_name': 'pagu pembayaran',
                'verbose_name_plural': 'pagu pembayaran',
                'constraints': [models.CheckConstraint(condition=models.Q(('jumlah__gt', 0)), name='pagu_positif')],
            },
        ),
        migrations.AlterField(
            model_name='remlembaga',
            name='sebab',
            field=models.CharField(choices=[('PETUGAS', 'Dihentikan petugas'), ('DANA_KURANG', 'Dana di bank tidak cukup'), ('TANDA_TANGAN', 'Bank menolak tanda tangan kami'), ('BUKU', 'Pemeriksaan buku menemukan selisih'), ('SELISIH_BANK', 'Rekening koran bank berbeda dengan buku kami'), ('PAGU_JAM', 'Kiriman satu jam melewati pagu')], max_length=12, verbose_name='sebab'),
        ),
    ]

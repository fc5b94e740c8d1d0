"""Decreed holidays, and the years that were held against the decree."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_akun_email_berindeks'),
    ]

    operations = [
        migrations.CreateModel(
            name='HariKalender',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tanggal', models.DateField(unique=True, verbose_name='tanggal')),
                ('jenis', models.CharField(choices=[('LIBUR', 'Ditambahkan sebagai hari libur'), ('KERJA', 'Dicabut: hari kerja biasa')], max_length=5, verbose_name='jenis')),
                ('dasar_hukum', models.CharField(max_length=200, verbose_name='dasar hukum')),
                ('dibuat_pada', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='dibuat pada')),
            ],
            options={
                'verbose_name': 'hari kalender kerja',
                'verbose_name_plural': 'hari kalender kerja',
            },
        ),
        migrations.CreateModel(
            name='TahunKalender',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tahun', models.PositiveSmallIntegerField(unique=True, verbose_name='tahun')),
                ('dasar_hukum', models.CharField(max_length=200, verbose_name='dasar hukum')),
                ('dibuat_pada', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='dibuat pada')),
            ],
            options={
                'verbose_name': 'tahun kalender kerja',
                'verbose_name_plural': 'tahun kalender kerja',
            },
        ),
    ]

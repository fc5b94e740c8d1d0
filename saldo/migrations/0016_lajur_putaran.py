"""Lanes of the yearly run, so that workers go on side by side."""

import django.db.models.deletion
from django.db import migrations, models

# A run that is under way goes on in one lane.
LANJUT = """
INSERT INTO saldo_lajurputaran (putaran_id, nomor, kartu_terakhir, selesai, diperiksa, dikreditkan,
    nihil, tanpa_uang, sudah, jumlah)
SELECT id, 0, kartu_terakhir, false, diperiksa, dikreditkan, nihil, tanpa_uang, sudah, jumlah
FROM saldo_putaranpengembangan WHERE status = 'BERJALAN'
"""


class Migration(migrations.Migration):

    dependencies = [
        ('saldo', '0015_bukti_berumur'),
    ]

    operations = [
        migrations.CreateModel(
            name='LajurPutaran',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nomor', models.PositiveSmallIntegerField(verbose_name='nomor')),
                ('sampai', models.BigIntegerField(null=True, verbose_name='sampai nomor kartu')),
                ('kartu_terakhir', models.BigIntegerField(verbose_name='nomor kartu terakhir')),
                ('selesai', models.BooleanField(default=False, verbose_name='selesai')),
                ('diperiksa', models.PositiveIntegerField(default=0, verbose_name='kartu diperiksa')),
                ('dikreditkan', models.PositiveIntegerField(default=0, verbose_name='kartu dikreditkan')),
                ('nihil', models.PositiveIntegerField(default=0, verbose_name='kartu dengan hasil nol')),
                ('tanpa_uang', models.PositiveIntegerField(default=0, verbose_name='kartu tanpa uang')),
                ('sudah', models.PositiveIntegerField(default=0, verbose_name='kartu yang sudah dikreditkan')),
                ('jumlah', models.BigIntegerField(default=0, verbose_name='jumlah')),
                ('putaran', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lajur', to='saldo.putaranpengembangan')),
            ],
            options={
                'verbose_name': 'lajur putaran',
                'verbose_name_plural': 'lajur putaran',
                'constraints': [models.UniqueConstraint(fields=('putaran', 'nomor'), name='lajur_putaran_unik')],
            },
        ),
        migrations.RunSQL(LANJUT, migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name='putaranpengembangan',
            name='kartu_terakhir',
        ),
    ]

"""Indexes as they are asked for: amounts beside the entries' keys, none that nobody reads."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('saldo', '0012_upah_terakhir_dihitung'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='entrijurnal',
            name='entri_akun_tanggal',
        ),
        migrations.AlterField(
            model_name='akunbuku',
            name='kepesertaan',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='akun_buku', to='saldo.kepesertaan'),
        ),
        migrations.AlterField(
            model_name='iuran',
            name='jurnal',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='iuran', to='saldo.jurnal'),
        ),
        migrations.AlterField(
            model_name='iuran',
            name='perusahaan',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='saldo.perusahaan'),
        ),
        migrations.AddIndex(
            model_name='entrijurnal',
            index=models.Index(fields=['akun', 'tanggal_nilai'], include=('jenis', 'tahun', 'debit', 'kredit'), name='entri_akun_tanggal'),
        ),
    ]

"""Warnings and breaches of promises; claims by the day on which they were paid."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_kalender_kerja'),
        ('klaim_jht', '0007_keberatan'),
        ('pengkinian', '0004_provinsi'),
    ]

    operations = [
        migrations.CreateModel(
            name='PeringatanJanji',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('persen', models.PositiveSmallIntegerField(verbose_name='bagian waktu terpakai (persen)')),
                ('sebab', models.CharField(choices=[('BANK', 'Bank'), ('REGISTER', 'Data kependudukan'), ('PETUGAS', 'Petugas'), ('KAMI', 'Sistem kami')], max_length=8, verbose_name='yang ditunggu')),
                ('batas_pada', models.DateTimeField(verbose_name='dijanjikan pada')),
                ('dicatat_pada', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='dicatat pada')),
            ],
            options={
                'verbose_name': 'peringatan janji',
                'verbose_name_plural': 'peringatan janji',
            },
        ),
        migrations.AddIndex(
            model_name='klaim',
            index=models.Index(condition=models.Q(('dibayar_pada__isnull', False)), fields=['dibayar_pada'], name='klaim_dibayar_pada'),
        ),
        migrations.AddField(
            model_name='peringatanjanji',
            name='klaim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='peringatan', to='klaim_jht.klaim'),
        ),
        migrations.AddIndex(
            model_name='peringatanjanji',
            index=models.Index(condition=models.Q(('persen', 100)), fields=['dicatat_pada'], name='peringatan_dilanggar'),
        ),
        migrations.AddConstraint(
            model_name='peringatanjanji',
            constraint=models.UniqueConstraint(fields=('klaim', 'persen'), name='peringatan_sekali'),
        ),
    ]

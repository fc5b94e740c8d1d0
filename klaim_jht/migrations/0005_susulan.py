"""Money that comes after a paid claim: what is on its way, and payments that belong to it."""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('klaim_jht', '0003_hasil_sementara'),
        ('pengkinian', '0004_provinsi'),
    ]

    operations = [
        migrations.CreateModel(
            name='Susulan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ke', models.PositiveSmallIntegerField(verbose_name='ke')),
                ('bruto', models.BigIntegerField(verbose_name='bruto')),
                ('pajak', models.BigIntegerField(verbose_name='pajak')),
                ('neto', models.BigIntegerField(verbose_name='neto')),
                ('skema', models.CharField(max_length=9, verbose_name='skema pajak')),
                ('menunggu', models.CharField(blank=True, choices=[('', 'Berjalan sendiri'), ('REKENING', 'Rekening lain'), ('PETUGAS', 'Petugas')], default='', max_length=8, verbose_name='menunggu')),
                ('dibuat_pada', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='dibuat pada')),
                ('dibayar_pada', models.DateTimeField(blank=True, null=True, verbose_name='dibayar pada')),
                ('klaim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='susulan', to='klaim_jht.klaim')),
            ],
            options={
                'verbose_name': 'pembayaran susulan',
                'verbose_name_plural': 'pembayaran susulan',
            },
        ),
        migrations.AddField(
            model_name='pembayaran',
            name='susulan',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pembayaran', to='klaim_jht.susulan'),
        ),
        migrations.AddConstraint(
            model_name='pembayaran',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('jenis', 'UTAMA'), ('susulan', None)), models.Q(('jenis', 'SUSULAN'), ('susulan__isnull', False)), _connector='OR'), name='pembayaran_susulan_bertuan'),
        ),
        migrations.AddIndex(
            model_name='susulan',
            index=models.Index(condition=models.Q(('dibayar_pada', None)), fields=['klaim'], name='susulan_belum_dibayar'),
        ),
        migrations.AddConstraint(
            model_name='susulan',
            constraint=models.UniqueConstraint(fields=('klaim', 'ke'), name='susulan_urutan_unik'),
        ),
        migrations.AddConstraint(
            model_name='susulan',
            constraint=models.CheckConstraint(condition=models.Q(('bruto', django.db.models.expressions.CombinedExpression(models.F('pajak'), '+', models.F('neto'))), ('neto__gt', 0), ('pajak__gte', 0)), name='susulan_bruto_pajak_neto'),
        ),
    ]

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('klaim_jht', '0009_jadwal_klaim'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RemLembaga',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sebab', models.CharField(choices=[('PETUGAS', 'Dihentikan petugas'), ('DANA_KURANG', 'Dana di bank tidak cukup'), ('TANDA_TANGAN', 'Bank menolak tanda tangan kami'), ('BUKU', 'Pemeriksaan buku menemukan selisih')], max_length=12, verbose_name='sebab')),
                ('alasan', models.CharField(max_length=500, verbose_name='alasan')),
                ('dipasang_pada', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='dipasang pada')),
                ('lepas_diminta_pada', models.DateTimeField(blank=True, null=True, verbose_name='pelepasan diminta pada')),
                ('alasan_lepas', models.CharField(blank=True, default='', max_length=500, verbose_name='alasan pelepasan')),
                ('dilepas_pada', models.DateTimeField(blank=True, null=True, verbose_name='dilepas pada')),
                ('dilepas_oleh', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dilepas oleh')),
                ('dipasang_oleh', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dipasang oleh')),
                ('lepas_diminta_oleh', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='pelepasan diminta oleh')),
            ],
            options={
                'verbose_name': 'rem pembayaran',
                'verbose_name_plural': 'rem pembayaran',
                'constraints': [models.UniqueConstraint(condition=models.Q(('dilepas_pada', None)), fields=('sebab',), name='rem_satu_terpasang_per_sebab'), models.CheckConstraint(condition=models.Q(models.Q(('dilepas_oleh', None), ('dilepas_pada', None)), models.Q(('dilepas_pada__isnull', False), ('lepas_diminta_oleh__isnull', False), models.Q(('dilepas_oleh', models.F('lepas_diminta_oleh')), _negated=True), ('dilepas_oleh__isnull', False)), _connector='OR'), name='rem_dilepas_dua_orang')],
            },
        ),
    ]

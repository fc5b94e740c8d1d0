"""Objections to a decision about a claim, and their answers."""

import accounts.models.terenkripsi
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('klaim_jht', '0006_bukti_potong'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Keberatan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uraian', accounts.models.terenkripsi.TeksTerenkripsi(verbose_name='uraian')),
                ('status', models.CharField(choices=[('BARU', 'Menunggu jawaban'), ('DIJAWAB', 'Sudah dijawab'), ('DICABUT', 'Dicabut')], default='BARU', max_length=8, verbose_name='status')),
                ('putusan', models.CharField(blank=True, choices=[('', 'Belum ada'), ('DITERIMA', 'Diterima'), ('TETAP', 'Putusan semula tetap')], default='', max_length=8, verbose_name='putusan')),
                ('jawaban', models.TextField(blank=True, default='', verbose_name='jawaban')),
                ('dibuat_pada', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='dibuat pada')),
                ('janji_pada', models.DateTimeField(verbose_name='dijawab paling lambat')),
                ('dijawab_pada', models.DateTimeField(blank=True, null=True, verbose_name='dijawab pada')),
                ('dijawab_oleh', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('keputusan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='klaim_jht.keputusanklaim')),
                ('klaim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keberatan', to='klaim_jht.klaim')),
            ],
            options={
                'verbose_name': 'keberatan',
                'verbose_name_plural': 'keberatan',
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'BARU')), fields=('klaim',), name='keberatan_satu_terbuka_per_klaim'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'DIJAWAB'), _negated=True), models.Q(models.Q(('putusan', ''), _negated=True), models.Q(('jawaban', ''), _negated=True)), _connector='OR'), name='keberatan_dijawab_dengan_kata')],
            },
        ),
    ]

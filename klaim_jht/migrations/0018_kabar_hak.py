"""Who was told that a right of theirs began."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_kunci_dibuka'),
        ('klaim_jht', '0017_keberatan_dinaikkan'),
    ]

    operations = [
        migrations.CreateModel(
            name='KabarHak',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('alasan', models.CharField(max_length=14, verbose_name='alasan')),
                ('mulai', models.DateField(verbose_name='hak mulai')),
                ('diberitahu_pada', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='diberitahu pada')),
                ('diingatkan_pada', models.DateTimeField(blank=True, null=True, verbose_name='diingatkan pada')),
                ('selesai_pada', models.DateTimeField(blank=True, null=True, verbose_name='selesai pada')),
                ('peserta', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kabar_hak', to='accounts.peserta')),
            ],
            options={
                'verbose_name': 'kabar hak',
                'verbose_name_plural': 'kabar hak',
                'indexes': [models.Index(condition=models.Q(('selesai_pada', None)), fields=['diberitahu_pada'], name='kabar_hak_terbuka')],
                'constraints': [models.UniqueConstraint(fields=('peserta', 'alasan', 'mulai'), name='kabar_hak_sekali')],
            },
        ),
    ]

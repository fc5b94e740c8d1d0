"""When a lock on withdrawals opens."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_kalender_kerja'),
    ]

    operations = [
        migrations.AddField(
            model_name='peserta',
            name='kunci_dibuka_pada',
            field=models.DateTimeField(blank=True, null=True, verbose_name='kunci pencairan terbuka pada'),
        ),
        migrations.AddConstraint(
            model_name='peserta',
            constraint=models.CheckConstraint(condition=models.Q(('kunci_dibuka_pada', None), ('kunci_pencairan_pada__isnull', False), _connector='OR'), name='peserta_kunci_dibuka_bila_terpasang'),
        ),
    ]

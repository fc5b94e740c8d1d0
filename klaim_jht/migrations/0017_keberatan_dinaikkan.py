"""When an objection went up to supervisors, and when the time of its answer was broken."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('klaim_jht', '0016_notifikasi_bank_sekali'),
    ]

    operations = [
        migrations.AddField(
            model_name='keberatan',
            name='dinaikkan_pada',
            field=models.DateTimeField(blank=True, null=True, verbose_name='dinaikkan ke penyelia pada'),
        ),
        migrations.AddField(
            model_name='keberatan',
            name='dilanggar_pada',
            field=models.DateTimeField(blank=True, null=True, verbose_name='tercatat lewat janji pada'),
        ),
    ]

"""An index over what was sent when, built beside the running payouts."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('klaim_jht', '0014_pagu_harian'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='pembayaran',
            index=models.Index(condition=models.Q(('dikirim_pada__isnull', False)), fields=['dikirim_pada'], include=['jumlah'], name='pembayaran_dikirim_menurut'),
        ),
    ]

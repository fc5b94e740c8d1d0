"""An index over the claimed cards, built beside the running portal."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('saldo', '0017_tahanan_sebagian'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='kepesertaan',
            index=models.Index(condition=models.Q(('status', 'DIKLAIM')), fields=['id'], name='kepesertaan_diklaim'),
        ),
    ]

"""The zone in which a person reads the time."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_kunci_dibuka'),
    ]

    operations = [
        migrations.AddField(
            model_name='peserta',
            name='zona_waktu',
            field=models.CharField(choices=[('WIB', 'WIB'), ('WITA', 'WITA'), ('WIT', 'WIT')], db_default='WIB', default='WIB', max_length=4, verbose_name='zona waktu'),
        ),
    ]

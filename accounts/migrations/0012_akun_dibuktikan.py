"""When somebody proved to be the owner of an account that had been recovered."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0010_sesi'),
    ]

    operations = [
        migrations.AddField(
            model_name='akun',
            name='dibuktikan_pada',
            field=models.DateTimeField(blank=True, null=True, verbose_name='terbukti lagi pada'),
        ),
    ]

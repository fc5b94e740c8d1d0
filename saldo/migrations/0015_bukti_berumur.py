import accounts.models.terenkripsi
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('saldo', '0014_tahanan_kembali'),
    ]

    operations = [
        migrations.AddField(
            model_name='buktiberhenti',
            name='dihapus_pada',
            field=models.DateTimeField(blank=True, null=True, verbose_name='isi dihapus pada'),
        ),
        migrations.AlterField(
            model_name='buktiberhenti',
            name='isi',
            field=accounts.models.terenkripsi.BytesTerenkripsi(null=True, verbose_name='isi'),
        ),
    ]

"""A wrapped digest of the old app has up to 200 characters."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_audit_hanya_tambah")]
    operations = [
        migrations.AlterField(
            model_name="akun",
            name="password",
            field=models.CharField(max_length=255, verbose_name="kata sandi"),
        ),
    ]

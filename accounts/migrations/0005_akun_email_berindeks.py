"""Accounts are found by e-mail address, shared ones too."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("accounts", "0004_kata_sandi_lebih_panjang")]
    operations = [
        AddIndexConcurrently(
            model_name="akun", index=models.Index(Lower("email"), name="akun_email")
        ),
    ]

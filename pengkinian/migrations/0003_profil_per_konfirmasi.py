"""A case that had to be mended is confirmed again: each confirmation is a version of its own."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pengkinian", "0002_profil_hanya_tambah")]
    operations = [
        # Back again only while no case has two versions: the unique index then refuses.
        migrations.AlterField(
            model_name="profilpeserta",
            name="kasus",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="profil",
                to="pengkinian.kasuspengkinian",
            ),
        ),
    ]

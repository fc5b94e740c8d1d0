"""What the bank gave back is held again, beside what the same card holds by then."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("saldo", "0013_indeks_buku_dan_iuran")]
    operations = [
        migrations.AddField(
            "tahanansaldo",
            "kembali_pada",
            models.DateTimeField("kembali dari bank pada", blank=True, null=True),
        ),
        migrations.RemoveConstraint("tahanansaldo", "tahanan_satu_per_kartu"),
        migrations.AddConstraint(
            "tahanansaldo",
            models.UniqueConstraint(
                fields=["kepesertaan"],
                condition=models.Q(status="DITAHAN", kembali_pada=None),
                name="tahanan_satu_per_kartu",
            ),
        ),
    ]

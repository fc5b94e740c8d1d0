"""A notice counts once by what the bank signed; nothing was ever written to the table before."""

from django.db import migrations, models
from django.db.models.functions import Now

TABEL = "klaim_jht_notifikasibank"
HANYA_TAMBAH = f"""
    REVOKE UPDATE, DELETE, TRUNCATE ON {TABEL} FROM jmo_aplikasi;
    CREATE TRIGGER hanya_tambah BEFORE UPDATE OR DELETE ON {TABEL}
        FOR EACH STATEMENT EXECUTE FUNCTION tolak_ubah();
"""


class Migration(migrations.Migration):
    dependencies = [("klaim_jht", "0015_pembayaran_dikirim_menurut")]
    operations = [
        # Undone last, so that the earlier table is guarded again.
        migrations.RunSQL(migrations.RunSQL.noop, HANYA_TAMBAH),
        migrations.DeleteModel("NotifikasiBank"),
        migrations.CreateModel(
            name="NotifikasiBank",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sidik", models.CharField(max_length=64, unique=True, verbose_name="sidik")),
                ("external_id", models.CharField(max_length=36, verbose_name="X-EXTERNAL-ID")),
                ("partner_ref", models.CharField(max_length=64, verbose_name="referensi kami")),
                ("dikirim_pada", models.DateTimeField(verbose_name="dikirim pada")),
                ("diterima_pada", models.DateTimeField(db_default=Now(), verbose_name="diterima pada")),
            ],
            options={
                "verbose_name": "pemberitahuan bank",
                "verbose_name_plural": "pemberitahuan bank",
            },
        ),
        # A table goes with its trigger and grants.
        migrations.RunSQL(HANYA_TAMBAH, migrations.RunSQL.noop),
    ]

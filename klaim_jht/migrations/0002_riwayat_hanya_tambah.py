"""Rows of these tables are written once: by grant and by trigger."""

from django.db import migrations

TABEL = ["klaim_jht_riwayatstatus", "klaim_jht_keputusanklaim"]
MAJU = [
    f"""
    REVOKE UPDATE, DELETE, TRUNCATE ON {tabel} FROM jmo_aplikasi;
    CREATE TRIGGER hanya_tambah BEFORE UPDATE OR DELETE ON {tabel}
        FOR EACH STATEMENT EXECUTE FUNCTION tolak_ubah();
    """
    for tabel in TABEL
]
MUNDUR = [
    f"""
    DROP TRIGGER hanya_tambah ON {tabel};
    GRANT UPDATE, DELETE ON {tabel} TO jmo_aplikasi;
    """
    for tabel in TABEL
]


class Migration(migrations.Migration):
    dependencies = [("klaim_jht", "0001_initial"), ("accounts", "0002_peran_aplikasi")]
    operations = [
        migrations.RunSQL(maju, mundur) for maju, mundur in zip(MAJU, MUNDUR, strict=True)
    ]

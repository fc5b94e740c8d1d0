"""What the portal promises to somebody who reports having stopped work, as dated rows."""

from datetime import date
from decimal import Decimal

from django.db import migrations

DASAR = "Janji layanan portal kepada peserta yang melaporkan dirinya berhenti"
JANJI = [("HARI_KERJA_JAWAB_PERUSAHAAN", 3), ("HARI_KERJA_PUTUS_BERHENTI", 2)]


def isi(apps, schema_editor):
    Ketentuan = apps.get_model("saldo", "Ketentuan")
    Ketentuan.objects.bulk_create(
        Ketentuan(
            jenis=jenis, nilai=Decimal(nilai), berlaku_sejak=date(2026, 1, 1), dasar_hukum=DASAR
        )
        for jenis, nilai in JANJI
    )


def kosongkan(apps, schema_editor):
    jenis = [nama for nama, _ in JANJI]
    apps.get_model("saldo", "Ketentuan").objects.filter(jenis__in=jenis).delete()


class Migration(migrations.Migration):
    dependencies = [("saldo", "0009_laporan_berhenti")]
    operations = [migrations.RunPython(isi, kosongkan)]

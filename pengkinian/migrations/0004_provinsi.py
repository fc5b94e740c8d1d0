"""The 38 provinces by the ministry's codes, for suggestions in the address form.

Source: Kepmendagri 100.1.1-6117/2022; the four Papuan provinces of 2022 by UU 14, 15, 16 and
29/2022. Districts and villages are not loaded: the form takes those as they stand on the KTP.
"""

from django.db import migrations

PROVINSI = {
    "11": "Aceh", "12": "Sumatera Utara", "13": "Sumatera Barat", "14": "Riau", "15": "Jambi",
    "16": "Sumatera Selatan", "17": "Bengkulu", "18": "Lampung",
    "19": "Kepulauan Bangka Belitung", "21": "Kepulauan Riau", "31": "DKI Jakarta",
    "32": "Jawa Barat", "33": "Jawa Tengah", "34": "DI Yogyakarta", "35": "Jawa Timur",
    "36": "Banten", "51": "Bali", "52": "Nusa Tenggara Barat", "53": "Nusa Tenggara Timur",
    "61": "Kalimantan Barat", "62": "Kalimantan Tengah", "63": "Kalimantan Selatan",
    "64": "Kalimantan Timur", "65": "Kalimantan Utara", "71": "Sulawesi Utara",
    "72": "Sulawesi Tengah", "73": "Sulawesi Selatan", "74": "Sulawesi Tenggara",
    "75": "Gorontalo", "76": "Sulawesi Barat", "81": "Maluku", "82": "Maluku Utara",
    "91": "Papua", "92": "Papua Barat", "93": "Papua Selatan", "94": "Papua Tengah",
    "95": "Papua Pegunungan", "96": "Papua Barat Daya",
}  # fmt: skip


def muat(apps, schema_editor):
    wilayah = apps.get_model("pengkinian", "Wilayah")
    for kode, nama in PROVINSI.items():
        wilayah.objects.update_or_create(kode=kode, defaults={"nama": nama, "induk": None})


class Migration(migrations.Migration):
    dependencies = [("pengkinian", "0003_profil_per_konfirmasi")]
    # Kept on the way back: lower levels that were loaded meanwhile hang on them.
    operations = [migrations.RunPython(muat, migrations.RunPython.noop)]

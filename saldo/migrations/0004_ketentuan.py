"""Dated parameters that are known, each with its legal basis; a new value is a new row later."""

from datetime import date
from decimal import Decimal

from django.db import migrations

# jenis, nilai, berlaku_sejak, berlaku_sampai, dasar_hukum
KETENTUAN = [
    ("TARIF_JHT_PEMBERI_KERJA", Decimal("0.037"), date(2015, 7, 1), None,
     "PP 46/2015 Pasal 16"),
    ("TARIF_JHT_PEKERJA", Decimal("0.02"), date(2015, 7, 1), None,
     "PP 46/2015 Pasal 16"),
    ("TARIF_JHT_BPU", Decimal("0.02"), date(2015, 7, 1), None,
     "PP 46/2015 Lampiran"),
    ("TARIF_JP_PEMBERI_KERJA", Decimal("0.02"), date(2015, 7, 1), None,
     "PP 45/2015 Pasal 28"),
    ("TARIF_JP_PEKERJA", Decimal("0.01"), date(2015, 7, 1), None,
     "PP 45/2015 Pasal 28"),
    ("BATAS_UPAH_JP", Decimal("7000000"), date(2015, 7, 1), date(2016, 2, 29),
     "PP 45/2015 Pasal 29; tabel batas upah JP, krishandsoftware.com/blog/300"),
    ("BATAS_UPAH_JP", Decimal("7335300"), date(2016, 3, 1), date(2017, 2, 28),
     "PP 45/2015 Pasal 29; tabel batas upah JP, krishandsoftware.com/blog/300"),
    ("BATAS_UPAH_JP", Decimal("7703500"), date(2017, 3, 1), date(2018, 2, 28),
     "PP 45/2015 Pasal 29; tabel batas upah JP, krishandsoftware.com/blog/300"),
    ("BATAS_UPAH_JP", Decimal("8094000"), date(2018, 3, 1), date(2019, 2, 28),
     "PP 45/2015 Pasal 29; tabel batas upah JP, krishandsoftware.com/blog/300"),
    ("BATAS_UPAH_JP", Decimal("8512400"), date(2019, 3, 1), date(2020, 2, 29),
     "PP 45/2015 Pasal 29; tabel batas upah JP, krishandsoftware.com/blog/300"),
    ("BATAS_UPAH_JP", Decimal("8939700"), date(2020, 3, 1), date(2021, 2, 28),
     "PP 45/2015 Pasal 29; dihitung dari batas sebelumnya dan pertumbuhan PDB"),
    ("BATAS_UPAH_JP", Decimal("8754600"), date(2021, 3, 1), date(2022, 2, 28),
     "PP 45/2015 Pasal 29; dihitung dari batas sebelumnya dan pertumbuhan PDB"),
    ("BATAS_UPAH_JP", Decimal("9077600"), date(2022, 3, 1), date(2023, 2, 28),
     "PP 45/2015 Pasal 29; dihitung dari batas sebelumnya dan pertumbuhan PDB"),
    ("BATAS_UPAH_JP", Decimal("9559600"), date(2023, 3, 1), date(2024, 2, 29),
     "PP 45/2015 Pasal 29; pengumuman batas upah JP 2024, jatim.suaraindonesia.co.id"),
    ("BATAS_UPAH_JP", Decimal("10042300"), date(2024, 3, 1), date(2025, 2, 28),
     "PP 45/2015 Pasal 29; pengumuman batas upah JP 2024, jatim.suaraindonesia.co.id"),
    ("BATAS_UPAH_JP", Decimal("10547400"), date(2025, 3, 1), date(2026, 2, 28),
     "PP 45/2015 Pasal 29; surat edaran batas upah JP, dikutip perangkat lunak penggajian"),
    ("BATAS_UPAH_JP", Decimal("11086300"), date(2026, 3, 1), None,
     "PP 45/2015 Pasal 29; surat edaran batas upah JP, dikutip perangkat lunak penggajian"),
    ("TARIF_PENGEMBANGAN", Decimal("0.0719"), date(2016, 1, 1), date(2016, 12, 31),
     "PP 46/2015 Pasal 27; keterangan direksi, pasardana.id 8-2-2017"),
    ("TARIF_PENGEMBANGAN", Decimal("0.0782"), date(2017, 1, 1), date(2017, 12, 31),
     "PP 46/2015 Pasal 27; finansial.bisnis.com 31-5-2021"),
    ("TARIF_PENGEMBANGAN", Decimal("0.0626"), date(2018, 1, 1), date(2018, 12, 31),
     "PP 46/2015 Pasal 27; finansial.bisnis.com 31-5-2021"),
    ("TARIF_PENGEMBANGAN", Decimal("0.0606"), date(2019, 1, 1), date(2019, 12, 31),
     "PP 46/2015 Pasal 27; finansial.bisnis.com 31-5-2021"),
    ("TARIF_PENGEMBANGAN", Decimal("0.0559"), date(2020, 1, 1), date(2020, 12, 31),
     "PP 46/2015 Pasal 27; direktur keuangan, bisnis.com 31-5-2021"),
    ("BATAS_KLAIM_MESIN", Decimal("10000000"), date(2021, 1, 1), date(2025, 4, 30),
     "Batas klaim JHT melalui JMO sejak peluncuran, money.kompas.com 4-12-2021"),
    ("BATAS_KLAIM_MESIN", Decimal("15000000"), date(2025, 5, 1), None,
     "Batas klaim JHT melalui JMO sejak Mei 2025, economy.okezone.com 21-10-2025"),
    ("PPH_FINAL_BATAS_NOL", Decimal("50000000"), date(2009, 11, 16), None,
     "PP 68/2009 Pasal 5"),
    ("PPH_FINAL_TARIF", Decimal("0.05"), date(2009, 11, 16), None,
     "PP 68/2009 Pasal 5"),
    ("PPH_FINAL_TAHUN_KALENDER", Decimal("2"), date(2009, 11, 16), None,
     "PP 68/2009 Pasal 5"),
    ("PPH_TAMBAHAN_TANPA_NPWP", Decimal("0.20"), date(2009, 1, 1), None,
     "UU 36/2008 Pasal 21 ayat (5a)"),
    ("PPH17_BATAS_1", Decimal("50000000"), date(2009, 1, 1), date(2021, 12, 31),
     "UU 36/2008 Pasal 17 ayat (1) huruf a"),
    ("PPH17_BATAS_2", Decimal("250000000"), date(2009, 1, 1), date(2021, 12, 31),
     "UU 36/2008 Pasal 17 ayat (1) huruf a"),
    ("PPH17_BATAS_3", Decimal("500000000"), date(2009, 1, 1), date(2021, 12, 31),
     "UU 36/2008 Pasal 17 ayat (1) huruf a"),
    ("PPH17_TARIF_1", Decimal("0.05"), date(2009, 1, 1), date(2021, 12, 31),
     "UU 36/2008 Pasal 17 ayat (1) huruf a"),
    ("PPH17_TARIF_2", Decimal("0.15"), date(2009, 1, 1), date(2021, 12, 31),
     "UU 36/2008 Pasal 17 ayat (1) huruf a"),
    ("PPH17_TARIF_3", Decimal("0.25"), date(2009, 1, 1), date(2021, 12, 31),
     "UU 36/2008 Pasal 17 ayat (1) huruf a"),
    ("PPH17_TARIF_4", Decimal("0.30"), date(2009, 1, 1), date(2021, 12, 31),
     "UU 36/2008 Pasal 17 ayat (1) huruf a"),
    ("PPH17_BATAS_1", Decimal("60000000"), date(2022, 1, 1), None,
     "UU 7/2021 (HPP), Pasal 17 ayat (1) huruf a UU PPh"),
    ("PPH17_BATAS_2", Decimal("250000000"), date(2022, 1, 1), None,
     "UU 7/2021 (HPP), Pasal 17 ayat (1) huruf a UU PPh"),
    ("PPH17_BATAS_3", Decimal("500000000"), date(2022, 1, 1), None,
     "UU 7/2021 (HPP), Pasal 17 ayat (1) huruf a UU PPh"),
    ("PPH17_BATAS_4", Decimal("5000000000"), date(2022, 1, 1), None,
     "UU 7/2021 (HPP), Pasal 17 ayat (1) huruf a UU PPh"),
    ("PPH17_TARIF_1", Decimal("0.05"), date(2022, 1, 1), None,
     "UU 7/2021 (HPP), Pasal 17 ayat (1) huruf a UU PPh"),
    ("PPH17_TARIF_2", Decimal("0.15"), date(2022, 1, 1), None,
     "UU 7/2021 (HPP), Pasal 17 ayat (1) huruf a UU PPh"),
    ("PPH17_TARIF_3", Decimal("0.25"), date(2022, 1, 1), None,
     "UU 7/2021 (HPP), Pasal 17 ayat (1) huruf a UU PPh"),
    ("PPH17_TARIF_4", Decimal("0.30"), date(2022, 1, 1), None,
     "UU 7/2021 (HPP), Pasal 17 ayat (1) huruf a UU PPh"),
    ("PPH17_TARIF_5", Decimal("0.35"), date(2022, 1, 1), None,
     "UU 7/2021 (HPP), Pasal 17 ayat (1) huruf a UU PPh"),
]


def isi(apps, schema_editor):
    Ketentuan = apps.get_model("saldo", "Ketentuan")
    Ketentuan.objects.bulk_create(
        Ketentuan(
            jenis=jenis, nilai=nilai, berlaku_sejak=sejak, berlaku_sampai=sampai, dasar_hukum=dasar
        )
        for jenis, nilai, sejak, sampai, dasar in KETENTUAN
    )


def kosongkan(apps, schema_editor):
    apps.get_model("saldo", "Ketentuan").objects.filter(contoh=False).delete()


class Migration(migrations.Migration):
    dependencies = [("saldo", "0003_penjaga_buku")]
    operations = [migrations.RunPython(isi, kosongkan)]

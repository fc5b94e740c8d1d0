"""The dated parameters that are known, each with its source; loaded into the table `Ketentuan`.

A new value is a new row and an end date on the old one; a row is never changed. Rates are
fractions, amounts whole rupiah. `TARIF_CONTOH` is no fact: it is for trying the portal out.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from saldo.rules.ketentuan import BarisKetentuan, JenisKetentuan

DASAR_CONTOH = "tarif contoh, bukan resmi"

_PP_46 = "PP 46/2015 Pasal 16"
_PP_45 = "PP 45/2015 Pasal 28"
_JP_KRISHAND = "PP 45/2015 Pasal 29; tabel batas upah JP, krishandsoftware.com/blog/300"
_JP_2024 = "PP 45/2015 Pasal 29; pengumuman batas upah JP 2024, jatim.suaraindonesia.co.id"
_JP_TURUNAN = "PP 45/2015 Pasal 29; dihitung dari batas sebelumnya dan pertumbuhan PDB"
_JP_SURAT = "PP 45/2015 Pasal 29; surat edaran batas upah JP, dikutip perangkat lunak penggajian"
_PENGEMBANGAN = "PP 46/2015 Pasal 27; "
_JANJI = "Janji layanan portal kepada peserta yang melaporkan dirinya berhenti"
_FINAL = "PP 68/2009 Pasal 5"
_UU_36 = "UU 36/2008 Pasal 17 ayat (1) huruf a"
_UU_7 = "UU 7/2021 (HPP), Pasal 17 ayat (1) huruf a UU PPh"


def _sejak(
    jenis: JenisKetentuan, nilai: str, sejak: date, dasar: str, sampai: date | None = None
) -> BarisKetentuan:
    return BarisKetentuan(jenis, Decimal(nilai), sejak, sampai, dasar)


def _batas_jp() -> tuple[BarisKetentuan, ...]:
    tabel = (
        (date(2015, 7, 1), "7000000", _JP_KRISHAND),
        (date(2016, 3, 1), "7335300", _JP_KRISHAND),
        (date(2017, 3, 1), "7703500", _JP_KRISHAND),
        (date(2018, 3, 1), "8094000", _JP_KRISHAND),
        (date(2019, 3, 1), "8512400", _JP_KRISHAND),
        (date(2020, 3, 1), "8939700", _JP_TURUNAN),
        (date(2021, 3, 1), "8754600", _JP_TURUNAN),
        (date(2022, 3, 1), "9077600", _JP_TURUNAN),
        (date(2023, 3, 1), "9559600", _JP_2024),
        (date(2024, 3, 1), "10042300", _JP_2024),
        (date(2025, 3, 1), "10547400", _JP_SURAT),
        (date(2026, 3, 1), "11086300", _JP_SURAT),
    )
    sampai = [sejak - timedelta(days=1) for sejak, _, _ in tabel[1:]]
    return tuple(
        BarisKetentuan(JenisKetentuan.BATAS_UPAH_JP, Decimal(nilai), sejak, akhir, dasar)
        for (sejak, nilai, dasar), akhir in zip(tabel, [*sampai, None], strict=True)
    )


def _tarif_setahun(tahun: int, nilai: str, dasar: str) -> BarisKetentuan:
    return BarisKetentuan(
        JenisKetentuan.TARIF_PENGEMBANGAN,
        Decimal(nilai),
        date(tahun, 1, 1),
        date(tahun, 12, 31),
        dasar,
    )


def _pasal_17(
    batas: tuple[str, ...], tarif: tuple[str, ...], sejak: date, sampai: date | None, dasar: str
) -> tuple[BarisKetentuan, ...]:
    return (
        *(
            _sejak(JenisKetentuan(f"PPH17_BATAS_{i}"), nilai, sejak, dasar, sampai)
            for i, nilai in enumerate(batas, start=1)
        ),
        *(
            _sejak(JenisKetentuan(f"PPH17_TARIF_{i}"), nilai, sejak, dasar, sampai)
            for i, nilai in enumerate(tarif, start=1)
        ),
    )


_IURAN = (
    _sejak(JenisKetentuan.TARIF_JHT_PEMBERI_KERJA, "0.037", date(2015, 7, 1), _PP_46),
    _sejak(JenisKetentuan.TARIF_JHT_PEKERJA, "0.02", date(2015, 7, 1), _PP_46),
    _sejak(JenisKetentuan.TARIF_JHT_BPU, "0.02", date(2015, 7, 1), "PP 46/2015 Lampiran"),
    _sejak(JenisKetentuan.TARIF_JP_PEMBERI_KERJA, "0.02", date(2015, 7, 1), _PP_45),
    _sejak(JenisKetentuan.TARIF_JP_PEKERJA, "0.01", date(2015, 7, 1), _PP_45),
)

# 2015 and 2021 onwards are in no source that we could read: absent, never guessed. Where two
# figures circulate, the one of the fund's directors stands.
_TARIF_PENGEMBANGAN = (
    _tarif_setahun(2016, "0.0719", _PENGEMBANGAN + "keterangan direksi, pasardana.id 8-2-2017"),
    _tarif_setahun(2017, "0.0782", _PENGEMBANGAN + "finansial.bisnis.com 31-5-2021"),
    _tarif_setahun(2018, "0.0626", _PENGEMBANGAN + "finansial.bisnis.com 31-5-2021"),
    _tarif_setahun(2019, "0.0606", _PENGEMBANGAN + "finansial.bisnis.com 31-5-2021"),
    _tarif_setahun(2020, "0.0559", _PENGEMBANGAN + "direktur keuangan, bisnis.com 31-5-2021"),
)

_KLAIM = (
    _sejak(
        JenisKetentuan.BATAS_KLAIM_MESIN,
        "10000000",
        date(2021, 1, 1),
        "Batas klaim JHT melalui JMO sejak peluncuran, money.kompas.com 4-12-2021",
        date(2025, 4, 30),
    ),
    _sejak(
        JenisKetentuan.BATAS_KLAIM_MESIN,
        "15000000",
        date(2025, 5, 1),
        "Batas klaim JHT melalui JMO sejak Mei 2025, economy.okezone.com 21-10-2025",
    ),
)

_BERHENTI = (
    _sejak(JenisKetentuan.HARI_KERJA_JAWAB_PERUSAHAAN, "3", date(2026, 1, 1), _JANJI),
    _sejak(JenisKetentuan.HARI_KERJA_PUTUS_BERHENTI, "2", date(2026, 1, 1), _JANJI),
)

_PAJAK = (
    _sejak(JenisKetentuan.PPH_FINAL_BATAS_NOL, "50000000", date(2009, 11, 16), _FINAL),
    _sejak(JenisKetentuan.PPH_FINAL_TARIF, "0.05", date(2009, 11, 16), _FINAL),
    _sejak(JenisKetentuan.PPH_FINAL_TAHUN_KALENDER, "2", date(2009, 11, 16), _FINAL),
    _sejak(
        JenisKetentuan.PPH_TAMBAHAN_TANPA_NPWP,
        "0.20",
        date(2009, 1, 1),
        "UU 36/2008 Pasal 21 ayat (5a)",
    ),
    *_pasal_17(
        ("50000000", "250000000", "500000000"),
        ("0.05", "0.15", "0.25", "0.30"),
        date(2009, 1, 1),
        date(2021, 12, 31),
        _UU_36,
    ),
    *_pasal_17(
        ("60000000", "250000000", "500000000", "5000000000"),
        ("0.05", "0.15", "0.25", "0.30", "0.35"),
        date(2022, 1, 1),
        None,
        _UU_7,
    ),
)

KETENTUAN: tuple[BarisKetentuan, ...] = (
    *_IURAN,
    *_batas_jp(),
    *_TARIF_PENGEMBANGAN,
    *_KLAIM,
    *_BERHENTI,
    *_PAJAK,
)

# Five per cent is what the public simulation of the real app assumes; nothing more supports it.
TARIF_CONTOH: tuple[BarisKetentuan, ...] = tuple(
    _tarif_setahun(tahun, "0.05", DASAR_CONTOH) for tahun in (2015, *range(2021, 2027))
)

"""An employer's file for the officer of the stories to upload: sound, or full of mistakes."""

from __future__ import annotations

from datetime import date, timedelta

from jmo.lib.tanggal import tambah_bulan
from jmo.lib.uang import Rupiah
from saldo.rules.iuran import KOLOM, hitung_iuran, susun_ketentuan_iuran
from saldo.selectors import ambil_ketentuan

NPP = "JKTA0001"
# Joiners whom no register knows: an employer's file does not ask it.
PEKERJA = (
    ("9906010405940101", "RINI ASTUTI", "1994-05-04", 5_200_000),
    ("9906011211880102", "DEDI KURNIAWAN", "1988-11-12", 6_750_000),
    ("9906016309990103", "NUR HALIMAH", "1999-09-23", 4_900_000),
)


def berkas_iuran_contoh(*, hari_ini: date, salah: bool = False) -> str:
    """Return a file of the last month: joiners with their contributions.

    Shape:  with `salah` each row holds another mistake, and nothing of it can be booked.
    """
    bulan = tambah_bulan(hari_ini.replace(day=1), -1)
    baris = [_baris(bulan, hari_ini, satu) for satu in PEKERJA]
    if salah:
        baris[0] |= {"upah": "-5200000"}
        baris[1] |= {"bulan": f"{tambah_bulan(bulan, 3):%Y-%m}"}
        baris[2] |= {"kpj": "00000000000", "nama": "=HYPERLINK(1)"}
    return "\n".join([",".join(KOLOM), *(",".join(satu.values()) for satu in baris)]) + "\n"


def _baris(bulan: date, hari_ini: date, orang: tuple[str, str, str, int]) -> dict[str, str]:
    nik, nama, lahir, upah = orang
    iuran = hitung_iuran(
        upah=Rupiah(upah), ketentuan=susun_ketentuan_iuran(ambil_ketentuan(pada=bulan))
    )
    bayar = min(hari_ini, tambah_bulan(bulan, 1) + timedelta(days=9))
    isi = (
        NPP, f"{bulan:%Y-%m}", "", nik, nama, lahir, upah, iuran.jht_pemberi_kerja,
        iuran.jht_pekerja, iuran.jp_pemberi_kerja, iuran.jp_pekerja, bayar, "", "",
    )  # fmt: skip
    return {nama: str(nilai) for nama, nilai in zip(KOLOM, isi, strict=True)}

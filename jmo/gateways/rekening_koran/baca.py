"""The one door for statement files: size, letters, format."""

from __future__ import annotations

from typing import Final

from jmo.gateways.rekening_koran.bentuk import IsiKoran, KoranTidakSah
from jmo.gateways.rekening_koran.berkas_csv import KOLOM, baca_csv
from jmo.gateways.rekening_koran.berkas_mt940 import baca_mt940

UKURAN_MAKSIMUM: Final = 16 * 1024 * 1024


def baca_koran(isi: bytes) -> IsiKoran:
    """Return what a statement file says; the format is seen from its beginning.

    Shape:  CSV or MT940 in UTF-8, one account, one day, at most 16 MB.
    Raises: KoranTidakSah: kosong, terlalu_besar, bukan_teks, bentuk, kolom, baris_rusak, ada_sen,
            tanggal, tanpa_saldo, terpotong, lebih_dari_sehari, mata_uang, nomor_ganda,
            saldo_tidak_cocok.
    """
    if len(isi) > UKURAN_MAKSIMUM:
        raise KoranTidakSah("terlalu_besar")
    try:
        teks = isi.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise KoranTidakSah("bukan_teks") from None
    if not teks.strip():
        raise KoranTidakSah("kosong")
    if teks.lstrip().startswith((":20:", "{1:")):
        return baca_mt940(teks.replace("\r\n", "\n"))
    if any(nama in teks.partition("\n")[0] for nama in KOLOM):
        return baca_csv(teks)
    raise KoranTidakSah("bentuk")

"""A statement as CSV: a header, the first balance, one line per movement, the last balance."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from jmo.gateways.rekening_koran.bentuk import (
    BarisKoran,
    IsiKoran,
    KoranTidakSah,
    bulat,
    periksa_baris,
)

KOLOM: Final = (
    "jenis", "rekening", "tanggal", "nomor", "jumlah", "referensi", "referensi_bank", "keterangan",
)  # fmt: skip
Isi = dict[str, str]


def baca_csv(teks: str) -> IsiKoran:
    """Read a statement in CSV.

    Shape:  columns as `KOLOM`, in any order; `jenis` is SALDO_AWAL, D, K or SALDO_AKHIR.
    Raises: KoranTidakSah with the line.
    """
    baris = list(_baris(teks))
    if len(baris) < 2 or baris[0][1]["jenis"] != "SALDO_AWAL":
        raise KoranTidakSah("tanpa_saldo")
    if baris[-1][1]["jenis"] != "SALDO_AKHIR":
        raise KoranTidakSah("terpotong")
    (_, awal), (_, akhir) = baris[0], baris[-1]
    for ke, isi in baris:
        if (isi["rekening"], isi["tanggal"]) != (awal["rekening"], awal["tanggal"]):
            raise KoranTidakSah("lebih_dari_sehari", ke)
    try:
        tanggal = date.fromisoformat(awal["tanggal"])
    except ValueError:
        raise KoranTidakSah("tanggal", baris[0][0]) from None
    return IsiKoran(
        rekening=awal["rekening"],
        tanggal=tanggal,
        saldo_awal=_jumlah(awal, baris[0][0]),
        saldo_akhir=_jumlah(akhir, baris[-1][0]),
        baris=tuple(_gerak(isi, ke) for ke, isi in baris[1:-1]),
    )


def _baris(teks: str) -> list[tuple[int, Isi]]:
    pembaca = csv.DictReader(io.StringIO(teks, newline=""), strict=True)
    hasil = []
    try:
        if set(pembaca.fieldnames or ()) != set(KOLOM):
            raise KoranTidakSah("kolom", 1)
        for isi in pembaca:
            if None in isi or any(nilai is None for nilai in isi.values()):
                raise KoranTidakSah("baris_rusak", pembaca.line_num)
            hasil.append((pembaca.line_num, isi))
    except csv.Error:
        raise KoranTidakSah("baris_rusak", pembaca.line_num) from None
    return hasil


def _gerak(isi: Isi, ke: int) -> BarisKoran:
    if isi["jenis"] not in ("D", "K"):
        raise KoranTidakSah("baris_rusak", ke)
    baris = BarisKoran(
        nomor=isi["nomor"],
        debit=isi["jenis"] == "D",
        jumlah=_jumlah(isi, ke),
        referensi=isi["referensi"],
        referensi_bank=isi["referensi_bank"],
        keterangan=isi["keterangan"],
    )
    return periksa_baris(baris, ke=ke)


def _jumlah(isi: Isi, ke: int) -> int:
    try:
        return bulat(Decimal(isi["jumlah"]), ke=ke)
    except InvalidOperation:
        raise KoranTidakSah("baris_rusak", ke) from None

"""The statement of the fund's account: one day of the bank's own book, as CSV or as MT940.

A statement begins with the balance of the evening before and ends with that of the day; the money
with which the account was opened is part of the former and no movement. Each movement carries a
number of the bank's that it keeps for ever.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from jmo.sandbox.bank import bidang
from jmo.sandbox.bank.balasan import Balasan, Tolak
from jmo.sandbox.bank.buku import WIB, Buku

KOLOM: Final = (
    "jenis", "rekening", "tanggal", "nomor", "jumlah", "referensi", "referensi_bank", "keterangan",
)  # fmt: skip
_LEBAR_86: Final = 65


@dataclass(frozen=True, slots=True)
class Gerak:
    """One movement: below zero money left the account."""

    nomor: str
    jumlah: int
    referensi: str
    referensi_bank: str
    keterangan: str


@dataclass(frozen=True, slots=True)
class Koran:
    """One day of the account."""

    rekening: str
    tanggal: date
    saldo_awal: int
    gerak: tuple[Gerak, ...]

    @property
    def saldo_akhir(self) -> int:
        """What the account holds at the end."""
        return self.saldo_awal + sum(satu.jumlah for satu in self.gerak)


def ambil_koran(buku: Buku, tanggal: date) -> Koran:
    """Read one day (WIB); to be called inside a transaction of the book."""
    dana = buku.dana()
    mulai = datetime.combine(tanggal, time.min, WIB).timestamp()
    kunci = (dana.kode_bank, dana.nomor)
    (awal,) = buku.db.execute(
        "SELECT coalesce(sum(jumlah), 0) FROM mutasi WHERE kode_bank = ? AND nomor = ?"
        " AND (waktu < ? OR jenis = 'SALDO_AWAL')",
        (*kunci, mulai),
    ).fetchone()
    baris = buku.db.execute(
        "SELECT m.id, m.jumlah, m.referensi, coalesce(t.referensi_bank, ''), m.jenis FROM mutasi m"
        " LEFT JOIN transfer t ON t.id = m.transfer_id WHERE m.kode_bank = ? AND m.nomor = ?"
        " AND m.waktu >= ? AND m.waktu < ? AND m.jenis <> 'SALDO_AWAL' ORDER BY m.id",
        (*kunci, mulai, mulai + 86_400),
    )
    gerak = tuple(Gerak(f"{nomor:012d}", *isi) for nomor, *isi in baris)
    return Koran(rekening=dana.nomor, tanggal=tanggal, saldo_awal=awal, gerak=gerak)


def tulis_csv(koran: Koran) -> str:
    """One line per balance and movement, amounts without a sign."""
    wadah = io.StringIO()
    tulis = csv.writer(wadah, lineterminator="\r\n")
    tulis.writerow(KOLOM)
    umum = (koran.rekening, koran.tanggal.isoformat())
    tulis.writerow(("SALDO_AWAL", *umum, "", koran.saldo_awal, "", "", ""))
    for satu in koran.gerak:
        arah = "D" if satu.jumlah < 0 else "K"
        tulis.writerow(
            (arah, *umum, satu.nomor, abs(satu.jumlah), satu.referensi, satu.referensi_bank,
             satu.keterangan)
        )  # fmt: skip
    tulis.writerow(("SALDO_AKHIR", *umum, "", koran.saldo_akhir, "", "", ""))
    return wadah.getvalue()


def tulis_mt940(koran: Koran) -> str:
    """SWIFT MT940: references longer than its 16 characters stand in field 86, under key words."""
    hari = f"{koran.tanggal:%y%m%d}"
    baris = [
        f":20:RK{koran.tanggal:%Y%m%d}",
        f":25:{koran.rekening}",
        f":28C:{koran.tanggal:%j}/1",
        f":60F:C{hari}IDR{koran.saldo_awal},",
    ]
    for satu in koran.gerak:
        arah = "D" if satu.jumlah < 0 else "C"
        baris.append(
            f":61:{hari}{koran.tanggal:%m%d}{arah}{abs(satu.jumlah)},00NTRFNONREF//{satu.nomor}"
        )
        isi = f":86:/REF/{satu.referensi}/BKR/{satu.referensi_bank}/KET/{satu.keterangan}"
        baris += [isi[ke : ke + _LEBAR_86] for ke in range(0, len(isi), _LEBAR_86)]
    baris.append(f":62F:C{hari}IDR{koran.saldo_akhir},")
    return "\r\n".join([*baris, "-"]) + "\r\n"


PENULIS: Final[dict[str, Callable[[Koran], str]]] = {"CSV": tulis_csv, "MT940": tulis_mt940}


def jawab_koran(buku: Buku, objek: Mapping[str, object]) -> Balasan:
    """Service 14: the statement of one day as a file inside the answer."""
    rekening = bidang.wajib(objek, "accountNo", 34)
    if rekening != buku.dana().nomor:
        raise Tolak("40411")
    bentuk = bidang.wajib(objek, "format", 5)
    if bentuk not in PENULIS:
        raise Tolak("40001")
    try:
        tanggal = date.fromisoformat(bidang.wajib(objek, "date", 10))
    except ValueError:
        raise Tolak("40001") from None
    isi: dict[str, object] = {
        "accountNo": rekening,
        "date": tanggal.isoformat(),
        "format": bentuk,
        "statement": PENULIS[bentuk](ambil_koran(buku, tanggal)),
    }
    return Balasan("20000", isi=isi)

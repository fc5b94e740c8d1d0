"""Lines of a journal that waits for the end of its file, kept as bare numbers."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from jmo.lib.uang import Rupiah
from saldo.rules.buku import BarisEntri, JenisEntri, Posisi, susun_iuran


@dataclass(slots=True)
class Kumpulan:
    """Lines of one journal to come: 28 bytes each, a file may have a million."""

    nomor: int
    asal_id: int | None = None
    kartu: array[int] = field(default_factory=lambda: array("q"))
    jumlah: array[int] = field(default_factory=lambda: array("q"))
    tahun: array[int] = field(default_factory=lambda: array("i"))
    tanggal: array[int] = field(default_factory=lambda: array("i"))

    def tambah(self, kartu_id: int, tahun: int, jumlah: int, tanggal: date) -> None:
        """Add money of a card; nothing is left of an amount of zero."""
        if jumlah:
            self.kartu.append(kartu_id)
            self.tahun.append(tahun)
            self.jumlah.append(jumlah)
            self.tanggal.append(tanggal.toordinal())

    def baris(self) -> Iterator[BarisEntri]:
        """Yield the lines, one balanced group per day of payment, so that each can be matched."""
        urutan = sorted(range(len(self.kartu)), key=self.tanggal.__getitem__)
        kelompok: list[Posisi] = []
        for ke, i in enumerate(urutan):
            kelompok.append(
                Posisi(self.kartu[i], JenisEntri.IURAN, self.tahun[i], Rupiah(self.jumlah[i]))
            )
            if ke + 1 == len(urutan) or self.tanggal[urutan[ke + 1]] != self.tanggal[i]:
                yield from susun_iuran(kelompok, tanggal_nilai=date.fromordinal(self.tanggal[i]))
                kelompok = []

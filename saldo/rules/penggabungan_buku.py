"""The journal of one merged card: its money moves by kind, year and value date, and back again.

Returns are earned from the value date, so a part that has not earned its year yet keeps the date
on both cards; what lies before is opening balance on either side and moves in one sum per year.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from jmo.lib.uang import NOL, Rupiah
from saldo.rules.buku import BarisEntri, JenisAkun, JenisEntri

_AKUN = {
    JenisEntri.IURAN: JenisAkun.PESERTA_IURAN,
    JenisEntri.PENGEMBANGAN: JenisAkun.PESERTA_PENGEMBANGAN,
}


@dataclass(frozen=True, slots=True)
class BagianKartu:
    """Part of a card's money: one kind, year and value date. Negative through corrections.

    Shape:  `jenis` is IURAN or PENGEMBANGAN.
    """

    kartu_id: int
    jenis: JenisEntri
    tahun: int
    tanggal_nilai: date
    jumlah: Rupiah


def tahun_belum_dikreditkan(dikreditkan: Iterable[int], *, mulai: int) -> int:
    """Return the first year from `mulai` on whose return is not credited yet.

    Shape:  `dikreditkan` = years that are over and whose rate is known, on both cards credited.
    """
    selesai = set(dikreditkan)
    tahun = mulai
    while tahun in selesai:
        tahun += 1
    return tahun


def susun_penggabungan(
    bagian: Sequence[BagianKartu], *, sumber_id: int, tujuan_id: int, tahun_terbuka: int
) -> tuple[BarisEntri, ...]:
    """Return the lines that move everything of one card to another, in pairs, oldest first.

    Shape:  `bagian` = all money of the source, nothing held; `tahun_terbuka` = first year whose
            return is not credited. Older parts get 1 January of that year as value date.
    Result: empty when nothing stands on the card. The source ends at zero in every kind and year;
            both cards together have the same money from the same months on as before.
    Raises: ValueError for the same card twice, or for a part of another card.
    Source: one pair of entries per kind and year is our design (docs/regulasi.md#penggabungan).
    """
    if sumber_id == tujuan_id or any(satu.kartu_id != sumber_id for satu in bagian):
        raise ValueError("penggabungan_kartu_salah")
    awal = date(tahun_terbuka, 1, 1)
    jumlah: Counter[tuple[date, int, JenisEntri]] = Counter()
    for satu in bagian:
        jumlah[max(satu.tanggal_nilai, awal), satu.tahun, satu.jenis] += satu.jumlah
    return tuple(
        baris
        for (tanggal, tahun, jenis), nilai in sorted(jumlah.items())
        if nilai
        for baris in (
            _baris(sumber_id, jenis, tahun, -nilai, tanggal),
            _baris(tujuan_id, jenis, tahun, nilai, tanggal),
        )
    )


def susun_pembatalan(baris: Sequence[BarisEntri]) -> tuple[BarisEntri, ...]:
    """Return the contra entries of a merge: debit and credit exchanged, value dates kept.

    Raises: ValueError for lines of anything but participants' cards.
    """
    if any(satu.kartu_id is None for satu in baris):
        raise ValueError("bukan_penggabungan")
    return tuple(replace(satu, debit=satu.kredit, kredit=satu.debit) for satu in baris)


def jumlah_kartu(baris: Iterable[BarisEntri], kartu_id: int) -> Rupiah:
    """Return what these lines add to one card."""
    return Rupiah(sum(satu.kredit - satu.debit for satu in baris if satu.kartu_id == kartu_id))


def susun_pindah_hasil(
    *, dari_id: int, ke_id: int, tahun: int, jumlah: Rupiah
) -> tuple[BarisEntri, ...]:
    """Return the lines that move a year's return to the card whose money earned it.

    Shape:  `tahun` is over; 1 January of the next one is the value date, so that it counts in full
            from the opening balance on, on either card.
    Raises: ValueError unless there is something to move.
    """
    if jumlah <= 0:
        raise ValueError("pindah_hasil_kosong")
    tanggal = date(tahun + 1, 1, 1)
    jenis = JenisEntri.PENGEMBANGAN
    return (
        _baris(dari_id, jenis, tahun, -jumlah, tanggal),
        _baris(ke_id, jenis, tahun, jumlah, tanggal),
    )


def _baris(kartu_id: int, jenis: JenisEntri, tahun: int, kredit: int, tanggal: date) -> BarisEntri:
    dua = (NOL, Rupiah(kredit)) if kredit > 0 else (Rupiah(-kredit), NOL)
    return BarisEntri(_AKUN[jenis], kartu_id, jenis, tahun, *dua, tanggal)

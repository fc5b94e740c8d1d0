"""The book's vocabulary, and journals built as balanced lists of lines.

Participants' accounts are what the fund owes: a credit raises them. Nothing is stored here; what a
builder returns is posted as one journal or not at all. JP never appears in this book.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from jmo.lib.uang import NOL, Rupiah


class JenisAkun(StrEnum):
    """Kinds of account: three per card, four of the institution."""

    PESERTA_IURAN = "PESERTA_IURAN"
    PESERTA_PENGEMBANGAN = "PESERTA_PENGEMBANGAN"
    PESERTA_DITAHAN = "PESERTA_DITAHAN"
    DANA = "DANA"
    KLIRING_IURAN = "KLIRING_IURAN"
    KLIRING_PEMBAYARAN = "KLIRING_PEMBAYARAN"
    PAJAK = "PAJAK"

    # The enum's own is written in Python; a journal of a file asks for it a million times.
    __hash__ = str.__hash__

    @property
    def milik_peserta(self) -> bool:
        """True when each card has one of its own."""
        return self in AKUN_PESERTA


AKUN_PESERTA = frozenset(
    {JenisAkun.PESERTA_IURAN, JenisAkun.PESERTA_PENGEMBANGAN, JenisAkun.PESERTA_DITAHAN}
)


class JenisJurnal(StrEnum):
    """Kinds of business event in the book."""

    IURAN = "IURAN"
    KOREKSI_IURAN = "KOREKSI_IURAN"
    PENGEMBANGAN = "PENGEMBANGAN"
    PENGEMBANGAN_SEMENTARA = "PENGEMBANGAN_SEMENTARA"
    PENAHANAN = "PENAHANAN"
    PELEPASAN = "PELEPASAN"
    PEMBAYARAN = "PEMBAYARAN"
    PENGEMBALIAN = "PENGEMBALIAN"
    PENYELESAIAN_IURAN = "PENYELESAIAN_IURAN"
    PENYELESAIAN_BAYAR = "PENYELESAIAN_BAYAR"
    SETORAN_PAJAK = "SETORAN_PAJAK"
    PENGGABUNGAN = "PENGGABUNGAN"
    BATAL_PENGGABUNGAN = "BATAL_PENGGABUNGAN"
    KOREKSI = "KOREKSI"


class JenisEntri(StrEnum):
    """What the money of one line is, whichever account it stands in."""

    IURAN = "IURAN"
    PENGEMBANGAN = "PENGEMBANGAN"
    PAJAK = "PAJAK"
    PEMBAYARAN = "PEMBAYARAN"

    __hash__ = str.__hash__


@dataclass(frozen=True, slots=True)
class BarisEntri:
    """One line of a journal; exactly one of debit and kredit is above zero.

    Shape:  `kartu_id` names the card of a participant's account, None for the institution's;
            `tahun` = year to which the money belongs.
    """

    akun: JenisAkun
    kartu_id: int | None
    jenis: JenisEntri
    tahun: int
    debit: Rupiah
    kredit: Rupiah
    tanggal_nilai: date

    def __post_init__(self) -> None:
        """Refuse a line that is neither or both, or an account without its card."""
        if (self.debit > 0) is (self.kredit > 0) or self.debit < 0 or self.kredit < 0:
            raise ValueError("entri_debit_atau_kredit")
        if self.akun.milik_peserta != (self.kartu_id is not None):
            raise ValueError("entri_kartu_dan_akun_tidak_cocok")


@dataclass(frozen=True, slots=True)
class Posisi:
    """Part of a card's balance: one kind and year. Negative only through corrections.

    Shape:  `jenis` is IURAN or PENGEMBANGAN.
    """

    kartu_id: int
    jenis: JenisEntri
    tahun: int
    jumlah: Rupiah


_AKUN_PER_JENIS = {
    JenisEntri.IURAN: JenisAkun.PESERTA_IURAN,
    JenisEntri.PENGEMBANGAN: JenisAkun.PESERTA_PENGEMBANGAN,
}


def hitung_selisih(baris: Iterable[BarisEntri]) -> int:
    """Return all debits minus all credits: 0 in every journal."""
    return sum(satu.debit - satu.kredit for satu in baris)


def periksa_seimbang(baris: Sequence[BarisEntri]) -> bool:
    """Tell whether these lines may be posted as one journal: two at least, summing to zero."""
    return len(baris) >= 2 and hitung_selisih(baris) == 0


def susun_iuran(posisi: Sequence[Posisi], *, tanggal_nilai: date) -> tuple[BarisEntri, ...]:
    """Return the journal of one contribution file: clearing to each card.

    Shape:  `posisi` of kind IURAN, one per row of the file; zero amounts are left out. Negative
            amounts (a correction of a file) take back. The clearing account carries what came in
            and what goes back as separate lines, so that both can be matched.
    Raises: ValueError for another kind, or when nothing is left to book.
    """
    if any(satu.jenis is not JenisEntri.IURAN for satu in posisi):
        raise ValueError("iuran_jenis_lain")
    return _jurnal_terhadap(posisi, JenisAkun.KLIRING_IURAN, tanggal_nilai)


def susun_pengembangan(posisi: Sequence[Posisi], *, tanggal_nilai: date) -> tuple[BarisEntri, ...]:
    """Return the journal that credits returns: fund to each card.

    Raises: ValueError for another kind than PENGEMBANGAN, or when nothing is left to book.
    """
    if any(satu.jenis is not JenisEntri.PENGEMBANGAN for satu in posisi):
        raise ValueError("pengembangan_jenis_lain")
    return _jurnal_terhadap(posisi, JenisAkun.DANA, tanggal_nilai)


def susun_penahanan(posisi: Sequence[Posisi], *, tanggal_nilai: date) -> tuple[BarisEntri, ...]:
    """Return the journal that sets a claim's money aside: contribution and return to held.

    Shape:  every part of the balance that is claimed; kind and year stay on the held side, so
            that a release puts each rupiah back where it was.
    Raises: ValueError when the parts of a card do not add up to something above zero.
    """
    for kartu_id in {satu.kartu_id for satu in posisi}:
        if sum(satu.jumlah for satu in posisi if satu.kartu_id == kartu_id) <= 0:
            raise ValueError("penahanan_tanpa_saldo")
    if not posisi:
        raise ValueError("penahanan_tanpa_saldo")
    return tuple(
        baris
        for satu in posisi
        if satu.jumlah
        for baris in (
            _entri_peserta(satu, _akun_posisi(satu), -satu.jumlah, tanggal_nilai),
            _entri_peserta(satu, JenisAkun.PESERTA_DITAHAN, satu.jumlah, tanggal_nilai),
        )
    )


def susun_pelepasan(
    penahanan: Sequence[BarisEntri], *, tanggal_nilai: date
) -> tuple[BarisEntri, ...]:
    """Return the journal that gives a hold back, line by line where it came from.

    Raises: ValueError when these lines are not a balanced hold.
    """
    _pastikan_penahanan(penahanan)
    return susun_kebalikan(penahanan, tanggal_nilai=tanggal_nilai)


def susun_pembayaran(
    penahanan: Sequence[BarisEntri], *, pajak: Rupiah, tanggal_nilai: date
) -> tuple[BarisEntri, ...]:
    """Return the journal of a payout: what was held, to payment clearing and withheld tax.

    Shape:  `penahanan` = the lines of the hold; 0 ≤ pajak < held sum.
    Raises: ValueError when these lines are not a balanced hold, or for such a tax.
    """
    _pastikan_penahanan(penahanan)
    ditahan = [satu for satu in penahanan if satu.akun is JenisAkun.PESERTA_DITAHAN]
    bruto = -hitung_selisih(ditahan)
    if not 0 <= pajak < bruto:
        raise ValueError("pajak_di_luar_bruto")
    return (
        *susun_kebalikan(ditahan, tanggal_nilai=tanggal_nilai),
        *_entri_lembaga(
            JenisAkun.KLIRING_PEMBAYARAN, JenisEntri.PEMBAYARAN, bruto - pajak, tanggal_nilai
        ),
        *_entri_lembaga(JenisAkun.PAJAK, JenisEntri.PAJAK, pajak, tanggal_nilai),
    )


def susun_kebalikan(baris: Sequence[BarisEntri], *, tanggal_nilai: date) -> tuple[BarisEntri, ...]:
    """Return the same lines with debit and credit exchanged: a release, a return, a correction."""
    return tuple(
        replace(satu, debit=satu.kredit, kredit=satu.debit, tanggal_nilai=tanggal_nilai)
        for satu in baris
    )


def _pastikan_penahanan(baris: Sequence[BarisEntri]) -> None:
    if not (periksa_seimbang(baris) and all(satu.akun.milik_peserta for satu in baris)):
        raise ValueError("bukan_penahanan")


def _jurnal_terhadap(
    posisi: Sequence[Posisi], lawan: JenisAkun, tanggal_nilai: date
) -> tuple[BarisEntri, ...]:
    isi = [satu for satu in posisi if satu.jumlah]
    if not isi:
        raise ValueError("jurnal_kosong")
    masuk = sum(satu.jumlah for satu in isi if satu.jumlah > 0)
    keluar = sum(satu.jumlah for satu in isi if satu.jumlah < 0)
    return (
        *_entri_lembaga(lawan, isi[0].jenis, -masuk, tanggal_nilai),
        *_entri_lembaga(lawan, isi[0].jenis, -keluar, tanggal_nilai),
        *(_entri_peserta(satu, _akun_posisi(satu), satu.jumlah, tanggal_nilai) for satu in isi),
    )


def _akun_posisi(posisi: Posisi) -> JenisAkun:
    akun = _AKUN_PER_JENIS.get(posisi.jenis)
    if akun is None:
        raise ValueError("posisi_bukan_iuran_atau_pengembangan")
    return akun


def _entri_peserta(posisi: Posisi, akun: JenisAkun, kredit: int, tanggal_nilai: date) -> BarisEntri:
    return BarisEntri(
        akun,
        posisi.kartu_id,
        posisi.jenis,
        posisi.tahun,
        *_dua_kolom(kredit),
        tanggal_nilai,
    )


def _entri_lembaga(
    akun: JenisAkun, jenis: JenisEntri, kredit: int, tanggal_nilai: date
) -> tuple[BarisEntri, ...]:
    if kredit == 0:
        return ()
    tahun = tanggal_nilai.year
    return (BarisEntri(akun, None, jenis, tahun, *_dua_kolom(kredit), tanggal_nilai),)


def _dua_kolom(kredit: int) -> tuple[Rupiah, Rupiah]:
    """Split a signed credit into (debit, kredit)."""
    return (NOL, Rupiah(kredit)) if kredit > 0 else (Rupiah(-kredit), NOL)

"""The act: read, check, write, and undo everything when a single row cannot stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.basisdata.salin import kunci_bergiliran
from jmo.lib.tanggal import hari_ini_wib
from jmo.pemulung import tanpa_pemulung
from saldo.models import BerkasIuran
from saldo.rules.iuran import BarisIuran, GalatBaris, SebabGalat
from saldo.selectors import semua_ketentuan
from saldo.services.iuran.bacaan import BerkasMasuk, PemeriksaHukum, buka_bacaan, sidik_berkas
from saldo.services.iuran.beda import Beda, JenisBeda, Pemantau, TanpaPemantau
from saldo.services.iuran.pencocokan import Cocok, Pencocok
from saldo.services.iuran.penulisan import Penulis, kartu_id, total_jht

BATAS_GALAT = 100


@dataclass(frozen=True, slots=True)
class HasilImpor:
    """What a file holds and did; with findings nothing was booked.

    Shape:  `baru`, `koreksi`, `sama` count contributions, `keluar` leavers, `kartu_baru` cards of
            joiners; `galat` at most BATAS_GALAT, `galat_terpotong` when reading stopped there;
            `lembar_lain` sheets of a workbook that hold something and were not read.
    """

    sidik: str
    uji: bool = False
    sudah_pernah: bool = False
    berkas_id: int | None = None
    baris: int = 0
    baru: int = 0
    koreksi: int = 0
    sama: int = 0
    keluar: int = 0
    kartu_baru: int = 0
    total_jht: int = 0
    galat: tuple[GalatBaris, ...] = ()
    galat_terpotong: bool = False
    lembar_lain: tuple[str, ...] = ()

    @property
    def diterima(self) -> bool:
        """Tell whether the file can stand (a dry run: could)."""
        return not self.galat


def impor_iuran(
    *,
    berkas: BerkasMasuk,
    nama: str,
    pelaku: Pelaku,
    uji: bool = False,
    pemantau: Pemantau | None = None,
) -> HasilImpor:
    """Take in an employer's file: all of it, or nothing and every reason.

    Shape:  a seekable binary file, CSV or XLSX as its content says; `uji` does everything and
            undoes it; `pemantau` is told of it. Rows that stand already are left alone, a
            changed one becomes a correction that names the old one, one without a card number is
            a joiner, one with a leaving date ends the card, one without an employer is BPU.
    Result: with findings (line, column, reason) nothing is booked; a file whose bytes were booked
            before changes nothing.
    Writes: berkas_iuran, iuran, jurnal, entri_jurnal, akun_buku, kepesertaan, peserta.
    Audit:  iuran.diimpor, kartu.dibuat, kartu.diubah, peserta.dibuat.
    """
    sidik = sidik_berkas(berkas)
    try:
        with tanpa_pemulung(), transaction.atomic():
            # One file at a time: two that name the same joiner would each issue a card.
            kunci_bergiliran("impor_iuran")
            lama = BerkasIuran.objects.filter(sidik=sidik).first()
            if lama is not None:
                return HasilImpor(sidik, uji=uji, sudah_pernah=True, berkas_id=lama.pk)
            pemantau = pemantau or TanpaPemantau()
            hasil = _Impor(sidik, nama, pelaku, pemantau).jalankan(berkas, uji=uji)
            if hasil.galat or uji:
                raise _Urung(hasil)
            pemantau.sebelum_tetap(hasil)
    except _Urung as urung:
        return urung.hasil
    return hasil


class _Urung(Exception):
    """Carries the result out of a transaction that must leave no trace."""

    def __init__(self, hasil: HasilImpor) -> None:
        super().__init__()
        self.hasil = hasil


class _Impor:
    """One run over one file."""

    def __init__(self, sidik: str, nama: str, pelaku: Pelaku, pemantau: Pemantau) -> None:
        self._pemantau = pemantau
        self._lembar_lain: tuple[str, ...] = ()
        self._berkas = BerkasIuran.objects.create(
            sidik=sidik, nama=nama[:255], baris=0, total_jht=0, diunggah_oleh_id=pelaku.akun_id
        )
        self._pelaku = pelaku
        self._hukum = PemeriksaHukum(semua_ketentuan(), hari_ini_wib(timezone.now()))
        self._pencocok = Pencocok(pelaku=pelaku)
        self._penulis = Penulis(self._berkas, pelaku=pelaku, catat=pemantau.catat)
        self._galat: list[GalatBaris] = []
        self._sudah_ada: set[int] = set()
        self._baris = self._keluar = self._total = 0

    def jalankan(self, berkas: BerkasMasuk, *, uji: bool) -> HasilImpor:
        bacaan = buka_bacaan(berkas)
        self._lembar_lain = bacaan.lembar_lain
        for tumpuk in bacaan.tumpuk():
            self._olah(tumpuk)
            self._pemantau.maju(self._baris)
            if len(self._galat) >= BATAS_GALAT:
                break
        # What found duplicates is not needed while the journal is written, which takes most memory.
        self._sudah_ada.clear()
        if not self._galat:
            self._pemantau.membukukan(self._baris)
            self._galat += self._tutup()
        return self._hasil(uji=uji)

    def _olah(self, tumpuk: Sequence[BarisIuran | GalatBaris]) -> None:
        baris = [satu for satu in tumpuk if isinstance(satu, BarisIuran)]
        galat = [satu for satu in tumpuk if isinstance(satu, GalatBaris)]
        galat += [temuan for satu in baris for temuan in self._hukum.periksa(satu)]
        cocok, salah = self._pencocok.cocokkan(baris)
        self._galat += sorted([*galat, *salah], key=lambda satu: satu.baris)
        self._baris += len(tumpuk)
        # Once something is wrong the rest is only looked at: nothing of the file will stay.
        if not self._galat:
            self._tulis(cocok)

    def _tulis(self, cocok: Sequence[Cocok]) -> None:
        for kartu_baru in self._pencocok.terbitkan(cocok):
            baris = kartu_baru.baris
            self._pemantau.catat(Beda(JenisBeda.KARTU_BARU, baris.baris, "", baris.bulan))
        for satu in cocok:
            # One number per card and month: a file may have a million rows.
            kunci = kartu_id(satu) * 10_000_000 + satu.baris.bulan.toordinal()
            if kunci in self._sudah_ada:
                self._galat.append(GalatBaris(satu.baris.baris, "", SebabGalat.BARIS_GANDA))
            self._sudah_ada.add(kunci)
        if self._galat:
            return
        self._penulis.tulis(cocok)
        self._keluar += sum(satu.baru_keluar for satu in cocok)
        self._total += total_jht(cocok)

    def _tutup(self) -> list[GalatBaris]:
        galat = self._penulis.selesaikan()
        if galat:
            return galat
        penulis = self._penulis
        BerkasIuran.objects.filter(pk=self._berkas.pk).update(
            baris=self._baris, baris_baru=penulis.baru, baris_koreksi=penulis.koreksi,
            total_jht=self._total,
        )  # fmt: skip
        catat(
            aksi=Aksi.IURAN_DIIMPOR, pelaku=self._pelaku, objek=self._berkas,
            sesudah={
                "sidik": self._berkas.sidik, "baris": self._baris, "baris_baru": penulis.baru,
                "baris_koreksi": penulis.koreksi, "total": self._total,
            },
        )  # fmt: skip
        return []

    def _hasil(self, *, uji: bool) -> HasilImpor:
        ditolak = bool(self._galat)
        return HasilImpor(
            self._berkas.sidik,
            uji=uji,
            berkas_id=None if ditolak or uji else self._berkas.pk,
            baris=self._baris,
            baru=self._penulis.baru,
            koreksi=self._penulis.koreksi,
            sama=self._penulis.sama,
            keluar=self._keluar,
            kartu_baru=self._pencocok.kartu_baru,
            total_jht=self._total,
            galat=tuple(self._galat[:BATAS_GALAT]),
            galat_terpotong=len(self._galat) >= BATAS_GALAT,
            lembar_lain=self._lembar_lain,
        )

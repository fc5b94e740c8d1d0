"""Rows of a file against the records: which employer, which card, whose it is.

A batch is looked up with a handful of queries. Nothing is written here but joiners: people and
cards that the file is the first to name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from accounts.models import Peserta, indeks
from accounts.rules.pelaku import Pelaku
from accounts.services.peserta import buat_peserta, provinsi_nik
from jmo.lib.nama import kemiripan
from jmo.lib.nik import parse_nik
from saldo.models import Kepesertaan, Perusahaan
from saldo.rules.iuran import BarisIuran, GalatBaris, SebabGalat
from saldo.rules.penggabungan import BATAS_NAMA_PETUGAS
from saldo.selectors.kartu import rantai_gabungan
from saldo.services.kartu import CalonKartu, buat_banyak_kartu

_S = Kepesertaan.Status
# Nobody reports for them: they pay for themselves.
_MANDIRI = frozenset({Peserta.Jenis.BPU, Peserta.Jenis.PMI})
_KARTU = """
SELECT k.id, k.kpj, k.status, k.tanggal_mulai, k.tanggal_berakhir, k.sebab_berakhir,
    k.perusahaan_id, k.jenis, k.peserta_id, p.nama, p.nomor_identitas_indeks, k.digabung_ke_id
FROM saldo_kepesertaan k JOIN accounts_peserta p ON p.id = k.peserta_id
WHERE {kolom} = ANY(%s) ORDER BY k.tanggal_mulai DESC, k.id DESC
"""
_KARTU_KPJ, _KARTU_ORANG = _KARTU.format(kolom="k.kpj"), _KARTU.format(kolom="k.peserta_id")


@dataclass(slots=True)
class Kartu:
    """What the import needs to know of a card; the person stays out of `repr`."""

    id: int
    kpj: str = field(repr=False)
    status: str
    mulai: date
    berakhir: date | None
    sebab: str
    perusahaan_id: int | None
    jenis: str
    peserta_id: int
    nama: str = field(repr=False)
    sidik_nik: str = field(repr=False)
    digabung_ke: int | None = None
    # Through which cards the money of a merged one went.
    rantai: tuple[int, ...] = ()

    @property
    def uang_id(self) -> int:
        """The card on whose accounts its money stands."""
        return self.rantai[-1] if self.rantai else self.id


@dataclass(slots=True)
class Cocok:
    """A row with its employer (None = self-employed) and card.

    Shape:  `kartu` None = a joiner whose card is yet to be issued.
    """

    baris: BarisIuran
    perusahaan: Perusahaan | None
    kartu: Kartu | None
    sidik_nik: str = field(repr=False)

    @property
    def perusahaan_id(self) -> int | None:
        """The employer, None for the self-employed."""
        return None if self.perusahaan is None else self.perusahaan.pk

    @property
    def baru_keluar(self) -> bool:
        """Tell whether the row reports a leaver whom we do not know as one yet."""
        baris, kartu = self.baris, self.kartu
        if baris.tanggal_keluar is None:
            return False
        return kartu is None or (kartu.berakhir, kartu.sebab) != (
            baris.tanggal_keluar, baris.sebab_keluar,
        )  # fmt: skip


class Pencocok:
    """Finds the card of each row; what was found is kept for one batch, employers for all."""

    def __init__(self, *, pelaku: Pelaku) -> None:
        """Start without any knowledge."""
        self._pelaku = pelaku
        self._perusahaan: dict[str, Perusahaan] = {}
        self._kartu: dict[str, Kartu] = {}
        self._peserta: dict[str, Peserta] = {}
        self._dikenal: dict[str, tuple[str, date]] = {}
        self._milik: dict[tuple[str, int | None], list[Kartu]] = {}
        self.kartu_baru = 0

    def cocokkan(self, tumpuk: Sequence[BarisIuran]) -> tuple[list[Cocok], list[GalatBaris]]:
        """Return the rows with their cards, and everything for which one cannot be booked."""
        self._muat(tumpuk)
        cocok: list[Cocok] = []
        galat: list[GalatBaris] = []
        for baris in tumpuk:
            hasil = self._satu(baris)
            if isinstance(hasil, Cocok):
                cocok.append(hasil)
            else:
                galat += [GalatBaris(baris.baris, kolom, sebab) for kolom, sebab in hasil]
        return cocok, galat

    def terbitkan(self, cocok: Iterable[Cocok]) -> list[Cocok]:
        """Enter the joiners of a batch and issue their cards.

        Result: one row of each card that was issued, the first that names it.
        Writes: peserta, kepesertaan.   Audit: peserta.dibuat, kartu.dibuat.
        """
        perlu: dict[tuple[str, int | None], list[Cocok]] = {}
        for satu in cocok:
            if satu.kartu is None:
                perlu.setdefault((satu.sidik_nik, satu.perusahaan_id), []).append(satu)
        calon = [
            CalonKartu(
                self._orang(isi[0]),
                isi[0].perusahaan,
                min(satu.baris.bulan for satu in isi),
                _jenis(isi[0]),
                isi[0].baris.nama,
            )
            for isi in perlu.values()
        ]
        for isi, baru in zip(
            perlu.values(), buat_banyak_kartu(calon=calon, pelaku=self._pelaku), strict=True
        ):
            kartu = _dari_model(baru, isi[0].sidik_nik)
            for satu in isi:
                satu.kartu = kartu
        self.kartu_baru += len(calon)
        return [isi[0] for isi in perlu.values()]

    def _muat(self, tumpuk: Sequence[BarisIuran]) -> None:
        npp = {satu.npp for satu in tumpuk if satu.npp} - set(self._perusahaan)
        if npp:
            self._perusahaan |= {p.npp: p for p in Perusahaan.objects.filter(npp__in=npp)}
        kpj = [satu.kpj for satu in tumpuk if satu.kpj]
        self._kartu = {satu.kpj: satu for satu in _cari(_KARTU_KPJ, kpj)}
        sidik = {sidik_nik(satu.nik) for satu in tumpuk if satu.nik and not satu.kpj}
        orang = Peserta.objects.filter(
            jenis_identitas=Peserta.JenisIdentitas.NIK, nomor_identitas_indeks__in=sidik
        )
        self._peserta = {satu.nomor_identitas_indeks: satu for satu in orang}
        self._dikenal = {
            satu.nomor_identitas_indeks: (satu.nama, satu.tanggal_lahir) for satu in orang
        }
        self._milik = {}
        for kartu in _cari(_KARTU_ORANG, [satu.pk for satu in self._peserta.values()]):
            self._milik.setdefault((kartu.sidik_nik, kartu.perusahaan_id), []).append(kartu)

    def _satu(self, baris: BarisIuran) -> Cocok | list[tuple[str, SebabGalat]]:
        perusahaan = self._perusahaan.get(baris.npp) if baris.npp else None
        if baris.npp and perusahaan is None:
            return [("npp", SebabGalat.NPP_TIDAK_DIKENAL)]
        sidik = sidik_nik(baris.nik) if baris.nik else ""
        if baris.kpj is None:
            salah = self._beda_orang(baris, sidik)
            kartu = self._kartu_milik(baris, sidik, perusahaan)
        else:
            salah = []
            kartu = self._kartu.get(baris.kpj)
            if kartu is None:
                return [("kpj", SebabGalat.KPJ_TIDAK_DIKENAL)]
        if kartu is not None:
            salah = salah or _beda_kartu(baris, kartu, sidik, perusahaan)
            sidik = kartu.sidik_nik
        return salah or Cocok(baris, perusahaan, kartu, sidik)

    def _beda_orang(self, baris: BarisIuran, sidik: str) -> list[tuple[str, SebabGalat]]:
        """Return why a joiner is not the person whom we know under this NIK, or met above."""
        nama, lahir = self._dikenal.setdefault(sidik, (baris.nama, baris.tanggal_lahir))
        salah = []
        if not _nama_mirip(baris.nama, nama):
            salah.append(("nama", SebabGalat.NAMA_BERBEDA))
        if baris.tanggal_lahir != lahir:
            salah.append(("tanggal_lahir", SebabGalat.TANGGAL_LAHIR_BERBEDA))
        return salah

    def _kartu_milik(
        self, baris: BarisIuran, sidik: str, perusahaan: Perusahaan | None
    ) -> Kartu | None:
        """Return the running card of somebody at this employer, or the one that ended later."""
        semua = self._milik.get((sidik, None if perusahaan is None else perusahaan.pk), [])
        milik = [satu for satu in semua if perusahaan is not None or satu.jenis in _MANDIRI]
        berjalan = [satu for satu in milik if satu.status == _S.AKTIF]
        lama = [
            satu for satu in milik if satu.berakhir is not None and satu.berakhir >= baris.bulan
        ]
        return next(iter(berjalan or lama), None)

    def _orang(self, cocok: Cocok) -> Peserta:
        ada = self._peserta.get(cocok.sidik_nik)
        if ada is not None:
            return ada
        baris = cocok.baris
        assert baris.nik is not None
        nik = parse_nik(baris.nik, provinsi=provinsi_nik())
        self._peserta[cocok.sidik_nik] = buat_peserta(
            jenis_identitas=Peserta.JenisIdentitas.NIK, nomor_identitas=baris.nik,
            nama=baris.nama, tanggal_lahir=baris.tanggal_lahir,
            jenis_kelamin=nik.jenis_kelamin.value, pelaku=self._pelaku, jenis=_jenis(cocok),
        )  # fmt: skip
        return self._peserta[cocok.sidik_nik]


def _jenis(cocok: Cocok) -> str:
    """Return the kind of a card that this row opens: PMI cards are issued at registration."""
    return Peserta.Jenis.BPU if cocok.perusahaan is None else Peserta.Jenis.PU


def sidik_nik(nik: str) -> str:
    """Return the blind index by which a person is found."""
    return indeks(nik, ruang="nik")


def _beda_kartu(
    baris: BarisIuran, kartu: Kartu, sidik: str, perusahaan: Perusahaan | None
) -> list[tuple[str, SebabGalat]]:
    berakhir, baris_keluar = kartu.berakhir, baris.tanggal_keluar
    lewat = berakhir is not None and baris.bulan > (baris_keluar or berakhir)
    mandiri = kartu.jenis in _MANDIRI
    lain = perusahaan is not None and kartu.perusahaan_id != perusahaan.pk
    beda_keluar = baris_keluar is not None and baris_keluar != berakhir
    diklaim = kartu.status == _S.DIKLAIM and beda_keluar
    # Money of an old card goes where that card went; how it ended is settled.
    digabung = kartu.status == _S.DIGABUNG and beda_keluar
    return [
        (kolom, sebab)
        for salah, kolom, sebab in (
            (perusahaan is None and not mandiri, "npp", SebabGalat.KARTU_BUKAN_BPU),
            (lain, "npp", SebabGalat.KARTU_PERUSAHAAN_LAIN),
            (bool(sidik) and kartu.sidik_nik != sidik, "nik", SebabGalat.NIK_BUKAN_PEMILIK),
            (not _nama_mirip(baris.nama, kartu.nama), "nama", SebabGalat.NAMA_BERBEDA),
            (lewat, "bulan", SebabGalat.BULAN_SETELAH_BERHENTI),
            (diklaim, "tanggal_keluar", SebabGalat.KARTU_SUDAH_DIKLAIM),
            (digabung, "tanggal_keluar", SebabGalat.KARTU_DIGABUNG),
        )
        if salah
    ]


def _nama_mirip(satu: str, dua: str) -> bool:
    # Almost always they are equal, and comparing letter by letter is slow.
    return (
        satu == dua
        or satu.casefold() == dua.casefold()
        or kemiripan(satu, dua) >= BATAS_NAMA_PETUGAS
    )


def _cari(kueri: str, nilai: Sequence[str] | Sequence[int]) -> list[Kartu]:
    if not nilai:
        return []
    with connection.cursor() as kursor:
        kursor.execute(kueri, [list(nilai)])
        kartu = [Kartu(*satu) for satu in kursor]
    digabung = [satu for satu in kartu if satu.digabung_ke is not None]
    if digabung:
        rantai = rantai_gabungan([satu.id for satu in digabung])
        for satu in digabung:
            satu.rantai = rantai[satu.id]
    return kartu


def _dari_model(kartu: Kepesertaan, sidik: str) -> Kartu:
    return Kartu(
        kartu.pk, kartu.kpj, kartu.status, kartu.tanggal_mulai, None, "", kartu.perusahaan_id,
        kartu.jenis, kartu.peserta_id, kartu.peserta.nama, sidik,
    )  # fmt: skip

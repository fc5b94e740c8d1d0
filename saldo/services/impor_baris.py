"""One batch of an employer's file against what is known: cards, people, earlier contributions."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.utils import timezone

from accounts.models import Peserta, indeks
from accounts.rules.pelaku import Pelaku
from accounts.services.peserta import buat_peserta, provinsi_nik
from jmo.lib.nik import parse_nik
from jmo.lib.samarkan import samarkan_ekor
from saldo.models import Iuran, Kepesertaan, Perusahaan
from saldo.rules.iuran import BarisIuran
from saldo.rules.masa_kepesertaan import SebabKeluar


class SebabTolak(StrEnum):
    """Why a row that is right in itself cannot be booked."""

    NPP_TIDAK_DIKENAL = "NPP_TIDAK_DIKENAL"
    KPJ_TIDAK_DIKENAL = "KPJ_TIDAK_DIKENAL"
    KPJ_MILIK_NIK_LAIN = "KPJ_MILIK_NIK_LAIN"
    KARTU_SUDAH_DITUTUP = "KARTU_SUDAH_DITUTUP"


KunciKartu = tuple[str, str]


@dataclass(slots=True)
class Pengenal:
    """What the rows of one batch refer to, fetched with a few queries."""

    perusahaan: dict[str, Perusahaan] = field(default_factory=dict)
    kartu: dict[str, Kepesertaan] = field(default_factory=dict)
    # By employer and blind index of the NIK: the running card of a joiner.
    milik: dict[KunciKartu, Kepesertaan] = field(default_factory=dict)
    peserta: dict[str, Peserta] = field(default_factory=dict)

    def muat(self, baris: Iterable[BarisIuran]) -> None:
        """Fetch employers, cards and people of these rows that are not known yet."""
        baris = list(baris)
        npp = {satu.npp for satu in baris} - set(self.perusahaan)
        if npp:
            self.perusahaan |= {p.npp: p for p in Perusahaan.objects.filter(npp__in=npp)}
        kpj = {satu.kpj for satu in baris if satu.kpj} - set(self.kartu)
        kueri = Kepesertaan.objects.select_related("peserta", "perusahaan")
        self.kartu |= {k.kpj: k for k in kueri.filter(kpj__in=kpj)}
        sidik = {_sidik(satu.nik) for satu in baris if satu.nik and not satu.kpj}
        sidik -= set(self.peserta)
        orang = Peserta.objects.filter(jenis_identitas="NIK", nomor_identitas_indeks__in=sidik)
        self.peserta |= {p.nomor_identitas_indeks: p for p in orang}
        for kartu in kueri.filter(
            peserta__nomor_identitas_indeks__in=sidik,
            perusahaan__npp__in={satu.npp for satu in baris},
            status__in=[Kepesertaan.Status.AKTIF, Kepesertaan.Status.NONAKTIF],
        ).order_by("pk"):
            assert kartu.perusahaan is not None
            self.milik[kartu.perusahaan.npp, kartu.peserta.nomor_identitas_indeks] = kartu

    def tolak(self, baris: BarisIuran) -> tuple[str, SebabTolak] | None:
        """Return the column and reason for which this row cannot be booked, or None."""
        if baris.npp not in self.perusahaan:
            return "npp", SebabTolak.NPP_TIDAK_DIKENAL
        if not baris.kpj:
            return None
        kartu = self.kartu.get(baris.kpj)
        if kartu is None:
            return "kpj", SebabTolak.KPJ_TIDAK_DIKENAL
        if baris.nik and kartu.peserta.nomor_identitas_indeks != _sidik(baris.nik):
            return "nik", SebabTolak.KPJ_MILIK_NIK_LAIN
        if kartu.status in {Kepesertaan.Status.DIGABUNG, Kepesertaan.Status.DIKLAIM}:
            return "kpj", SebabTolak.KARTU_SUDAH_DITUTUP
        return None

    def kartu_baris(self, baris: BarisIuran, *, pelaku: Pelaku) -> Kepesertaan:
        """Return the card of a row; a joiner gets one, and is entered when nobody knows them."""
        if baris.kpj:
            return self.kartu[baris.kpj]
        assert baris.nik is not None
        sidik = _sidik(baris.nik)
        kunci = (baris.npp, sidik)
        if kunci not in self.milik:
            self.milik[kunci] = _kartu_baru(
                self.peserta.get(sidik) or self._peserta_baru(baris, sidik, pelaku=pelaku),
                self.perusahaan[baris.npp],
                baris.bulan,
            )
        return self.milik[kunci]

    def _peserta_baru(self, baris: BarisIuran, sidik: str, *, pelaku: Pelaku) -> Peserta:
        assert baris.nik is not None
        nik = parse_nik(baris.nik, provinsi=provinsi_nik())
        self.peserta[sidik] = buat_peserta(
            jenis_identitas="NIK", nomor_identitas=baris.nik, nama=baris.nama,
            tanggal_lahir=baris.tanggal_lahir, jenis_kelamin=nik.jenis_kelamin, pelaku=pelaku,
        )  # fmt: skip
        return self.peserta[sidik]


def catat_keluar(kartu: Kepesertaan, baris: BarisIuran) -> None:
    """Write down that the employer reported the end of this membership.

    Writes: kepesertaan.
    """
    if baris.upah:
        kartu.upah_terakhir = baris.upah
    if baris.tanggal_keluar is not None:
        assert isinstance(baris.sebab_keluar, SebabKeluar)
        kartu.status = Kepesertaan.Status.NONAKTIF
        kartu.tanggal_berakhir = baris.tanggal_keluar
        kartu.sebab_berakhir = baris.sebab_keluar.value
        kartu.dilaporkan_pada = timezone.now()
    kartu.tanggal_mulai = min(kartu.tanggal_mulai, baris.bulan)
    kartu.save(
        update_fields=[
            "status", "tanggal_berakhir", "sebab_berakhir", "dilaporkan_pada", "upah_terakhir",
            "tanggal_mulai",
        ]
    )  # fmt: skip


def iuran_lama(
    pasangan: Sequence[tuple[Kepesertaan, BarisIuran]],
) -> Mapping[tuple[int, date], Iuran]:
    """Return the contributions that stand for these cards and months."""
    kueri = Iuran.objects.filter(
        kepesertaan__in={kartu.pk for kartu, _ in pasangan},
        bulan__in={baris.bulan for _, baris in pasangan},
        berlaku=True,
    )
    return {(satu.kepesertaan_id, satu.bulan): satu for satu in kueri}


def _sidik(nik: str) -> str:
    return indeks(nik, ruang="nik")


def _kartu_baru(peserta: Peserta, perusahaan: Perusahaan, bulan: date) -> Kepesertaan:
    while True:
        kpj = f"{secrets.randbelow(10**11):011d}"
        if not Kepesertaan.objects.filter(kpj=kpj).exists():
            return Kepesertaan.objects.create(
                peserta=peserta, perusahaan=perusahaan, kpj=kpj, kpj_samar=samarkan_ekor(kpj),
                tanggal_mulai=bulan,
            )  # fmt: skip

"""Reports of participants that they stopped work: theirs, and those that wait for an officer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from accounts.models import Peserta
from accounts.selectors import kalender_kerja
from jmo.lib.tanggal import hari_ini_wib
from saldo.models import Kepesertaan, LaporanBerhenti
from saldo.rules.laporan_berhenti import DI_MEJA_PETUGAS, TERBUKA, StatusLaporan, hari_ke


@dataclass(frozen=True, slots=True)
class JalanLaporan:
    """How far an open report is: `ke` of `dari` working days of the employer, 0 of 0 elsewhere."""

    laporan: LaporanBerhenti
    ke: int
    dari: int
    hari_ini: date

    @property
    def terlambat(self) -> bool:
        """The day by which an officer had to decide is over."""
        tenggat = self.laporan.tenggat_putusan
        return tenggat is not None and self.hari_ini > tenggat


def laporan_kartu(kartu: Kepesertaan) -> list[LaporanBerhenti]:
    """Return all reports about a card, already reached through its door, the newest first."""
    return list(kartu.laporan_berhenti.select_related("perusahaan").order_by("-pk"))


def laporan_penentu(kartu: Kepesertaan) -> LaporanBerhenti | None:
    """Return the report by which a card has ended, None when there was none."""
    diterima = kartu.laporan_berhenti.filter(status=StatusLaporan.DITERIMA)
    return diterima.select_related("perusahaan").order_by("-pk").first()


def laporan_terbuka(peserta: Peserta, *, kini: datetime) -> dict[int, JalanLaporan]:
    """Return the open reports of a person by card."""
    terbuka = LaporanBerhenti.objects.filter(
        kepesertaan__peserta=peserta, status__in=TERBUKA
    ).select_related("perusahaan")
    return {satu.kepesertaan_id: jalan(satu, kini=kini) for satu in terbuka}


def jalan(laporan: LaporanBerhenti, *, kini: datetime) -> JalanLaporan:
    """Return how far a report is today."""
    hari_ini, tenggat = hari_ini_wib(kini), laporan.tenggat_perusahaan
    ke, dari = 0, 0
    if tenggat is not None:
        mulai = hari_ini_wib(laporan.dibuat_pada)
        ke, dari = hari_ke(mulai, hari_ini, tenggat=tenggat, libur=kalender_kerja())
    return JalanLaporan(laporan, ke, dari, hari_ini)


def daftar_laporan_petugas() -> QuerySet[LaporanBerhenti]:
    """Return what an officer has to decide, whatever is due first on top."""
    return (
        LaporanBerhenti.objects.filter(status__in=DI_MEJA_PETUGAS)
        .select_related("kepesertaan__peserta", "perusahaan")
        .order_by("tenggat_putusan", "pk")
    )


def daftar_laporan_menunggu_perusahaan() -> QuerySet[LaporanBerhenti]:
    """Return what waits for an employer; those without an address have to be called."""
    return (
        LaporanBerhenti.objects.filter(status=StatusLaporan.MENUNGGU_PERUSAHAAN)
        .select_related("kepesertaan__peserta", "perusahaan")
        .order_by("tenggat_perusahaan", "pk")
    )


def hitung_laporan_petugas() -> tuple[int, datetime | None]:
    """Return how many reports wait for an officer, and since when the first one was made."""
    menunggu = LaporanBerhenti.objects.filter(status__in=DI_MEJA_PETUGAS).order_by("dibuat_pada")
    pertama = menunggu.values_list("dibuat_pada", flat=True).first()
    return menunggu.count(), pertama

"""What goes on without anybody: the employer's time is over, or its file came after all."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.rules.pelaku import Pelaku, tugas
from accounts.services import sewa
from saldo.models import Kepesertaan, LaporanBerhenti
from saldo.rules.laporan_berhenti import TERBUKA, SebabPetugas, StatusLaporan
from saldo.services.laporan_berhenti.status import kunci_laporan, pindahkan_laporan

BEL = "saldo.teruskan_laporan"
TUGAS = tugas(BEL)


def teruskan_laporan(*, laporan_id: int) -> bool:
    """Hand a report to the officers when its employer let the time go by; once.

    Writes: laporan_berhenti, riwayat_laporan, pesan.   Audit: laporan_berhenti.pindah_status.
    """
    with (
        sewa.pegang(LaporanBerhenti, laporan_id, detik=settings.SEWA_DETIK["umum"]) as dapat,
        transaction.atomic(),
    ):
        if not dapat:
            return False
        laporan = kunci_laporan(laporan_id)
        if laporan.status != StatusLaporan.MENUNGGU_PERUSAHAAN:
            return False
        pindahkan_laporan(
            laporan, StatusLaporan.MENUNGGU_PETUGAS, pelaku=TUGAS,
            sebab_petugas=SebabPetugas.DIAM.value,
        )  # fmt: skip
        return True


def sapu_laporan() -> int:
    """Ring for every report whose employer is late, and settle those whose card ended elsewhere.

    Result: how many were rung for or settled.
    Rings:  saldo.teruskan_laporan.
    """
    berakhir = LaporanBerhenti.objects.filter(status__in=TERBUKA).exclude(
        kepesertaan__status=Kepesertaan.Status.AKTIF
    )
    selesai = selesaikan_dari_berkas(
        kepesertaan_ids=list(berakhir.values_list("kepesertaan_id", flat=True)[:200]), pelaku=TUGAS
    )
    menunggu = Q(status=StatusLaporan.MENUNGGU_PERUSAHAAN)
    return selesai + sewa.sapu(LaporanBerhenti, bel=BEL, kunci="laporan_id", syarat=menunggu)


def selesaikan_dari_berkas(*, kepesertaan_ids: Iterable[int], pelaku: Pelaku) -> int:
    """Settle the open reports of cards that the employer's own report has ended meanwhile.

    Result: how many; the card keeps what the employer reported.
    Writes: laporan_berhenti, riwayat_laporan, pesan.   Audit: laporan_berhenti.pindah_status.
    """
    banyak = 0
    with transaction.atomic():
        terbuka = LaporanBerhenti.objects.filter(
            kepesertaan__in=list(kepesertaan_ids), status__in=TERBUKA
        )
        # Cards are locked in the order of their ids, as everywhere.
        for pk in list(terbuka.order_by("kepesertaan_id").values_list("pk", flat=True)):
            laporan = kunci_laporan(pk)
            berakhir = laporan.kepesertaan.status != Kepesertaan.Status.AKTIF
            if laporan.status not in TERBUKA or not berakhir:
                continue
            pindahkan_laporan(
                laporan, StatusLaporan.DITERIMA, pelaku=pelaku,
                jawaban=LaporanBerhenti.Jawaban.BENAR.value, dijawab_lewat="BERKAS",
                dijawab_pada=timezone.now(),
            )  # fmt: skip
            banyak += 1
    return banyak

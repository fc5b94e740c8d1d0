"""Tasks of savings: a service does the work."""

from __future__ import annotations

from celery import shared_task

from saldo.services.laporan_berhenti import bersihkan_bukti, sapu_laporan, teruskan_laporan
from saldo.services.pemeriksaan import periksa_buku
from saldo.services.pengembangan import lanjutkan_putaran, sapu_putaran
from saldo.services.segel import segel_buku
from saldo.services.unggahan import bersihkan_unggahan, proses_unggahan, sapu_unggahan


@shared_task(name="saldo.segel_buku")
def tugas_segel_buku() -> None:
    segel_buku()


# Acknowledged at once: a check that outlives the broker's visibility would be handed out again.
@shared_task(name="saldo.periksa_buku", acks_late=False, soft_time_limit=3300, time_limit=3500)
def tugas_periksa_buku() -> None:
    periksa_buku()


@shared_task(name="saldo.tutup_tahun")
def tugas_tutup_tahun(putaran_id: int) -> None:
    lanjutkan_putaran(putaran_id=putaran_id)


@shared_task(name="saldo.sapu_putaran")
def tugas_sapu_putaran() -> None:
    sapu_putaran()


@shared_task(name="saldo.teruskan_laporan")
def tugas_teruskan_laporan(laporan_id: int) -> None:
    teruskan_laporan(laporan_id=laporan_id)


@shared_task(name="saldo.bersihkan_bukti")
def tugas_bersihkan_bukti() -> None:
    bersihkan_bukti()


@shared_task(name="saldo.sapu_laporan")
def tugas_sapu_laporan() -> None:
    sapu_laporan()


# Renews its lease while it works, so its limit may be far longer than the lease.
@shared_task(name="saldo.proses_unggahan", acks_late=False, soft_time_limit=3300, time_limit=3500)
def tugas_proses_unggahan(unggahan_id: int) -> None:
    proses_unggahan(unggahan_id=unggahan_id)


@shared_task(name="saldo.sapu_unggahan")
def tugas_sapu_unggahan() -> None:
    sapu_unggahan()


@shared_task(name="saldo.bersihkan_unggahan")
def tugas_bersihkan_unggahan() -> None:
    bersihkan_unggahan()

"""Tasks of messages and of the queues' heartbeat: an id comes in, a service does the work."""

from __future__ import annotations

from celery import shared_task

from accounts.services.pengiriman import kirim_pesan
from accounts.services.pesan import sapu_pesan
from accounts.services.sesi import bersihkan_sesi
from accounts.services.sewa import catat_denyut


@shared_task(name="accounts.kirim_pesan")
def tugas_kirim_pesan(pesan_id: int) -> None:
    kirim_pesan(pesan_id=pesan_id)


@shared_task(name="accounts.sapu_pesan")
def tugas_sapu_pesan() -> None:
    sapu_pesan()


@shared_task(name="accounts.bersihkan_sesi")
def tugas_bersihkan_sesi() -> None:
    bersihkan_sesi()


@shared_task(name="accounts.denyut")
def tugas_denyut(antrean: str) -> None:
    catat_denyut(antrean=antrean)

"""Payments that waited because their owner said "this was not me", once a human has closed that."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import tugas
from jmo.antrean import bunyikan
from klaim_jht.models import Pembayaran
from klaim_jht.rules.status import StatusPembayaran
from klaim_jht.services.penerbitan import BEL
from klaim_jht.services.status import tunda

PELAKU = tugas("klaim_jht.sapu_bukan_saya")


def sapu_bukan_saya() -> int:
    """Let parked payments go on whose owner has no open report any more; returns how many.

    Shape:  what waits unsent without a cause of its own is parked for this reason alone; siblings
            of money that came late name theirs and stay.
    Writes: pembayaran (due time).   Rings: klaim_jht.kirim_pembayaran.   Audit: antrean.didorong.
    """
    with transaction.atomic():
        parkir = list(
            Pembayaran.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("klaim__peserta")
            .filter(
                status=StatusPembayaran.SIAP, jatuh_pada=None, perlu_petugas=True,
                sebab_gagal="", klaim__peserta__bukan_saya_pada=None,
            )[:200]
        )  # fmt: skip
        for pembayaran in parkir:
            tunda(pembayaran, sampai=timezone.now(), perlu_petugas=False)
            catat(
                aksi=Aksi.ANTREAN_DIDORONG, pelaku=PELAKU, objek=pembayaran,
                peserta=pembayaran.klaim.peserta, sesudah={"sebab": "bukan_saya"},
            )  # fmt: skip
            bunyikan(BEL, pembayaran_id=pembayaran.pk)
    return len(parkir)

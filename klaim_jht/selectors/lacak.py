"""What a person, or an officer, watches: history, the running clock, what still moves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from accounts.selectors import kalender_kerja
from klaim_jht.models import Keberatan, Klaim, RiwayatStatus
from klaim_jht.rules import pembatalan
from klaim_jht.rules.janji_bayar import JamJanji, Jeda, jalankan_jam
from klaim_jht.rules.kelayakan import Rute
from klaim_jht.rules.pembatalan import KirimanKlaim
from klaim_jht.rules.status import (
    STATUS_MENUNGGU_PESERTA,
    StatusKlaim,
    StatusPembayaran,
    boleh_pindah,
)


def riwayat_klaim(klaim: Klaim) -> list[RiwayatStatus]:
    """Return every move of a claim and of its payments, oldest first."""
    return list(klaim.riwayat.select_related("pembayaran__rekening").order_by("pk"))


def jam_klaim(klaim: Klaim, riwayat: Sequence[RiwayatStatus], *, kini: datetime) -> JamJanji | None:
    """Return the clock of the promise; None before filing and where nothing is promised.

    Shape:  `riwayat` as `riwayat_klaim` gives it.
    """
    if klaim.janji_pada is None or not klaim.rute:
        return None
    return jalankan_jam(
        rute=Rute(klaim.rute),
        janji=klaim.janji_pada,
        jeda=[*_jeda(riwayat), *_jeda_kunci(klaim)],
        kini=kini,
        libur=kalender_kerja(),
        boleh_kirim_pada=klaim.boleh_kirim_pada,
    )


def boleh_dibatalkan(klaim: Klaim) -> bool:
    """Tell whether the participant may still cancel, as `rules.pembatalan` says."""
    status = StatusKlaim(klaim.status)
    if not boleh_pindah(status, StatusKlaim.DIBATALKAN):
        return False
    kiriman = klaim.pembayaran.values_list("status", "perlu_petugas")
    return pembatalan.boleh_dibatalkan(
        status, [KirimanKlaim(StatusPembayaran(satu), petugas) for satu, petugas in kiriman]
    )


def daftar_keberatan(klaim: Klaim) -> list[Keberatan]:
    """Return the objections of a claim, the newest first."""
    return list(klaim.keberatan.order_by("-pk"))


def keberatan_terakhir(klaim: Klaim) -> Keberatan | None:
    """Return the newest objection of a claim, answered or not, or None."""
    return klaim.keberatan.exclude(status=Keberatan.Status.DICABUT).order_by("-pk").first()


def _jeda(riwayat: Sequence[RiwayatStatus]) -> list[Jeda]:
    """Return the times in which the claim waited for the participant."""
    milik = [satu for satu in riwayat if satu.pembayaran_id is None]
    jeda = [
        Jeda(satu.pada, berikut.pada)
        for satu, berikut in pairwise(milik)
        if satu.ke in STATUS_MENUNGGU_PESERTA
    ]
    if milik and milik[-1].ke in STATUS_MENUNGGU_PESERTA:
        jeda.append(Jeda(milik[-1].pada))
    return jeda


def _jeda_kunci(klaim: Klaim) -> list[Jeda]:
    """Return the time in which the participant's own lock held the money of this claim."""
    peserta, diajukan = klaim.pemohon, klaim.diajukan_pada
    sejak, dibuka = peserta.kunci_pencairan_pada, peserta.kunci_dibuka_pada
    if sejak is None or diajukan is None or peserta.meninggal_pada is not None:
        return []
    if dibuka is not None and dibuka <= diajukan:
        return []
    return [Jeda(max(sejak, diajukan), dibuka)]

"""Writing a payment: one reference for life, due when the cooling rule allows it."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from accounts.audit import catat
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.antrean import bunyikan
from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.models import Klaim, Pembayaran, Susulan
from klaim_jht.rules.status import StatusKlaim
from klaim_jht.services.status import pindahkan
from pengkinian.models import Rekening

BEL = "klaim_jht.kirim_pembayaran"


def buat_pembayaran(*, klaim: Klaim, pelaku: Pelaku) -> Pembayaran:
    """Write the next payment of an approved claim and move the claim on.

    Shape:  the claim is DISETUJUI, with account, net amount and time of sending set. A person who
            reported "bukan saya" has no time: the payment waits for a human.
    Writes: pembayaran, klaim, riwayat_status, in the caller's transaction.
    Rings:  klaim_jht.kirim_pembayaran.   Audit: pembayaran.dibuat, klaim.pindah_status.
    """
    assert klaim.rekening is not None
    assert klaim.neto is not None
    pembayaran = tulis_pembayaran(
        klaim=klaim, rekening=klaim.rekening, jumlah=klaim.neto,
        boleh_kirim_pada=klaim.boleh_kirim_pada, pelaku=pelaku,
    )  # fmt: skip
    pindahkan(klaim, StatusKlaim.PEMBAYARAN_DIPROSES, pelaku=pelaku)
    return pembayaran


def tulis_pembayaran(
    *,
    klaim: Klaim,
    rekening: Rekening,
    jumlah: int,
    boleh_kirim_pada: datetime | None,
    pelaku: Pelaku,
    susulan: Susulan | None = None,
) -> Pembayaran:
    """Write one payment with its reference for life, due when it may be sent.

    Shape:  `boleh_kirim_pada` None = it waits for a human. Payments of a claim are numbered
            together, the later ones included, so that no reference is used twice.
    Writes: pembayaran, in the caller's transaction.
    Rings:  klaim_jht.kirim_pembayaran.   Audit: pembayaran.dibuat.
    """
    assert connection.in_atomic_block
    ke = (klaim.pembayaran.aggregate(Max("ke"))["ke__max"] or 0) + 1
    sekarang = timezone.now()
    jatuh = max(boleh_kirim_pada, sekarang) if boleh_kirim_pada else None
    pembayaran = Pembayaran.objects.create(
        klaim=klaim,
        jenis=Pembayaran.Jenis.SUSULAN if susulan else Pembayaran.Jenis.UTAMA,
        susulan=susulan,
        ke=ke,
        partner_ref=f"JHT{hari_ini_wib(sekarang):%Y%m%d}{klaim.pk:012d}{ke:02d}",
        jumlah=jumlah,
        rekening=rekening,
        jatuh_pada=jatuh,
        perlu_petugas=jatuh is None,
    )
    catat(
        aksi=Aksi.PEMBAYARAN_DIBUAT,
        pelaku=pelaku,
        objek=pembayaran,
        peserta=klaim.peserta,
        sesudah={
            "partner_ref": pembayaran.partner_ref,
            "jumlah": pembayaran.jumlah,
            "nomor_samar": rekening.nomor_samar,
            "jatuh_pada": jatuh,
        },
    )
    if jatuh is not None and jatuh <= timezone.now():
        bunyikan(BEL, pembayaran_id=pembayaran.pk)
    return pembayaran

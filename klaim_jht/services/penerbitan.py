"""Writing a payment: one reference for life, due when the cooling rule allows it."""

from __future__ import annotations

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from accounts.audit import catat
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.antrean import bunyikan
from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.models import Klaim, Pembayaran
from klaim_jht.rules.status import StatusKlaim
from klaim_jht.services.status import pindahkan

BEL = "klaim_jht.kirim_pembayaran"


def buat_pembayaran(*, klaim: Klaim, pelaku: Pelaku) -> Pembayaran:
    """Write the next payment of an approved claim and move the claim on.

    Shape:  the claim is DISETUJUI, with account, net amount and time of sending set. A person who
            reported "bukan saya" has no time: the payment waits for a human.
    Writes: pembayaran, klaim, riwayat_status, in the caller's transaction.
    Rings:  klaim_jht.kirim_pembayaran.   Audit: pembayaran.dibuat, klaim.pindah_status.
    """
    assert connection.in_atomic_block
    assert klaim.rekening is not None
    assert klaim.neto is not None
    terakhir = klaim.pembayaran.aggregate(Max("ke"))["ke__max"] or 0
    sekarang = timezone.now()
    jatuh = max(klaim.boleh_kirim_pada, sekarang) if klaim.boleh_kirim_pada else None
    pembayaran = Pembayaran.objects.create(
        klaim=klaim,
        ke=terakhir + 1,
        partner_ref=f"JHT{hari_ini_wib(sekarang):%Y%m%d}{klaim.pk:012d}{terakhir + 1:02d}",
        jumlah=klaim.neto,
        rekening=klaim.rekening,
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
            "nomor_samar": klaim.rekening.nomor_samar,
            "jatuh_pada": jatuh,
        },
    )
    pindahkan(klaim, StatusKlaim.PEMBAYARAN_DIPROSES, pelaku=pelaku)
    if jatuh is not None and jatuh <= timezone.now():
        bunyikan(BEL, pembayaran_id=pembayaran.pk)
    return pembayaran

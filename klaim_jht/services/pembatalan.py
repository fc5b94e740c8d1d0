"""Calling a claim off while no money can be under way; the payout worker may be faster."""

from __future__ import annotations

from django.db import transaction

from accounts.rules.pelaku import Pelaku
from accounts.services.pesan import beri_tahu
from jmo.lib.galat import Bentrok
from klaim_jht.models import Klaim, Pembayaran
from klaim_jht.rules.pembatalan import SEBAB_BATAL, KirimanKlaim, boleh_dibatalkan
from klaim_jht.rules.status import StatusKlaim, StatusPembayaran
from klaim_jht.services.keberatan import cabut_keberatan
from klaim_jht.services.pengajuan import rujukan
from klaim_jht.services.perbaikan import kunci_klaim
from klaim_jht.services.status import pindahkan, pindahkan_pembayaran
from saldo.services.buku import lepaskan_tahanan


def batalkan_klaim(*, klaim_id: int, pelaku: Pelaku, kabari: bool = True) -> Klaim:
    """Cancel a claim while no money can be under way; the hold is released.

    Shape:  a payment that still waits ends unsent. Against a worker that is about to send it, the
            one whose change of the payment's row is committed first wins. `kabari` = tell that
            the participant's own wish was carried out; who cancels for another reason tells that.
    Writes: klaim, pembayaran, tahanan_saldo, jurnal, riwayat_status, pesan.
    Audit:  klaim.pindah_status, pembayaran.pindah_status, saldo.dilepas.
    Raises: Bentrok when the bank may have the money or the claim has ended.
    """
    with transaction.atomic(durable=True):
        # Payments before the claim, as the worker locks them; else the two would wait in a circle.
        bayar = list(
            Pembayaran.objects.select_for_update(of=("self",))
            .filter(klaim_id=klaim_id)
            .order_by("pk")
        )
        klaim = kunci_klaim(klaim_id)
        if klaim.pembayaran.count() != len(bayar):
            raise Bentrok("klaim_sudah_berubah")
        if not boleh_dibatalkan(StatusKlaim(klaim.status), map(_kiriman, bayar)):
            raise Bentrok("klaim_sudah_dibayarkan" if bayar else "klaim_sudah_berubah")
        for satu in bayar:
            if satu.status == StatusPembayaran.SIAP:
                satu.klaim = klaim
                pindahkan_pembayaran(
                    satu, StatusPembayaran.GAGAL_PASTI, pelaku=pelaku, alasan=SEBAB_BATAL,
                    sebab_gagal=SEBAB_BATAL, jatuh_pada=None, perlu_petugas=False,
                )  # fmt: skip
        diajukan = klaim.status != StatusKlaim.DRAF
        pindahkan(klaim, StatusKlaim.DIBATALKAN, pelaku=pelaku, jatuh_pada=None)
        cabut_keberatan(klaim)
        if diajukan:
            lepaskan_tahanan(rujukan=rujukan(klaim), pelaku=pelaku)
            if kabari:
                _beri_tahu(klaim)
    return klaim


def _kiriman(bayar: Pembayaran) -> KirimanKlaim:
    return KirimanKlaim(StatusPembayaran(bayar.status), bayar.perlu_petugas)


def _beri_tahu(klaim: Klaim) -> None:
    if klaim.pemohon.akun is not None:
        beri_tahu(
            akun=klaim.pemohon.akun,
            jenis="klaim_dibatalkan",
            data={"nomor": klaim.nomor, "neto": klaim.neto, "janji_pada": klaim.janji_pada},
            kunci_sekali=f"klaim_dibatalkan:{klaim.pk}",
            tautan=f"/klaim/{klaim.kode}/",
        )

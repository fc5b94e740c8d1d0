"""Money that the bank paid after we took it for refused, or never sent: an alarm and a hold.

Nothing is booked here and nothing released. Whatever could pay the same money a second time is
stopped; two officers decide with the bank's statement (services.pengakuan).
"""

from __future__ import annotations

from django.db import connection, transaction

from accounts.audit import catat
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.services.pesan import beri_tahu
from jmo.lib.galat import Bentrok
from klaim_jht.models import Klaim, Pembayaran, RemLembaga, Susulan
from klaim_jht.rules.status import StatusKlaim, StatusPembayaran
from klaim_jht.rules.tanggapan_bank import SebabBeku
from klaim_jht.services.pengajuan import rujukan
from klaim_jht.services.perbaikan import kunci_klaim
from klaim_jht.services.rem import pasang_rem
from klaim_jht.services.status import pindahkan, tunda
from klaim_jht.services.susulan import minta_petugas
from saldo.models import TahananSaldo
from saldo.services.buku import tahan_saldo

SEBAB_SAUDARA = "BERTENTANGAN"
_TAK_TERKIRIM = frozenset({StatusPembayaran.SIAP, StatusPembayaran.GAGAL_PASTI})
_TAK_BERBAHAYA = frozenset({StatusPembayaran.GAGAL_PASTI, StatusPembayaran.DIKEMBALIKAN})


def tahan_karena_terlambat(*, pembayaran_id: int, referensi_bank: str, pelaku: Pelaku) -> bool:
    """Hold a payment that the statement shows as paid and our book does not; False = held already.

    Writes: pembayaran, klaim, susulan, tahanan_saldo, rem_lembaga, pesan.
    Audit:  pembayaran.alarm, klaim.pindah_status, rem.dipasang.
    """
    with transaction.atomic(durable=True):
        pembayaran = (
            Pembayaran.objects.select_for_update(of=("self",))
            .select_related("klaim__peserta__akun", "rekening")
            .get(pk=pembayaran_id)
        )
        if pembayaran.status not in _TAK_TERKIRIM or _sudah_ditahan(pembayaran):
            return False
        siap = pembayaran.status == StatusPembayaran.SIAP
        sebab = SebabBeku.TAK_PERNAH_DIKIRIM if siap else SebabBeku.BERTENTANGAN
        tahan_terlambat(pembayaran, sebab=sebab, referensi_bank=referensi_bank, pelaku=pelaku)
        catat(
            aksi=Aksi.PEMBAYARAN_ALARM, pelaku=pelaku, objek=pembayaran,
            peserta=pembayaran.klaim.peserta,
            sesudah={"partner_ref": pembayaran.partner_ref, "sebab": sebab},
        )  # fmt: skip
    return True


def tahan_terlambat(
    pembayaran: Pembayaran, *, sebab: SebabBeku, referensi_bank: str, pelaku: Pelaku
) -> None:
    """Stop everything that could pay this money once more, in the caller's transaction.

    Shape:  the payment is locked and keeps its state; its claim goes to an officer where it waits
            for another account; money that was given back meanwhile is held again.
    Writes: pembayaran, klaim, susulan, tahanan_saldo, rem_lembaga, pesan.
    Audit:  klaim.pindah_status, saldo.ditahan, rem.dipasang.
    """
    assert connection.in_atomic_block
    ubah = {"referensi_bank": referensi_bank} if referensi_bank else {}
    tunda(pembayaran, sampai=None, perlu_petugas=True, sebab_gagal=sebab.value, **ubah)
    # Payments before the claim, as the worker locks them; else the two would wait in a circle.
    aman = _tahan_saudara(pembayaran)
    klaim = kunci_klaim(pembayaran.klaim_id)
    if pembayaran.susulan_id is not None:
        susulan = Susulan.objects.select_for_update().get(pk=pembayaran.susulan_id)
        minta_petugas(klaim, susulan, ke=pembayaran.ke)
    elif klaim.status == StatusKlaim.PERLU_PERBAIKAN_REKENING:
        pindahkan(klaim, StatusKlaim.TINJAUAN_PETUGAS, pelaku=pelaku, alasan=sebab.value)
        _kabari(klaim, pembayaran)
    elif klaim.status in {StatusKlaim.DIBATALKAN, StatusKlaim.DITOLAK}:
        aman = _tahan_lagi(klaim, pelaku=pelaku) and aman
    if not aman:
        pasang_rem(
            sebab=RemLembaga.Sebab.SELISIH_BANK, alasan=pembayaran.partner_ref, pelaku=pelaku
        )  # fmt: skip


def _sudah_ditahan(pembayaran: Pembayaran) -> bool:
    return pembayaran.perlu_petugas and pembayaran.sebab_gagal in SebabBeku.__members__


def _tahan_saudara(pembayaran: Pembayaran) -> bool:
    """Park the unsent payments of the same money; False when one may be at the bank already."""
    saudara = Pembayaran.objects.filter(
        klaim_id=pembayaran.klaim_id, susulan=pembayaran.susulan
    ).exclude(pk=pembayaran.pk)
    aman = True
    for satu in saudara.select_for_update().order_by("pk"):
        if satu.status == StatusPembayaran.SIAP:
            tunda(satu, sampai=None, perlu_petugas=True, sebab_gagal=SEBAB_SAUDARA)
        elif satu.status not in _TAK_BERBAHAYA:
            aman = False
    return aman


def _tahan_lagi(klaim: Klaim, *, pelaku: Pelaku) -> bool:
    """Hold once more what the end of this claim gave back; False when it is not there any more."""
    kartu = TahananSaldo.objects.filter(rujukan=rujukan(klaim)).values_list(
        "kepesertaan_id", flat=True
    )
    try:
        with transaction.atomic():
            tahan_saldo(
                kepesertaan_ids=set(kartu), rujukan=rujukan(klaim), pelaku=pelaku, lagi=True
            )
    except Bentrok:
        return False
    return True


def _kabari(klaim: Klaim, pembayaran: Pembayaran) -> None:
    if klaim.pemohon.akun is not None:
        beri_tahu(
            akun=klaim.pemohon.akun,
            jenis="klaim_ditinjau",
            data={"nomor": klaim.nomor, "neto": klaim.neto, "rekening": str(pembayaran.rekening)},
            kunci_sekali=f"klaim_ditinjau:{pembayaran.pk}:terlambat",
            tautan=f"/klaim/{klaim.kode}/",
        )

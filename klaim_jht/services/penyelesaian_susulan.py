"""What a decision about a later payment does: the payment, the book, the notice.

The claim itself stays paid whatever becomes of money that came after it.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from accounts.rules.pelaku import Pelaku
from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.models import Pembayaran, Susulan
from klaim_jht.rules.status import StatusPembayaran
from klaim_jht.rules.tanggapan_bank import JenisTindakan, Perbaikan, Tindakan
from klaim_jht.services.status import pindahkan_pembayaran, tanya_akhir, tunda
from klaim_jht.services.susulan import (
    kabari_susulan,
    minta_petugas,
    minta_rekening,
    rujukan_susulan,
)
from pengkinian.services.rekening import tandai_bermasalah
from saldo.services.buku import bayarkan_tahanan, kembalikan_pembayaran


def terapkan_susulan(pembayaran: Pembayaran, tindakan: Tindakan, *, pelaku: Pelaku) -> None:
    """Carry a decision about a later payment out, in the caller's transaction.

    Writes: pembayaran, susulan, tahanan_saldo, jurnal, rekening, riwayat_status, pesan.
    Audit:  pembayaran.pindah_status, saldo.dibayarkan, saldo.dikembalikan, rekening.bermasalah.
    """
    match tindakan.jenis:
        case JenisTindakan.BAYAR_TUNTAS:
            _tuntaskan(pembayaran, tindakan, pelaku=pelaku)
        case JenisTindakan.TANYA_LAGI | JenisTindakan.KIRIM_ULANG:
            _tunggu(pembayaran, tindakan, pelaku=pelaku)
        case JenisTindakan.BEKUKAN:
            sebab = tindakan.sebab_beku.value if tindakan.sebab_beku else ""
            _tunggu(pembayaran, tindakan, pelaku=pelaku, perlu_petugas=True, sebab_gagal=sebab)
        case JenisTindakan.GAGAL_PASTI | JenisTindakan.DIKEMBALIKAN:
            _gagalkan(pembayaran, tindakan, pelaku=pelaku)
        case JenisTindakan.ABAIKAN | JenisTindakan.ALARM_TERLAMBAT:
            tunda(pembayaran, sampai=None)


def gagalkan_rekening_susulan(pembayaran: Pembayaran, *, sebab: str, pelaku: Pelaku) -> None:
    """Mark the account as refused and ask for another one, in the caller's transaction.

    Writes: rekening, susulan, pesan.   Audit: rekening.bermasalah.
    """
    tandai_bermasalah(rekening=pembayaran.rekening, sebab=sebab, pelaku=pelaku)
    minta_rekening(pembayaran.klaim, _susulan(pembayaran), ke=pembayaran.ke)


def _tuntaskan(pembayaran: Pembayaran, tindakan: Tindakan, *, pelaku: Pelaku) -> None:
    sekarang, susulan = timezone.now(), _susulan(pembayaran)
    pindahkan_pembayaran(
        pembayaran, StatusPembayaran.BERHASIL, pelaku=pelaku,
        referensi_bank=tindakan.referensi_bank, berhasil_pada=sekarang,
        jatuh_pada=tanya_akhir(tindakan.ke),
        perlu_petugas=False, sebab_gagal="", data={"referensi_bank": tindakan.referensi_bank},
    )  # fmt: skip
    bayarkan_tahanan(
        rujukan=rujukan_susulan(susulan), neto=pembayaran.jumlah, pajak=susulan.pajak,
        pelaku=pelaku, tanggal_nilai=hari_ini_wib(sekarang),
    )  # fmt: skip
    susulan.dibayar_pada = sekarang
    susulan.menunggu = Susulan.Tunggu.TIDAK
    susulan.save(update_fields=["dibayar_pada", "menunggu"])
    kabari_susulan(
        pembayaran.klaim, susulan, "susulan_dibayar", ekor=f":{pembayaran.ke}",
        rekening=str(pembayaran.rekening), referensi_bank=tindakan.referensi_bank,
    )  # fmt: skip


def _tunggu(pembayaran: Pembayaran, tindakan: Tindakan, *, pelaku: Pelaku, **ubah: Any) -> None:
    if tindakan.ke == pembayaran.status:
        tunda(pembayaran, sampai=tindakan.pada, **ubah)
        return
    pindahkan_pembayaran(
        pembayaran, tindakan.ke, pelaku=pelaku, jatuh_pada=tindakan.pada,
        alasan=(tindakan.sebab or tindakan.jenis).value, **ubah,
    )  # fmt: skip


def _gagalkan(pembayaran: Pembayaran, tindakan: Tindakan, *, pelaku: Pelaku) -> None:
    sebab, susulan = (tindakan.sebab or tindakan.jenis).value, _susulan(pembayaran)
    if pembayaran.status == StatusPembayaran.BERHASIL:
        # The bank gave back what we had booked as paid: it is held again, its tax undone.
        kembalikan_pembayaran(
            rujukan=rujukan_susulan(susulan), pelaku=pelaku, alasan=sebab,
            tanggal_nilai=hari_ini_wib(timezone.now()), kartu_tetap_diklaim=True,
        )  # fmt: skip
        susulan.dibayar_pada = None
        susulan.save(update_fields=["dibayar_pada"])
    pindahkan_pembayaran(
        pembayaran, tindakan.ke, pelaku=pelaku, alasan=sebab, sebab_gagal=sebab,
        jatuh_pada=tanya_akhir(tindakan.ke),
    )  # fmt: skip
    if tindakan.perbaikan is Perbaikan.REKENING:
        gagalkan_rekening_susulan(pembayaran, sebab=sebab, pelaku=pelaku)
    else:
        minta_petugas(pembayaran.klaim, susulan, ke=pembayaran.ke)


def _susulan(pembayaran: Pembayaran) -> Susulan:
    assert pembayaran.susulan_id is not None
    return Susulan.objects.select_for_update().get(pk=pembayaran.susulan_id)

"""What a decision about a payment does to payment, claim, book and participant."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.services.pesan import beri_tahu
from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.models import Klaim, Pembayaran, RemLembaga
from klaim_jht.rules.status import StatusKlaim, StatusPembayaran, boleh_pindah
from klaim_jht.rules.tanggapan_bank import HasilBank, JenisTindakan, Perbaikan, Tindakan
from klaim_jht.services.pengajuan import rujukan
from klaim_jht.services.penyelesaian_susulan import gagalkan_rekening_susulan, terapkan_susulan
from klaim_jht.services.rem import pasang_rem
from klaim_jht.services.status import pindahkan, pindahkan_pembayaran, tanya_akhir, tunda
from klaim_jht.services.terlambat import tahan_terlambat
from pengkinian.services.rekening import tandai_bermasalah
from saldo.services.buku import bayarkan_tahanan, kembalikan_pembayaran


def terapkan(pembayaran: Pembayaran, tindakan: Tindakan, *, pelaku: Pelaku) -> None:
    """Carry a decision out, in the caller's transaction."""
    if tindakan.jenis is JenisTindakan.ALARM_TERLAMBAT:
        assert tindakan.sebab_beku is not None
        tahan_terlambat(
            pembayaran, sebab=tindakan.sebab_beku, referensi_bank=tindakan.referensi_bank,
            pelaku=pelaku,
        )  # fmt: skip
    elif pembayaran.susulan_id is not None:
        terapkan_susulan(pembayaran, tindakan, pelaku=pelaku)
    else:
        _terapkan_utama(pembayaran, tindakan, pelaku=pelaku)
    if tindakan.hentikan_semua:
        sebab = RemLembaga.Sebab(tindakan.sebab.value if tindakan.sebab else "PETUGAS")
        pasang_rem(sebab=sebab, alasan=pembayaran.partner_ref, pelaku=pelaku)
    if tindakan.alarm:
        catat(
            aksi=Aksi.PEMBAYARAN_ALARM,
            pelaku=pelaku,
            objek=pembayaran,
            peserta=pembayaran.klaim.peserta,
            sesudah={
                "partner_ref": pembayaran.partner_ref,
                "sebab": tindakan.sebab or tindakan.jenis,
            },
        )


def _terapkan_utama(pembayaran: Pembayaran, tindakan: Tindakan, *, pelaku: Pelaku) -> None:
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


def gagalkan_rekening(pembayaran: Pembayaran, *, sebab: str, pelaku: Pelaku) -> None:
    """Give up a payment that was never sent, because its account cannot take it.

    Writes: pembayaran, klaim, rekening, pesan.   Audit: pembayaran.pindah_status, ...
    """
    with transaction.atomic(durable=True):
        pindahkan_pembayaran(
            pembayaran, StatusPembayaran.GAGAL_PASTI, pelaku=pelaku, alasan=sebab,
            sebab_gagal=sebab[:30], jatuh_pada=None,
        )  # fmt: skip
        if pembayaran.susulan_id is not None:
            gagalkan_rekening_susulan(pembayaran, sebab=sebab, pelaku=pelaku)
        else:
            _minta_perbaikan(pembayaran, sebab=sebab, pelaku=pelaku)


def gagalkan_ke_petugas(pembayaran: Pembayaran, *, sebab: HasilBank, pelaku: Pelaku) -> None:
    """Give up a payment that was never sent, for a refusal that another try would meet again.

    Writes: pembayaran, klaim, susulan, pesan.
    Audit:  pembayaran.pindah_status, klaim.pindah_status, pembayaran.alarm.
    """
    tindakan = Tindakan(
        jenis=JenisTindakan.GAGAL_PASTI, ke=StatusPembayaran.GAGAL_PASTI,
        perbaikan=Perbaikan.PETUGAS, sebab=sebab, alarm=True,
    )  # fmt: skip
    with transaction.atomic(durable=True):
        terapkan(pembayaran, tindakan, pelaku=pelaku)


def _tuntaskan(pembayaran: Pembayaran, tindakan: Tindakan, *, pelaku: Pelaku) -> None:
    sekarang, klaim = timezone.now(), pembayaran.klaim
    pindahkan_pembayaran(
        pembayaran,
        StatusPembayaran.BERHASIL,
        pelaku=pelaku,
        referensi_bank=tindakan.referensi_bank,
        berhasil_pada=sekarang,
        jatuh_pada=tanya_akhir(tindakan.ke),
        perlu_petugas=False,
        sebab_gagal="",
        data={"referensi_bank": tindakan.referensi_bank},
    )
    bayarkan_tahanan(
        rujukan=rujukan(klaim),
        neto=pembayaran.jumlah,
        pajak=klaim.pajak or 0,
        pelaku=pelaku,
        tanggal_nilai=hari_ini_wib(sekarang),
    )
    klaim.refresh_from_db(fields=["status"])
    pindahkan(klaim, StatusKlaim.DIBAYAR, pelaku=pelaku, dibayar_pada=sekarang)
    _beri_tahu(klaim, "klaim_dibayar", pembayaran)


def _tunggu(pembayaran: Pembayaran, tindakan: Tindakan, *, pelaku: Pelaku, **ubah: Any) -> None:
    if tindakan.ke != pembayaran.status:
        pindahkan_pembayaran(
            pembayaran, tindakan.ke, pelaku=pelaku, jatuh_pada=tindakan.pada,
            alasan=(tindakan.sebab or tindakan.jenis).value, **ubah,
        )  # fmt: skip
    else:
        tunda(pembayaran, sampai=tindakan.pada, **ubah)
    klaim = pembayaran.klaim
    klaim.refresh_from_db(fields=["status"])
    if tindakan.ke in {StatusPembayaran.BELUM_PASTI, StatusPembayaran.DITERIMA_BANK}:
        tujuan = StatusKlaim.PEMBAYARAN_BELUM_PASTI
    else:
        tujuan = StatusKlaim.PEMBAYARAN_DIPROSES
    if klaim.status != tujuan and boleh_pindah(StatusKlaim(klaim.status), tujuan):
        pindahkan(klaim, tujuan, pelaku=pelaku)
        if tujuan is StatusKlaim.PEMBAYARAN_BELUM_PASTI:
            _beri_tahu(klaim, "klaim_belum_pasti", pembayaran)


def _gagalkan(pembayaran: Pembayaran, tindakan: Tindakan, *, pelaku: Pelaku) -> None:
    sebab = (tindakan.sebab or tindakan.jenis).value
    klaim = pembayaran.klaim
    if pembayaran.status == StatusPembayaran.BERHASIL:
        # The bank gave back what we had booked as paid: it is held again, the tax undone.
        kembalikan_pembayaran(
            rujukan=rujukan(klaim), pelaku=pelaku, tanggal_nilai=hari_ini_wib(timezone.now()),
            alasan=sebab,
        )  # fmt: skip
    pindahkan_pembayaran(
        pembayaran, tindakan.ke, pelaku=pelaku, alasan=sebab, sebab_gagal=sebab,
        jatuh_pada=tanya_akhir(tindakan.ke),
        perlu_petugas=tindakan.perbaikan is Perbaikan.PETUGAS,
    )  # fmt: skip
    klaim.refresh_from_db(fields=["status"])
    if tindakan.perbaikan is Perbaikan.REKENING:
        _minta_perbaikan(pembayaran, sebab=sebab, pelaku=pelaku)
    else:
        pindahkan(klaim, StatusKlaim.TINJAUAN_PETUGAS, pelaku=pelaku, alasan=sebab)
        _beri_tahu(klaim, "klaim_ditinjau", pembayaran)


def _minta_perbaikan(pembayaran: Pembayaran, *, sebab: str, pelaku: Pelaku) -> None:
    """Send the claim back for another account; the money stays held in the book."""
    klaim = pembayaran.klaim
    klaim.refresh_from_db(fields=["status"])
    tandai_bermasalah(rekening=pembayaran.rekening, sebab=sebab, pelaku=pelaku)
    pindahkan(klaim, StatusKlaim.PERLU_PERBAIKAN_REKENING, pelaku=pelaku, alasan=sebab)
    _beri_tahu(klaim, "klaim_perbaikan_rekening", pembayaran)


def _beri_tahu(klaim: Klaim, jenis: str, pembayaran: Pembayaran) -> None:
    if klaim.pemohon.akun is not None:
        beri_tahu(
            akun=klaim.pemohon.akun,
            jenis=jenis,
            data={
                "nomor": klaim.nomor,
                "neto": klaim.neto,
                "rekening": str(pembayaran.rekening),
                "referensi_bank": pembayaran.referensi_bank,
                "tanya_pada": pembayaran.jatuh_pada,
            },
            kunci_sekali=f"{jenis}:{pembayaran.pk}",
            tautan=f"/klaim/{klaim.kode}/",
        )

"""Two officers say, with the bank's statement, that a payment was made after all.

The first asks, the second books it. Only what the statement shows in full can be acknowledged: the
same amount under our reference, with the bank's own reference, once.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Akun
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.lib.galat import BelumLayak, Bentrok
from klaim_jht.models import Pembayaran, SelisihBank
from klaim_jht.rules.rekonsiliasi import JenisSelisih
from klaim_jht.rules.status import PEMBAYARAN_TERBUKA, StatusPembayaran
from klaim_jht.rules.tanggapan_bank import JenisTindakan, Tindakan
from klaim_jht.services.penyelesaian import terapkan
from klaim_jht.services.rekonsiliasi import ambil_selisih
from klaim_jht.services.status import pindahkan_pembayaran

SEBAB_SUDAH_DIBAYAR = "SUDAH_DIBAYAR"
_DAPAT_DIAKUI = frozenset(
    {StatusPembayaran.GAGAL_PASTI, StatusPembayaran.BELUM_PASTI, StatusPembayaran.DITERIMA_BANK}
)


def minta_akui(*, selisih_id: int, alasan: str, petugas: Akun, pelaku: Pelaku) -> SelisihBank:
    """Ask, as the first of two officers, that a payment of the statement be booked as made.

    Writes: selisih_bank.   Audit: selisih.akui_diminta.
    Raises: BelumLayak("selisih_tak_dapat_diakui"); Bentrok("selisih_sudah_diminta"); as
            `rekonsiliasi.ambil_selisih`.
    """
    with transaction.atomic(durable=True):
        selisih = ambil_selisih(selisih_id, petugas)
        _periksa(selisih)
        if selisih.akui_diminta_oleh_id is not None:
            raise Bentrok("selisih_sudah_diminta")
        SelisihBank.objects.filter(pk=selisih.pk).update(akui_diminta_oleh=petugas)
        _catat(Aksi.SELISIH_AKUI_DIMINTA, selisih, alasan, pelaku)
    selisih.refresh_from_db()
    return selisih


def akui_pembayaran(*, selisih_id: int, alasan: str, petugas: Akun, pelaku: Pelaku) -> Pembayaran:
    """Book a payment of the statement as made, as the second officer.

    Shape:  another payment of the same money that was not sent ends unsent; one that may have been
            sent forbids it.
    Writes: pembayaran, klaim, tahanan_saldo, jurnal, selisih_bank, riwayat_status, pesan.
    Audit:  selisih.diakui, pembayaran.pindah_status, saldo.dibayarkan.
    Raises: Bentrok("selisih_belum_diminta" | "pembayaran_lain_berjalan");
            BelumLayak("selisih_petugas_sama"); as `minta_akui`.
    """
    with transaction.atomic(durable=True):
        selisih = ambil_selisih(selisih_id, petugas)
        if selisih.akui_diminta_oleh_id is None:
            raise Bentrok("selisih_belum_diminta")
        if selisih.akui_diminta_oleh_id == petugas.pk:
            raise BelumLayak("selisih_petugas_sama")
        _periksa(selisih)
        pembayaran, mutasi = _kunci(selisih), selisih.mutasi
        assert mutasi is not None
        _akhiri_saudara(pembayaran, pelaku=pelaku)
        tindakan = Tindakan(
            jenis=JenisTindakan.BAYAR_TUNTAS, ke=StatusPembayaran.BERHASIL,
            referensi_bank=mutasi.referensi_bank,
        )  # fmt: skip
        terapkan(pembayaran, tindakan, pelaku=pelaku)
        SelisihBank.objects.filter(pk=selisih.pk).update(
            status=SelisihBank.Status.SELESAI, selesai_pada=timezone.now(), alasan=alasan[:500]
        )
        _catat(Aksi.SELISIH_DIAKUI, selisih, alasan, pelaku)
    return pembayaran


def _periksa(selisih: SelisihBank) -> None:
    bayar, mutasi = selisih.pembayaran, selisih.mutasi
    if (
        selisih.jenis != JenisSelisih.BELUM_TUNTAS
        or bayar is None
        or mutasi is None
        or bayar.status not in _DAPAT_DIAKUI
        or not (mutasi.debit and mutasi.referensi_bank and mutasi.jumlah == bayar.jumlah)
    ):
        raise BelumLayak("selisih_tak_dapat_diakui")


def _kunci(selisih: SelisihBank) -> Pembayaran:
    # Payments before the claim, as the worker locks them.
    assert selisih.pembayaran is not None
    semua = Pembayaran.objects.select_for_update(of=("self",)).filter(
        klaim_id=selisih.pembayaran.klaim_id
    )
    list(semua.order_by("pk").values_list("pk"))
    return Pembayaran.objects.select_related("klaim__peserta__akun", "rekening").get(
        pk=selisih.pembayaran.pk
    )


def _akhiri_saudara(pembayaran: Pembayaran, *, pelaku: Pelaku) -> None:
    saudara = Pembayaran.objects.filter(
        klaim_id=pembayaran.klaim_id, susulan=pembayaran.susulan,
        status__in=PEMBAYARAN_TERBUKA,
    ).exclude(pk=pembayaran.pk)  # fmt: skip
    for satu in saudara.select_related("klaim__peserta"):
        if satu.status != StatusPembayaran.SIAP:
            raise Bentrok("pembayaran_lain_berjalan")
        pindahkan_pembayaran(
            satu, StatusPembayaran.GAGAL_PASTI, pelaku=pelaku, alasan=SEBAB_SUDAH_DIBAYAR,
            sebab_gagal=SEBAB_SUDAH_DIBAYAR, jatuh_pada=None, perlu_petugas=False,
        )  # fmt: skip


def _catat(aksi: Aksi, selisih: SelisihBank, alasan: str, pelaku: Pelaku) -> None:
    assert selisih.pembayaran is not None
    catat(
        aksi=aksi, pelaku=pelaku, objek=selisih, peserta=selisih.pembayaran.klaim.peserta,
        sesudah={"partner_ref": selisih.pembayaran.partner_ref}, alasan=alasan,
    )  # fmt: skip

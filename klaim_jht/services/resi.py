"""The receipt of a payment as PDF with a signed QR code: data go in as JSON, never as source."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from jmo.dokumen import buat_pdf, qr_svg
from jmo.lib.samarkan import samarkan_nama
from jmo.lib.tanggal import format_waktu
from jmo.lib.uang import Rupiah, format_rupiah, terbilang
from jmo.tanda_dokumen import alamat_periksa
from klaim_jht.models import Klaim, Pembayaran
from klaim_jht.rules.alasan import ALASAN_SEBAGIAN
from klaim_jht.rules.pajak import SkemaPajak
from klaim_jht.services.dokumen import bahasa_aktif, tanda_resi
from klaim_jht.teks import label_alasan

SUMBER = Path(__file__).resolve().parent.parent / "dokumen" / "resi.typ"


def buat_resi(bayar: Pembayaran) -> bytes:
    """Return the receipt of one payment, in the language that is active.

    Shape:  PDF bytes; identifiers masked, the person's own name in full. The QR code opens the
            public page of checks and holds the same, signed, for five years.
    Raises: ValueError when the payment has not arrived.
    """
    return buat_pdf(SUMBER, isi_resi(bayar))


def _ahli_waris(klaim: Klaim) -> list[list[str]]:
    """Return who received the savings of somebody who died."""
    if klaim.pengaju is None:
        return []
    return [
        [_("Ahli waris yang menerima"), klaim.pengaju.nama],
        [
            _("%(jenis)s ahli waris") % {"jenis": klaim.pengaju.jenis_identitas},
            klaim.pengaju.nomor_identitas_samar,
        ],
    ]


def isi_resi(bayar: Pembayaran) -> dict[str, object]:
    """Return every word and value of the receipt, in the language that is active.

    Raises: ValueError when the payment has not arrived.
    """
    alamat = alamat_periksa(tanda_resi(bayar))
    bahasa, klaim, rekening = bahasa_aktif(), bayar.klaim, bayar.rekening
    assert bayar.berhasil_pada is not None
    assert klaim.diajukan_pada is not None
    neto = Rupiah(bayar.jumlah)
    susulan = bayar.susulan
    return {
        "bahasa": bahasa,
        "portal": settings.NAMA_PORTAL,
        "judul": _("Tanda terima pembayaran susulan JHT")
        if susulan
        else _("Tanda terima pembayaran JHT"),
        "nomor": klaim.nomor or "",
        "baris": [
            *_ahli_waris(klaim),
            [_("Nama"), klaim.peserta.nama],
            [klaim.peserta.jenis_identitas, klaim.peserta.nomor_identitas_samar],
            [_("Alasan klaim"), str(label_alasan(klaim.alasan))],
            [_("Diajukan"), format_waktu(klaim.diajukan_pada, bahasa)],
            [_("Dibayar"), format_waktu(bayar.berhasil_pada, bahasa)],
            [_("Rekening"), f"{rekening.nama_bank} {rekening.nomor_samar}"],
            [_("Nama pemilik rekening"), samarkan_nama(rekening.nama_pemilik)],
            [_("Referensi kami"), bayar.partner_ref],
            [_("Referensi bank"), bayar.referensi_bank],
        ],
        "uang": [*_bruto(bayar), *_pajak(bayar), [_("Dikirim ke rekening Anda"),
                                                  format_rupiah(neto)]],
        "terbilang": terbilang(neto) if bahasa == "id" else "",
        "catatan": _("Sisa saldo tetap di kartu Anda dan terus berkembang.")
        if klaim.alasan in ALASAN_SEBAGIAN
        else _(
            "Bila nanti ada iuran terlambat atau hasil pengembangan yang menyusul untuk kartu ini, "
            "kami membayarkannya sendiri ke rekening yang sama. Anda tidak perlu mengajukan klaim "
            "lagi."
        ),
        "qr": qr_svg(alamat),
        "alamat": alamat,
        "qr_kata": _("Periksa keasliannya"),
    }  # fmt: skip


def _pajak(bayar: Pembayaran) -> list[list[str]]:
    sumber = bayar.susulan or bayar.klaim
    skema = (sumber.rincian_pajak or {}).get("skema", SkemaPajak.FINAL)
    judul = (
        _("Pajak (PPh 21 final)") if skema == SkemaPajak.FINAL else _("Pajak (PPh 21 progresif)")
    )
    return [[judul, format_rupiah(Rupiah(sumber.pajak or 0))]]


def _bruto(bayar: Pembayaran) -> list[list[str]]:
    """Return the gross, with the provisional return of the year as a line of its own."""
    klaim, susulan = bayar.klaim, bayar.susulan
    if susulan is not None:
        return [[_("Uang yang masuk setelah klaim"), format_rupiah(Rupiah(susulan.bruto))]]
    bruto, sementara = klaim.bruto or 0, klaim.hasil_sementara or 0
    judul, jumlah = _("Saldo yang dicairkan"), format_rupiah(Rupiah(bruto))
    if not sementara:
        return [[judul, jumlah]]
    return [
        [_("Saldo tercatat"), format_rupiah(Rupiah(bruto - sementara))],
        [_("Hasil pengembangan sementara tahun ini"), format_rupiah(Rupiah(sementara))],
        [judul, jumlah],
    ]

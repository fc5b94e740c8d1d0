"""The receipt of a paid claim as PDF: data go in as JSON, never as source text."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from jmo.dokumen import buat_pdf
from jmo.lib.samarkan import samarkan_nama
from jmo.lib.tanggal import format_waktu
from jmo.lib.uang import Rupiah, format_rupiah, terbilang
from klaim_jht.models import Klaim, Pembayaran
from klaim_jht.rules.status import StatusPembayaran
from klaim_jht.teks import label_alasan

SUMBER = Path(__file__).resolve().parent.parent / "dokumen" / "resi.typ"


def buat_resi(klaim: Klaim) -> bytes:
    """Return the receipt of a paid claim, in the language that is active.

    Shape:  PDF bytes; identifiers masked, the person's own name in full.
    Raises: ValueError when the claim has no payment that succeeded.
    """
    bayar = (
        Pembayaran.objects.select_related("rekening")
        .filter(klaim=klaim, status=StatusPembayaran.BERHASIL)
        .order_by("-ke")
        .first()
    )
    if bayar is None or bayar.berhasil_pada is None or klaim.neto is None:
        raise ValueError("the claim has not been paid")
    return buat_pdf(SUMBER, _isi(klaim, bayar))


def _isi(klaim: Klaim, bayar: Pembayaran) -> dict[str, object]:
    bahasa: Literal["id", "en"] = "en" if translation.get_language() == "en" else "id"
    peserta = klaim.peserta
    rekening = bayar.rekening
    assert bayar.berhasil_pada is not None
    assert klaim.diajukan_pada is not None
    return {
        "bahasa": bahasa,
        "portal": settings.NAMA_PORTAL,
        "judul": _("Tanda terima pembayaran JHT"),
        "nomor": klaim.nomor or "",
        "baris": [
            [_("Nama"), peserta.nama],
            [peserta.jenis_identitas, peserta.nomor_identitas_samar],
            [_("Alasan klaim"), str(label_alasan(klaim.alasan))],
            [_("Diajukan"), format_waktu(klaim.diajukan_pada, bahasa)],
            [_("Dibayar"), format_waktu(bayar.berhasil_pada, bahasa)],
            [_("Rekening"), f"{rekening.nama_bank} {rekening.nomor_samar}"],
            [_("Nama pemilik rekening"), samarkan_nama(rekening.nama_pemilik)],
            [_("Referensi kami"), bayar.partner_ref],
            [_("Referensi bank"), bayar.referensi_bank],
        ],
        "uang": [
            *_bruto(klaim),
            [_("Pajak (PPh 21 final)"), format_rupiah(Rupiah(klaim.pajak or 0))],
            [_("Dikirim ke rekening Anda"), format_rupiah(Rupiah(klaim.neto or 0))],
        ],
        "terbilang": terbilang(Rupiah(klaim.neto or 0)) if bahasa == "id" else "",
        "catatan": _(
            "Bila nanti ada iuran terlambat atau hasil pengembangan yang menyusul untuk kartu ini, "
            "kami membayarkannya sendiri ke rekening yang sama. Anda tidak perlu mengajukan klaim "
            "lagi."
        ),
    }


def _bruto(klaim: Klaim) -> list[list[str]]:
    """Return the gross, with the provisional return of the year as a line of its own."""
    bruto, sementara = klaim.bruto or 0, klaim.hasil_sementara or 0
    judul, jumlah = _("Saldo yang dicairkan"), format_rupiah(Rupiah(bruto))
    if not sementara:
        return [[judul, jumlah]]
    return [
        [_("Saldo tercatat"), format_rupiah(Rupiah(bruto - sementara))],
        [_("Hasil pengembangan sementara tahun ini"), format_rupiah(Rupiah(sementara))],
        [judul, jumlah],
    ]

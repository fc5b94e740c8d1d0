"""Signed papers of a paid claim, and what the public page says when somebody checks one.

The code in a paper holds what the paper says, masked as there, and nothing more. What is true of it
today is read from the payment: money that came back makes an honest paper worthless.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Literal

from django.utils import translation
from django.utils.translation import gettext as _

from jmo.lib.samarkan import inisial
from jmo.lib.tanggal import format_tanggal, format_waktu
from jmo.lib.uang import Rupiah, format_rupiah
from jmo.tanda_dokumen import terbitkan
from klaim_jht.models import BuktiPotong, Pembayaran
from klaim_jht.rules.status import StatusPembayaran
from saldo.selectors.dokumen import BagianDokumen, DokumenDiperiksa

JENIS_RESI = "resi"
JENIS_BUKTI_POTONG = "bukti_potong"
UMUR = timedelta(days=5 * 365)


def tanda_resi(bayar: Pembayaran) -> str:
    """Return the signed facts of a receipt.

    Raises: ValueError when the payment has not arrived.
    """
    if bayar.status != StatusPembayaran.BERHASIL or bayar.berhasil_pada is None:
        raise ValueError("the payment has not arrived")
    return terbitkan(
        {
            "bayar": bayar.pk,
            "nomor": bayar.klaim.nomor,
            "inisial": inisial(bayar.klaim.peserta.nama),
            "rekening": str(bayar.rekening),
            "jumlah": bayar.jumlah,
            "ref": bayar.partner_ref,
            "bank": bayar.referensi_bank,
            "pada": bayar.berhasil_pada.isoformat(timespec="seconds"),
        },
        jenis=JENIS_RESI,
        umur=UMUR,
    )


def tanda_bukti(bukti: BuktiPotong) -> str:
    """Return the signed facts of a slip of withheld tax."""
    return terbitkan(
        {
            "bukti": bukti.pk,
            "nomor": bukti.nomor,
            "inisial": inisial(bukti.pembayaran.klaim.pemohon.nama),
            "tanggal": bukti.tanggal.isoformat(),
            "bruto": bukti.bruto,
            "pajak": bukti.pajak,
        },
        jenis=JENIS_BUKTI_POTONG,
        umur=UMUR,
    )


def periksa_resi(fakta: Mapping[str, Any]) -> DokumenDiperiksa | None:
    """Say what a genuine receipt states, and whether the money is still where it says."""
    bayar = Pembayaran.objects.filter(pk=fakta["bayar"]).first()
    if bayar is None:
        return None
    return DokumenDiperiksa(
        judul=_("Tanda terima pembayaran JHT"),
        bagian=(
            BagianDokumen(_("Inisial"), fakta["inisial"]),
            BagianDokumen(_("Klaim"), fakta["nomor"]),
            BagianDokumen(_("Dibayar"), format_waktu(_saat(fakta["pada"]), bahasa_aktif())),
            BagianDokumen(_("Rekening"), fakta["rekening"]),
            BagianDokumen(_("Referensi kami"), fakta["ref"]),
            BagianDokumen(_("Referensi bank"), fakta["bank"]),
            BagianDokumen(_("Jumlah"), format_rupiah(Rupiah(fakta["jumlah"]))),
        ),
        berubah=_kembali(bayar),
        sama=_("Buku hari ini mencatat pembayaran yang sama."),
    )


def periksa_bukti(fakta: Mapping[str, Any]) -> DokumenDiperiksa | None:
    """Say what a genuine slip states, and whether it still holds."""
    bukti = BuktiPotong.objects.select_related("pembayaran").filter(pk=fakta["bukti"]).first()
    if bukti is None:
        return None
    tanggal = date.fromisoformat(fakta["tanggal"])
    return DokumenDiperiksa(
        judul=_("Bukti pemotongan pajak JHT"),
        bagian=(
            BagianDokumen(_("Nomor"), fakta["nomor"]),
            BagianDokumen(_("Inisial"), fakta["inisial"]),
            BagianDokumen(_("Tanggal"), format_tanggal(tanggal, bahasa_aktif())),
            BagianDokumen(_("Jumlah bruto"), format_rupiah(Rupiah(fakta["bruto"]))),
            BagianDokumen(_("Pajak yang dipotong"), format_rupiah(Rupiah(fakta["pajak"]))),
        ),
        berubah=_kembali(bukti.pembayaran),
        sama=_("Buku hari ini mencatat pemotongan yang sama."),
    )


PEMERIKSA = {JENIS_RESI: periksa_resi, JENIS_BUKTI_POTONG: periksa_bukti}


def bahasa_aktif() -> Literal["id", "en"]:
    """Return the language in which papers are written now."""
    return "en" if (translation.get_language() or "id").startswith("en") else "id"


def _kembali(bayar: Pembayaran) -> str:
    if bayar.status == StatusPembayaran.BERHASIL:
        return ""
    return _(
        "Dokumen ini asli, tetapi bank kemudian mengembalikan uangnya, jadi ia tidak berlaku lagi. "
        "Minta dokumen pembayaran yang baru."
    )


def _saat(teks: str) -> datetime:
    return datetime.fromisoformat(teks)

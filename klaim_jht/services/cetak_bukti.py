"""The slip of withheld tax as PDF with a signed QR code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from jmo.dokumen import buat_pdf, qr_svg
from jmo.lib.tanggal import format_tanggal
from jmo.lib.uang import Rupiah, format_persen, format_rupiah
from jmo.tanda_dokumen import alamat_periksa
from klaim_jht.models import BuktiPotong
from klaim_jht.rules.json_nilai import dari_json
from klaim_jht.rules.pajak import RincianPajak, SkemaPajak
from klaim_jht.services.dokumen import bahasa_aktif, tanda_bukti

SUMBER = Path(__file__).resolve().parent.parent / "dokumen" / "bukti_potong.typ"


def cetak_bukti(bukti: BuktiPotong) -> bytes:
    """Return the slip as PDF, in the language that is active.

    Shape:  identifiers masked, the person's own name in full. The QR code holds number, date and
            both amounts, signed, for five years.
    """
    return buat_pdf(SUMBER, isi_bukti(bukti))


def isi_bukti(bukti: BuktiPotong) -> dict[str, Any]:
    """Return every word and value of the slip, in the language that is active."""
    bahasa, bayar = bahasa_aktif(), bukti.pembayaran
    peserta = bayar.klaim.pemohon
    rincian = None if bukti.rincian is None else dari_json(RincianPajak, bukti.rincian)
    alamat = alamat_periksa(tanda_bukti(bukti))
    return {
        "bahasa": bahasa,
        "portal": settings.NAMA_PORTAL,
        "judul": _("Bukti pemotongan pajak penghasilan"),
        "nomor": bukti.nomor,
        "baris": [
            [_("Tanggal"), format_tanggal(bukti.tanggal, bahasa)],
            [_("Dipotong oleh"), settings.NAMA_PEMOTONG],
            [_("NPWP pemotong"), settings.NPWP_PEMOTONG or "–"],
            [_("Penerima"), peserta.nama],
            [peserta.jenis_identitas, peserta.nomor_identitas_samar],
            [_("NPWP penerima"), bukti.npwp_samar or _("belum tercatat")],
            [_("Penghasilan"), _("Jaminan hari tua, klaim %(nomor)s") % {
                "nomor": bayar.klaim.nomor or ""}],
            [_("Referensi kami"), bayar.partner_ref],
            [_("Sifat"), _sifat(rincian)],
        ],
        "tarif_kepala": [_("Bagian yang dikenai"), _("Tarif"), _("Pajak")],
        "tarif": _lapisan(rincian),
        "uang": [
            [_("Jumlah bruto"), format_rupiah(Rupiah(bukti.bruto))],
            [_("Pajak yang dipotong"), format_rupiah(Rupiah(bukti.pajak))],
            [_("Dibayarkan"), format_rupiah(Rupiah(bukti.bruto - bukti.pajak))],
        ],
        "catatan": _catatan(bukti, rincian),
        "qr": qr_svg(alamat),
        "alamat": alamat,
        "qr_kata": _("Periksa keasliannya"),
    }  # fmt: skip


def _sifat(rincian: RincianPajak | None) -> str:
    if rincian is None:
        return "–"
    if rincian.skema is SkemaPajak.FINAL:
        return _("Final, PP 68/2009 Pasal 5")
    return _("Tidak final, UU Pajak Penghasilan Pasal 17")


def _lapisan(rincian: RincianPajak | None) -> list[list[str]]:
    """Return each bracket that the payment touched; the tax of a line before rounding once below.

    Shape:  a fifth more without a tax number is a line of its own.
    """
    if rincian is None:
        return []
    baris = [
        [
            format_rupiah(satu.dasar),
            format_persen(satu.tarif),
            format_rupiah(Rupiah(int(satu.dasar * satu.tarif))),
        ]
        for satu in rincian.bagian
    ]
    if rincian.tambahan:
        persen = format_persen(rincian.tambahan)
        pokok = sum(satu.dasar * satu.tarif for satu in rincian.bagian)
        tambahan = Rupiah(int(pokok * rincian.tambahan))
        baris.append([_("Tambahan tanpa NPWP"), persen, format_rupiah(tambahan)])
    return baris


def _catatan(bukti: BuktiPotong, rincian: RincianPajak | None) -> list[str]:
    kata = []
    if bukti.pajak == 0 and rincian is not None and rincian.skema is SkemaPajak.FINAL:
        kata.append(
            _("Pajaknya nol: seluruh jumlah ini masih di dalam bagian yang dikenai 0 persen. Bukti "
              "ini tetap diterbitkan supaya Anda dapat melaporkannya.")
        )  # fmt: skip
    elif bukti.pajak == 0:
        kata.append(_("Pajaknya nol. Bukti ini tetap diterbitkan supaya Anda dapat melaporkannya."))
    kata.append(
        _("Pajak dihitung bersama pembayaran JHT Anda sebelumnya bila tarifnya final, dan "
          "dibulatkan ke bawah satu kali ke rupiah penuh.")
    )  # fmt: skip
    return kata

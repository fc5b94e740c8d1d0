"""The yearly statement as PDF with a signed QR code: data go in as JSON, never as source text."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import Peserta
from jmo.dokumen import buat_pdf, qr_svg
from jmo.lib.samarkan import inisial
from jmo.lib.tanggal import format_bulan, format_tanggal, format_waktu
from jmo.lib.uang import Rupiah, format_persen, format_rupiah
from jmo.tanda_dokumen import alamat_periksa, terbitkan
from saldo.selectors.dokumen import JENIS_PERNYATAAN
from saldo.selectors.pernyataan import GerakTahun, Pernyataan

SUMBER = Path(__file__).resolve().parent.parent / "dokumen" / "pernyataan.typ"
UMUR = timedelta(days=5 * 365)

Bahasa = Literal["id", "en"]


def buat_pernyataan(peserta: Peserta, pernyataan: Pernyataan) -> bytes:
    """Return the statement of a year, in the language that is active.

    Shape:  PDF bytes; identifiers masked, the person's own name in full. The QR code opens the
            public page of checks and holds the sums of the year, signed, for five years.
    """
    return buat_pdf(SUMBER, isi_pernyataan(peserta, pernyataan))


def tanda_pernyataan(peserta: Peserta, pernyataan: Pernyataan) -> str:
    """Return the signed facts of a statement: sums and masked identifiers, nothing else."""
    jumlah = pernyataan.jumlah
    return terbitkan(
        {
            "orang": peserta.pk,
            "tahun": pernyataan.tahun,
            "sampai": pernyataan.sampai.isoformat(),
            "inisial": inisial(peserta.nama),
            "kpj": [satu.kartu.kpj_samar for satu in pernyataan.kartu][:6],
            "awal": jumlah.awal,
            "iuran": jumlah.iuran,
            "hasil": jumlah.pengembangan,
            "keluar": jumlah.keluar,
            "akhir": jumlah.akhir,
        },
        jenis=JENIS_PERNYATAAN,
        umur=UMUR,
    )


def isi_pernyataan(peserta: Peserta, pernyataan: Pernyataan) -> dict[str, Any]:
    """Return every word and value of the document, in the language that is active."""
    bahasa: Bahasa = "en" if translation.get_language() == "en" else "id"
    alamat = alamat_periksa(tanda_pernyataan(peserta, pernyataan))
    return {
        "bahasa": bahasa,
        "portal": settings.NAMA_PORTAL,
        "judul": _judul(pernyataan, bahasa),
        "baris": [
            [_("Nama"), peserta.nama],
            [peserta.jenis_identitas, peserta.nomor_identitas_samar],
            [_("Dibuat"), format_waktu(timezone.now(), bahasa)],
        ],
        "qr": qr_svg(alamat),
        "alamat": alamat,
        "qr_kata": _("Periksa keasliannya"),
        "uang_judul": _("Saldo JHT semua kartu"),
        "uang": _uang(pernyataan, bahasa),
        "tarif": kalimat_tarif(pernyataan),
        "kartu_judul": _("Per kartu"),
        "kartu_kepala": [
            _("Kartu"), _("Saldo awal"), _("Iuran"), _("Hasil"), _("Pindah kartu"),
            _("Dibayarkan"), _("Saldo akhir"),
        ],
        "kartu": [
            [satu.kartu.kpj_samar, *_enam(satu.gerak)] for satu in pernyataan.kartu
        ],
        "iuran_judul": _("Iuran untuk bulan-bulan tahun ini"),
        "iuran_kepala": [
            _("Bulan"), _("Perusahaan"), _("JHT perusahaan"), _("JHT Anda"), _("JP"), _("Dibayar"),
        ],
        "iuran": [
            [
                format_bulan(satu.bulan, bahasa),
                satu.perusahaan.nama if satu.perusahaan else "–",
                format_rupiah(satu.jht_pemberi_kerja),
                format_rupiah(satu.jht_pekerja),
                format_rupiah(satu.jp_pemberi_kerja + satu.jp_pekerja),
                satu.tanggal_bayar.isoformat(),
            ]
            for satu in pernyataan.iuran
        ],
        "catatan": [
            _("Uang dihitung pada tahun dibayarnya: iuran Desember yang dibayar Januari masuk "
              "tahun berikutnya. JP (Jaminan Pensiun) tercatat di sini, tetapi tidak ikut saldo "
              "JHT."),
            _("Bila kemudian ada koreksi, pernyataan baru akan berbeda dari yang ini; halaman "
              "pemeriksaan menyebutkannya."),
        ],
        "kaki": _("Keaslian: %(alamat)s") % {"alamat": alamat_periksa("")},
    }  # fmt: skip


def kalimat_tarif(pernyataan: Pernyataan) -> str:
    """Return what is known of the year's rate, and whether it is official."""
    if pernyataan.tarif is None:
        return _("Tarif hasil pengembangan tahun %(tahun)s belum ditetapkan.") % {
            "tahun": pernyataan.tahun
        }
    isi = {
        "tahun": pernyataan.tahun,
        "tarif": format_persen(pernyataan.tarif.nilai.normalize()),
        "dasar": pernyataan.tarif.dasar_hukum,
    }
    if pernyataan.tarif.contoh:
        return _("Tarif hasil pengembangan %(tahun)s: %(tarif)s, tarif contoh, bukan resmi.") % isi
    return _("Tarif hasil pengembangan %(tahun)s: %(tarif)s. Dasar: %(dasar)s.") % isi


def _judul(pernyataan: Pernyataan, bahasa: Bahasa) -> str:
    if pernyataan.selesai:
        return _("Pernyataan saldo tahun %(tahun)s") % {"tahun": pernyataan.tahun}
    return _("Pernyataan saldo tahun %(tahun)s, sampai %(tanggal)s") % {
        "tahun": pernyataan.tahun, "tanggal": format_tanggal(pernyataan.sampai, bahasa),
    }  # fmt: skip


def _uang(pernyataan: Pernyataan, bahasa: Bahasa) -> list[list[str]]:
    jumlah = pernyataan.jumlah
    akhir = format_tanggal(pernyataan.sampai, bahasa)
    baris: list[tuple[str, int]] = [
        (_("Saldo awal tahun"), jumlah.awal),
        (_("Iuran yang dibayar"), jumlah.iuran),
        (_("Hasil pengembangan"), jumlah.pengembangan),
        (_("Dibayarkan kepada Anda"), -jumlah.keluar),
        (_("Saldo per %(tanggal)s") % {"tanggal": akhir}, jumlah.akhir),
    ]
    return [[kata, format_rupiah(nilai)] for kata, nilai in baris]


def _enam(gerak: GerakTahun) -> list[str]:
    nilai: list[Rupiah | int] = [
        gerak.awal, gerak.iuran, gerak.pengembangan, gerak.pindah, -gerak.keluar, gerak.akhir,
    ]  # fmt: skip
    return [format_rupiah(satu) for satu in nilai]

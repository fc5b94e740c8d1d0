"""Cards as files, and the code by which anybody can check one.

Nothing is written: the code names a row, and the public page says what is true of it then.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from jmo.dokumen import buat_pdf, buat_png, qr_svg
from jmo.lib.tanggal import Bahasa, format_tanggal, format_waktu
from jmo.tanda_dokumen import alamat_periksa, terbitkan
from saldo.selectors.dokumen import JENIS_KARTU
from saldo.selectors.kartu_digital import KartuDigital
from saldo.teks import STATUS_KARTU
from saldo.teks.dokumen import PROGRAM, STATUS_SEJAK

SUMBER_KARTU = Path(__file__).resolve().parent.parent / "dokumen" / "kartu.typ"
# On the screen of its owner, where the page fetches a new one; and on a saved file, which is kept
# where there is no network.
UMUR_LAYAR = timedelta(minutes=15)
UMUR_BERKAS = timedelta(hours=24)
# The picture's page is 90 mm wide: 1,080 pixels, sharp on any phone.
PPI_GAMBAR = 305


class KodeKartu(NamedTuple):
    """The address at which a card is checked, and until when."""

    alamat: str
    berlaku_sampai: datetime


def buat_kode_kartu(tampilan: KartuDigital, *, umur: timedelta) -> KodeKartu:
    """Sign the number of a card's row; nothing of the person is in it."""
    token = terbitkan({"kartu": tampilan.kartu.pk}, jenis=JENIS_KARTU, umur=umur)
    return KodeKartu(alamat_periksa(token), tampilan.per + umur)


def buat_berkas_kartu(tampilan: KartuDigital, *, bentuk: Literal["pdf", "png"]) -> bytes:
    """Return front and back of a card with its code, in the language that is active."""
    isi = isi_kartu(tampilan) | {"bentuk": bentuk}
    if bentuk == "png":
        return buat_png(SUMBER_KARTU, isi, ppi=PPI_GAMBAR)
    return buat_pdf(SUMBER_KARTU, isi)


def status_sejak(tampilan: KartuDigital) -> str:
    """Return the status of a card with the day from which it holds, where that is known."""
    if tampilan.sejak is None:
        return str(STATUS_KARTU[tampilan.kartu.status])
    kalimat = str(STATUS_SEJAK[tampilan.kartu.status])
    return kalimat % {"tanggal": format_tanggal(tampilan.sejak, bahasa_aktif())}


def bahasa_aktif() -> Bahasa:
    """Return the language in which documents are written now."""
    return "en" if (translation.get_language() or "id").startswith("en") else "id"


def isi_kartu(tampilan: KartuDigital) -> dict[str, object]:
    """Return what stands on a saved card; the code in it lives as long as such files may."""
    kartu, peserta = tampilan.kartu, tampilan.kartu.peserta
    kode = buat_kode_kartu(tampilan, umur=UMUR_BERKAS)
    bahasa = bahasa_aktif()
    perusahaan = kartu.perusahaan.nama if kartu.perusahaan else _("Tanpa perusahaan")
    return {
        "bahasa": bahasa,
        "portal": settings.NAMA_PORTAL,
        "judul": _("Kartu peserta"),
        "nama": peserta.nama,
        "kpj": kartu.kpj,
        "jenis": kartu.jenis,
        "status": status_sejak(tampilan),
        "aktif": kartu.status == kartu.Status.AKTIF,
        "label_kpj": _("Nomor kartu (KPJ)"),
        "baris": [
            [peserta.jenis_identitas, peserta.nomor_identitas_samar],
            [_("Jenis"), kartu.get_jenis_display()],
            [_("Perusahaan"), perusahaan],
            [_("Program yang tercatat"), ", ".join(str(PROGRAM[p]) for p in tampilan.program)],
            [_("Peserta sejak"), format_tanggal(kartu.tanggal_mulai, bahasa)],
        ],
        "per": _("per %(waktu)s") % {"waktu": format_waktu(tampilan.per, bahasa)},
        "qr": qr_svg(kode.alamat),
        "alamat": kode.alamat,
        "ajakan": _("Pindai untuk memeriksa: tampil inisial dan status, tidak lebih."),
        "berlaku": _("Kode berlaku sampai %(waktu)s.")
        % {"waktu": format_waktu(kode.berlaku_sampai, bahasa)},
    }

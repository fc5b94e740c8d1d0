"""What is said about single months: missing, late, corrected, on the page and in the files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from jmo.lib.tanggal import Bahasa, format_tanggal, hari_ini_wib
from jmo.lib.uang import Rupiah, format_rupiah
from saldo.rules.masa_kepesertaan import SebabBolong
from saldo.rules.riwayat_iuran import BagianIuran, Perubahan
from saldo.teks.kata import Kalimat

# What a month without a contribution means, and what one can do about it.
_KALIMAT_BOLONG: dict[SebabBolong, tuple[Kalimat, Kalimat]] = {
    SebabBolong.BELUM_DIBAYAR: (
        _("Iuran belum tercatat"),
        _(
            "Perusahaan Anda belum melaporkan atau belum membayar. Tanyakan bagian personalia, "
            "atau hubungi 175 dan sebut bulannya. Hak Anda tidak hilang, dan tunggakan perusahaan "
            "tidak menghalangi klaim JHT."
        ),
    ),
    SebabBolong.BELUM_JATUH_TEMPO: (
        _("Belum jatuh tempo"),
        _("Perusahaan masih punya waktu untuk membayar. Anda tidak perlu melakukan apa pun."),
    ),
    SebabBolong.TIDAK_BEKERJA: (
        _("Tidak tercatat bekerja"),
        _("Tidak ada kepesertaan yang berjalan di antara dua pekerjaan, jadi tidak ada iuran."),
    ),
}
# The same for somebody who pays for themselves: there is no employer to ask.
_KALIMAT_BOLONG_MANDIRI: dict[SebabBolong, tuple[Kalimat, Kalimat]] = {
    **_KALIMAT_BOLONG,
    SebabBolong.BELUM_DIBAYAR: (
        _("Iuran belum tercatat"),
        _(
            "Belum ada pembayaran Anda untuk bulan ini. Sudah membayar? Hubungi 175 dan sebut "
            "bulannya. Saldo yang sudah ada tidak berkurang."
        ),
    ),
    SebabBolong.BELUM_JATUH_TEMPO: (
        _("Belum jatuh tempo"),
        _("Anda masih punya waktu untuk membayar."),
    ),
}
BAGIAN_IURAN: dict[BagianIuran, Kalimat] = {
    BagianIuran.UPAH: _("upah"),
    BagianIuran.JHT_PEMBERI_KERJA: _("JHT perusahaan"),
    BagianIuran.JHT_PEKERJA: _("JHT Anda"),
    BagianIuran.JP_PEMBERI_KERJA: _("JP perusahaan"),
    BagianIuran.JP_PEKERJA: _("JP Anda"),
    BagianIuran.TANGGAL_BAYAR: _("tanggal bayar"),
}


def kalimat_bolong(sebab: SebabBolong, *, mandiri: bool) -> tuple[Kalimat, Kalimat]:
    """Return headline and way out of a missing month; `mandiri` = nobody pays but the reader."""
    return (_KALIMAT_BOLONG_MANDIRI if mandiri else _KALIMAT_BOLONG)[sebab]


def kalimat_terlambat(hari: int) -> str:
    """Return how late a month was paid, empty when it was not."""
    if not hari:
        return ""
    return ngettext("terlambat %(hari)s hari", "terlambat %(hari)s hari", hari) % {"hari": hari}


def kalimat_koreksi(pada: datetime, perubahan: Iterable[Perubahan]) -> str:
    """Return when a contribution was corrected, and every part that changed, with both values."""
    rinci = "; ".join(
        _g("%(bagian)s dari %(dari)s menjadi %(menjadi)s")
        % {
            "bagian": BAGIAN_IURAN[satu.bagian],
            "dari": _nilai(satu.dari),
            "menjadi": _nilai(satu.menjadi),
        }
        for satu in perubahan
    )
    return _g("Dikoreksi %(tanggal)s: %(rinci)s.") % {
        "tanggal": format_tanggal(hari_ini_wib(pada), _bahasa()), "rinci": rinci,
    }  # fmt: skip


def _nilai(nilai: Rupiah | date) -> str:
    return format_tanggal(nilai, _bahasa()) if isinstance(nilai, date) else format_rupiah(nilai)


def _bahasa() -> Bahasa:
    return "en" if (get_language() or "id").startswith("en") else "id"

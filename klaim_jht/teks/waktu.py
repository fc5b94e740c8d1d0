"""When money moves, and why not earlier."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.models import Peserta
from accounts.rules.kunci_pencairan import KeadaanKunci
from accounts.rules.masa_tenang import SebabTahan, Tahanan
from accounts.selectors import keadaan_kunci
from jmo.lib.tanggal import format_jam, format_waktu, hari_ini_wib
from klaim_jht.models import Pembayaran
from klaim_jht.rules.jalur import SebabTunda
from klaim_jht.rules.status import StatusPembayaran

_BELUM_PASTI = frozenset({StatusPembayaran.BELUM_PASTI, StatusPembayaran.DITERIMA_BANK})

_MASA_TENANG = gettext_lazy("Masa tenang berjalan; uang dikirim %(pada)s.")
_TUNDA: dict[str, Promise] = {
    SebabTunda.BANK_TUTUP.value: gettext_lazy(
        "Bank sedang tutup untuk pengiriman. Uang Anda ditahan dengan aman dan dikirim %(pada)s."
    ),
    SebabTunda.JAM_RTGS.value: gettext_lazy(
        "Jumlah sebesar ini dikirim lewat RTGS, yang hanya buka pada jam kerja bank. Uang Anda "
        "ditahan dengan aman dan dikirim %(pada)s."
    ),
}


def saat_kata(saat: datetime, *, kini: datetime | None = None) -> str:
    """Return an instant in the current language: the time of day alone where it is today."""
    bahasa: Literal["id", "en"] = "en" if (get_language() or "id").startswith("en") else "id"
    if hari_ini_wib(saat) == hari_ini_wib(kini or timezone.now()):
        return _("pukul %(jam)s") % {"jam": format_jam(saat, bahasa)}
    return format_waktu(saat, bahasa)


def kalimat_bayar(bayar: Pembayaran, *, kini: datetime) -> str:
    """Return what comes next of a payment that is under way, "" where its state says it all."""
    if bayar.status == StatusPembayaran.SIAP:
        return _kalimat_siap(bayar, kini)
    if bayar.status not in _BELUM_PASTI:
        return ""
    if bayar.perlu_petugas:
        return _(
            "Bank belum memastikan. Uang Anda ditahan dan tidak mungkin dibayar dua kali. Dua "
            "petugas memeriksanya dengan rekening koran bank."
        )
    if bayar.jatuh_pada is None:
        return ""
    return _(
        "Bank belum memastikan. Uang Anda ditahan, tidak mungkin dibayar dua kali, dan kami "
        "bertanya lagi %(pada)s."
    ) % {"pada": saat_kata(bayar.jatuh_pada, kini=kini)}


def _kalimat_siap(bayar: Pembayaran, kini: datetime) -> str:
    if kunci := _kalimat_kunci(bayar.klaim.pemohon, kini):
        return kunci
    if bayar.perlu_petugas or bayar.jatuh_pada is None:
        return _("Uang Anda aman dan ditahan. Petugas menghubungi Anda sebelum uang dikirim.")
    if bayar.jatuh_pada <= kini:
        return ""
    kalimat = _TUNDA.get(bayar.sebab_tunda, _MASA_TENANG)
    return str(kalimat) % {"pada": saat_kata(bayar.jatuh_pada, kini=kini)}


def _kalimat_kunci(peserta: Peserta, kini: datetime) -> str:
    """Return what a person's own lock does to their money, "" where it does nothing."""
    match keadaan_kunci(peserta, kini=kini):
        case KeadaanKunci.MENYALA:
            return _(
                "Kunci pencairan Anda menyala. Uang Anda tersisih dan dikirim setelah Anda membuka "
                "kuncinya."
            )
        case KeadaanKunci.DIBUKA if peserta.kunci_dibuka_pada is not None:
            return _("Kunci pencairan Anda terbuka %(pada)s; uang dikirim sesudah itu.") % {
                "pada": saat_kata(peserta.kunci_dibuka_pada, kini=kini)
            }
        case _lain:
            return ""


def kalimat_tahanan(tahanan: Tahanan) -> str:
    """Return why money waits, since when, and from when on it is sent."""
    if tahanan.sejak is None or tahanan.sampai is None:
        return _(
            "Ada laporan “bukan saya” pada akun ini. Klaim tetap diproses; uang dikirim setelah "
            "petugas menghubungi Anda."
        )
    isi = {"sejak": saat_kata(tahanan.sejak), "sampai": saat_kata(tahanan.sampai)}
    return {
        SebabTahan.REKENING_PERTAMA_BELUM_LENGKAP: _(
            "Rekening ini baru dipasang %(sejak)s. Klaim tetap diproses; uang dikirim %(sampai)s."
        ),
        SebabTahan.REKENING_DIGANTI: _(
            "Rekening diganti %(sejak)s. Klaim tetap diproses; uang dikirim %(sampai)s."
        ),
        SebabTahan.KONTAK_TERAKHIR_DIGANTI: _(
            "Kontak terakhir Anda diganti %(sejak)s. Klaim tetap diproses; uang dikirim %(sampai)s."
        ),
        SebabTahan.AKUN_DIPULIHKAN: _(
            "Akun dipulihkan %(sejak)s. Klaim tetap diproses; uang dikirim %(sampai)s."
        ),
        SebabTahan.WAJAH_OLEH_PETUGAS: _(
            "Wajah Anda disetujui petugas %(sejak)s. Klaim tetap diproses; uang dikirim %(sampai)s."
        ),
    }[tahanan.sebab] % isi

"""One sentence for what a rule saw, and one for who said so."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jmo.lib.tanggal import format_tanggal, hari_ini_wib
from jmo.lib.uang import Rupiah, format_rupiah
from klaim_jht.rules.kelayakan import HasilAturan, KodeAturan, Pelapor, Sumber
from klaim_jht.teks.kata import STATUS, label_alasan

Fakta = Mapping[str, Any]


def kalimat_fakta(satu: HasilAturan) -> str:
    """Return what this rule saw, in words."""
    return _FAKTA[satu.kode](satu.fakta, satu)


def kalimat_sumber(sumber: tuple[Sumber, ...]) -> str:
    """Return who said so and when; "" where nobody had to."""
    return "; ".join(dict.fromkeys(filter(None, map(_sumber, sumber))))


def dasar_hukum(satu: HasilAturan) -> str:
    """Return the law of a rule without our own notes about it."""
    return re.sub(r"\s*\(docs/[^)]*\)", "", satu.dasar_hukum)


def tanggal_kata(nilai: date | str) -> str:
    """Return a date in the current language; ISO text, as decisions keep it, too."""
    hari = date.fromisoformat(nilai) if isinstance(nilai, str) else nilai
    return format_tanggal(hari, _bahasa())


def _bahasa() -> Literal["id", "en"]:
    return "en" if (get_language() or "id").startswith("en") else "id"


def _sumber(sumber: Sumber) -> str:
    nama = {
        Pelapor.PERUSAHAAN: _("laporan %(nama)s") % {"nama": sumber.nama or _("perusahaan")},
        Pelapor.PESERTA: _("Anda sendiri"),
        Pelapor.PETUGAS: _("petugas"),
        Pelapor.DUKCAPIL: _("Dukcapil"),
        Pelapor.BUKU: _("buku saldo"),
        Pelapor.SISTEM: "",
    }[sumber.pelapor]
    if not nama or sumber.pada is None:
        return nama
    return f"{nama}, {tanggal_kata(hari_ini_wib(sumber.pada))}"


def _alasan(fakta: Fakta, _satu: HasilAturan) -> str:
    return str(label_alasan(fakta["alasan"]))


def _identitas(fakta: Fakta, satu: HasilAturan) -> str:
    if satu.lulus:
        return _("Anda tercatat sebagai warga negara Indonesia dengan NIK.")
    if fakta["jenis"] == "PASPOR":
        return _("Anda terdaftar dengan paspor.")
    return _("Kewarganegaraan yang tercatat bukan Indonesia.")


def _pengkinian(fakta: Fakta, satu: HasilAturan) -> str:
    return {
        "BELUM": _("Data Anda belum pernah dikinikan."),
        "BERJALAN": _("Pengkinian sedang berjalan, belum dikonfirmasi."),
        "MENUNGGU_DUKCAPIL": _("Sudah dikonfirmasi; jawaban Dukcapil menyusul sendiri."),
        "SELESAI": _("Sudah selesai."),
    }[str(fakta["status"])]


def _usia(fakta: Fakta, _satu: HasilAturan) -> str:
    return _("Usia %(usia)s tahun tercapai pada %(tanggal)s.") % {
        "usia": fakta["usia_pensiun"], "tanggal": tanggal_kata(fakta["tercapai_pada"]),
    }  # fmt: skip


def _nonaktif(fakta: Fakta, _satu: HasilAturan) -> str:
    if fakta["kartu_aktif"]:
        return _("Masih tercatat aktif: kartu %(kartu)s.") % {
            "kartu": ", ".join(fakta["kartu_aktif"])
        }
    return _("Tidak ada kartu yang masih aktif.")


def _tunggu(fakta: Fakta, _satu: HasilAturan) -> str:
    if fakta["tanggal_dasar"] is None:
        return _("Tanggal berhenti kerja belum kami ketahui.")
    isi = {
        "mulai": tanggal_kata(fakta["tanggal_dasar"]),
        "sampai": tanggal_kata(fakta["lewat_pada"]),
        "bulan": fakta["bulan"],
    }
    if not fakta["bulan"]:
        return _("Berhenti kerja %(mulai)s; alasan ini tanpa masa tunggu.") % isi
    if fakta["dasar"] == "TANGGAL_PERNYATAAN":
        return _("Surat pengunduran diri %(mulai)s, ditambah %(bulan)s bulan: %(sampai)s.") % isi
    return _("Berhenti kerja %(mulai)s, ditambah %(bulan)s bulan: %(sampai)s.") % isi


def _jenis_kartu(fakta: Fakta, satu: HasilAturan) -> str:
    if satu.lulus:
        return _("Pekerjaan terakhir Anda: peserta mandiri (BPU).")
    if not fakta["jenis"]:
        return _("Tidak ada kartu yang masih dapat diklaim.")
    return _("Pekerjaan terakhir Anda bukan sebagai peserta mandiri (BPU).")


def _masa(fakta: Fakta, satu: HasilAturan) -> str:
    isi = {"tahun": fakta["bulan"] // 12, "bulan": fakta["bulan"] % 12}
    kalimat = _("Masa kepesertaan semua kartu Anda: %(tahun)s tahun %(bulan)s bulan.") % isi
    if satu.lulus_pada is None:
        return kalimat
    return f"{kalimat} " + _("Genap sepuluh tahun pada %(tanggal)s.") % {
        "tanggal": tanggal_kata(satu.lulus_pada)
    }


def _sekali(fakta: Fakta, satu: HasilAturan) -> str:
    if satu.lulus:
        return _("Belum ada klaim sebagian yang dibayar.")
    if fakta["dibayar_pada"] is None:
        return _("Klaim sebagian %(nomor)s sudah dibayar.") % {"nomor": fakta["nomor"]}
    return _("Klaim sebagian %(nomor)s sudah dibayar pada %(tanggal)s.") % {
        "nomor": fakta["nomor"], "tanggal": tanggal_kata(fakta["dibayar_pada"]),
    }  # fmt: skip


def _digabung(fakta: Fakta, satu: HasilAturan) -> str:
    if satu.lulus:
        return _("Tidak ada kartu lama yang terpisah.")
    return _("Kartu yang masih terpisah: %(kartu)s.") % {
        "kartu": ", ".join(fakta["belum_digabung"])
    }


def _klaim_lain(fakta: Fakta, satu: HasilAturan) -> str:
    if satu.lulus:
        return _("Tidak ada klaim lain.")
    return _("Klaim %(nomor)s: %(status)s.") % {
        "nomor": fakta["nomor"], "status": STATUS.get(str(fakta["status"]), fakta["status"]),
    }  # fmt: skip


def _tahanan(_fakta: Fakta, satu: HasilAturan) -> str:
    return _("Semua saldo bebas.") if satu.lulus else _("Sebagian saldo sedang ditahan.")


def _saldo(fakta: Fakta, _satu: HasilAturan) -> str:
    return _("Saldo Anda %(saldo)s.") % {"saldo": format_rupiah(Rupiah(int(fakta["saldo"])))}


_FAKTA: Mapping[KodeAturan, Callable[[Fakta, HasilAturan], str]] = {
    KodeAturan.ALASAN_DIBUKA: _alasan,
    KodeAturan.IDENTITAS: _identitas,
    KodeAturan.PENGKINIAN: _pengkinian,
    KodeAturan.USIA_PENSIUN: _usia,
    KodeAturan.KEPESERTAAN_NONAKTIF: _nonaktif,
    KodeAturan.MASA_TUNGGU: _tunggu,
    KodeAturan.JENIS_KARTU: _jenis_kartu,
    KodeAturan.MASA_KEPESERTAAN: _masa,
    KodeAturan.SEKALI_SAJA: _sekali,
    KodeAturan.KARTU_DIGABUNG: _digabung,
    KodeAturan.TANPA_KLAIM_TERBUKA: _klaim_lain,
    KodeAturan.TANPA_TAHANAN: _tahanan,
    KodeAturan.SALDO_ADA: _saldo,
}

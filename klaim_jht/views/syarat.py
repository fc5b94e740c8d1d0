from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts.models import Peserta
from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.alur import KunciLangkah
from klaim_jht.rules.hak_lain import hak_jkp, laporan_berbeda
from klaim_jht.rules.kelayakan import HasilAturan, KodeAturan, KodePerbaikan
from klaim_jht.selectors import keberatan_terakhir
from klaim_jht.teks import ATURAN, PERBAIKAN, dasar_hukum, kalimat_fakta, kalimat_sumber
from klaim_jht.views.dasar import Kerja, Langkah
from klaim_jht.views.jadwal import susun_jadwal
from saldo.rules.masa_kepesertaan import StatusKepesertaan
from saldo.selectors import daftar_kepesertaan, laporan_terbuka
from saldo.teks import kalimat_jalan

_TUJUAN: Mapping[KodePerbaikan, tuple[str, tuple[str, ...], Any]] = {
    KodePerbaikan.SELESAIKAN_PENGKINIAN: ("pengkinian:mulai", (), _("Kinikan data sekarang")),
    KodePerbaikan.PILIH_ALASAN_LAIN: ("klaim:langkah", ("alasan",), _("Pilih alasan lain")),
    KodePerbaikan.GABUNGKAN_KARTU: ("saldo:gabung_pratinjau", (), _("Gabungkan sekarang")),
    KodePerbaikan.PERIKSA_IURAN: ("saldo:iuran", (), _("Periksa iuran")),
    KodePerbaikan.LIHAT_KLAIM: ("klaim:ringkasan", (), _("Lihat klaim itu")),
}


class Syarat(Langkah):
    """Every rule with what it saw, who said so, and when it passes."""

    kunci = KunciLangkah.SYARAT

    def form(self, kerja: Kerja, isi: Mapping[str, Any] | None = None) -> forms.Form:
        form = forms.Form(isi)
        if isi is not None and not kerja.fakta.boleh:
            form.add_error(
                None, _("Klaim belum dapat diajukan: lihat syarat yang belum terpenuhi.")
            )
        return form

    def konteks(self, kerja: Kerja) -> dict[str, Any]:
        assert kerja.pratinjau is not None
        keputusan = kerja.pratinjau.keputusan
        hasil = keputusan.hasil
        laporan = _laporan(kerja.klaim.peserta)
        return {
            "gagal": [_aturan(satu) | _berhenti(satu, laporan) for satu in hasil.gagal],
            "lulus": [_aturan(satu) for satu in hasil.alasan if satu.lulus],
            "boleh": hasil.boleh,
            "lulus_pada": hasil.lulus_pada,
            "rute": hasil.rute,
            "batas_mesin": hasil.batas_mesin,
            "jkp": hak_jkp(keputusan.fakta, hari_ini=hari_ini_wib(timezone.now())),
            **susun_jadwal(kerja.klaim, hasil),
            "laporan_berbeda": laporan_berbeda(keputusan.fakta),
            "keberatan": None if hasil.boleh else keberatan_terakhir(kerja.klaim),
        }


def _aturan(satu: HasilAturan) -> dict[str, Any]:
    nama, isi, label = _TUJUAN.get(satu.perbaikan, ("", (), "")) if satu.perbaikan else ("", (), "")
    sendiri = satu.lulus_pada or satu.perbaikan is KodePerbaikan.SELESAIKAN_PENGKINIAN
    return {
        "judul": ATURAN[satu.kode],
        "status": "lulus" if satu.lulus else "belum" if sendiri else "tidak",
        "fakta": kalimat_fakta(satu),
        "sumber": kalimat_sumber(satu.sumber),
        "dasar": dasar_hukum(satu),
        "tanggal": satu.lulus_pada,
        "perbaikan": PERBAIKAN[satu.perbaikan] if satu.perbaikan else "",
        "url": _alamat(nama, isi) if nama else "",
        "label": label,
    }


def _alamat(nama: str, isi: tuple[str, ...]) -> str:
    """Return where a rule is mended; what leads back by itself comes back to this step."""
    alamat = reverse(nama, args=isi)
    if nama != "saldo:gabung_pratinjau":
        return alamat
    kembali = reverse("klaim:langkah", args=[KunciLangkah.SYARAT.value])
    return f"{alamat}?{urlencode({'lanjut': kembali})}"


def _laporan(peserta: Peserta) -> list[dict[str, Any]]:
    """Return each running card with its own report: how far it is, or the door to one."""
    jalan = laporan_terbuka(peserta, kini=timezone.now())
    return [
        {
            "url": reverse("saldo:berhenti", args=[kartu.pk]),
            "kartu": kartu.kpj_samar,
            "kalimat": kalimat_jalan(jalan[kartu.pk]) if kartu.pk in jalan else "",
            "tenggat": jalan[kartu.pk].laporan.tenggat_putusan if kartu.pk in jalan else None,
        }
        for kartu in daftar_kepesertaan(peserta)
        if kartu.status == StatusKepesertaan.AKTIF
    ]


def _berhenti(satu: HasilAturan, laporan: list[dict[str, Any]]) -> dict[str, Any]:
    """Add to the tick of the membership what the person reported, or how to report it."""
    if satu.kode is not KodeAturan.KEPESERTAAN_NONAKTIF or not laporan:
        return {}
    menunggu = all(baris["kalimat"] for baris in laporan)
    tunggu = {"status": "belum", "perbaikan": ""} if menunggu else {}
    return {"laporan": laporan, **tunggu}

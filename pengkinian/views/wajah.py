"""The face step: consent, capture, progress, one precise reason, and the other doors."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from accounts.models import Peserta
from accounts.rules.persetujuan import JenisPersetujuan
from accounts.services.persetujuan import beri_persetujuan, teks_persetujuan
from accounts.views.dasar import akun_masuk, pelaku_masuk
from jmo.lib import gambar
from jmo.lib.galat import Bentrok, Galat, IsianTidakSah
from jmo.teks import kalimat_galat
from pengkinian.models import HasilVerifikasi, KasusPengkinian
from pengkinian.rules.status import SEMENTARA, StatusVerifikasi
from pengkinian.rules.wajah import Instruksi, Keperluan, alasan_utama
from pengkinian.selectors import (
    ada_yang_dinilai,
    ambil_verifikasi_milik,
    kasus_terbuka,
    percobaan_terakhir,
    percobaan_terbuka,
    persetujuan_berlaku,
    verdict_kasus,
    wajah_segar,
)
from pengkinian.services.penilaian_wajah import ke_petugas
from pengkinian.services.wajah import (
    BATAS_BYTE,
    Bingkai,
    buka_percobaan,
    kirim_foto,
    sisa_percobaan,
    terima_bingkai,
    tukar_instruksi,
)
from pengkinian.teks import ALASAN_WAJAH
from pengkinian.views.dasar import peserta_masuk

_BERJALAN = {StatusVerifikasi.MENUNGGU, StatusVerifikasi.DIPROSES, *SEMENTARA}
KE_KLAIM = "wajah_untuk_klaim"


def konteks_wajah(
    request: HttpRequest, peserta: Peserta, *, kasus: KasusPengkinian | None = None
) -> dict[str, Any]:
    """What the face page shows now: consent, camera, progress, success, or a reason with doors.

    Shape:  with `kasus` only what counts for this data update; a claim takes any fresh face.
    """
    akun = akun_masuk(request)
    terbuka = percobaan_terbuka(peserta, kasus=kasus)
    if kasus is None:
        terakhir = percobaan_terakhir(peserta)
        lulus = wajah_segar(peserta, untuk=Keperluan.KLAIM) is not None
    else:
        terakhir = verdict_kasus(kasus).get(HasilVerifikasi.Jenis.WAJAH)
        lulus = terakhir is not None and terakhir.status == StatusVerifikasi.COCOK
    konteks: dict[str, Any] = {
        "percobaan": terakhir,
        "sisa": sisa_percobaan(peserta),
        "teks_wajah": teks_persetujuan(JenisPersetujuan.WAJAH),
        "teks_template": teks_persetujuan(JenisPersetujuan.TEMPLATE_WAJAH),
        "setuju": persetujuan_berlaku(akun, JenisPersetujuan.WAJAH) is not None,
    }
    if lulus:
        konteks["tahap"] = "cocok"
    elif terakhir is not None and terakhir.status == StatusVerifikasi.DITINJAU_PETUGAS:
        konteks["tahap"] = "petugas"
    elif terakhir is not None and terakhir.status in _BERJALAN:
        konteks["tahap"] = "berjalan"
    elif terbuka is not None and not ada_yang_dinilai(peserta):
        konteks |= {"tahap": "kamera", "kamera": _kamera(terbuka)}
    else:
        konteks |= {"tahap": "mulai", "sebab": _sebab(terakhir)}
    return konteks


def _kamera(percobaan: HasilVerifikasi) -> dict[str, Any]:
    try:
        contoh = reverse("benih:kamera")
    except NoReverseMatch:
        contoh = ""
    return {
        "tantangan": percobaan.tantangan,
        "nonce": percobaan.nonce,
        "url_kirim": reverse("pengkinian:wajah_kirim", args=[percobaan.kode]),
        "url_tukar": reverse("pengkinian:wajah_tukar", args=[percobaan.kode]),
        "contoh": contoh,
        "pintu": [
            {
                "url": reverse("beranda"), "ikon": "clock", "judul": _("Nanti saja"),
                "teks": _("Isian Anda tersimpan; langkah lain tetap dapat diisi nanti."),
            },
            {
                "url": reverse("pengkinian:wajah_foto"), "ikon": "image-up",
                "judul": _("Kirim foto, petugas yang memeriksa"),
                "teks": _("Jawaban paling lama satu hari kerja."),
            },
        ],
    }  # fmt: skip


def _sebab(terakhir: HasilVerifikasi | None) -> dict[str, Any] | None:
    if terakhir is None or terakhir.status == StatusVerifikasi.COCOK:
        return None
    utama = alasan_utama(terakhir.alasan)
    if utama is None:
        return None
    judul, cara = ALASAN_WAJAH[utama]
    return {"judul": judul, "cara": cara, "terhitung": terakhir.terhitung}


@require_POST
@login_required
def mulai(request: HttpRequest) -> HttpResponse:
    """Record the consent and deal the instructions, before any camera opens."""
    akun, pelaku, peserta = akun_masuk(request), pelaku_masuk(request), peserta_masuk(request)
    izin = persetujuan_berlaku(akun, JenisPersetujuan.WAJAH)
    if izin is None:
        if "setuju" not in request.POST:
            messages.error(request, _("Centang persetujuan dulu; tanpa itu kamera tidak dibuka."))
            return _kembali(request)
        izin = beri_persetujuan(akun=akun, jenis=JenisPersetujuan.WAJAH, pelaku=pelaku)
    if "simpan_template" in request.POST:
        beri_persetujuan(akun=akun, jenis=JenisPersetujuan.TEMPLATE_WAJAH, pelaku=pelaku)
    untuk_klaim = request.session.get(KE_KLAIM, False)
    try:
        buka_percobaan(
            peserta=peserta,
            kasus=None if untuk_klaim else kasus_terbuka(peserta),
            keperluan=Keperluan.KLAIM if untuk_klaim else Keperluan.PENGKINIAN,
            persetujuan=izin,
            pelaku=pelaku,
        )
    except Galat as galat:
        messages.error(request, kalimat_galat(galat))
    return _kembali(request)


@require_POST
@login_required
def kirim(request: HttpRequest, kode: uuid.UUID) -> HttpResponse:
    """Take the pictures of an attempt."""
    verifikasi = ambil_verifikasi_milik(akun_masuk(request), kode)
    instruksi = request.POST.getlist("instruksi")
    berkas = request.FILES.getlist("bingkai")
    try:
        if len(instruksi) != len(berkas):
            raise IsianTidakSah("wajah_bingkai_tidak_lengkap")
        if sum(satu.size or 0 for satu in berkas) > BATAS_BYTE:
            raise IsianTidakSah("wajah_bingkai_terlalu_besar")
        terima_bingkai(
            verifikasi=verifikasi,
            nonce=request.POST.get("nonce", ""),
            bingkai=[Bingkai(i, b.read()) for i, b in zip(instruksi, berkas, strict=True)],
            pelaku=pelaku_masuk(request),
        )
    except (IsianTidakSah, Bentrok) as galat:
        messages.error(request, kalimat_galat(galat))
    return _kembali(request)


@require_POST
@login_required
def tukar(request: HttpRequest, kode: uuid.UUID) -> HttpResponse:
    """Deal other movements to somebody who cannot make these; no try is burned."""
    verifikasi = ambil_verifikasi_milik(akun_masuk(request), kode)
    pilihan = {satu.value: satu for satu in Instruksi}
    tidak_bisa = [pilihan[s] for s in request.POST.getlist("tidak_bisa") if s in pilihan]
    if not tukar_instruksi(
        verifikasi=verifikasi, tidak_bisa=tidak_bisa, pelaku=pelaku_masuk(request)
    ):
        messages.info(
            request, _("Tidak ada gerakan lain. Kirim foto saja; petugas yang memeriksanya.")
        )
        return redirect("pengkinian:wajah_foto")
    return _kembali(request)


@require_GET
@login_required
def status(request: HttpRequest) -> HttpResponse:
    """The live panel while pictures are judged; leads on when there is an answer."""
    peserta = peserta_masuk(request)
    kasus = None if request.session.get(KE_KLAIM) else kasus_terbuka(peserta)
    konteks = konteks_wajah(request, peserta, kasus=kasus)
    if konteks["tahap"] != "berjalan":
        return HttpResponseClientRedirect(_tujuan(request))
    return render(request, "pengkinian/_wajah_berjalan.html", konteks)


@login_required
def foto(request: HttpRequest) -> HttpResponse:
    """The door without a camera: one photo file, judged by an officer."""
    galat = ""
    if request.method == "POST":
        akun, pelaku, peserta = akun_masuk(request), pelaku_masuk(request), peserta_masuk(request)
        berkas = request.FILES.get("foto")
        izin = persetujuan_berlaku(akun, JenisPersetujuan.WAJAH)
        try:
            if berkas is None:
                raise IsianTidakSah("wajah_foto_kosong")
            if (berkas.size or 0) > gambar.BATAS_BYTE:
                raise IsianTidakSah("wajah_gambar_terlalu_besar")
            kirim_foto(
                peserta=peserta,
                kasus=kasus_terbuka(peserta),
                isi=berkas.read(),
                persetujuan=izin
                or beri_persetujuan(akun=akun, jenis=JenisPersetujuan.WAJAH, pelaku=pelaku),
                pelaku=pelaku,
            )
        except Galat as sebab:
            galat = kalimat_galat(sebab)
        else:
            return _kembali(request)
    konteks = {"galat": galat, "teks_wajah": teks_persetujuan(JenisPersetujuan.WAJAH)}
    return render(request, "pengkinian/foto.html", konteks)


@require_POST
@login_required
def minta_petugas(request: HttpRequest) -> HttpResponse:
    """The door "let an officer look" after an attempt that failed."""
    terakhir = percobaan_terakhir(peserta_masuk(request))
    if terakhir is None:
        return redirect("pengkinian:wajah_foto")
    try:
        ke_petugas(verifikasi=terakhir, pelaku=pelaku_masuk(request))
    except Bentrok as galat:
        messages.error(request, kalimat_galat(galat))
    return _kembali(request)


def _tujuan(request: HttpRequest) -> str:
    # True = the step of the wizard; else the page that asked for a face.
    asal = request.session.get(KE_KLAIM)
    if asal:
        return reverse("klaim:langkah", args=["wajah"]) if asal is True else str(asal)
    return reverse("pengkinian:langkah", args=["wajah"])


def _kembali(request: HttpRequest) -> HttpResponse:
    return redirect(_tujuan(request))

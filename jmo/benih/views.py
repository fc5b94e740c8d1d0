"""Pages of the sandbox: stories, one-tap login, drawer, inbox, enrolment, sample camera, faults."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_POST

from accounts.selectors import cari_peserta_akun
from jmo.benih import gangguan, sandbox
from jmo.benih.berkas import berkas_iuran_contoh
from jmo.benih.cerita import CERITA, KATA_SANDI, cari_cerita
from jmo.benih.penyiapan import mulai_cerita, orang_terbaru
from jmo.benih.selectors import buku_kami, cari_orang, tujuan_pesan
from jmo.lib.gambar import GambarDitolak, bersihkan_gambar
from jmo.lib.tanggal import hari_ini_wib

KAMERA = {
    "pria": gettext_noop("wajah sendiri"),
    "pria_lain": gettext_noop("wajah orang lain"),
    "diam": gettext_noop("foto diam"),
}
INSTRUKSI = {"LURUS": "lurus", "TOLEH_KIRI": "kiri", "TOLEH_KANAN": "kanan", "MENDEKAT": "dekat"}


@require_GET
def cerita(request: HttpRequest) -> HttpResponse:
    daftar = [(satu, orang_terbaru(satu)) for satu in CERITA]
    return render(request, "benih/cerita.html", {"daftar": daftar, "kata_sandi": KATA_SANDI})


@require_POST
def masuk(request: HttpRequest, kunci: str) -> HttpResponse:
    """One tap: log in as the newest person of a story, or as a new one."""
    pilihan = cari_cerita(kunci)
    if pilihan is None:
        raise Http404
    orang = orang_terbaru(pilihan)
    try:
        if orang is None or ("baru" in request.POST and pilihan.peserta):
            akun = mulai_cerita(pilihan, asli=orang is None)
        else:
            akun = orang.akun
    except sandbox.SandboxDiam as sebab:
        messages.error(request, _("Sandbox tidak menjawab: %(sebab)s") % {"sebab": sebab})
        return redirect("benih:cerita")
    if pilihan.alamat:
        logout(request)
        return redirect(pilihan.alamat)
    login(request, akun, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("admin:index" if akun.is_staff else "beranda")


@require_GET
def berkas_iuran(request: HttpRequest) -> HttpResponse:
    """Return a sample of an employer's file, or one full of mistakes."""
    salah = "salah" in request.GET
    isi = berkas_iuran_contoh(hari_ini=hari_ini_wib(timezone.now()), salah=salah)
    nama = "iuran-keliru.csv" if salah else "iuran-contoh.csv"
    jawaban = HttpResponse(isi, content_type="text/csv; charset=utf-8")
    jawaban["Content-Disposition"] = f'attachment; filename="{nama}"'
    return jawaban


@require_GET
@login_required
def laci(request: HttpRequest) -> HttpResponse:
    """The drawer: newest codes, and what this person knows."""
    assert request.user.is_authenticated
    orang = cari_orang(request.user)
    konteks: dict[str, Any] = {"orang": orang, "kata_sandi": KATA_SANDI, "pesan": []}
    try:
        konteks["pesan"] = sandbox.pesan_untuk(tujuan_pesan(request.user), batas=5)
    except sandbox.SandboxDiam:
        konteks["sandbox_diam"] = True
    konteks["sidik"] = _sidik(konteks["pesan"])
    if request.GET.get("sidik") == konteks["sidik"]:
        return HttpResponse(status=204)  # nothing new: the drawer stays as it is, and silent
    templat = "benih/_laci.html" if request.headers.get("HX-Request") else "benih/laci.html"
    return render(request, templat, konteks)


@require_GET
@login_required
def kotak_masuk(request: HttpRequest) -> HttpResponse:
    assert request.user.is_authenticated
    try:
        pesan = sandbox.pesan_untuk(tujuan_pesan(request.user), batas=50)
    except sandbox.SandboxDiam:
        pesan = []
    return render(request, "benih/kotak_masuk.html", {"pesan": pesan})


def _sidik(pesan: list[Any]) -> str:
    return hashlib.sha256(repr(pesan).encode()).hexdigest()[:16]


@login_required
def daftarkan_wajah(request: HttpRequest) -> HttpResponse:
    """Enrol one's own face at the sample register, so that the camera can be tried for real."""
    assert request.user.is_authenticated
    peserta = cari_peserta_akun(request.user)
    if peserta is None:
        raise Http404
    galat = ""
    if request.method == "POST":
        berkas = request.FILES.get("foto")
        try:
            if berkas is None:
                raise GambarDitolak("kosong")
            sandbox.daftarkan_wajah(
                nik=peserta.nomor_identitas, jpeg=bersihkan_gambar(berkas.read())
            )
            messages.success(request, _("Wajah Anda terdaftar di Dukcapil contoh."))
            return redirect(request.POST.get("lanjut") or "beranda")
        except GambarDitolak:
            galat = _(
                "Berkas itu bukan foto JPEG, PNG, atau WebP yang dapat dibaca (paling besar 5 MB)."
            )
        except sandbox.SandboxDiam as sebab:
            galat = {
                "tidak_ada_wajah": _("Tidak ada wajah di foto itu. Ambil foto lain yang terang."),
                "lebih_dari_satu_wajah": _("Ada lebih dari satu wajah. Ambil foto Anda sendiri."),
            }.get(str(sebab), _("Dukcapil contoh tidak menjawab. Coba lagi sebentar lagi."))
    return render(request, "benih/daftarkan_wajah.html", {"galat": galat})


@require_GET
def kamera(request: HttpRequest) -> JsonResponse:
    """Which sample frames there are, per person and instruction."""
    folder = settings.FOLDER_KAMERA_CONTOH
    isi = {}
    for kunci, judul in KAMERA.items():
        bingkai = {
            instruksi: [
                reverse("benih:bingkai", args=[kunci, berkas.stem])
                # The frames of the way there carry a number; the one that is held comes last.
                for berkas in sorted(
                    (folder / kunci).glob(f"{awal}*.jpg"),
                    key=lambda satu: ("_" not in satu.stem, satu),
                )
            ]
            for instruksi, awal in INSTRUKSI.items()
        }
        if all(bingkai.values()):
            isi[kunci] = {"judul": _(judul), "bingkai": bingkai}
    return JsonResponse(isi)


@require_GET
def bingkai(request: HttpRequest, kunci: str, nama: str) -> FileResponse:
    berkas = settings.FOLDER_KAMERA_CONTOH / kunci / f"{nama}.jpg"
    if kunci not in KAMERA or not berkas.is_file():
        raise Http404
    return FileResponse(berkas.open("rb"), content_type="image/jpeg")


@require_GET
def panel(request: HttpRequest) -> HttpResponse:
    """Fault switches, and both books side by side."""
    konteks: dict[str, Any] = {
        "saklar": gangguan.SAKLAR, "buku_kami": buku_kami(), "bagian": gangguan.keadaan_bagian(),
    }  # fmt: skip
    try:
        konteks["buku_bank"] = sandbox.buku_bank()
        konteks["berlaku"] = {nama: sandbox.gangguan(nama) for nama in ("bank", "dukcapil")}
    except sandbox.SandboxDiam:
        konteks["sandbox_diam"] = True
    templat = "benih/_buku.html" if request.headers.get("HX-Request") else "benih/panel.html"
    return render(request, templat, konteks)


@require_POST
def pasang(request: HttpRequest, kunci: str) -> HttpResponse:
    """Throw one switch of the fault panel."""
    saklar = next((satu for satu in gangguan.SAKLAR if satu.kunci == kunci), None)
    if saklar is None:
        raise Http404
    try:
        gangguan.jalankan(saklar)
        messages.success(request, str(saklar.sesudah))
    except (sandbox.SandboxDiam, OSError):
        messages.error(request, _("Tidak dapat dijalankan: bagian itu tidak menjawab."))
    return redirect("benih:panel")

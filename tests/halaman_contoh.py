"""Pages of the tests alone: the frames and the camera, with known content, behind no login."""

from __future__ import annotations

import io
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from PIL import Image

from jmo.urls import urlpatterns as milik_portal

TANTANGAN = ["LURUS", "TOLEH_KANAN", "MENDEKAT"]
diterima: list[dict[str, Any]] = []
dimuat: list[str] = []
sesi_habis: list[bool] = []


class ContohForm(forms.Form):
    nama = forms.CharField(label="Nama lengkap sesuai KTP", help_text="Tanpa gelar.")
    bank = forms.ChoiceField(label="Bank", choices=[("", "Pilih bank"), ("002", "BRI")])
    sandi = forms.CharField(label="Kata sandi", widget=forms.PasswordInput)
    benar = forms.ChoiceField(
        label="Benar?", choices=[("a", "Sudah"), ("b", "Ada yang salah")], widget=forms.RadioSelect
    )
    setuju = forms.BooleanField(label="Saya setuju")
    catatan = forms.CharField(label="Catatan", widget=forms.Textarea, required=False)


def konteks_beranda() -> dict[str, Any]:
    """Return a full home page: everything that can be on it is."""
    kini = timezone.now()
    return {
        "tempat": "beranda",
        "peserta": SimpleNamespace(nama="SUPRIYADI"),
        "saldo": {"total": 999_999_999_999, "per": kini},
        "ajakan_pengkinian": {"langkah": 2, "dari": 7, "menit": 3, "url": "/"},
        "klaim_terbuka": {
            "nomor": "K-1", "status": "Menunggu kepastian bank", "jenis": "ingat",
            "janji": kini + timedelta(hours=1), "jeda": "", "url": "/",
        },
        "pesan": [{"judul": "Kabar", "isi": "Isi.", "pada": kini, "baru": True, "url": "/"}] * 5,
        "tindakan": [{"judul": f"Tindakan {n}", "ikon": "wallet", "url": "/"} for n in range(6)],
    }  # fmt: skip


def beranda(request: HttpRequest) -> HttpResponse:
    return render(request, "beranda.html", konteks_beranda())


def langkah(request: HttpRequest) -> HttpResponse:
    konteks = {
        "form": ContohForm(request.POST if request.method == "POST" else {"nama": ""}),
        "judul_alur": "Pengkinian data", "judul_langkah": "Rekening",
        "nomor": 4, "jumlah": 7, "url_kembali": "/", "versi": 3,
    }  # fmt: skip
    return render(request, "base_langkah.html", konteks)


def kamera(request: HttpRequest) -> HttpResponse:
    konteks = {
        "tantangan": TANTANGAN, "nonce": "abc", "url_kirim": "/uji/terima", "url_tukar": "/uji/x",
        "contoh": "/uji/contoh.json",
        "pintu": [{"url": "/", "ikon": "clock", "judul": "Coba lagi nanti", "teks": "Tersimpan."}],
    }  # fmt: skip
    return render(request, "uji_kamera.html", {"kamera": konteks})


def terima(request: HttpRequest) -> HttpResponse:
    diterima.append(
        {
            "isian": {kunci: request.POST.getlist(kunci) for kunci in request.POST},
            "berkas": [satu.read() for satu in request.FILES.getlist("bingkai")],
        }
    )
    return HttpResponse("diterima")


def contoh(request: HttpRequest) -> JsonResponse:
    kode = (*TANTANGAN, "TOLEH_KIRI")
    bingkai = {satu: [f"/uji/contoh/{ke}.jpg"] for ke, satu in enumerate(kode)}
    return JsonResponse({"pria": {"judul": "wajah sendiri", "bingkai": bingkai}})


def menunggu(request: HttpRequest) -> HttpResponse:
    dimuat.append("halaman")
    return render(request, "uji_menunggu.html", {"judul": "Memeriksa wajah"})


def status(request: HttpRequest) -> HttpResponse:
    """Answer like a live panel: another sentence, the same once more, then the end."""
    dimuat.append("potongan")
    ke = dimuat.count("potongan")
    if sesi_habis:
        return render(request, "404.html")
    konteks = {"judul": "Menunggu Dukcapil" if ke < 3 else "Cocok", "selesai": ke >= 3}
    return render(request, "uji_panel.html", konteks)


def gambar(ke: int, lebar: int = 640, tinggi: int = 480) -> bytes:
    """Return a JPEG with a pattern of its own, brighter on the left."""
    satu = Image.new("L", (lebar, tinggi))
    satu.putdata(
        [
            (190 if x < lebar // 2 else 110) + (35 if (x // (9 + 5 * ke) + y // 11) % 2 else -35)
            for y in range(tinggi)
            for x in range(lebar)
        ]
    )
    tampung = io.BytesIO()
    satu.convert("RGB").save(tampung, "JPEG", quality=90)
    return tampung.getvalue()


def gambar_contoh(request: HttpRequest, ke: int) -> HttpResponse:
    return HttpResponse(gambar(ke), content_type="image/jpeg")


urlpatterns = [
    *milik_portal,
    path("uji/beranda", beranda),
    path("uji/langkah", langkah),
    path("uji/kamera", kamera),
    path("uji/terima", terima),
    path("uji/menunggu", menunggu),
    path("uji/status", status),
    path("uji/contoh.json", contoh),
    path("uji/contoh/<int:ke>.jpg", gambar_contoh),
]

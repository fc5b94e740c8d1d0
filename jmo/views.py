"""Home, health, and what a browser asks of the portal itself: the only pages that see all apps."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.cache import cache as singgahan
from django.db import connection
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from accounts.models import Peserta
from accounts.selectors import daftar_denyut, keadaan_kunci, pesan_beranda, peserta_beranda
from jmo.lib.tanggal import awal_hari_wib, hari_ini_wib
from klaim_jht.rules.angka_umum import susun_angka_umum
from klaim_jht.selectors import klaim_beranda
from klaim_jht.selectors.angka import angka_hari
from klaim_jht.selectors.antrean import keterlambatan
from klaim_jht.selectors.rem import rem_terpasang
from klaim_jht.teks import STATUS, jenis_lencana
from pengkinian.selectors import kemajuan
from pengkinian.selectors.retensi import foto_lewat_waktu
from saldo.selectors import ringkasan_beranda

BATAS_DENYUT = timedelta(seconds=90)
DETIK_STATUS = 15
PANJANG_CUPLIKAN = 140


@require_GET
@login_required
def beranda(request: HttpRequest) -> HttpResponse:
    assert request.user.is_authenticated
    peserta = peserta_beranda(request.user)
    konteks: dict[str, Any] = {"tempat": "beranda", "peserta": peserta}
    if peserta is not None:
        saldo = ringkasan_beranda(peserta)
        # Of heirs; an employer may register one of them at any time.
        tanpa_kartu = peserta.jenis == Peserta.Jenis.NON and not saldo.jumlah_kartu
        konteks |= {
            "saldo": {"total": saldo.total, "per": saldo.per, "kartu": saldo.jumlah_kartu},
            "perlu_digabung": saldo.perlu_digabung,
            "tanpa_kartu": tanpa_kartu,
            "ajakan_pengkinian": None if tanpa_kartu else _ajakan(peserta),
            "kunci": keadaan_kunci(peserta),
            "klaim_terbuka": _klaim(peserta),
            "pesan": [
                {
                    "judul": satu.judul,
                    "isi": _cuplikan(satu.isi["teks"]),
                    "pada": satu.dibuat_pada,
                    "baru": satu.dibaca_pada is None,
                    "url": satu.tautan or reverse("accounts:baca_pesan", args=[satu.pk]),
                }
                for satu in pesan_beranda(request.user)
            ],
            "tindakan": _tindakan(get_language()),
        }
    return render(request, "beranda.html", konteks)


def _cuplikan(teks: str) -> str:
    """Return the beginning of a notice, ended at a word."""
    # textwrap.shorten does the same, for a tenth of the whole page's time.
    rata = " ".join(teks.split())
    if len(rata) <= PANJANG_CUPLIKAN:
        return rata
    return rata[: PANJANG_CUPLIKAN - 1].rpartition(" ")[0] + " …"


def _ajakan(peserta: Peserta) -> dict[str, Any] | None:
    if peserta.pengkinian_pada is not None:
        return None
    langkah, dari = kemajuan(peserta) or (0, 7)
    menit = max(1, round(3 * (dari - langkah) / dari)) if langkah else 3
    return {"langkah": langkah, "dari": dari, "menit": menit, "url": reverse("pengkinian:mulai")}


def _klaim(peserta: Peserta) -> dict[str, Any] | None:
    klaim = klaim_beranda(peserta)
    if klaim is None:
        return None
    menunggu = klaim.status.startswith("PERLU_PERBAIKAN")
    return {
        "nomor": klaim.nomor,
        "status": STATUS[klaim.status],
        "jenis": jenis_lencana(klaim.status),
        "janji": klaim.janji_pada,
        "jeda": _("Jam berhenti: kami menunggu Anda.") if menunggu else "",
        "url": reverse("klaim:lacak", args=[klaim.kode]),
    }


class Tindakan(NamedTuple):
    """One door on the home page."""

    judul: str
    ikon: str
    url: str


@cache
def _tindakan(bahasa: str | None) -> tuple[Tindakan, ...]:
    """Return the doors in a language, which is the one in force."""
    return (
        Tindakan(_("Saldo"), "wallet", reverse("saldo:ringkasan")),
        Tindakan(_("Iuran"), "calendar-days", reverse("saldo:iuran")),
        Tindakan(_("Klaim JHT"), "hand-coins", reverse("klaim:ringkasan")),
        Tindakan(_("Simulasi JHT"), "chart-line", reverse("klaim:simulasi")),
        Tindakan(_("Pengkinian"), "user-round-pen", reverse("pengkinian:mulai")),
        Tindakan(_("Pesan"), "bell", reverse("accounts:pesan")),
        Tindakan(_("Akun"), "circle-user-round", reverse("accounts:akun")),
    )


@require_GET
def sehat(request: HttpRequest) -> JsonResponse:
    """Tell machines whether the portal can serve, which queues are deaf, and what is overdue."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT 1")
    sekarang = timezone.now()
    umur = {
        nama: round((sekarang - pada).total_seconds()) for nama, pada in daftar_denyut().items()
    }
    tuli = sorted(
        nama for nama in settings.ANTREAN if umur.get(nama, 10**6) > BATAS_DENYUT.total_seconds()
    )
    terlambat = {
        nama: {
            "banyak": banyak,
            "terlama_detik": round((sekarang - sejak).total_seconds()) if sejak else 0,
        }
        for nama, (banyak, sejak) in keterlambatan(kini=sekarang).items()
    }
    return JsonResponse(
        {
            "status": "sehat",
            "denyut_detik": umur,
            "antrean_tuli": tuli,
            "jatuh_tempo": terlambat,
            "foto_lewat_waktu": foto_lewat_waktu(kini=sekarang),
        }
    )


@require_GET
def status(request: HttpRequest) -> HttpResponse:
    """Public figures of the day: no person, no amount; one query in so many seconds."""
    sekarang = timezone.now()
    kunci = f"status:{hari_ini_wib(sekarang)}"
    isi = singgahan.get(kunci)
    if isi is None:
        isi = _susun_status(sekarang)
        singgahan.set(kunci, isi, DETIK_STATUS)
    return render(request, "status.html", {"tempat": "status", **isi})


def _susun_status(sekarang: datetime) -> dict[str, Any]:
    angka = angka_hari(sejak=awal_hari_wib(hari_ini_wib(sekarang)), kini=sekarang)
    umum = susun_angka_umum(
        dibayar=angka.dibayar, tanpa_petugas=angka.tanpa_petugas, median=angka.median,
        p95=angka.p95,
    )  # fmt: skip
    denyut = daftar_denyut()
    tuli = [nama for nama in settings.ANTREAN if _tuli(denyut.get(nama), sekarang)]
    tertua = angka.tertua_jatuh
    return {
        "pada": sekarang,
        "angka": angka,
        "median": _lama(umum.median),
        "p95": _lama(umum.p95),
        "persen_mesin": umum.persen_mesin,
        "dihentikan": rem_terpasang(),
        "tersendat": bool(tuli) or (tertua is not None and sekarang - tertua > BATAS_DENYUT),
        "pembayaran_tersendat": "pembayaran" in tuli
        or (tertua is not None and sekarang - tertua > BATAS_DENYUT),
    }


def _tuli(pada: datetime | None, sekarang: datetime) -> bool:
    return pada is None or sekarang - pada > BATAS_DENYUT


def _lama(lama: timedelta | None) -> tuple[int, int] | None:
    """Return a span as minutes and seconds; what is shorter than a second took one."""
    if lama is None:
        return None
    return divmod(max(1, round(lama.total_seconds())), 60)


@require_GET
@cache_control(max_age=3600, public=True)
def pekerja(request: HttpRequest) -> FileResponse:
    """The service worker, from the root so that it may serve the offline page everywhere."""
    berkas = settings.BASE_DIR / "static" / "js" / "pekerja.js"
    return FileResponse(berkas.open("rb"), content_type="text/javascript")


@require_GET
@cache_control(max_age=3600, public=True)
def manifes(request: HttpRequest) -> JsonResponse:
    """What an installed portal is called and looks like."""
    ikon = [
        {"src": static("img/ikon-192.png"), "sizes": "192x192", "type": "image/png"},
        {"src": static("img/ikon-512.png"), "sizes": "512x512", "type": "image/png"},
        {
            "src": static("img/ikon-penuh-512.png"),
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "maskable",
        },
    ]
    isi = {
        "name": settings.NAMA_PORTAL,
        "short_name": settings.NAMA_PORTAL,
        "lang": "id",
        "start_url": "/",
        "display": "standalone",
        "background_color": "#f4f6fa",
        "theme_color": "#14315f",
        "icons": ikon,
    }
    return JsonResponse(isi, content_type="application/manifest+json")


@require_GET
@cache_control(max_age=3600, public=True)
def luring(request: HttpRequest) -> HttpResponse:
    """The page that is shown without a connection; holds no personal data."""
    return render(request, "luring.html")

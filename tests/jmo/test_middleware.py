from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from accounts.models import Akun
from jmo.lib.galat import BelumLayak, TidakDitemukan
from jmo.middleware import (
    BahasaAkunMiddleware,
    GalatMiddleware,
    PermintaanMiddleware,
    permintaan_kini,
)


def permintaan(pengguna: object = None, **lain: Any) -> HttpRequest:
    hasil = RequestFactory().get("/", **lain)
    hasil.user = pengguna or AnonymousUser()  # type: ignore[assignment]  # any stand-in will do
    return hasil


def test_setiap_permintaan_bernomor_dan_nomornya_terlihat_di_dalam() -> None:
    di_dalam: list[str] = []

    def jawab(_: HttpRequest) -> HttpResponse:
        di_dalam.append(permintaan_kini.get())
        return HttpResponse()

    lapis = PermintaanMiddleware(jawab)
    jawaban = [lapis(permintaan()), lapis(permintaan())]
    assert [satu["X-Request-ID"] for satu in jawaban] == di_dalam
    assert len(set(di_dalam)) == 2
    assert re.fullmatch(r"[0-9a-f]{32}", di_dalam[0])
    assert permintaan_kini.get() == ""
    assert jawaban[0]["Permissions-Policy"].startswith("camera=(self)")


def test_nomor_dilepas_juga_bila_halaman_gagal() -> None:
    def jawab(_: HttpRequest) -> HttpResponse:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        PermintaanMiddleware(jawab)(permintaan())
    assert permintaan_kini.get() == ""


def test_halaman_tidak_disimpan_kecuali_yang_menyatakannya_sendiri(akun_budi: Akun) -> None:
    lapis = PermintaanMiddleware(lambda _: HttpResponse())
    assert lapis(permintaan(akun_budi))["Cache-Control"] == "no-store, private"
    assert lapis(permintaan())["Cache-Control"] == "no-store, private", "by a secret link, too"

    def sendiri(_: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Cache-Control": "private, max-age=60"})

    assert PermintaanMiddleware(sendiri)(permintaan(akun_budi))["Cache-Control"] == (
        "private, max-age=60"
    )


@pytest.mark.parametrize(
    ("bahasa_akun", "kuki", "hasil"),
    [
        pytest.param(None, None, "id", id="tamu-bahasa-indonesia"),
        pytest.param("en", None, "en", id="bahasa-akun"),
        pytest.param("id", None, "id", id="akun-indonesia-peramban-inggris"),
    ],
)
def test_bahasa(akun_budi: Akun, bahasa_akun: str | None, kuki: str | None, hasil: str) -> None:
    akun_budi.bahasa = bahasa_akun or "id"
    terpakai: list[str | None] = []

    def jawab(_: HttpRequest) -> HttpResponse:
        terpakai.append(translation.get_language())
        return HttpResponse()

    minta = permintaan(akun_budi if bahasa_akun else None, HTTP_ACCEPT_LANGUAGE="en")
    with translation.override("id"):
        BahasaAkunMiddleware(jawab)(minta)
    assert terpakai == [hasil]
    assert hasil == minta.LANGUAGE_CODE


def test_kuki_bahasa_peramban_menang(akun_budi: Akun) -> None:
    klien = Client()
    klien.cookies["jmo_bahasa"] = "en"
    isi = klien.get(reverse("account_login"))
    assert isi["Content-Language"] == "en"
    assert (
        Client(headers={"accept-language": "en"}).get(reverse("account_login"))["Content-Language"]
        == "id"
    )


@pytest.mark.parametrize(
    ("galat", "status"), [(TidakDitemukan("pesan_tidak_ada"), 404), (BelumLayak("x"), 422)]
)
def test_galat_menjadi_halaman_dengan_kalimatnya(
    galat: Exception, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jmo import middleware

    def lukis(_minta: HttpRequest, nama: str, konteks: dict[str, str], status: int) -> HttpResponse:
        return HttpResponse(f"{nama}|{konteks['kalimat']}", status=status)

    monkeypatch.setattr(middleware, "render", lukis)
    lapis = GalatMiddleware(lambda _: HttpResponse())
    jawaban = lapis.process_exception(permintaan(), galat)
    assert jawaban is not None
    assert jawaban.status_code == status
    halaman, kalimat = jawaban.content.decode().split("|")
    assert halaman == ("404.html" if status == 404 else "galat.html")
    assert len(kalimat) > 20


def test_galat_asing_dibiarkan_untuk_django() -> None:
    lapis = GalatMiddleware(lambda _: HttpResponse())
    assert lapis.process_exception(permintaan(), ValueError("9901011203880001")) is None


def test_penolakan_mencatat_akun_dan_rute_tanpa_alamatnya(
    akun_budi: Akun, caplog: pytest.LogCaptureFixture
) -> None:
    klien = Client()
    klien.get("/akun-saya/pesan/77/")
    klien.force_login(akun_budi)
    klien.get("/akun-saya/pesan/77/")
    klien.get("/tak-ada/9901011203880001/")
    klien.get("/petugas/accounts/akun/")
    klien.get("/akun-saya/")
    catatan = [satu for satu in caplog.records if satu.name == "jmo.middleware"]
    assert [satu.getMessage() for satu in catatan] == [
        f"refused status=404 method=GET account={akun_budi.pk} "
        "route=akun-saya/pesan/<int:pesan_id>/",
        f"refused status=404 method=GET account={akun_budi.pk} route=-",
    ]

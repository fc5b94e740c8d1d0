"""Passkeys in real Chromium with its virtual authenticator: made, used, refused, taken away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from playwright.sync_api import CDPSession, Page, expect, sync_playwright

from accounts.models import Akun, CatatanAudit
from accounts.rules.pelaku import SISTEM
from accounts.services.akun import buat_akun
from tests.peramban import pastikan_chromium

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]
SANDI = "hujan-di-bulan-juni"


@contextmanager
def _ponsel() -> Iterator[tuple[Page, CDPSession, str]]:
    """Open a browser on a phone that has a screen lock."""
    with sync_playwright() as alat:
        peramban = alat.chromium.launch(executable_path=pastikan_chromium(), args=["--no-sandbox"])
        halaman = peramban.new_context(viewport={"width": 360, "height": 800}).new_page()
        cdp = halaman.context.new_cdp_session(halaman)
        cdp.send("WebAuthn.enable")
        sifat = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
            "hasUserVerification": True, "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }  # fmt: skip
        nomor = cdp.send("WebAuthn.addVirtualAuthenticator", {"options": sifat})["authenticatorId"]
        yield halaman, cdp, nomor
        peramban.close()


def _masuk_dengan_sandi(halaman: Page, url: str) -> None:
    halaman.goto(f"{url}/akun/login/")
    halaman.get_by_label("Nama pengguna").fill("budi")
    halaman.get_by_label("Kata sandi", exact=True).fill(SANDI)
    halaman.get_by_role("button", name="Masuk", exact=True).click()


def _keluar(halaman: Page, url: str) -> None:
    halaman.wait_for_load_state()
    halaman.goto(f"{url}/akun/logout/")
    halaman.get_by_role("button", name="Keluar").click()
    halaman.wait_for_url("**/akun/login/")


def test_kunci_sandi_dibuat_dipakai_dan_dihapus(live_server: Any) -> None:
    akun: Akun = buat_akun(
        nama_pengguna="budi", kata_sandi=SANDI, email="budi@contoh.id", pelaku=SISTEM
    )
    with _ponsel() as (halaman, cdp, ponsel):
        _masuk_dengan_sandi(halaman, live_server.url)
        halaman.goto(f"{live_server.url}/akun/mfa/webauthn/add/?next=/akun/mfa/webauthn/add/")
        halaman.get_by_label("Kata sandi", exact=True).fill(SANDI)
        halaman.get_by_role("button", name="Lanjut").click()
        halaman.get_by_label("Nama kunci ini").fill("Ponsel Budi")
        halaman.get_by_role("button", name="Buat kunci sandi").click()
        # Spare codes come with the first factor, for the day on which the phone is lost.
        expect(halaman.get_by_role("heading", name="Kode cadangan")).to_be_visible()

        _keluar(halaman, live_server.url)
        halaman.goto(f"{live_server.url}/akun/login/?next=/akun-saya/sesi/")
        halaman.get_by_role("button", name="Masuk dengan kunci sandi").click()
        expect(halaman.get_by_role("heading", name="Perangkat dan sesi")).to_be_visible()

        # Somebody else's finger: nothing happens, and a sentence says what else there is.
        _keluar(halaman, live_server.url)
        cdp.send("WebAuthn.setUserVerified", {"authenticatorId": ponsel, "isUserVerified": False})
        halaman.goto(f"{live_server.url}/akun/login/")
        halaman.get_by_role("button", name="Masuk dengan kunci sandi").click()
        expect(halaman.get_by_text("Kunci sandi tidak terbaca")).to_be_visible()
        # The password alone is half a login now.
        cdp.send("WebAuthn.setUserVerified", {"authenticatorId": ponsel, "isUserVerified": True})
        _masuk_dengan_sandi(halaman, live_server.url)
        halaman.wait_for_url("**/akun/mfa/authenticate/")
        halaman.get_by_role("button", name="Pakai kunci sandi").click()
        halaman.get_by_role("button", name="Tidak", exact=True).click()

        halaman.goto(f"{live_server.url}/akun/mfa/webauthn/")
        expect(halaman.get_by_text("Ponsel Budi").first).to_be_visible()
        halaman.get_by_role("link", name="Hapus").click()
        halaman.get_by_label("Kata sandi", exact=True).fill(SANDI)
        halaman.get_by_role("button", name="Lanjut").click()
        halaman.get_by_role("button", name="Hapus").click()
        expect(halaman.get_by_text("Belum ada.")).to_be_visible()
    assert not Authenticator.objects.filter(user=akun).exists(), "no spare codes without a factor"
    peristiwa = CatatanAudit.objects.filter(aksi="akun.faktor_kedua_diubah").order_by("pk")
    assert [satu.sesudah["sebab"] for satu in peristiwa] == [
        "webauthn_added", "webauthn_removed"
    ]  # fmt: skip


def test_kunci_sandi_orang_lain_tampak_tidak_ada(live_server: Any) -> None:
    budi = buat_akun(nama_pengguna="budi", kata_sandi=SANDI, pelaku=SISTEM)
    siti = buat_akun(nama_pengguna="siti", kata_sandi=SANDI, pelaku=SISTEM)
    kunci = Authenticator.objects.create(user=budi, type="webauthn", data={"name": "x"})
    klien = Client()
    klien.force_login(siti)
    for kerja in ("remove", "edit"):
        assert klien.get(f"/akun/mfa/webauthn/keys/{kunci.pk}/{kerja}/").status_code == 404

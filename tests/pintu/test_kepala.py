"""What every answer carries, whoever asked and whatever was said; read off the same sweep."""

from __future__ import annotations

import re

import pytest

from tests.pintu.sapuan import HasilSapuan

# Whichever test comes first makes the sweep: thousands of requests.
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(1800)]
# What is the same for everybody, and says so.
UMUM = {"luring/", "manifes.webmanifest", "pekerja.js", "periksa/kunci.json", "periksa/kunci.pem"}
TETAP = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=()",
}
CSP = {
    "default-src": "'self'", "script-src": "'self'", "style-src": "'self'",
    "object-src": "'none'", "base-uri": "'none'", "form-action": "'self'",
    "frame-ancestors": "'none'",
}  # fmt: skip


def test_setiap_jawaban_membawa_kepala_keamanan(hasil: HasilSapuan) -> None:
    for satu in hasil.jawaban:
        for nama, isi in TETAP.items():
            assert satu.kepala.get(nama) == isi, (satu.rute, satu.cara, satu.peran, nama)
        # A page behind a secret link tells nobody where its reader came from.
        assert satu.kepala["Referrer-Policy"] in {"same-origin", "no-referrer"}
        assert re.fullmatch(r"[0-9a-f]{32}", satu.kepala["X-Request-ID"])


def test_setiap_jawaban_membawa_csp_tanpa_pengecualian(hasil: HasilSapuan) -> None:
    for satu in hasil.jawaban:
        aturan = dict(
            bagian.strip().split(" ", 1)
            for bagian in satu.kepala["Content-Security-Policy"].split(";")
        )
        assert {nama: aturan.get(nama) for nama in CSP} == CSP, (satu.rute, satu.cara)
        assert "unsafe" not in str(aturan)


def test_tidak_ada_halaman_yang_disimpan_kecuali_yang_umum(hasil: HasilSapuan) -> None:
    disimpan = {
        satu.rute for satu in hasil.jawaban if "no-store" not in satu.kepala["Cache-Control"]
    }
    assert disimpan == UMUM


def test_setiap_kuki_tertutup(hasil: HasilSapuan) -> None:
    nama = set()
    for satu in hasil.jawaban:
        for kuki, sifat in satu.kuki.items():
            nama.add(kuki)
            if sifat["max-age"] == 0:
                continue  # one that is taken away carries nothing
            assert sifat["secure"], (satu.rute, kuki)
            assert sifat["httponly"], (satu.rute, kuki)
            assert sifat["samesite"] == "Lax", (satu.rute, kuki)
            assert not sifat["domain"], (satu.rute, kuki)
    assert {"jmo_sesi", "csrftoken"} <= nama, "the sweep saw no cookies"


def test_keluar_membersihkan_peramban(hasil: HasilSapuan) -> None:
    keluar = [satu for satu in hasil.jawaban if satu.rute == "akun/logout/" and satu.cara == "POST"]
    assert len(keluar) >= 5
    for satu in keluar:
        assert satu.kepala["Clear-Site-Data"] == '"cache", "storage"'
    assert not any(
        "Clear-Site-Data" in satu.kepala for satu in hasil.jawaban if "logout" not in satu.rute
    )

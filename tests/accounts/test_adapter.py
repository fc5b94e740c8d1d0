from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.adapter import KUKI_PERANGKAT, AkunAdapter
from accounts.models import Akun, CatatanAudit, Perangkat, Pesan, Peserta

SANDI = "hujan-di-bulan-juni"
CHROME = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"


@pytest.fixture(autouse=True)
def _batas_bersih() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def masuk(klien: Client, login: str = "budi", sandi: str = SANDI, **lain: Any) -> int:
    jawaban = klien.post(
        reverse("account_login"), {"login": login, "password": sandi}, headers={
            "user-agent": CHROME}, **lain,
    )  # fmt: skip
    return jawaban.status_code


def test_masuk_mencatat_jejak_dan_mengenali_perangkat(budi: Peserta) -> None:
    klien = Client()
    assert masuk(klien) == 302
    catatan = CatatanAudit.objects.get(aksi="akun.masuk")
    assert (catatan.peserta, catatan.pelaku_nama) == (budi, "budi")
    perangkat = Perangkat.objects.get()
    assert perangkat.nama == "Chrome · Android"
    kuki = klien.cookies[KUKI_PERANGKAT]
    assert kuki["httponly"]
    assert kuki["samesite"] == "Lax"
    assert kuki.value not in perangkat.sidik
    klien.post(reverse("account_logout"))
    assert masuk(klien) == 302
    assert Perangkat.objects.count() == 1
    assert klien.cookies[KUKI_PERANGKAT].value == kuki.value
    assert not Pesan.objects.exists()


def test_perangkat_baru_diberitahukan(budi: Peserta) -> None:
    masuk(Client())
    masuk(Client())
    pesan = Pesan.objects.get()
    assert (pesan.jenis, pesan.tujuan, pesan.keamanan) == ("perangkat_baru", "budi@contoh.id", True)
    assert "Chrome · Android" in pesan.isi["teks"]


@pytest.mark.parametrize("kuki", ["", "pendek", "a" * 43 + ";", "é" * 43])
def test_kuki_perangkat_yang_rusak_diganti(budi: Peserta, kuki: str) -> None:
    klien = Client()
    klien.cookies[KUKI_PERANGKAT] = kuki
    assert masuk(klien) == 302
    assert re.fullmatch(r"[\w-]{43}", klien.cookies[KUKI_PERANGKAT].value)


def test_penyerang_jauh_tidak_dapat_mengunci_pemilik(budi: Peserta) -> None:
    rumah = Client()
    assert masuk(rumah) == 302
    rumah.post(reverse("account_logout"))
    jauh = Client()
    for _ in range(6):
        assert masuk(jauh, sandi="tebakan", REMOTE_ADDR="203.0.113.9") == 200
    assert masuk(jauh, REMOTE_ADDR="203.0.113.9") == 200, "the right password no longer helps him"
    assert masuk(rumah) == 302
    assert masuk(Client(), REMOTE_ADDR="198.51.100.7") == 302, "nor a new telephone of the owner"


def _coba(login: str, *, berhasil: bool, **kepala: str) -> bool:
    """One try at the counters, without the costly password check; tells whether it was let in."""
    permintaan = RequestFactory().post("/", **kepala)  # type: ignore[arg-type]  # headers by name
    adapter = AkunAdapter(permintaan)
    try:
        adapter.pre_authenticate(permintaan, username=login)
    except ValidationError:
        return False
    if berhasil:
        adapter._rollback_login_failed_rl_usage()
    return True


def test_alamat_penerus_palsu_tidak_memberi_hitungan_baru(db: None) -> None:
    """A10: spraying many names from one place, each time under another forged address."""
    masuk = [
        _coba(f"orang{ke}", berhasil=False, HTTP_X_FORWARDED_FOR=f"10.0.{ke // 250}.{ke % 250}")
        for ke in range(200)
    ]
    assert sum(masuk) == 60
    assert _coba("orang999", berhasil=False, REMOTE_ADDR="198.51.100.7")


def test_jeda_tumbuh_per_login_dan_tempat(db: None, time_machine: Any) -> None:
    """A10, A11: five are free; a try during the wait neither counts nor makes it longer."""
    time_machine.move_to("2026-11-23T03:00:00Z", tick=False)
    jauh = {"REMOTE_ADDR": "203.0.113.9"}
    assert [_coba("budi", berhasil=False, **jauh) for _ in range(7)] == [True] * 5 + [False] * 2
    time_machine.shift(29)
    assert not _coba("budi", berhasil=False, **jauh)
    assert _coba("siti", berhasil=False, **jauh), "another login from the same address"
    assert _coba("budi", berhasil=False, REMOTE_ADDR="198.51.100.7"), "the login elsewhere"
    time_machine.shift(1)
    assert _coba("budi", berhasil=False, **jauh)
    time_machine.shift(59)
    assert not _coba("budi", berhasil=True, **jauh), "a sixth failure doubles the wait"
    time_machine.shift(1)
    assert _coba("budi", berhasil=True, **jauh)
    assert [_coba("budi", berhasil=False, **jauh) for _ in range(5)] == [True] * 5


def test_alamat_lain_dari_satu_jaringan_ipv6_tidak_memberi_hitungan_baru(db: None) -> None:
    masuk = [
        _coba("budi", berhasil=False, REMOTE_ADDR=f"2001:db8:1:2:{ke:x}::1") for ke in range(9)
    ]
    assert sum(masuk) == 5
    assert _coba("budi", berhasil=False, REMOTE_ADDR="2001:db8:1:3::1")


def test_penerus_palsu_tidak_melewati_jeda(db: None) -> None:
    masuk = [_coba("budi", berhasil=False, HTTP_X_FORWARDED_FOR=f"10.0.0.{ke}") for ke in range(9)]
    assert sum(masuk) == 5


def test_dari_banyak_tempat_satu_login_ditebak_seratus_kali_sejam(db: None) -> None:
    masuk = [
        _coba("budi", berhasil=False, REMOTE_ADDR=f"203.0.{ke // 250}.{ke % 250}")
        for ke in range(130)
    ]
    assert sum(masuk) == 100


def test_lima_ratus_orang_jujur_di_balik_satu_alamat_tidak_terkunci(db: None) -> None:
    """A10: one in ten mistypes once, all within one minute."""
    for ke in range(500):
        if ke % 10 == 0:
            assert _coba(f"orang{ke}", berhasil=False)
        assert _coba(f"orang{ke}", berhasil=True)


def test_tuan_rumah_asing_ditolak_dan_tautan_memakai_alamat_portal(budi: Peserta) -> None:
    """A13."""
    alamat = reverse("account_reset_password")
    assert (
        Client().post(alamat, {"email": "budi@contoh.id"}, HTTP_HOST="jahat.contoh").status_code
        == 400
    )
    jawaban = Client().post(alamat, {"email": "budi@contoh.id"}, HTTP_HOST="localhost")
    assert jawaban["Referrer-Policy"] == "same-origin"
    assert "http://127.0.0.1:8000/" in Pesan.objects.get().isi["teks"]


def test_keluar_membersihkan_peramban_dan_sesi(budi: Peserta) -> None:
    """A18."""
    klien = Client()
    masuk(klien)
    assert klien.get("/akun-saya/")["Cache-Control"] == "no-store, private"
    jawaban = klien.post(reverse("account_logout"))
    assert jawaban["Clear-Site-Data"] == '"cache", "storage"'
    assert klien.get("/akun-saya/").status_code == 302


def test_petugas_keluar_membersihkan_peramban(rina: Akun) -> None:
    klien = Client()
    klien.force_login(rina)
    assert "Clear-Site-Data" not in klien.get("/petugas/")
    assert klien.post("/petugas/logout/")["Clear-Site-Data"] == '"cache", "storage"'
    assert klien.get("/petugas/").status_code == 302


@pytest.mark.parametrize(
    "alamat",
    ["/akun/login/", "/akun/logout/", "/akun/bahasa/", "/akun-saya/pesan/baca-semua/",
     "/akun-saya/persetujuan/1/tarik/", "/akun-saya/perangkat/1/lupakan/",
     "/akun/password/change/", "/akun/password/reset/"],
)  # fmt: skip
def test_kiriman_tanpa_tanda_dari_halaman_kami_ditolak(akun_budi: Akun, alamat: str) -> None:
    """A18."""
    klien = Client(enforce_csrf_checks=True)
    klien.force_login(akun_budi)
    jawaban = klien.post(alamat, {"login": "budi", "password": SANDI})
    assert jawaban.status_code == 403
    assert jawaban["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in jawaban["Content-Security-Policy"]


def test_jawaban_sama_untuk_yang_dikenal_dan_tidak(budi: Peserta) -> None:
    def isi(login: str) -> tuple[int, str]:
        jawaban = Client().post(
            reverse("account_login"), {"login": login, "password": "salah-sekali"}
        )
        teks = jawaban.content.decode().replace(login, "LOGIN")
        return jawaban.status_code, re.sub(r"\b\w{64}\b", "", teks)  # tokens against forgery

    assert isi("budi") == isi("tidak-ada")
    assert isi("budi@contoh.id") == isi("asing@contoh.id")


def test_lupa_sandi_sama_jawabannya_dan_hanya_yang_dikenal_disurati(budi: Peserta) -> None:
    jawaban = [
        Client().post(reverse("account_reset_password"), {"email": alamat})
        for alamat in ("budi@contoh.id", "asing@contoh.id")
    ]
    assert [(satu.status_code, satu["Location"]) for satu in jawaban] == [
        (302, reverse("account_reset_password_done"))
    ] * 2
    pesan = Pesan.objects.get()
    assert (pesan.jenis, pesan.tampil) == ("atur_ulang_sandi", False)
    assert "http://127.0.0.1:8000/akun/password/reset/key/" in pesan.isi["teks"]


def test_lupa_sandi_lewat_email_keluarga_tidak_dikirim(budi: Peserta) -> None:
    Akun.objects.update(email_bersama=True)
    Client().post(reverse("account_reset_password"), {"email": "budi@contoh.id"})
    assert not Pesan.objects.exists()


def test_sandi_diatur_ulang_sekali_sesi_lama_mati_dan_dicatat(budi: Peserta) -> None:
    lama = Client()
    masuk(lama)
    Client().post(reverse("account_reset_password"), {"email": "budi@contoh.id"})
    cocok = re.search(r"http://[\d.:]+(/\S+)", Pesan.objects.get().isi["teks"])
    assert cocok is not None
    klien = Client()
    halaman = klien.get(cocok[1])
    alamat = halaman["Location"]
    jawaban = klien.post(
        alamat, {"password1": "angin-di-bulan-mei", "password2": "angin-di-bulan-mei"}
    )
    assert jawaban.status_code == 302
    akun = Akun.objects.get()
    assert akun.check_password("angin-di-bulan-mei")
    assert akun.dipulihkan_pada is not None
    assert CatatanAudit.objects.get(aksi="akun.kata_sandi_diganti").sesudah == {
        "sebab": "dipulihkan"
    }
    assert Pesan.objects.filter(jenis="kata_sandi_diganti").exists()
    assert lama.get(reverse("account_change_password")).status_code == 302, "old session lives"
    bekas = Client().get(cocok[1])
    assert bekas.status_code == 200, "a used link must not lead to the form"
    assert "password1" not in bekas.content.decode()


def test_ganti_sandi_biasa_bukan_pemulihan(budi: Peserta) -> None:
    klien = Client()
    masuk(klien)
    klien.post(
        reverse("account_change_password"),
        {
            "oldpassword": SANDI,
            "password1": "angin-di-bulan-mei",
            "password2": "angin-di-bulan-mei",
        },
    )
    akun = Akun.objects.get()
    assert akun.check_password("angin-di-bulan-mei")
    assert akun.dipulihkan_pada is None


def test_pendaftaran_allauth_tertutup(db: None) -> None:
    jawaban = Client().post(reverse("account_signup"), {"username": "a", "email": "a@contoh.id"})
    assert not Akun.objects.exists()
    assert jawaban.status_code in {200, 404}

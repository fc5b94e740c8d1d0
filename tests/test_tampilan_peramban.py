"""The look in a real browser: accessible, never wider than the screen, and the camera works."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as setelan
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests import halaman_contoh
from tests.peramban import pastikan_chromium

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]

HALAMAN = ["/akun/login/", "/akun/password/reset/", "/uji/beranda", "/uji/langkah", "/uji/kamera"]
KAMERA_PALSU = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


@pytest.fixture(autouse=True)
def _halaman_contoh(settings: Any, tmp_path: Path) -> None:
    templat = tmp_path / "uji_kamera.html"
    templat.write_text(
        '{% extends "base.html" %}{% block isi %}<h1>Wajah</h1>'
        '{% include "pengkinian/_kamera.html" %}{% endblock %}'
        "{% block naskah %}<script defer src=\"{% static 'js/wajah.js' %}\"></script>{% endblock %}"
    )
    panel = (
        '{% if selesai %}<c-menunggu judul="{{ judul }}" selesai="ya" />'
        '{% else %}<c-menunggu url="/uji/status" selang="1" judul="{{ judul }}" />{% endif %}'
    )
    (tmp_path / "uji_panel.html").write_text(panel)
    (tmp_path / "uji_menunggu.html").write_text(
        '{% extends "base.html" %}{% block isi %}<h1>Tunggu</h1>{% include "uji_panel.html" %}'
        "{% endblock %}"
    )
    satu = {**setelan.TEMPLATES[0], "DIRS": [*setelan.TEMPLATES[0]["DIRS"], tmp_path]}
    settings.TEMPLATES = [satu]
    settings.ROOT_URLCONF = halaman_contoh
    for catatan in (halaman_contoh.diterima, halaman_contoh.dimuat, halaman_contoh.sesi_habis):
        catatan.clear()


@contextmanager
def _chromium(*pilihan: str) -> Iterator[Browser]:
    with sync_playwright() as alat:
        peramban = alat.chromium.launch(
            executable_path=pastikan_chromium(), args=["--no-sandbox", *pilihan]
        )
        yield peramban
        peramban.close()


def _buka(peramban: Browser, lebar: int, **pilihan: Any) -> tuple[Page, list[str]]:
    halaman = peramban.new_context(
        viewport={"width": lebar, "height": 800}, reduced_motion="reduce", **pilihan
    ).new_page()
    keluhan: list[str] = []
    halaman.on("pageerror", lambda galat: keluhan.append(str(galat)))
    halaman.on(
        "console",
        lambda pesan: keluhan.append(pesan.text) if "Content Security" in pesan.text else None,
    )
    return halaman, keluhan


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_tidak_ada_keluhan_aksesibilitas(live_server: Any, mode: Any) -> None:
    temuan = []
    with _chromium() as peramban:
        for lebar in (360, 1280):
            halaman, _ = _buka(peramban, lebar, color_scheme=mode, bypass_csp=True)
            for jalur in HALAMAN:
                halaman.goto(live_server.url + jalur)
                for satu in Axe().run(halaman).response["violations"]:
                    simpul = [butir["html"] for butir in satu["nodes"]]
                    temuan.append((jalur, lebar, satu["id"], simpul))
    assert temuan == []


# 320 px is a screen of 1280 px at a zoom of 400 %.
def test_tidak_ada_halaman_yang_lebih_lebar_dari_layar(live_server: Any) -> None:
    melebar = []
    with _chromium() as peramban:
        for lebar in (320, 360, 768, 1280):
            halaman, keluhan = _buka(peramban, lebar)
            for jalur in HALAMAN:
                halaman.goto(live_server.url + jalur)
                isi = halaman.evaluate("document.documentElement.scrollWidth")
                if isi > lebar:
                    melebar.append((jalur, lebar, isi))
            assert keluhan == []
    assert melebar == []


def test_sasaran_sentuh_cukup_besar(live_server: Any) -> None:
    kecil = """() => [...document.querySelectorAll(
        'main button, main input:not([type=hidden], [type=checkbox], [type=radio]), main select,'
        + ' nav a, summary, .kepala a, .kepala button')]
        .filter((satu) => satu.offsetParent && satu.getBoundingClientRect().height < 44)
        .map((satu) => satu.outerHTML.slice(0, 120))"""
    with _chromium() as peramban:
        halaman, _ = _buka(peramban, 360)
        for jalur in HALAMAN:
            halaman.goto(live_server.url + jalur)
            assert halaman.evaluate(kecil) == [], jalur


def test_ringkasan_galat_mendapat_fokus_dan_tautannya_membawa_ke_medan(live_server: Any) -> None:
    with _chromium() as peramban:
        halaman, keluhan = _buka(peramban, 360)
        halaman.goto(live_server.url + "/uji/langkah")
        assert halaman.evaluate("document.activeElement.matches('[data-galat]')")
        halaman.click("[data-galat] a[href='#id_benar']")
        assert halaman.evaluate("document.activeElement.id") == "id_benar_0"
        halaman.click("[data-galat] a[href='#id_nama']")
        assert halaman.evaluate("document.activeElement.id") == "id_nama"
        assert keluhan == []


def test_sandi_diperlihatkan_lalu_disembunyikan_lagi(live_server: Any) -> None:
    with _chromium() as peramban:
        halaman, _ = _buka(peramban, 360)
        halaman.goto(live_server.url + "/akun/login/")
        halaman.fill("#id_password", "rahasia")
        halaman.click("[data-sandi]")
        assert halaman.get_attribute("#id_password", "type") == "text"
        assert halaman.get_attribute("[data-sandi]", "aria-pressed") == "true"
        halaman.click("[data-sandi]")
        assert halaman.get_attribute("#id_password", "type") == "password"


def test_saldo_tetap_tertutup_setelah_halaman_dimuat_lagi(live_server: Any) -> None:
    with _chromium() as peramban:
        halaman, _ = _buka(peramban, 360)
        halaman.goto(live_server.url + "/uji/beranda")
        angka = halaman.locator(".uang-angka")
        assert angka.is_visible()
        halaman.click("[data-tutup-saldo]")
        assert not angka.is_visible()
        halaman.reload()
        assert not angka.is_visible()
        halaman.click("[data-tutup-saldo]")
        assert angka.is_visible()


def test_ketukan_kedua_tidak_mengirim_dua_kali(live_server: Any) -> None:
    naskah = """() => {
        const ditahan = [];
        document.addEventListener('submit', (kejadian) => {
            ditahan.push(kejadian.defaultPrevented);
            kejadian.preventDefault();
        });
        const tombol = document.querySelector('button.tombol-utama');
        tombol.click();
        tombol.click();
        const sibuk = tombol.ariaDisabled;
        window.dispatchEvent(new Event('offline'));
        tombol.click();
        return { ditahan, sibuk };
    }"""
    with _chromium() as peramban:
        halaman, _ = _buka(peramban, 360)
        halaman.goto(live_server.url + "/uji/langkah")
        hasil = halaman.evaluate(naskah)
    assert hasil["sibuk"] == "true"
    # The third comes after a failure of the network: it must get through.
    assert hasil["ditahan"] == [False, True, False]


def test_panel_menunggu_membacakan_perubahan_dan_berhenti(live_server: Any) -> None:
    naskah = """() => {
        window.dibacakan = [];
        new MutationObserver(() => window.dibacakan.push(document.getElementById('siar').innerText))
            .observe(document.getElementById('siar'), { childList: true });
    }"""
    with _chromium() as peramban:
        halaman, keluhan = _buka(peramban, 360)
        halaman.goto(live_server.url + "/uji/menunggu")
        halaman.evaluate(naskah)
        halaman.wait_for_selector(".menunggu-selesai", timeout=20_000)
        halaman.wait_for_timeout(1500)
        # The sentence that came twice is read out once.
        assert halaman.evaluate("window.dibacakan") == ["Menunggu Dukcapil", "Cocok"]
        assert halaman_contoh.dimuat == ["halaman", *["potongan"] * 3]
        assert keluhan == []


def test_panel_menunggu_memuat_ulang_halaman_bila_sesi_habis(live_server: Any) -> None:
    halaman_contoh.sesi_habis.append(True)
    with _chromium() as peramban:
        halaman, _ = _buka(peramban, 360)
        halaman.goto(live_server.url + "/uji/menunggu")
        halaman.wait_for_timeout(2500)
        assert halaman.locator("h1").count() == 1, "no page inside the page"
    assert halaman_contoh.dimuat[:3] == ["halaman", "potongan", "halaman"]


def _periksa_kiriman() -> list[bytes]:
    (kiriman,) = halaman_contoh.diterima
    assert kiriman["isian"]["instruksi"] == halaman_contoh.TANTANGAN
    assert kiriman["isian"]["nonce"] == ["abc"]
    berkas: list[bytes] = kiriman["berkas"]
    assert len(berkas) == len(halaman_contoh.TANTANGAN)
    assert len(set(berkas)) == len(berkas)
    for satu in berkas:
        assert len(satu) <= 200_000
        gambar = Image.open(io.BytesIO(satu))
        assert gambar.format == "JPEG"
        assert max(gambar.size) <= 960
    assert sum(map(len, berkas)) <= 1_000_000
    return berkas


def test_kamera_mengambil_sendiri_setelah_gerakan_dan_mengirim_tanpa_cermin(
    live_server: Any, tmp_path: Path
) -> None:
    film = tmp_path / "film.mjpeg"
    film.write_bytes(b"".join(halaman_contoh.gambar(ke) * 150 for ke in range(3)))
    berkas_film = f"--use-file-for-fake-video-capture={film}"
    with _chromium(*KAMERA_PALSU, berkas_film) as peramban:
        halaman, keluhan = _buka(peramban, 360, permissions=["camera"])
        halaman.goto(live_server.url + "/uji/kamera")
        halaman.click("[data-nyalakan]")
        halaman.wait_for_selector("video:visible")
        cermin = halaman.evaluate("getComputedStyle(document.querySelector('video')).transform")
        assert cermin.startswith("matrix(-1")
        halaman.wait_for_url("**/uji/terima", timeout=60_000)
        assert keluhan == []
    for satu in _periksa_kiriman():
        abu = Image.open(io.BytesIO(satu)).convert("L")
        kiri = abu.crop((0, 0, abu.width // 2, abu.height)).resize((1, 1), Image.Resampling.BOX)
        kanan = abu.crop((abu.width // 2, 0, *abu.size)).resize((1, 1), Image.Resampling.BOX)
        assert kiri.getpixel((0, 0)) > kanan.getpixel((0, 0)) + 40  # type: ignore[operator]


def test_kamera_contoh_lewat_jalan_yang_sama_dengan_papan_ketik_saja(live_server: Any) -> None:
    with _chromium() as peramban:
        halaman, keluhan = _buka(peramban, 360)
        isi = []
        for _ in range(2):
            halaman_contoh.diterima.clear()
            halaman.goto(live_server.url + "/uji/kamera")
            halaman.locator("[data-nyalakan-contoh]").press("Enter")
            halaman.wait_for_selector("[data-tanda-contoh]:visible")
            for kode in halaman_contoh.TANTANGAN:
                halaman.wait_for_selector(f"[data-gerakan='{kode}']")
                halaman.wait_for_timeout(700)
                halaman.keyboard.press("Enter")
            halaman.wait_for_url("**/uji/terima")
            isi.append(_periksa_kiriman())
        assert keluhan == []
    assert not {*isi[0]} & {*isi[1]}, "a second visit must not look like a replay"


def test_tanpa_kamera_sebabnya_disebut_dan_pintu_lain_terbuka(live_server: Any) -> None:
    with _chromium() as peramban:
        halaman, keluhan = _buka(peramban, 360)
        halaman.goto(live_server.url + "/uji/kamera")
        assert not halaman.locator("[data-pintu-lain] .pintu").is_visible()
        halaman.click("[data-nyalakan]")
        halaman.wait_for_selector("[data-galat-kamera]:visible")
        assert "tidak mempunyai kamera" in halaman.inner_text("[data-galat-kalimat]")
        assert halaman.locator("[data-pintu-lain] .pintu").is_visible()
        assert halaman.locator("[data-nyalakan]").is_visible(), "trying again must be possible"
        assert keluhan == []
    assert halaman_contoh.diterima == []


def test_tanpa_sambungan_ada_halaman_sendiri_dan_tidak_ada_data_pribadi_tersimpan(
    live_server: Any,
) -> None:
    with _chromium() as peramban:
        halaman, keluhan = _buka(peramban, 360)
        halaman.goto(live_server.url + "/akun/login/")
        halaman.evaluate("navigator.serviceWorker.ready.then(() => true)")
        halaman.goto(live_server.url + "/uji/beranda")
        halaman.context.set_offline(True)
        halaman.goto(live_server.url + "/uji/beranda")
        assert "Tidak ada sambungan" in halaman.inner_text("h1")
        warna = halaman.evaluate("getComputedStyle(document.querySelector('.tombol')).minHeight")
        assert warna == "48px", "the offline page must come with its style sheet"
        simpanan = halaman.evaluate(
            """async () => (await Promise.all((await caches.keys()).map(
                async (nama) => (await (await caches.open(nama)).keys()).map((satu) => satu.url)
            ))).flat().map((satu) => new URL(satu).pathname)"""
        )
        assert keluhan == []
    assert "/luring/" in simpanan
    assert [satu for satu in simpanan if not satu.startswith(("/statis/", "/luring/"))] == []

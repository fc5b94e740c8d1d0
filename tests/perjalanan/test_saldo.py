"""Savings in a real browser on a phone-sized window: seen, proved, simulated, merged, handed out.

The codes are read from pixels, as a stranger's phone would, and opened without any login.
"""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.perjalanan.alat import Portal, halaman

pytestmark = [pytest.mark.chromium, pytest.mark.timeout(600)]
RUPIAH = re.compile(r"Rp[\d.]+")


def _tiga_kartu(laman: Page, portal: Portal) -> None:
    laman.goto(f"{portal.url}/coba/")
    cerita = laman.locator("section", has_text="tiga kartu lama")
    cerita.get_by_role("button", name="Orang baru, dari awal").click()
    expect(laman.get_by_role("heading", level=1)).to_contain_text("Halo")


def _saldo(laman: Page, portal: Portal) -> tuple[str, list[str]]:
    """Return the balance as the page says it, and that of each card."""
    laman.goto(f"{portal.url}/saldo/")
    kartu = laman.locator("section", has=laman.get_by_role("heading", name="Kartu Anda"))
    per_kartu = RUPIAH.findall(kartu.inner_text())
    cocok = RUPIAH.search(laman.locator("main").inner_text())
    assert cocok is not None
    return cocok[0], per_kartu


def _buktikan(laman: Page, jumlah: str) -> None:
    laman.get_by_role("link", name="Buktikan angka ini").click()
    expect(laman.get_by_text("Angkanya cocok")).to_be_visible()
    expect(laman.locator("main")).to_contain_text(jumlah)
    hari = laman.evaluate("() => new Date(Date.now() - 700 * 864e5).toISOString().slice(0, 10)")
    laman.get_by_label("Per tanggal").fill(hari)
    laman.get_by_role("button", name="Hitung ulang").click()
    expect(laman.get_by_text("Angkanya cocok")).to_be_visible()
    expect(laman.get_by_role("heading", name=re.compile("^Saldo per "))).to_be_visible()


def _simulasikan(laman: Page, portal: Portal) -> None:
    laman.goto(f"{portal.url}/klaim/simulasi/")
    hasil = laman.locator("#hasil-simulasi")
    semula = hasil.inner_text()
    laman.evaluate("() => { window.belumDimuatUlang = true; }")
    laman.get_by_label(re.compile("Upah")).first.fill("7500000")
    expect(hasil).not_to_have_text(semula)
    assert laman.evaluate("() => window.belumDimuatUlang") is True


def _gabungkan(laman: Page, portal: Portal) -> None:
    laman.goto(f"{portal.url}/saldo/gabung/")
    laman.get_by_role("button", name="Lihat pratinjau").click()
    expect(laman.get_by_role("heading", name="Baris buku yang dipindahkan")).to_be_visible()
    laman.get_by_role("button", name="Gabungkan sekarang").click()
    expect(laman.get_by_role("heading", name="Penggabungan Anda")).to_be_visible()


def _batalkan_semua(laman: Page) -> None:
    for sisa in (2, 1):
        batalkan = laman.get_by_role("link", name="Batalkan penggabungan ini")
        expect(batalkan).to_have_count(sisa)
        batalkan.first.click()
        laman.get_by_role("button", name="Ya, batalkan penggabungan").click()
        expect(laman.get_by_role("heading", name="Gabung kartu", level=1)).to_be_visible()


def _unduh(laman: Page, nama: re.Pattern[str], folder: Path) -> Path:
    with laman.expect_download() as unduhan:
        laman.get_by_role("link", name=nama).first.click()
    jalur = folder / unduhan.value.suggested_filename
    unduhan.value.save_as(jalur)
    return jalur


def _baca_kode(jalur: Path) -> str:
    """Return the text of the one QR code on a picture or on the pages of a PDF."""
    if jalur.suffix == ".pdf":
        with pypdfium2.PdfDocument(jalur) as pdf:
            gambar = [satu.render(scale=3).to_pil() for satu in pdf]
    else:
        gambar = [Image.open(jalur)]
    kode = [satu.text for lembar in gambar for satu in zxingcpp.read_barcodes(lembar)]
    assert len(kode) == 1, (jalur.name, len(kode))
    return str(kode[0])


def _periksa_tanpa_masuk(peramban: Browser, kode: str, *, jenis: str) -> None:
    """Open a code as a stranger; then the same with one character changed."""
    konteks = peramban.new_context(viewport={"width": 360, "height": 800}, locale="id-ID")
    laman = konteks.new_page()
    try:
        laman.goto(kode)
        isi = laman.locator("main")
        expect(isi).to_contain_text(jenis)
        expect(isi).to_contain_text("Asli")
        tengah = len(kode) - 40
        ganti = "A" if kode[tengah] != "A" else "B"
        laman.goto(kode[:tengah] + ganti + kode[tengah + 1 :])
        expect(isi).not_to_contain_text("Asli")
        expect(isi).not_to_contain_text(jenis)
    finally:
        konteks.close()


def test_saldo_dari_melihat_sampai_diperiksa_orang(portal: Portal, tmp_path: Path) -> None:
    with halaman(tmp_path / "tanpa_film.mjpeg") as laman:
        _tiga_kartu(laman, portal)
        jumlah, semula = _saldo(laman, portal)
        assert len(semula) == 3
        _buktikan(laman, jumlah)
        _simulasikan(laman, portal)

        _gabungkan(laman, portal)
        tergabung = _saldo(laman, portal)
        assert tergabung[0] == jumlah
        assert sorted(tergabung[1]) == sorted([jumlah, "Rp0", "Rp0"])
        laman.goto(f"{portal.url}/saldo/gabung/")
        _batalkan_semua(laman)
        assert _saldo(laman, portal) == (jumlah, semula)
        _gabungkan(laman, portal)
        assert _saldo(laman, portal) == tergabung

        laman.goto(f"{portal.url}/saldo/kartu-digital/")
        laman.locator("main .pintu-daftar a").first.click()
        png = _unduh(laman, re.compile("Simpan gambar"), tmp_path)
        pdf = _unduh(laman, re.compile("Unduh PDF"), tmp_path)
        laman.goto(f"{portal.url}/saldo/pernyataan/")
        pernyataan = _unduh(laman, re.compile("^Tahun "), tmp_path)
        peramban = laman.context.browser
        assert peramban is not None
        for jalur, jenis in (
            (png, "Kartu peserta"), (pdf, "Kartu peserta"), (pernyataan, "Pernyataan saldo JHT"),
        ):  # fmt: skip
            _periksa_tanpa_masuk(peramban, _baca_kode(jalur), jenis=jenis)
    [(selisih,)] = portal.baca("SELECT sum(debit) - sum(kredit) FROM saldo_entrijurnal")
    assert selisih == 0

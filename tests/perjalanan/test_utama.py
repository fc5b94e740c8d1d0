"""The main job in a real browser on the running portal: from login to money in the bank.

The camera films a face that moves as the row of the attempt asks; the same way is closed to another
man's face and to a still.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from jmo.benih.bingkai import buat_film
from jmo.benih.cerita import KATA_SANDI
from tests.perjalanan.alat import Portal, halaman

pytestmark = [pytest.mark.chromium, pytest.mark.timeout(600)]
FOTO = Path(__file__).resolve().parents[2] / ".jmo" / "foto"
EMAIL = "budi.baru@contoh.id"


def _masuk(laman: Page, portal: Portal) -> None:
    """Log in as the person of the story, with name and password as anyone would."""
    laman.goto(portal.url)
    laman.get_by_label("Nama pengguna atau e-mail").fill("budi")
    laman.get_by_label("Kata sandi", exact=True).fill(KATA_SANDI)
    laman.get_by_role("button", name="Masuk", exact=True).click()
    expect(laman.get_by_role("heading", level=1)).to_contain_text("Halo")


def _orang_baru(laman: Page, portal: Portal) -> None:
    laman.goto(f"{portal.url}/coba/")
    cerita = laman.locator("section", has_text="terkena PHK")
    cerita.get_by_role("button", name="Orang baru, dari awal").click()
    expect(laman.get_by_role("heading", level=1)).to_contain_text("Halo")


def _sampai_kamera(laman: Page) -> None:
    laman.get_by_role("link", name=re.compile("Mulai|Lanjutkan")).first.click()
    laman.get_by_role("button", name=re.compile("^(Mulai|Lanjutkan)$")).click()
    laman.get_by_role("button", name="Sudah benar").click()
    laman.get_by_label("Saya setuju wajah saya diperiksa").check()
    laman.get_by_role("button", name="Mulai swafoto").click()
    laman.locator("[data-nyalakan]").wait_for()


def _berfoto(laman: Page, portal: Portal, film: Path, foto: str, *, diam: bool = False) -> None:
    """Film what the newest attempt asks for, then let the page take its pictures by itself."""
    [(tantangan,)] = portal.baca(
        "SELECT tantangan FROM pengkinian_hasilverifikasi WHERE jenis = 'WAJAH'"
        " ORDER BY id DESC LIMIT 1"
    )
    adegan = ["LURUS"] * len(tantangan) if diam else tantangan
    film.write_bytes(buat_film(FOTO / foto, adegan))
    laman.locator("[data-nyalakan]").click()
    if diam:
        for _ in tantangan:
            laman.wait_for_timeout(2500)
            if laman.locator("[data-ambil]").is_visible():
                laman.locator("[data-ambil]").click()


def _buktikan(laman: Page, portal: Portal, medan: str, nilai: str) -> None:
    kartu = laman.locator("section", has_text=medan)
    kartu.get_by_label(medan).fill(nilai)
    kartu.get_by_role("button", name=re.compile("kode")).click()
    laman.get_by_label("Kode verifikasi").fill(portal.kode_terbaru(nilai))
    laman.get_by_role("button", name="Buktikan").click()
    expect(laman.get_by_role("heading", level=1)).to_contain_text("Kontak")


def _isi_sisanya(laman: Page, portal: Portal) -> None:
    _buktikan(laman, portal, "E-mail", EMAIL)
    laman.get_by_role("button", name="Lanjut", exact=True).click()
    laman.get_by_label("Bank").select_option("002")
    laman.get_by_label("Nomor rekening").fill("0012 3456 7890 000")
    laman.get_by_role("button", name="Lanjut", exact=True).click()
    expect(laman.get_by_text("Rekening ini atas nama Anda.")).to_be_visible()
    laman.get_by_role("button", name="Lanjut", exact=True).click()
    laman.get_by_label("Nama ibu kandung").fill("Sri Wahyuni")
    laman.get_by_label("Alamat menurut KTP").fill("Jalan Melati nomor 8")
    for nama, isi in (
        ("Kelurahan atau desa", "Sumberjaya"), ("Kecamatan", "Mekarsari"),
        ("Kabupaten atau kota", "Kabupaten Contoh"), ("Provinsi", "Provinsi Contoh"),
    ):  # fmt: skip
        laman.get_by_label(nama).first.fill(isi)
    laman.get_by_role("button", name="Lanjut", exact=True).click()
    expect(laman.get_by_text("Data Anda sesuai dengan data kependudukan.")).to_be_visible()
    laman.get_by_role("button", name="Lanjut", exact=True).click()
    laman.get_by_label("Pendidikan terakhir").select_option("SMA")
    laman.get_by_label("Pekerjaan sekarang").select_option("MENCARI")
    laman.get_by_label("Nama kontak darurat").fill("Sri")
    laman.get_by_label("Hubungan dengan Anda").select_option("ORANG_TUA")
    laman.get_by_label("Nomor HP kontak darurat").fill("0812 3456 7890")
    laman.get_by_role("button", name="Lanjut", exact=True).click()
    laman.get_by_role("button", name=re.compile("mengonfirmasi")).click()
    expect(laman.get_by_role("heading", level=1)).to_contain_text("sudah dikinikan")


def _klaim(laman: Page) -> None:
    laman.get_by_role("link", name="Ke klaim JHT").click()
    laman.get_by_role("link", name=re.compile("Ajukan klaim")).or_(
        laman.get_by_role("button", name=re.compile("Ajukan klaim"))
    ).first.click()
    laman.get_by_label(re.compile("PHK")).check()
    while not laman.get_by_role("button", name=re.compile("^Ajukan")).is_visible():
        laman.get_by_role("button", name=re.compile("^(Lanjut|Ke )")).first.click()
        laman.wait_for_load_state()
    laman.get_by_role("button", name=re.compile("^Ajukan")).click()


def test_dari_masuk_sampai_uang_di_bank(portal: Portal, film: Path) -> None:
    film.write_bytes(buat_film(FOTO / "obama2.jpg", ["LURUS"], per_instruksi=5))
    with halaman(film) as laman:
        _masuk(laman, portal)
        _sampai_kamera(laman)
        _berfoto(laman, portal, film, "obama2.jpg")
        expect(laman.get_by_text("Wajah Anda cocok")).to_be_visible(timeout=90_000)
        laman.get_by_role("link", name="Lanjut", exact=True).click()
        _isi_sisanya(laman, portal)
        _klaim(laman)
        expect(laman.locator("#lacak")).to_contain_text("Uang sudah masuk", timeout=60_000)
    _pegang_kedua_buku(portal)


def _pegang_kedua_buku(portal: Portal) -> None:
    """Hold the bank's book against ours: same reference, same amount, once each."""
    buku = portal.kendali("bank", "buku?batas=100")
    kami = portal.baca(
        "SELECT p.partner_ref, p.jumlah, k.bruto, k.pajak FROM klaim_jht_pembayaran p"
        " JOIN klaim_jht_klaim k ON k.id = p.klaim_id WHERE p.status = 'BERHASIL'"
    )
    assert [(satu["referensi"], satu["jumlah"]) for satu in buku["transfer"]] == [
        (ref, jumlah) for ref, jumlah, _, _ in kami
    ]
    assert len(kami) == 1
    [(_, jumlah, bruto, pajak)] = kami
    assert jumlah == bruto - pajak > 10_000_000
    [(selisih,)] = portal.baca("SELECT sum(debit) - sum(kredit) FROM saldo_entrijurnal")
    assert selisih == 0
    [(sisa,)] = portal.baca(
        "SELECT sum(a.saldo) FROM saldo_akunbuku a"
        " JOIN saldo_kepesertaan k ON k.id = a.kepesertaan_id"
        " JOIN accounts_peserta p ON p.id = k.peserta_id"
        " JOIN accounts_akun l ON l.id = p.akun_id WHERE l.nama_pengguna = 'budi'"
    )
    assert sisa == 0


@pytest.mark.parametrize(
    ("foto", "diam", "kalimat"),
    [
        pytest.param("biden.jpg", False, "Wajah belum cocok", id="orang-lain"),
        pytest.param("obama2.jpg", True, "Gerakan yang diminta belum terlihat", id="foto-diam"),
    ],
)
def test_wajah_lain_dan_foto_diam_ditolak(
    portal: Portal, film: Path, foto: str, diam: bool, kalimat: str
) -> None:
    film.write_bytes(buat_film(FOTO / foto, ["LURUS"], per_instruksi=5))
    with halaman(film) as laman:
        _orang_baru(laman, portal)
        _sampai_kamera(laman)
        _berfoto(laman, portal, film, foto, diam=diam)
        expect(laman.get_by_text(kalimat)).to_be_visible(timeout=90_000)
        expect(laman.get_by_role("button", name="Minta petugas melihat")).to_be_visible()
    [(cocok,)] = portal.baca(
        "SELECT count(*) FROM pengkinian_hasilverifikasi v JOIN accounts_peserta p ON p.id ="
        " v.peserta_id JOIN accounts_akun a ON a.id = p.akun_id"
        " WHERE v.jenis = 'WAJAH' AND v.status = 'COCOK' AND a.nama_pengguna <> 'budi'"
    )
    assert cocok == 0

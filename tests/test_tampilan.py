"""The look: every template stands, says nothing inline, keeps its budget, and can be read."""

from __future__ import annotations

import gzip
import re
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import lucide
import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.shortcuts import render
from django.template import engines
from django.template.engine import Engine
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import timezone

AKAR = Path(settings.BASE_DIR)
# Mail is read in mail programs, which know no style sheet.
TEMPLAT = sorted(
    jalur
    for jalur in (AKAR / "templates").rglob("*.html")
    if "pesan" not in jalur.relative_to(AKAR / "templates").parts[:1]
)
BUDGET = 100_000


def _permintaan(jalur: str = "/") -> HttpRequest:
    permintaan = RequestFactory().get(jalur)
    permintaan.user = AnonymousUser()
    return permintaan


def _potongan(sumber: str, **konteks: Any) -> str:
    """Render a piece of template as a page would."""
    return str(engines["django"].from_string(_olah(sumber)).render(konteks, request=_permintaan()))


def _olah(sumber: str) -> str:
    # Components are written as tags only in files; the loader turns them into template tags.
    from django_cotton.compiler_regex import CottonCompiler

    return str(CottonCompiler().process(sumber))


def _nama(jalur: Path) -> str:
    return str(jalur.relative_to(AKAR / "templates"))


# --- Templates ------------------------------------------------------------------------------------


@pytest.mark.parametrize("jalur", TEMPLAT, ids=_nama)
def test_setiap_templat_dapat_dibaca(jalur: Path) -> None:
    assert Engine.get_default().get_template(_nama(jalur)).origin.name == str(jalur)


@pytest.mark.parametrize("jalur", TEMPLAT, ids=_nama)
def test_tidak_ada_gaya_atau_naskah_di_dalam_templat(jalur: Path) -> None:
    isi = re.sub(r"{#.*?#}", "", jalur.read_text(), flags=re.DOTALL)
    assert not re.search(r"\sstyle\s*=", isi), "inline style: the content policy drops it"
    assert not re.search(r"<style[\s>]", isi)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", isi), "inline handler"
    assert "javascript:" not in isi
    for tanda in re.findall(r"<script[^>]*>", isi):
        assert "src=" in tanda or 'type="application/json"' in tanda, tanda


def test_setiap_ikon_ada() -> None:
    nama = set()
    for jalur in TEMPLAT:
        isi = jalur.read_text()
        nama |= set(re.findall(r'{% (?:ikon|lucide) "([a-z0-9-]+)"', isi))
        nama |= set(re.findall(r'\bikon(?:_akhir)?="([a-z0-9-]+)"', isi))
        nama |= set(re.findall(r'<c-ikon nama="([a-z0-9-]+)"', isi))
    assert len(nama) > 20
    for satu in sorted(nama):
        assert "<svg" in lucide._render_icon(satu, 20)


def test_setiap_berkas_statis_di_templat_ada() -> None:
    sebutan = {
        berkas
        for jalur in TEMPLAT
        for berkas in re.findall(r"{% static ['\"]([^'\"{]+)['\"]", jalur.read_text())
    }
    assert "css/jmo.css" in sebutan
    assert [berkas for berkas in sorted(sebutan) if finders.find(berkas) is None] == []


# --- Components -----------------------------------------------------------------------------------


class ContohForm(forms.Form):
    nama = forms.CharField(label="Nama", help_text="Seperti di KTP.")
    sandi = forms.CharField(label="Sandi", widget=forms.PasswordInput, required=False)
    pilihan = forms.ChoiceField(
        label="Benar?", choices=[("a", "Sudah"), ("b", "Salah")], widget=forms.RadioSelect
    )
    setuju = forms.BooleanField(label="Setuju")


def test_medan_mengikat_label_petunjuk_dan_galat() -> None:
    formulir = ContohForm({})
    html = _potongan('<c-medan :medan="form.nama" />', form=formulir)
    assert '<label for="id_nama">' in html
    assert 'aria-describedby="id_nama_helptext id_nama_error"' in html
    assert 'id="id_nama_helptext"' in html
    assert 'id="id_nama_error"' in html
    assert 'aria-invalid="true"' in html


def test_medan_pilihan_menjadi_kelompok_berjudul() -> None:
    html = _potongan('<c-medan :medan="form.pilihan" />', form=ContohForm({}))
    assert re.search(r'<fieldset[^>]*id="id_pilihan"[^>]*aria-describedby="id_pilihan_error"', html)
    assert "<legend>Benar?" in html
    assert html.count('type="radio"') == 2


def test_medan_tidak_wajib_mengatakannya_dan_sandi_dapat_diperlihatkan() -> None:
    html = _potongan('<c-medan :medan="form.sandi" />', form=ContohForm())
    assert "(boleh dikosongkan)" in html
    assert 'data-sandi="id_sandi"' in html
    assert "(boleh dikosongkan)" not in _potongan(
        '<c-medan :medan="form.nama" />', form=ContohForm()
    )


def test_ringkasan_galat_menautkan_ke_setiap_medan() -> None:
    html = _potongan('<c-ringkasan-galat :form="form" />', form=ContohForm({}))
    assert 'role="alert"' in html
    for medan in ("nama", "pilihan", "setuju"):
        assert f'href="#id_{medan}"' in html
    assert _potongan('<c-ringkasan-galat :form="form" />', form=ContohForm()).strip() == ""


def test_isi_dari_orang_tidak_menjadi_html() -> None:
    jahat = '"><img src=x onerror=alert(1)>'
    html = _potongan(
        '<c-tombol href="{{ j }}" data-x="{{ j }}">{{ j }}</c-tombol>'
        '<c-kartu judul="{{ j }}" id="{{ j }}">{{ j }}</c-kartu>'
        '<c-rinci-butir label="{{ j }}" ubah="{{ j }}">{{ j }}</c-rinci-butir>'
        '<c-aturan judul="{{ j }}" fakta="{{ j }}" sumber="{{ j }}" />',
        j=jahat,
    )
    assert "<img" not in html
    assert "&lt;img" in html


@pytest.mark.parametrize(
    ("status", "kata"),
    [("lulus", "Terpenuhi:"), ("belum", "Belum terpenuhi:"), ("tidak", "Tidak terpenuhi:")],
)
def test_aturan_mengatakan_hasilnya_dengan_kata(status: str, kata: str) -> None:
    html = _potongan(
        '<c-aturan status="{{ s }}" judul="Masa tunggu" :tanggal="t" />',
        s=status,
        t=date(2026, 12, 14),
    )
    assert kata in html
    assert "14 Desember 2026" in html


def test_jumlah_yang_tidak_diketahui_bukan_nol() -> None:
    html = _potongan('<c-uang :nilai="n" />', n=None)
    assert "Rp0" not in html
    assert "–" in html
    assert "Rp0" in _potongan('<c-uang :nilai="n" />', n=0)


def test_panel_menunggu_bertanya_sendiri_dan_berhenti_bila_selesai() -> None:
    jalan = _potongan('<c-menunggu url="/s" judul="Memeriksa" />')
    assert 'hx-get="/s"' in jalan
    assert "Muat ulang" in jalan, "without JavaScript there must be a way on"
    selesai = _potongan('<c-menunggu url="/s" judul="Selesai" selesai="ya" />')
    assert "hx-get" not in selesai
    assert "Muat ulang" not in selesai


def test_tabel_menyebut_peran_agar_tetap_tabel_saat_menjadi_kartu() -> None:
    html = _potongan(
        '<c-tabel judul="Iuran"><c-slot name="kepala"><c-kolom>Bulan</c-kolom></c-slot>'
        '<c-baris><c-sel judul>Mei</c-sel><c-sel label="Upah" angka>1</c-sel></c-baris></c-tabel>'
    )
    for peran in ("table", "rowgroup", "row", "columnheader", "rowheader", "cell"):
        assert f'role="{peran}"' in html
    assert 'data-label="Upah"' in html


def test_bagian_bernama_tidak_bocor_dari_halaman() -> None:
    html = _potongan('<c-kartu judul="A">isi</c-kartu>', aksi="BOCOR", lencana="BOCOR")
    assert "BOCOR" not in html


# --- Pages ----------------------------------------------------------------------------------------


def test_halaman_masuk(client: Client, db: None) -> None:
    isi = client.get("/akun/login/").content.decode()
    assert "<h1>Masuk</h1>" in isi
    for kata in ("Kata sandi", "Perlihatkan", "Lupa kata sandi?", "Lupa akun?", "175", "English"):
        assert kata in isi


def test_masuk_gagal_tidak_menghapus_nama_dan_memberi_tahu_di_atas(
    client: Client, db: None
) -> None:
    isi = client.post("/akun/login/", {"login": "tidak.ada", "password": "salah"}).content.decode()
    assert "Anda belum masuk" in isi
    assert 'value="tidak.ada"' in isi
    assert 'value="salah"' not in isi


def test_sandi_yang_dilupakan(client: Client, db: None) -> None:
    assert "Lupa kata sandi" in client.get("/akun/password/reset/").content.decode()
    jawaban = client.get("/akun/password/reset/key/1-tidakada/")
    assert "Tautan ini tidak berlaku lagi" in jawaban.content.decode()


def _beranda(**isi: Any) -> str:
    kini = timezone.now()
    konteks = {
        "tempat": "beranda",
        "peserta": SimpleNamespace(nama="SUPRIYADI"),
        "saldo": {"total": 999_999_999_999, "per": kini},
        "ajakan_pengkinian": {"langkah": 2, "dari": 7, "menit": 3, "url": "/p"},
        "klaim_terbuka": {
            "nomor": "K-1", "status": "Dikirim", "jenis": "info",
            "janji": kini + timedelta(hours=1), "jeda": "", "url": "/k",
        },
        "pesan": [{"judul": "Kabar", "isi": "", "pada": kini, "baru": True, "url": "/b"}] * 5,
        "tindakan": [{"judul": f"T{n}", "ikon": "wallet", "url": "/t"} for n in range(6)],
        **isi,
    }  # fmt: skip
    return render(_permintaan(), "beranda.html", konteks).content.decode()


def test_beranda_menaruh_pengkinian_di_depan_saldo() -> None:
    isi = _beranda()
    assert "Halo, Supriyadi" in isi
    assert isi.index("Perbarui data Anda") < isi.index("Rp999.999.999.999")
    assert isi.index("Rp999.999.999.999") < isi.index("K-1")
    assert isi.count("<h1") == 1


def test_beranda_tanpa_saldo_tidak_menulis_nol() -> None:
    isi = _beranda(saldo=None, pesan=[], klaim_terbuka=None, ajakan_pengkinian=None)
    assert "Rp0" not in isi
    assert "Saldo belum dapat ditampilkan" in isi
    assert "Belum ada pesan" in isi


def test_saldo_yang_ditutup_tertutup_sejak_dari_server() -> None:
    permintaan = _permintaan()
    permintaan.COOKIES["saldo_tertutup"] = "1"
    isi = render(permintaan, "404.html").content.decode()
    assert 'data-saldo="tertutup"' in isi


@pytest.mark.parametrize("nama", ["403.html", "404.html", "429.html", "galat.html"])
def test_halaman_galat_menyebut_kalimat_yang_diberikan(nama: str) -> None:
    isi = render(_permintaan(), nama, {"kalimat": "Kalimat <khusus>."}).content.decode()
    assert "Kalimat &lt;khusus&gt;." in isi
    assert isi.count("<h1") == 1


@pytest.mark.parametrize("nama", ["500.html", "403_csrf.html", "luring.html"])
def test_halaman_darurat_tidak_memerlukan_permintaan(nama: str) -> None:
    isi = render_to_string(nama)
    assert "<h1>" in isi
    assert "csrfmiddlewaretoken" not in isi, "a stored page must not carry a token"


def test_kamera_membawa_tantangan_dan_kamus_lengkap() -> None:
    kamera = {"tantangan": ["LURUS", "TOLEH_KIRI"], "nonce": "n<1", "url_kirim": "/k"}
    isi = render(_permintaan(), "pengkinian/_kamera.html", {"kamera": kamera}).content.decode()
    assert '<script id="data-tantangan" type="application/json">["LURUS", "TOLEH_KIRI"]' in isi
    assert 'value="n&lt;1"' in isi
    dipakai = set(re.findall(r'kata\("([A-Za-z_]+)"\)', (AKAR / "static/js/wajah.js").read_text()))
    ada = set(re.findall(r'data-kata="([A-Za-z_]+)"', isi))
    assert dipakai <= ada
    assert {"LURUS", "TOLEH_KIRI", "TOLEH_KANAN", "MENDEKAT"} <= ada


# --- Weight ---------------------------------------------------------------------------------------


def _berat(html: str) -> int:
    """Bytes of a first visit: the page as it is, static files as they are kept compressed."""
    alamat = set(re.findall(r'(?:href|src)="/statis/([^"]+)"', html)) | {"js/pekerja.js"}
    alamat = {satu for satu in alamat if not satu.endswith("ikon-180.png")}
    berkas = [finders.find(satu) for satu in alamat]
    assert len(berkas) >= 5
    assert None not in berkas
    statis = sum(len(gzip.compress(Path(str(satu)).read_bytes())) for satu in berkas)
    return len(html.encode()) + statis


def test_kunjungan_pertama_ke_halaman_masuk_di_bawah_100_kb(client: Client, db: None) -> None:
    assert _berat(client.get("/akun/login/").content.decode()) <= BUDGET


def test_kunjungan_pertama_ke_beranda_di_bawah_100_kb() -> None:
    assert _berat(_beranda()) <= BUDGET


# --- Contrast -------------------------------------------------------------------------------------

PASANGAN = [
    # ink, ground, least ratio: 4.5 for text, 3 for lines that mean something
    *[("tinta", latar, 7.0) for latar in ("latar", "permukaan", "permukaan-redup")],
    *[("tinta-lembut", latar, 4.5) for latar in ("latar", "permukaan", "permukaan-redup")],
    *[("tautan", latar, 4.5) for latar in ("latar", "permukaan", "utama-lembut")],
    *[("utama", latar, 4.5) for latar in ("latar", "permukaan", "utama-lembut")],
    ("pada-utama", "utama", 7.0),
    ("pada-utama", "utama-tekan", 7.0),
    ("tinta", "utama-lembut", 7.0),
    ("tinta-lembut", "utama-lembut", 4.5),
    *[("pada-panel", latar, 7.0) for latar in ("panel", "panel-terang")],
    *[("pada-panel-lembut", latar, 4.5) for latar in ("panel", "panel-terang")],
    ("aksen", "panel", 3.0),
    ("pada-aksen", "aksen", 7.0),
    *[(nada, f"{nada}-lembut", 4.5) for nada in ("baik", "ingat", "buruk")],
    *[(nada, "permukaan", 4.5) for nada in ("baik", "ingat", "buruk")],
    *[("tinta", f"{nada}-lembut", 7.0) for nada in ("baik", "ingat", "buruk")],
    ("buruk", "latar", 4.5),
    ("pada-buruk", "buruk", 4.5),
    *[("garis-kuat", latar, 3.0) for latar in ("latar", "permukaan", "utama-lembut")],
    *[("fokus", latar, 3.0) for latar in ("latar", "permukaan", "permukaan-redup")],
]


def _token() -> dict[str, dict[str, str]]:
    isi = (AKAR / "static" / "css" / "token.css").read_text()
    terang, gelap = isi.split("@media (prefers-color-scheme: dark)")
    pola = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6});")
    dasar = dict(pola.findall(terang))
    return {"terang": dasar, "gelap": {**dasar, **dict(pola.findall(gelap))}}


def _luminans(warna: str) -> float:
    kanal = [int(warna[ke : ke + 2], 16) / 255 for ke in (1, 3, 5)]
    lurus = [k / 12.92 if k <= 0.04045 else ((k + 0.055) / 1.055) ** 2.4 for k in kanal]
    return 0.2126 * lurus[0] + 0.7152 * lurus[1] + 0.0722 * lurus[2]


def kontras(satu: str, lain: str) -> float:
    """Return the contrast ratio of two colours as WCAG counts it."""
    terang, gelap = sorted((_luminans(satu), _luminans(lain)), reverse=True)
    return (terang + 0.05) / (gelap + 0.05)


def test_kontras_dihitung_seperti_wcag() -> None:
    assert kontras("#ffffff", "#000000") == pytest.approx(21)
    assert kontras("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("mode", ["terang", "gelap"])
@pytest.mark.parametrize(("tinta", "latar", "batas"), PASANGAN)
def test_pasangan_warna_terbaca(mode: str, tinta: str, latar: str, batas: float) -> None:
    token = _token()[mode]
    assert kontras(token[tinta], token[latar]) >= batas


def test_setiap_token_yang_dipakai_ada() -> None:
    token = set(re.findall(r"--([a-z0-9-]+):", (AKAR / "static/css/token.css").read_text()))
    gaya = (AKAR / "static/css/jmo.css").read_text()
    setempat = set(re.findall(r"--([a-z0-9-]+):", gaya))
    assert set(re.findall(r"var\(--([a-z0-9-]+)\)", gaya)) <= token | setempat

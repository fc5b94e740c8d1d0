"""The main line in English: no sentence of the catalogue stays Indonesian, no month either."""

from __future__ import annotations

import html
import re
from datetime import date, datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from accounts.models import Kontak
from accounts.rules.pelaku import SISTEM
from accounts.services.akun import buat_akun
from accounts.services.kontak import pasang_kontak
from accounts.services.peran import siapkan_peran
from jmo import terjemahan
from jmo.lib.tanggal import WIB, format_bulan
from klaim_jht.models import Klaim
from pengkinian.models import HasilVerifikasi
from pengkinian.rules.kelengkapan import KunciLangkah
from tests.klaim_jht.orang import (
    ajukan,
    bayar,
    beri_rekening,
    beri_wajah,
    buat_pekerja,
    buat_siap_klaim,
    kinikan,
    masuk,
    tolak_bank,
)  # fmt: skip

if TYPE_CHECKING:
    from accounts.models import Peserta

pytestmark = pytest.mark.usefixtures("db")
PENDEK = 12
BULAN = re.compile(
    r"\b(Januari|Februari|Maret|Mei|Juni|Juli|Agustus|Oktober|Desember|Senin|Selasa|Rabu|Kamis"
    r"|Jumat|Sabtu|Minggu|pukul)\b"
)
TERLIHAT = {"alt", "aria-label", "placeholder", "title"}


class _Pembaca(HTMLParser):
    """Collects what a reader sees or hears, apart from what is marked as Indonesian."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.kata: list[str] = []
        self.bahasa = ""
        self._diam: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        isi = dict(attrs)
        if tag == "html":
            self.bahasa = isi.get("lang") or ""
        if tag in {"script", "style"} or (tag != "html" and isi.get("lang") == "id"):
            self._diam = tag
        self.kata += [isi[nama] or "" for nama in TERLIHAT & isi.keys()]

    def handle_endtag(self, tag: str) -> None:
        if tag == self._diam:
            self._diam = None

    def handle_data(self, data: str) -> None:
        if self._diam is None:
            self.kata.append(data)


def _pola() -> dict[str, re.Pattern[str]]:
    """Return a pattern for each longer Indonesian sentence whose English one is another."""
    hasil = {}
    for pesan in terjemahan.baca_katalog():
        asal = pesan.id if isinstance(pesan.id, str) else pesan.id[0]
        kini = pesan.string if isinstance(pesan.string, str) else (pesan.string or ("",))[0]
        polos = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", asal))).strip()
        if len(re.sub(r"%\(\w+\)[sd]", "", polos)) <= PENDEK or asal == kini:
            continue
        potong = [re.escape(satu) for satu in re.split(r"%\(\w+\)[sd]", polos)]
        # Never in the middle of a word; places to fill in take anything short.
        hasil[asal] = re.compile(r"(?<!\w)" + r".{0,80}?".join(potong) + r"(?!\w)")
    return hasil


POLA = _pola()


def periksa(klien: Client, alamat: str) -> str:
    """Open a page as a reader of English and find what is not; returns the text."""
    jawaban = klien.get(alamat, follow=True)
    assert jawaban.status_code == 200, (alamat, jawaban.status_code)
    pembaca = _Pembaca()
    pembaca.feed(jawaban.content.decode())
    assert pembaca.bahasa in {"en", ""}, alamat
    teks = re.sub(r"\s+", " ", " ".join(pembaca.kata))
    sisa = [asal for asal, pola in POLA.items() if pola.search(teks)]
    assert not sisa, (alamat, sisa)
    # The names of sources of law stay as they were published.
    if "/ketentuan/" not in alamat:
        assert not BULAN.search(teks), (alamat, BULAN.findall(teks))
    return teks


def berbahasa_inggris(peserta: Peserta) -> Client:
    klien = masuk(peserta)
    klien.post(reverse("set_language"), {"language": "en", "next": "/"})
    return klien


def test_pola_menemukan_kalimat_indonesia() -> None:
    assert any(pola.search("Uang sampai paling lambat 3 Mei") for pola in POLA.values())
    assert not any(pola.search("Money arrives by 3 May") for pola in POLA.values())


@pytest.mark.parametrize(
    "nama", ["account_login", "account_reset_password", "account_reset_password_done", "luring"]
)
def test_halaman_sebelum_masuk(nama: str) -> None:
    klien = Client()
    klien.post(reverse("set_language"), {"language": "en", "next": "/"})
    periksa(klien, reverse(nama))


def test_galat_isian_masuk() -> None:
    klien = Client()
    klien.post(reverse("set_language"), {"language": "en", "next": "/"})
    isi = klien.post(reverse("account_login"), {"login": "x", "password": ""}).content.decode()
    assert "You are not logged in" in isi
    assert not [asal for asal, pola in POLA.items() if pola.search(re.sub(r"<[^>]+>", "", isi))]


def test_beranda_saldo_dan_akun() -> None:
    peserta = buat_pekerja()
    klien = berbahasa_inggris(peserta)
    assert "Update your data" in periksa(klien, "/")
    kartu = peserta.kepesertaan.get()
    saldo = periksa(klien, "/saldo/")
    assert re.search(r"Rp\d{1,3}(\.\d{3})+", saldo)
    for alamat in (f"/saldo/kartu/{kartu.pk}/", "/saldo/bukti/", "/saldo/iuran/", "/akun-saya/",
                   "/akun-saya/pesan/", "/akun/mfa/", "/akun/password/change/"):  # fmt: skip
        periksa(klien, alamat)
    bulan = format_bulan(kartu.tanggal_mulai, "en")
    assert bulan in periksa(klien, "/saldo/iuran/?tahun=" + str(kartu.tanggal_mulai.year))


def test_pengkinian_setiap_langkah() -> None:
    peserta = buat_pekerja()
    klien = berbahasa_inggris(peserta)
    periksa(klien, "/pengkinian/")
    klien.post("/pengkinian/buka/")
    kepesertaan = periksa(klien, "/pengkinian/kepesertaan/")
    assert "Step 1 of 7" in kepesertaan
    periksa(klien, "/pengkinian/koreksi/")
    klien.post("/pengkinian/kepesertaan/", {"jawaban": "sudah", "versi": "1"})
    periksa(klien, "/pengkinian/wajah/")
    periksa(klien, "/pengkinian/wajah/foto/")
    cocokkan_semua(peserta)
    for langkah in ("kontak", "rekening", "kependudukan", "tambahan", "tinjau"):
        alamat = f"/pengkinian/{langkah}/"
        assert klien.get(alamat).status_code == 200, langkah
        periksa(klien, alamat)


def cocokkan_semua(peserta: Peserta) -> None:
    """Let every check of the open data update have passed, so that each step is open."""
    kini = timezone.now()
    kasus = peserta.kasus_pengkinian.get()
    for jenis in ("NIK", "WAJAH", "KEPENDUDUKAN"):
        HasilVerifikasi.objects.create(
            peserta=peserta, kasus=kasus, jenis=jenis, keperluan="PENGKINIAN", status="COCOK",
            sumber="DUKCAPIL", dikirim_pada=kini, diputus_pada=kini,
        )  # fmt: skip
    pasang_kontak(peserta=peserta, jenis=Kontak.Jenis.EMAIL, nilai="budi@contoh.id", pelaku=SISTEM)
    kasus.langkah_terisi = [kunci.value for kunci in KunciLangkah if kunci != KunciLangkah.TINJAU]
    kasus.isian |= {"rekening": {"belum_punya_rekening": True}}
    kasus.save(update_fields=["langkah_terisi", "isian"])


def test_klaim_dari_alasan_sampai_tanda_terima() -> None:
    peserta = buat_siap_klaim()
    klien = berbahasa_inggris(peserta)
    periksa(klien, "/klaim/")
    klien.post("/klaim/ajukan/")
    periksa(klien, "/klaim/ajukan/alasan/")
    klien.post("/klaim/ajukan/alasan/", {"alasan": "PHK", "versi": 1})
    assert "All requirements are met." in periksa(klien, "/klaim/ajukan/syarat/")
    klien.post("/klaim/ajukan/syarat/", {"versi": 2})
    periksa(klien, "/klaim/ajukan/rincian/")
    klien.post("/klaim/ajukan/rincian/", {"versi": 3})
    assert "Money arrives by" in periksa(klien, "/klaim/ajukan/konfirmasi/")
    periksa(klien, f"/klaim/{Klaim.objects.get().kode}/batal/")
    konfirmasi = klien.get("/klaim/ajukan/konfirmasi/").content.decode()
    klien.post(
        "/klaim/ajukan/konfirmasi/",
        dict(re.findall(r'name="(kunci|versi|terlihat)" value="([^"]+)"', konfirmasi)),
    )
    klaim = Klaim.objects.get()
    for alamat in ("", "isi/"):
        periksa(klien, f"/klaim/{klaim.kode}/{alamat}")
    bayar(klaim)
    assert "Download receipt (PDF)" in periksa(klien, f"/klaim/{klaim.kode}/")
    periksa(klien, "/klaim/")
    periksa(klien, "/")
    pesan = peserta.akun.pesan.latest("pk") if peserta.akun else None
    assert pesan is not None
    assert pesan.judul == f"Claim {klaim.nomor} paid"
    periksa(klien, f"/akun-saya/pesan/{pesan.pk}/")
    assert klien.get(f"/klaim/{klaim.kode}/resi.pdf").content.startswith(b"%PDF")


def test_klaim_yang_belum_boleh_menyebut_sebabnya() -> None:
    peserta = buat_pekerja(berhenti_hari_lalu=10, sebab="RESIGN")
    klien = berbahasa_inggris(peserta)
    klien.post("/klaim/ajukan/")
    periksa(klien, "/klaim/ajukan/alasan/")
    klien.post("/klaim/ajukan/alasan/", {"alasan": "RESIGN", "versi": 1})
    assert "Not met" in periksa(klien, "/klaim/ajukan/syarat/")
    kinikan(peserta)
    assert "only time is missing" in periksa(klien, "/klaim/ajukan/syarat/")


def test_klaim_tanpa_wajah_dan_rekening() -> None:
    peserta = buat_pekerja()
    kinikan(peserta)
    klien = berbahasa_inggris(peserta)
    klien.post("/klaim/ajukan/")
    klien.post("/klaim/ajukan/alasan/", {"alasan": "PHK", "versi": 1})
    klien.post("/klaim/ajukan/syarat/", {"versi": 2})
    periksa(klien, "/klaim/ajukan/wajah/")
    beri_wajah(peserta)
    periksa(klien, "/klaim/ajukan/rekening/")
    beri_rekening(peserta)
    periksa(klien, "/klaim/ajukan/")


def test_rekening_ditolak_bank() -> None:
    peserta = buat_siap_klaim()
    klien = berbahasa_inggris(peserta)
    klaim = ajukan(peserta)
    tolak_bank(klaim)
    periksa(klien, f"/klaim/{klaim.kode}/")
    assert "New account" in periksa(klien, f"/klaim/{klaim.kode}/rekening/")


def test_halaman_petugas() -> None:
    klaim = ajukan(buat_siap_klaim())
    siapkan_peran()
    hadi = buat_akun(
        nama_pengguna="hadi", kata_sandi=None, petugas=True, peran=["penyelia"], pelaku=SISTEM
    )
    klien = Client()
    klien.force_login(hadi)
    assert "English</button>" in klien.get("/petugas/").content.decode()
    klien.post(reverse("set_language"), {"language": "en", "next": "/petugas/"})
    periksa(klien, "/petugas/")
    permintaan = klien.get("/petugas/").wsgi_request
    alamat = [
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for model, satu in admin.site._registry.items()
        if satu.has_view_permission(permintaan)
    ]
    assert len(alamat) > 5
    for satu in alamat:
        periksa(klien, satu)
    periksa(klien, reverse("admin:klaim_jht_klaim_change", args=[klaim.pk]))


def test_tanggal_petugas_seperti_di_portal() -> None:
    with override("en"):
        assert date_format(date(2026, 11, 3)) == "3 November 2026"
        saat = datetime(2026, 11, 3, 9, 5, tzinfo=WIB)
        assert date_format(saat, "DATETIME_FORMAT") == "3 November 2026 09:05"

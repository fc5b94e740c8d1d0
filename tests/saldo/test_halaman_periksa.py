from __future__ import annotations

import html
import json
import logging
import re
import shutil
import subprocess
from base64 import urlsafe_b64encode
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import Peserta
from accounts.rules.pelaku import SISTEM
from jmo.lib.tanda import baca_kunci_publik, susun_kunci, terbitkan_tanda
from jmo.lib.uang import format_rupiah
from jmo.tanda_dokumen import kunci_publik, periksa, terbitkan
from saldo.models import Kepesertaan
from saldo.rules.masa_kepesertaan import SebabKeluar
from saldo.selectors.kartu_digital import kartu_digital
from saldo.selectors.pernyataan import susun_pernyataan
from saldo.services.dokumen import UMUR_LAYAR, buat_kode_kartu
from saldo.services.kartu import hentikan_kartu
from saldo.services.pernyataan import tanda_pernyataan
from saldo.services.tarif import bukukan_pengembangan, muat_tarif_contoh
from tests.pabrik import buat_iuran, buat_kartu_bersaldo, buat_peserta

pytestmark = pytest.mark.usefixtures("db")
ALAMAT = "/periksa/"


@pytest.fixture(autouse=True)
def _hitungan_baru() -> None:
    cache.clear()


@pytest.fixture
def kartu() -> Kepesertaan:
    return buat_kartu_bersaldo(buat_peserta(nama="WATI LESTARI", dengan_akun=True))


def token_kartu(kartu: Kepesertaan) -> str:
    kode = buat_kode_kartu(kartu_digital(kartu), umur=UMUR_LAYAR)
    return kode.alamat.rpartition("/")[2]


def token_pernyataan(peserta: Peserta, tahun: int = 2024) -> str:
    return tanda_pernyataan(peserta, susun_pernyataan(peserta, tahun))


def susun_fakta(peserta: Peserta) -> dict[str, object]:
    return dict(periksa(token_pernyataan(peserta)).isi)


def baca(satu: str, *, tempel: bool = False) -> str:
    klien = Client()
    jawaban = klien.post(ALAMAT, {"kode": satu}) if tempel else klien.get(ALAMAT + satu)
    assert jawaban.status_code == 200
    assert jawaban["Referrer-Policy"] == "no-referrer"
    assert "noindex" in jawaban["X-Robots-Tag"]
    assert "no-store" in jawaban["Cache-Control"]
    return re.sub(r"\s+", " ", jawaban.content.decode())


@pytest.mark.parametrize("tempel", [False, True])
def test_kartu_menjadi_inisial_dan_status_saja(kartu: Kepesertaan, tempel: bool) -> None:
    isi = baca(token_kartu(kartu), tempel=tempel)
    for kata in ("Asli dan masih berlaku", "W. L.", "Aktif", "per "):
        assert kata in isi
    peserta = kartu.peserta
    # Attributes and the field hold codes, in which two letters may meet by chance.
    terlihat = re.sub(r"<textarea.*?</textarea>|<[^>]*>", " ", isi)
    for rahasia in (
        "WATI", "LESTARI", kartu.kpj, kartu.kpj_samar, peserta.nomor_identitas,
        peserta.nomor_identitas_samar, "PT Contoh", "Rp",
    ):  # fmt: skip
        assert rahasia not in terlihat, rahasia
    for rahasia in ("LESTARI", kartu.kpj, peserta.nomor_identitas):
        assert rahasia not in isi


def test_status_yang_tampil_adalah_status_hari_ini(kartu: Kepesertaan) -> None:
    satu = token_kartu(kartu)
    hentikan_kartu(
        kepesertaan_id=kartu.pk, tanggal=date(2024, 6, 30), sebab=SebabKeluar.PHK, pelaku=SISTEM
    )
    assert "Tidak aktif" in baca(satu)


def test_kode_layar_kedaluwarsa_setelah_seperempat_jam(kartu: Kepesertaan) -> None:
    satu = token_kartu(kartu)
    with time_machine.travel(timezone.now() + timedelta(minutes=15), tick=False):
        isi = baca(satu)
    assert "Kedaluwarsa" in isi
    assert "menunjukkan kode yang baru" in isi
    assert "W. L." not in isi, "what has run out is not repeated"


def test_setiap_kode_buruk_punya_kalimatnya_sendiri(kartu: Kepesertaan) -> None:
    asli = token_kartu(kartu)
    kepala, _, muatan = asli.rpartition(".")
    isi = json.dumps({"i": {"kartu": 1}, "j": "kartu", "k": 9**10, "t": 0}).encode()
    lain = urlsafe_b64encode(isi).rstrip(b"=").decode()
    asing = susun_kunci(bytes(32))
    kini = timezone.now()
    palsu = terbitkan_tanda(
        {"kartu": kartu.pk}, jenis="kartu", kunci=asing, terbit=kini, sampai=kini + UMUR_LAYAR
    )
    kunci_kami = next(iter(kunci_publik()))
    for satu, judul in (
        (f"{kepala}.{lain}", "Diubah"),
        (palsu.replace(asing.id, kunci_kami), "Palsu, atau rusak saat disalin"),
        (palsu, "Bukan dari kami"),
        (asli[:100], "Bukan kode kami, atau tidak lengkap"),
        ("halo", "Bukan kode kami, atau tidak lengkap"),
        ("JMO2" + asli[4:], "Bukan kode kami, atau tidak lengkap"),
        ("%00%01", "Bukan kode kami, atau tidak lengkap"),
        ("' OR 1=1 --<script>", "Bukan kode kami, atau tidak lengkap"),
    ):
        halaman = baca(satu)
        assert f'<h2 class="pemberitahuan-judul">{judul}</h2>' in halaman, judul
        assert "Asli" not in halaman
        assert "W. L." not in halaman
        assert "1=1 --<" not in halaman
    assert muatan in asli


def test_tanda_kami_dari_jenis_lain_hanya_disebut_asli() -> None:
    isi = baca(terbitkan({"x": 1}, jenis="lain", umur=timedelta(days=1)))
    assert "Asli dan masih berlaku" in isi
    assert "Inisial" not in isi
    tiada = baca(terbitkan({"kartu": 987654321}, jenis="kartu", umur=timedelta(days=1)))
    assert "Inisial" not in tiada


def test_pernyataan_menyebut_angkanya_dan_sama_dengan_buku(kartu: Kepesertaan) -> None:
    isi = baca(token_pernyataan(kartu.peserta))
    jumlah = susun_pernyataan(kartu.peserta, 2024).jumlah
    for kata in (
        "Pernyataan saldo JHT tahun 2024", "W. L.", kartu.kpj_samar, format_rupiah(jumlah.akhir),
        format_rupiah(jumlah.iuran), "Buku hari ini mencatat angka yang sama",
    ):  # fmt: skip
        assert kata in isi, kata
    assert "WATI" not in isi
    assert kartu.kpj not in isi


def test_pernyataan_yang_bukunya_bertambah_dikatakan_dengan_jujur(kartu: Kepesertaan) -> None:
    satu = token_pernyataan(kartu.peserta)
    dulu = susun_pernyataan(kartu.peserta, 2024).jumlah
    muat_tarif_contoh(pelaku=SISTEM)
    bukukan_pengembangan(kepesertaan=kartu, tahun=2024, pelaku=SISTEM)
    kini = susun_pernyataan(kartu.peserta, 2024).jumlah
    isi = baca(satu)
    assert "buku hari ini mencatat angka lain" in isi
    assert format_rupiah(dulu.akhir) in isi
    assert f"buku hari ini: {format_rupiah(kini.akhir)}" in isi
    assert f"buku hari ini: {format_rupiah(kini.iuran)}" not in isi


def test_pernyataan_tahun_berjalan_ditimbang_pada_hari_terakhirnya(kartu: Kepesertaan) -> None:
    """What came in afterwards is no difference; what is booked back into that time is."""
    with time_machine.travel("2024-06-15T05:00:00Z", tick=False):
        satu = token_pernyataan(kartu.peserta)
    with time_machine.travel("2024-06-15T05:00:00Z", tick=False):
        assert "angka yang sama" in baca(satu)
    umur = timedelta(days=200)
    with time_machine.travel("2024-06-15T05:00:00Z", tick=False):
        lama = terbitkan(
            {**susun_fakta(kartu.peserta), "sampai": "2024-03-01"}, jenis="pernyataan", umur=umur
        )
    with time_machine.travel("2024-07-15T05:00:00Z", tick=False):
        assert "mencatat angka lain" in baca(lama)
        buat_iuran(kartu, date(2024, 6, 1), banyak=1)
        assert "angka yang sama" in baca(satu)


def test_pemeriksaan_dibatasi_per_sambungan(kartu: Kepesertaan) -> None:
    klien = Client()
    for _ in range(60):
        assert klien.get(ALAMAT + "x").status_code == 200
    jawaban = klien.get(ALAMAT + "x")
    assert jawaban.status_code == 429
    assert "Tunggu satu menit" in jawaban.content.decode()
    assert klien.post(ALAMAT, {"kode": "x"}).status_code == 429
    assert klien.get(ALAMAT).status_code == 200, "the empty page stays open"
    assert klien.get(ALAMAT + "x", REMOTE_ADDR="10.9.8.7").status_code == 200


def test_tidak_ada_yang_sampai_ke_catatan(
    kartu: Kepesertaan, caplog: pytest.LogCaptureFixture
) -> None:
    satu = token_kartu(kartu)
    with caplog.at_level(logging.DEBUG):
        baca(satu)
        baca(satu, tempel=True)
        for _ in range(70):
            Client().get(ALAMAT + satu)
    assert satu not in caplog.text
    assert satu.split(".")[3] not in caplog.text


def test_kosong_dan_tanpa_isi_tetap_halaman() -> None:
    jawaban = Client().post(ALAMAT, {"kode": ""})
    assert jawaban.status_code == 200
    assert "Tempelkan kode yang ingin Anda periksa." in jawaban.content.decode()
    assert "Periksa" in baca("")


def test_kunci_umum_diumumkan_dan_dapat_dipakai() -> None:
    for nama in ("kunci.json", "kunci.pem"):
        jawaban = Client().get(ALAMAT + nama)
        assert jawaban.status_code == 200
        assert baca_kunci_publik(jawaban.content.decode()) == kunci_publik()
        assert "private" not in jawaban.content.decode().lower()
    assert "BEGIN PUBLIC KEY" in Client().get(ALAMAT + "cara/").content.decode()


def test_resep_yang_diumumkan_berjalan_apa_adanya(kartu: Kepesertaan, tmp_path: Path) -> None:
    """Key and commands as they stand on the public page, run by bash and OpenSSL alone."""
    bash, openssl = shutil.which("bash"), shutil.which("openssl")
    if bash is None or openssl is None:
        pytest.skip("bash or openssl is not installed")
    halaman = Client().get(ALAMAT + "cara/").content.decode()
    [resep] = [s for s in re.findall(r"<pre[^>]*>(.*?)</pre>", halaman, re.S) if "pkeyutl" in s]
    token = token_pernyataan(kartu.peserta)
    (tmp_path / "kunci.pem").write_bytes(Client().get(ALAMAT + "kunci.pem").content)
    perintah = html.unescape(resep).replace("JMO1...", token)
    jawab = subprocess.run(
        [bash, "-e", "-c", perintah], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert jawab.returncode == 0, jawab.stderr
    baris = jawab.stdout.splitlines()
    assert "Verified Successfully" in baris[0]
    assert json.loads(baris[1])["i"]["inisial"] == "W. L."
    assert baris[2] == baris[3], "the digest of the content is the signed one"


def test_halaman_pemeriksaan_juga_berbahasa_inggris(kartu: Kepesertaan) -> None:
    klien = Client()
    klien.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    isi = klien.get(ALAMAT + token_kartu(kartu)).content.decode()
    assert "Asli" not in isi
    assert "Inisial" not in isi

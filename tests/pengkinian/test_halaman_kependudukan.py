from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from pengkinian.models import HasilVerifikasi, Wilayah
from pengkinian.selectors import daftar_provinsi
from tests.pengkinian.halaman import Langkah, galat_medan, isian_kembali, versi
from tests.pengkinian.orang import KEPENDUDUKAN, jawaban

pytestmark = pytest.mark.usefixtures("db")
ISI = {k: v for k, v in KEPENDUDUKAN.items() if v} | {"domisili_sama": "on"}


@pytest.fixture
def langkah() -> Langkah:
    return Langkah("kependudukan")


@pytest.mark.parametrize(
    ("ganti", "medan", "kalimat"),
    [
        ({"nama_ibu": ""}, "nama_ibu", "Isi nomor KK atau nama ibu kandung"),
        ({"no_kk": "123"}, "no_kk", "16 angka"),
        ({"alamat_ktp": ""}, "alamat_ktp", "harus diisi"),
        ({"rt_ktp": "0x3"}, "rt_ktp", "Isi dengan angka"),
        ({"provinsi_ktp": ""}, "provinsi_ktp", "harus diisi"),
        ({"domisili_sama": ""}, "alamat_domisili", "Isi tempat tinggal Anda"),
    ],
)
def test_setiap_kesalahan_ada_kalimatnya_di_medan_dan_isian_tetap(
    langkah: Langkah, ganti: dict[str, str], medan: str, kalimat: str
) -> None:
    isi = langkah.kirim({k: v for k, v in (ISI | ganti).items() if v}, status=200)
    assert kalimat in galat_medan(isi, medan)
    for nama in ("alamat_ktp", "kelurahan_ktp", "kabupaten_ktp", "no_kk", "rt_ktp"):
        assert isian_kembali(isi, nama) == (ISI | ganti).get(nama, "")
    assert not HasilVerifikasi.objects.filter(jenis="KEPENDUDUKAN").exists()


def test_tinggal_di_tempat_lain_disebut_sampai_provinsi(langkah: Langkah) -> None:
    lain = {
        "alamat_domisili": "JALAN LAIN 2", "kelurahan_domisili": "SUKAMAJU",
        "kecamatan_domisili": "CIBIRU", "kabupaten_domisili": "KOTA CONTOH",
    }  # fmt: skip
    isian = {k: v for k, v in ISI.items() if k != "domisili_sama"} | lain
    isi = langkah.kirim(isian, status=200)
    assert "Isi tempat tinggal Anda" in galat_medan(isi, "provinsi_domisili")
    assert isian_kembali(isi, "kelurahan_domisili") == "SUKAMAJU"
    assert langkah.kirim(isian | {"provinsi_domisili": "PROVINSI CONTOH"}) == langkah.alamat


def test_dukcapil_ditanya_lalu_jawabannya_menentukan_jalan(langkah: Langkah) -> None:
    assert langkah.kirim(ISI) == langkah.alamat
    assert "Bertanya kepada Dukcapil" in langkah.buka()
    HasilVerifikasi.objects.filter(jenis="KEPENDUDUKAN").update(
        status="COCOK", diputus_pada=timezone.now()
    )
    assert "sesuai dengan data kependudukan" in langkah.buka()
    assert langkah.kirim(ISI) == "/pengkinian/tambahan/"


def test_yang_berbeda_disebut_dan_petugas_dapat_diminta(langkah: Langkah) -> None:
    langkah.kirim(ISI)
    HasilVerifikasi.objects.filter(jenis="KEPENDUDUKAN").update(
        status="SEBAGIAN", diputus_pada=timezone.now(), terhitung=True,
        rincian={"beda": ["NAMA_IBU", "KELURAHAN"]},
    )  # fmt: skip
    isi = langkah.buka()
    for kata in ("<li>Nama ibu kandung</li>", "<li>Kelurahan</li>", "minta petugas memeriksa"):
        assert kata in isi, kata
    assert isian_kembali(isi, "nama_ibu") == "SRI WAHYUNI"
    langkah.klien.post("/pengkinian/verdict/kependudukan/petugas/")
    assert langkah.kirim(ISI) == "/pengkinian/tambahan/"
    assert HasilVerifikasi.objects.get(jenis="KEPENDUDUKAN").status == "DITINJAU_PETUGAS"


@pytest.mark.parametrize("status", ["LAYANAN_TIDAK_TERSEDIA", "KUOTA_HABIS", "KONFIGURASI"])
def test_dukcapil_yang_terganggu_tidak_menahan_orang(langkah: Langkah, status: str) -> None:
    langkah.kirim(ISI)
    HasilVerifikasi.objects.filter(jenis="KEPENDUDUKAN").update(status=status)
    isi = langkah.buka()
    assert "Kami melanjutkan sendiri" in isi
    assert langkah.kirim(ISI) == "/pengkinian/tambahan/"
    assert HasilVerifikasi.objects.filter(jenis="KEPENDUDUKAN").count() == 1


def test_lima_kali_salah_dijelaskan_dan_isian_tidak_hilang(langkah: Langkah) -> None:
    for ke in range(5):
        jawaban(
            langkah.kasus, "KEPENDUDUKAN", "SEBAGIAN", terhitung=True,
            batal_pada=timezone.now(), diputus_pada=timezone.now() - timedelta(minutes=ke),
        )  # fmt: skip
    isi = langkah.kirim(ISI | {"nama_ibu": "SUMINI"}, status=429)
    assert "Sudah lima kali berbeda" in isi
    assert isian_kembali(isi, "nama_ibu") == "SUMINI"


def test_dua_tab_yang_basi_dijelaskan(langkah: Langkah) -> None:
    basi = versi(langkah.buka())
    langkah.kirim(ISI)
    isi = langkah.kirim(ISI | {"nama_ibu": "KARTINAH"}, status=409, versi=basi)
    assert "berubah di tab atau perangkat lain" in isi
    assert isian_kembali(isi, "nama_ibu") == "KARTINAH"
    assert HasilVerifikasi.objects.filter(jenis="KEPENDUDUKAN").count() == 1


def test_draf_menyimpan_kotak_yang_tidak_dicentang(langkah: Langkah) -> None:
    langkah.kirim({"alamat_domisili": "JALAN LAIN 2", "nanti": "1"})
    isi = langkah.buka()
    assert isian_kembali(isi, "alamat_domisili") == "JALAN LAIN 2"
    assert 'name="domisili_sama" id="id_domisili_sama" checked' not in isi


def test_tiga_puluh_delapan_provinsi_menjadi_saran(langkah: Langkah) -> None:
    assert len(daftar_provinsi()) == 38
    papua = Wilayah.objects.filter(kode__gte="91").order_by("kode").values_list("kode", "nama")
    assert dict(papua) == {
        "91": "Papua", "92": "Papua Barat", "93": "Papua Selatan", "94": "Papua Tengah",
        "95": "Papua Pegunungan", "96": "Papua Barat Daya",
    }  # fmt: skip
    isi = langkah.buka()
    assert '<option value="Papua Barat Daya">' in isi
    assert 'list="daftar-provinsi"' in isi


def test_provinsi_di_luar_daftar_diterima(langkah: Langkah) -> None:
    assert langkah.kirim(ISI | {"provinsi_ktp": "PROVINSI BARU"}) == langkah.alamat

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

import pytest

from jmo.gateways.dukcapil import (
    GAMBAR_MAKSIMUM,
    Dukcapil,
    KeadaanWajah,
    KodeTolak,
    Sebab,
    SkorWajah,
)
from jmo.gateways.dukcapil.kode import GALAT_WAJAH
from jmo.gateways.hasil import BelumPasti, Berhasil, Ditolak, TidakTersedia
from jmo.sandbox.peladen import Balasan, Peladen, balas_json
from tests.gateways.alat_klien_dukcapil import (
    berkata,
    klien_untuk,
)
from tests.sandbox.alat_dukcapil import (
    BUDI,
    SITI,
    Register,
    dua_wajah,
    foto,
    register_contoh,
    tanpa_wajah,
)


@pytest.fixture(scope="module")
def bersama(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    with register_contoh(tmp_path_factory.mktemp("dukcapil")) as hasil:
        yield hasil


@pytest.fixture
def register(bersama: Register) -> Register:
    assert bersama.kendali("POST", "mulai_ulang")[0] == 200
    return bersama


@pytest.fixture
def klien(register: Register) -> Iterator[Dukcapil]:
    with klien_untuk(register.server.url) as hasil:
        yield hasil


def wajah(klien: Dukcapil, gambar: bytes, nik: str = BUDI) -> SkorWajah:
    hasil = klien.cocokkan_wajah(nik=nik, jpeg=gambar, referensi="w-1")
    assert isinstance(hasil, Berhasil), hasil
    return hasil.data


def test_wajah_orang_yang_sama_dan_orang_lain(klien: Dukcapil) -> None:
    for nama in ("obama2.jpg", "obama3.jpg"):
        sama = wajah(klien, foto(nama))
        assert sama.keadaan is KeadaanWajah.DINILAI
        assert isinstance(sama.skor, Decimal)
        assert Decimal("0.75") <= sama.skor <= 1
    lain = wajah(klien, foto("biden.jpg"))
    assert lain.skor is not None
    assert lain.skor < Decimal("0.60")


@pytest.mark.parametrize("angka", ["0.95", "0.76", "0.74", "0.30"])
def test_skor_adalah_desimal_yang_tepat(register: Register, klien: Dukcapil, angka: str) -> None:
    nik = register.penduduk(perilaku=f"wajah_{angka}")
    assert wajah(klien, foto("biden.jpg"), nik).skor == Decimal(angka)


@pytest.mark.parametrize(
    ("perilaku", "keadaan"),
    [
        ("", KeadaanWajah.TANPA_ACUAN),
        ("tidak_ditemukan", KeadaanWajah.TIDAK_DITEMUKAN),
        ("nonaktif", KeadaanWajah.NONAKTIF),
        ("meninggal", KeadaanWajah.NONAKTIF),
    ],
)
def test_wajah_yang_tidak_dinilai(
    register: Register, klien: Dukcapil, perilaku: str, keadaan: KeadaanWajah
) -> None:
    nik = register.penduduk(perilaku=perilaku)
    assert wajah(klien, foto("obama.jpg"), nik) == SkorWajah(keadaan, None, 4999)


def test_gambar_yang_ditolak(klien: Dukcapil) -> None:
    for gambar, kode in (
        (tanpa_wajah(), KodeTolak.WAJAH_TIDAK_TERDETEKSI),
        (dua_wajah(), KodeTolak.WAJAH_LEBIH_DARI_SATU),
        (b"bukan gambar", KodeTolak.GAMBAR_TIDAK_TERBACA),
    ):
        hasil = klien.cocokkan_wajah(nik=BUDI, jpeg=gambar, referensi="w-2")
        assert hasil == Ditolak(kode)


def test_gambar_yang_terlalu_besar_tidak_dikirim() -> None:
    with berkata(balas_json({})) as (klien, diterima):
        besar = klien.cocokkan_wajah(
            nik=BUDI, jpeg=bytes(GAMBAR_MAKSIMUM * 3 // 4 + 3), referensi="w-3"
        )
        assert besar == Ditolak(KodeTolak.GAMBAR_TERLALU_BESAR)
        assert diterima == []
        klien.cocokkan_wajah(nik=BUDI, jpeg=bytes(GAMBAR_MAKSIMUM * 3 // 4), referensi="w-4")
        assert len(diterima) == 1


@pytest.mark.parametrize(("kata", "arti"), GALAT_WAJAH.items())
@pytest.mark.parametrize("status", [200, 400, 503])
def test_setiap_kata_galat_wajah(kata: str, arti: KodeTolak | Sebab, status: int) -> None:
    with berkata(balas_json({"error": {"code": kata}}, status)) as (klien, _):
        hasil = klien.cocokkan_wajah(nik=BUDI, jpeg=b"x", referensi="w-5")
    if isinstance(arti, KodeTolak):
        assert hasil == Ditolak(arti)
    else:
        assert isinstance(hasil, TidakTersedia)
        assert hasil.sebab == arti


@pytest.mark.parametrize(
    "isi",
    [
        {},
        {"isValid": True, "faceSimilarity": 0.9},
        {"isValid": "true", "isActive": True, "faceSimilarity": 0.9},
        {"isValid": True, "isActive": True, "faceSimilarity": 1.01},
        {"isValid": True, "isActive": True, "faceSimilarity": -0.1},
        {"isValid": True, "isActive": True, "faceSimilarity": True},
        {"isValid": True, "isActive": True, "faceSimilarity": "0.9"},
        {"error": {"code": "entah"}},
    ],
    ids=json.dumps,
)
def test_jawaban_wajah_yang_tidak_utuh_tidak_pasti(isi: dict[str, object]) -> None:
    with berkata(balas_json(isi)) as (klien, _):
        hasil = klien.cocokkan_wajah(nik=BUDI, jpeg=b"x", referensi="w-6")
    assert isinstance(hasil, BelumPasti)


def test_wajah_melalui_alamat_lain(register: Register) -> None:
    with (
        Peladen("127.0.0.1", 0, nama="kosong", penjawab=lambda _: Balasan(500)) as kosong,
        klien_untuk(kosong.url, alamat_wajah=register.server.url) as klien,
    ):
        assert wajah(klien, foto("obama.jpg"), SITI).keadaan is KeadaanWajah.TANPA_ACUAN


@pytest.mark.parametrize("jenis", ["putus", "ngawur"])
def test_wajah_tanpa_jawaban_utuh_tidak_pasti(
    register: Register, klien: Dukcapil, jenis: str
) -> None:
    register.gangguan(jenis)
    hasil = klien.cocokkan_wajah(nik=SITI, jpeg=foto("obama.jpg"), referensi="w-7")
    assert isinstance(hasil, BelumPasti)


def test_wajah_saat_kuota_habis_dan_bukti_salah(register: Register, klien: Dukcapil) -> None:
    register.gangguan("kuota")
    hasil = klien.cocokkan_wajah(nik=SITI, jpeg=foto("obama.jpg"), referensi="w-8")
    assert isinstance(hasil, TidakTersedia)
    assert hasil.sebab == Sebab.KUOTA_HABIS
    assert hasil.coba_lagi_pada is not None
    with klien_untuk(register.server.url, sandi="lain") as asing:
        hasil = asing.cocokkan_wajah(nik=SITI, jpeg=foto("obama.jpg"), referensi="w-9")
    assert hasil == TidakTersedia(Sebab.KONFIGURASI)

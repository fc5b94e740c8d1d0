from __future__ import annotations

import time

import pytest

from jmo.gateways.hasil import Berhasil
from jmo.sandbox.bank.skenario import SKENARIO
from tests.sandbox.alat_bank import Bank, siapkan

pytest_plugins = ("tests.sandbox.perlengkapan_bank",)
PINTU = [
    ("GET", "rekening"),
    ("POST", "rekening"),
    ("GET", "buku"),
    ("GET", "gangguan"),
    ("POST", "gangguan"),
    ("POST", "cabut_token"),
    ("POST", "mulai_ulang"),
]


@pytest.mark.parametrize(("metode", "jalur"), PINTU)
@pytest.mark.parametrize("rahasia", ["", "salah", "ra\xe9"])
def test_tanpa_rahasia_semua_pintu_tertutup(
    bank: Bank, metode: str, jalur: str, rahasia: str
) -> None:
    assert bank.kendali(metode, jalur, kunci=rahasia)[0] == 403


def test_pintu_yang_tak_ada(bank: Bank) -> None:
    assert bank.kendali("GET", "mulai_ulang")[0] == 404
    assert bank.kendali("GET", "lain")[0] == 404


def test_rekening_ditambah_lalu_diganti(bank: Bank) -> None:
    bank.rekening("777", nama="SITI")
    bank.rekening("777", nama="SITI RAHAYU", skenario="0007")
    (isi,) = bank.kendali("GET", "rekening?nomor=777")[1]["rekening"]
    assert (isi["nama"], isi["skenario"], isi["saldo"]) == ("SITI RAHAYU", "0007", 0)
    assert isi["arti"] == SKENARIO["0007"].arti


@pytest.mark.parametrize(
    "isi",
    [
        {},
        {"kode_bank": "002", "nomor": "1"},
        {"kode_bank": "002", "nomor": "1", "nama": 7},
        {"kode_bank": "002", "nomor": "'; DROP", "nama": "X"},
        {"kode_bank": "002", "nomor": "1", "nama": "X", "skenario": "0099"},
    ],
)
def test_rekening_yang_keliru_ditolak(bank: Bank, isi: dict[str, object]) -> None:
    status, jawaban = bank.kendali("POST", "rekening", isi)
    assert status == 400
    assert jawaban["galat"]


def test_buku_disaring_dan_dijumlahkan(bank: Bank) -> None:
    a, b = bank.rekening("1110000"), bank.rekening("2220000", kode_bank="008")
    with bank.klien() as klien:
        klien.kirim(siapkan(klien, a, referensi="R-1", jumlah=100))
        klien.kirim(siapkan(klien, b, referensi="R-2", jumlah=250, kode_bank="008"))
    semua = bank.buku()
    assert semua["saldo_dana"] == 10_000_000_000_000 - 350
    assert semua["total"]["debit"] == semua["total"]["kredit"]
    assert (semua["total"]["transfer"], semua["total"]["dibayar"]) == (2, 350)
    satu = bank.buku(referensi="R-1")
    assert [baris["jumlah"] for baris in satu["mutasi"]] == [-100, 100]
    assert satu["total"]["dibayar"] == 100
    (baris,) = bank.buku(nomor=b)["transfer"]
    assert (baris["referensi"], baris["layanan"], baris["keadaan"]) == ("R-2", "17", "00")
    assert bank.buku(kode_bank="002", nomor=a)["total"]["kredit"] == 100


def test_buku_dibaca_halaman_demi_halaman(bank: Bank) -> None:
    nomor = bank.rekening("1110000")
    with bank.klien() as klien:
        for ke in range(3):
            klien.kirim(siapkan(klien, nomor, referensi=f"R-{ke}"))
    halaman = bank.buku(batas="2")
    assert [baris["id"] for baris in halaman["transfer"]] == [1, 2]
    assert halaman["total"]["transfer"] == 3, "totals are those of the book, not of the page"
    assert [baris["id"] for baris in bank.buku(sesudah="2", batas="2")["transfer"]] == [3]
    assert [baris["id"] for baris in bank.buku(urut="turun", batas="2")["transfer"]] == [3, 2]


@pytest.mark.parametrize("kueri", ["sesudah=x", "batas=x"])
def test_halaman_yang_keliru_ditolak(bank: Bank, kueri: str) -> None:
    assert bank.kendali("GET", f"buku?{kueri}")[0] == 400


def test_gangguan_dipasang_dibaca_dan_berakhir_sendiri(bank: Bank) -> None:
    assert bank.kendali("GET", "gangguan")[1] == {"jenis": "nihil", "sisa_detik": 0.0}
    bank.gangguan("diam", 0.3)
    assert bank.kendali("GET", "gangguan")[1]["jenis"] == "diam"
    time.sleep(0.35)
    assert bank.kendali("GET", "gangguan")[1]["jenis"] == "nihil"


@pytest.mark.parametrize(
    "isi",
    [
        {},
        {"jenis": "meledak", "detik": 1},
        {"jenis": "diam", "detik": "lama"},
        {"jenis": "diam", "detik": True},
        {"jenis": "diam", "detik": float("inf")},
        {"jenis": "diam", "detik": float("nan")},
    ],
)
def test_gangguan_yang_keliru_ditolak(bank: Bank, isi: dict[str, object]) -> None:
    assert bank.kendali("POST", "gangguan", isi)[0] == 400
    assert bank.kendali("GET", "gangguan")[1]["jenis"] == "nihil"


def test_diam_menutup_sambungan_saat_berakhir_dan_tidak_melaksanakan(bank: Bank) -> None:
    nomor = bank.rekening("1110000")
    with bank.klien(timeout_baca=5.0) as klien:
        klien.tanya_rekening(kode_bank="002", nomor=nomor, referensi="T")
        bank.gangguan("diam", 0.3)
        mulai = time.monotonic()
        klien.kirim(siapkan(klien, nomor))
        assert 0.2 < time.monotonic() - mulai < 3
    assert bank.dibukukan("JHT-UJI-1") == []


def test_mulai_ulang_mengosongkan_segalanya(bank: Bank) -> None:
    nomor = bank.rekening("1110000")
    with bank.klien() as klien:
        klien.kirim(siapkan(klien, nomor))
        bank.gangguan("500")
        assert bank.kendali("POST", "mulai_ulang")[0] == 200
        buku = bank.buku()
        assert (buku["transfer"], buku["saldo_dana"]) == ([], 10_000_000_000_000)
        assert bank.kendali("GET", "gangguan")[1]["jenis"] == "nihil"
        assert bank.kendali("GET", "rekening?nomor=1110000")[1]["rekening"] == []
        bank.rekening("1110000")
        assert isinstance(klien.kirim(siapkan(klien, nomor)), Berhasil)

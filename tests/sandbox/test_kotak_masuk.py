from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from jmo.sandbox.kotak_masuk import BATAS_BARIS, KotakMasukServer
from tests.sandbox.alat_kotak_masuk import PESAN, buka, isi_kotak, kendali, kirim, minta


@pytest.fixture
def server(tmp_path: Path) -> Iterator[KotakMasukServer]:
    with buka(tmp_path) as hasil:
        yield hasil


def test_pesan_diterima_dan_tampak_utuh(server: KotakMasukServer) -> None:
    status, isi = kirim(server)
    assert status == 200
    (pesan,) = isi_kotak(server)
    assert pesan.pop("waktu").endswith("+07:00")
    assert pesan == {"id": isi["id"], **PESAN}


def test_pesan_terbaru_lebih_dulu(server: KotakMasukServer) -> None:
    for nomor in range(3):
        kirim(server, referensi=f"p-{nomor}")
    assert [p["referensi"] for p in isi_kotak(server)] == ["p-2", "p-1", "p-0"]


def test_pesan_dicari_menurut_tujuan(server: KotakMasukServer) -> None:
    kirim(server, referensi="a")
    kirim(server, referensi="b", tujuan="siti@contoh.id")
    kirim(server, referensi="c", saluran="SMS", tujuan="+628123456789", subjek="", html="")
    assert [p["referensi"] for p in isi_kotak(server, "BUDI@contoh.id")] == ["a"]
    assert [p["referensi"] for p in isi_kotak(server, "+628123456789")] == ["c"]
    assert isi_kotak(server, "tidak@ada.id") == []
    assert kendali(server, "POST", "pesan/cari", {})[0] == 400


def test_referensi_yang_sama_diterima_sekali(server: KotakMasukServer) -> None:
    _, pertama = kirim(server)
    assert kirim(server) == (200, pertama)
    assert kirim(server, teks="lain") == (409, {"galat": "referensi_dipakai"})
    assert len(isi_kotak(server)) == 1


def test_dua_puluh_kiriman_serentak_menjadi_satu_pesan(server: KotakMasukServer) -> None:
    with ThreadPoolExecutor(20) as utas:
        hasil = list(utas.map(lambda _: kirim(server), range(20)))
    assert len({isi["id"] for _, isi in hasil}) == 1
    assert len(isi_kotak(server)) == 1


@pytest.mark.parametrize(
    ("salah", "sebab"),
    [
        ({"saluran": "FAKS"}, "saluran_tidak_sah"),
        ({"tujuan": "budi"}, "tujuan_tidak_sah"),
        ({"tujuan": "budi@lokal"}, "tujuan_tidak_sah"),
        ({"tujuan": "a b@contoh.id"}, "tujuan_tidak_sah"),
        ({"saluran": "SMS"}, "tujuan_tidak_sah"),
        ({"saluran": "SMS", "tujuan": "08123456789"}, "tujuan_tidak_sah"),
        ({"referensi": ""}, "referensi_tidak_sah"),
        ({"referensi": "x" * 65}, "referensi_tidak_sah"),
        ({"teks": " "}, "teks_tidak_sah"),
        ({"teks": 5}, "teks_tidak_sah"),
        ({"subjek": "x" * 201}, "subjek_tidak_sah"),
    ],
    ids=str,
)
def test_pesan_yang_keliru_ditolak(
    server: KotakMasukServer, salah: dict[str, object], sebab: str
) -> None:
    assert kirim(server, **salah) == (400, {"galat": sebab})
    assert isi_kotak(server) == []


def test_kunci_pengirim_dan_kendali_diperiksa(server: KotakMasukServer) -> None:
    assert minta(server, "POST", "/v1/pesan", PESAN)[0] == 401
    assert minta(server, "POST", "/v1/pesan", PESAN, Authorization="Bearer lain")[0] == 401
    assert minta(server, "GET", "/kendali/pesan")[0] == 403
    assert minta(server, "GET", "/v1/pesan")[0] == 404
    assert minta(server, "POST", "/lain", PESAN)[0] == 404


@pytest.mark.parametrize(
    ("jenis", "masuk"),
    [
        ("putus", False),
        ("500", False),
        ("kuota", False),
        ("lambat", True),
        ("ngawur", True),
        ("putus_sesudah", True),
    ],
)
def test_gangguan_menentukan_apakah_pesan_masuk(
    server: KotakMasukServer, jenis: str, masuk: bool
) -> None:
    assert kendali(server, "POST", "gangguan", {"jenis": jenis, "detik": 30})[0] == 200
    mulai = time.monotonic()
    if jenis.startswith("putus"):
        with pytest.raises(ConnectionError):
            kirim(server)
    else:
        status, isi = kirim(server)
        assert status == {"500": 500, "kuota": 429}.get(jenis, 200)
        assert isinstance(isi, bytes) is (jenis == "ngawur")
    assert (time.monotonic() - mulai >= 0.4) is (jenis == "lambat")
    assert bool(isi_kotak(server)) is masuk
    kendali(server, "POST", "gangguan", {"jenis": "nihil"})
    assert kirim(server)[0] == 200
    assert len(isi_kotak(server)) == 1


def test_mulai_ulang_mengosongkan_kotak_dan_gangguan(server: KotakMasukServer) -> None:
    kirim(server)
    kendali(server, "POST", "gangguan", {"jenis": "500", "detik": 30})
    assert kendali(server, "POST", "mulai_ulang") == (200, {"ok": True})
    assert isi_kotak(server) == []
    assert kirim(server)[0] == 200


def test_pesan_bertahan_dan_daftar_dibatasi(tmp_path: Path) -> None:
    with buka(tmp_path) as server:
        for nomor in range(BATAS_BARIS + 5):
            kirim(server, referensi=f"p-{nomor}")
    with buka(tmp_path) as server:
        assert len(isi_kotak(server)) == BATAS_BARIS
        assert kendali(server, "GET", "pesan")[1]["jumlah"] == BATAS_BARIS + 5
        assert kirim(server, referensi="p-0")[0] == 200
        assert kendali(server, "GET", "pesan")[1]["jumlah"] == BATAS_BARIS + 5

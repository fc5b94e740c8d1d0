from __future__ import annotations

import json

import pytest

from jmo.gateways.dukcapil import (
    HasilPenduduk,
    KodeTolak,
    PutusanBidang,
    Sebab,
    VerdictPenduduk,
)
from jmo.gateways.dukcapil.kode import KALIMAT, KODE, Golongan, golongkan
from jmo.gateways.dukcapil.pesan import baca_bidang, baca_kuota
from jmo.gateways.hasil import BelumPasti, Ditolak, Hasil, TidakTersedia
from jmo.sandbox.peladen import Balasan
from tests.gateways.alat_klien_dukcapil import (
    DATA,
    amplop,
    berkata,
    tanya,
    verdict,
)
from tests.sandbox.alat_dukcapil import (
    BUDI,
)

_VERDICT = {
    Golongan.TIDAK_DITEMUKAN: HasilPenduduk.TIDAK_DITEMUKAN,
    Golongan.NONAKTIF: HasilPenduduk.NONAKTIF,
    Golongan.MENINGGAL: HasilPenduduk.MENINGGAL,
}
_SEBAB = {
    Golongan.KUOTA_HABIS: Sebab.KUOTA_HABIS,
    Golongan.KONFIGURASI: Sebab.KONFIGURASI,
}


def _sesuai_golongan(hasil: Hasil[VerdictPenduduk], golongan: Golongan) -> bool:
    if golongan in _VERDICT:
        return verdict(hasil).hasil is _VERDICT[golongan]
    return isinstance(hasil, TidakTersedia) and hasil.sebab == _SEBAB[golongan]


@pytest.mark.parametrize(
    ("kode", "golongan"),
    [
        ("05", Golongan.KUOTA_HABIS),
        ("11", Golongan.MENINGGAL),
        ("12", Golongan.NONAKTIF),
        ("13", Golongan.TIDAK_DITEMUKAN),
        ("14", Golongan.NONAKTIF),
        ("15", Golongan.TIDAK_DITEMUKAN),
    ],
)
def test_kode_tanpa_kalimat(kode: str, golongan: Golongan) -> None:
    assert KODE[kode] is golongan
    assert _sesuai_golongan(tanya(amplop({"RESPONSE_CODE": kode})), golongan)


def test_setiap_kode_di_tabel_diuji() -> None:
    assert set(KODE) == {"05", "11", "12", "13", "14", "15"}


@pytest.mark.parametrize("kunci", ["RESPONSE", "RESPONSE_DESC", "RESPON"])
@pytest.mark.parametrize(
    ("kalimat", "golongan"),
    [
        ("Data Tidak Ditemukan", Golongan.TIDAK_DITEMUKAN),
        ("Data tidak ditemukan, NIK tidak terdapat di database", Golongan.TIDAK_DITEMUKAN),
        ("Data Ditemukan, Meninggal Dunia", Golongan.MENINGGAL),
        ("Data Ditemukan, Status Non Aktif, silakan hubungi Dinas", Golongan.NONAKTIF),
        ("Data ditemukan, status non-aktif", Golongan.NONAKTIF),
        ("Data Ditemukan, Data Ganda", Golongan.NONAKTIF),
        ("Kuota Akses Hari ini telah Habis", Golongan.KUOTA_HABIS),
        ("LOGIN GAGAL", Golongan.KONFIGURASI),
        ("User ID tidak aktif", Golongan.KONFIGURASI),
        ("IP Address Tidak Sesuai", Golongan.KONFIGURASI),
        ("IP Client  Tidak terdaftar", Golongan.KONFIGURASI),
    ],
)
def test_kalimat_tanpa_kode(kunci: str, kalimat: str, golongan: Golongan) -> None:
    assert golongkan({kunci: kalimat}) is golongan


@pytest.mark.parametrize(("awal", "golongan"), KALIMAT.items())
def test_setiap_kalimat_di_tabel_sampai_ke_hasil(awal: str, golongan: Golongan) -> None:
    assert _sesuai_golongan(tanya(amplop({"RESPON": awal.upper()})), golongan)


@pytest.mark.parametrize(
    "baris",
    [
        {"RESPONSE_CODE": "08"},
        {"RESPONSE_CODE": "99", "RESPONSE": "Sistem sibuk"},
        {"RESPONSE_CODE": "00", "NAMA_LGKP": "Sesuai (100)", "TGL_LHR": "Sesuai"},
        {"RESPON": "Sistem sibuk"},
        {"RESPONSE_CODE": "13", "RESPONSE": "Data Ditemukan, Meninggal Dunia"},
        {"RESPONSE_CODE": "11", "RESPONSE": "Data Tidak Ditemukan"},
        {"NIK": "Sesuai"},
        {"NAMA_LGKP": "Mungkin"},
        {"NAMA_LGKP": "Sesuai (101)"},
        {"NAMA_LGKP": 88},
        {},
    ],
    ids=json.dumps,
)
def test_yang_tidak_dikenal_bukan_putusan(baris: dict[str, object]) -> None:
    assert isinstance(tanya(amplop(baris)), BelumPasti)


@pytest.mark.parametrize(
    "isi",
    [
        b"",
        b"[]",
        b"<html>",
        b'{"content":[]}',
        b'{"content":[1]}',
        b'{"content":[{},{}]}',
        b'{"content":{"NAMA_LGKP":"Sesuai"}}',
        b'{"NAMA_LGKP":"Sesuai"}',
    ],
)
def test_amplop_yang_berbentuk_lain_tidak_pasti(isi: bytes) -> None:
    assert isinstance(tanya(Balasan(200, isi)), BelumPasti)


@pytest.mark.parametrize(
    ("status", "harapan"),
    [
        (400, Ditolak(KodeTolak.PERMINTAAN_SALAH)),
        (422, Ditolak(KodeTolak.PERMINTAAN_SALAH)),
        (401, TidakTersedia(Sebab.KONFIGURASI)),
        (403, TidakTersedia(Sebab.KONFIGURASI)),
        (404, TidakTersedia(Sebab.KONFIGURASI)),
        (429, TidakTersedia(Sebab.LAYANAN_TIDAK_TERSEDIA)),
        (500, TidakTersedia(Sebab.LAYANAN_TIDAK_TERSEDIA)),
        (503, TidakTersedia(Sebab.LAYANAN_TIDAK_TERSEDIA)),
        (302, BelumPasti("status 302")),
        (201, BelumPasti("status 201")),
    ],
)
def test_status_http_berlaku_untuk_kedua_layanan(status: int, harapan: object) -> None:
    with berkata(Balasan(status, b"{}")) as (klien, _):
        assert klien.verifikasi(data=DATA, referensi="v-18") == harapan
        assert klien.cocokkan_wajah(nik=BUDI, jpeg=b"x", referensi="w-18") == harapan


@pytest.mark.parametrize(
    ("nilai", "teks", "harapan"),
    [
        ("Sesuai (92)", True, PutusanBidang(True, 92)),
        ("sesuai(80)", True, PutusanBidang(True, 80)),
        ("Sesuai (79)", True, PutusanBidang(False, 79)),
        ("Sesuai", True, PutusanBidang(True, 100)),
        ("Tidak Sesuai (0)", True, PutusanBidang(False, 0)),
        ("TIDAK SESUAI (61)", True, PutusanBidang(False, 0)),
        ("", True, PutusanBidang(False, 0)),
        (None, True, PutusanBidang(False, 0)),
        ("Sesuai", False, PutusanBidang(True, None)),
        ("SESUAI", False, PutusanBidang(True, None)),
        ("tidak sesuai", False, PutusanBidang(False, None)),
        (" ", False, PutusanBidang(False, None)),
        ("Sesuai (999)", True, None),
        ("Entah", False, None),
        (1, False, None),
    ],
)
def test_aturan_baca_satu_bidang(nilai: object, teks: bool, harapan: PutusanBidang | None) -> None:
    assert baca_bidang(nilai, teks=teks, ambang=80) == harapan


def test_bidang_yang_tidak_dijawab_membuatnya_sebagian() -> None:
    hasil = verdict(tanya(amplop({"NAMA_LGKP": "Sesuai (100)"})))
    assert hasil.hasil is HasilPenduduk.SEBAGIAN
    assert set(hasil.bidang) == {"nama"}
    lengkap = verdict(tanya(amplop({"NAMA_LGKP": "Sesuai (100)", "TGL_LHR": "Sesuai"})))
    assert lengkap.hasil is HasilPenduduk.COCOK


@pytest.mark.parametrize(
    ("nilai", "harapan"),
    [(1523, 1523), ("80", 80), (0, 0), (None, None), (True, None), (-1, None), ("x", None)],
)
def test_sisa_kuota_angka_atau_teks(nilai: object, harapan: int | None) -> None:
    assert baca_kuota({"quotaLimiter": nilai}) == harapan

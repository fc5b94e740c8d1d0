from __future__ import annotations

import json
import logging
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from jmo.gateways.dukcapil import (
    GAMBAR_MAKSIMUM,
    DataPenduduk,
    Dukcapil,
    HasilPenduduk,
    KeadaanWajah,
    KodeTolak,
    KonfigurasiDukcapil,
    PutusanBidang,
    Sebab,
    SkorWajah,
    VerdictPenduduk,
)
from jmo.gateways.dukcapil.kode import GALAT_WAJAH, KALIMAT, KODE, Golongan, golongkan
from jmo.gateways.dukcapil.pesan import BIDANG, baca_bidang, baca_kuota
from jmo.gateways.hasil import BelumPasti, Berhasil, Ditolak, Hasil, TidakTersedia
from jmo.lib.tanggal import WIB
from jmo.sandbox.peladen import Balasan, Peladen, Permintaan, balas_json
from tests.sandbox.alat_dukcapil import (
    BUDI,
    IP,
    LUAR,
    PELANGGAN,
    PENGGUNA,
    SANDI,
    SITI,
    Register,
    dua_wajah,
    foto,
    register_contoh,
    tanpa_wajah,
)

DATA = DataPenduduk(nik=BUDI, nama="Budi Santoso", tanggal_lahir=date(1988, 3, 12))
LENGKAP = replace(
    DATA, no_kk="9901010101150001", nama_ibu="Sri Wahyuni", tempat_lahir="Semarang",
    jenis_kelamin="L", alamat="Jalan Melati Nomor 8", rt="003", rw="005", kelurahan="Sumberjaya",
    kecamatan="Mekarsari", kabupaten="Kabupaten Contoh", provinsi="Provinsi Contoh",
    agama="Islam", status_kawin="Kawin", pekerjaan="Karyawan Swasta",
)  # fmt: skip
RAHASIA = (BUDI, SANDI, "Santoso", "Wahyuni", "9901010101150001", "Melati")


def konfigurasi(alamat: str, **ganti: Any) -> KonfigurasiDukcapil:
    isi: dict[str, Any] = {
        "alamat": alamat, "pelanggan": PELANGGAN, "pengguna": PENGGUNA, "sandi": SANDI, "ip": IP,
        "timeout_sambung": 1.0, "timeout_baca": 0.4, "timeout_baca_wajah": 20.0,
        "izinkan_http": True,
    }  # fmt: skip
    return KonfigurasiDukcapil(**(isi | ganti))


@contextmanager
def klien_untuk(alamat: str, **ganti: Any) -> Iterator[Dukcapil]:
    klien = Dukcapil(konfigurasi(alamat, **ganti))
    try:
        yield klien
    finally:
        klien.tutup()


@contextmanager
def berkata(balasan: Balasan) -> Iterator[tuple[Dukcapil, list[Permintaan]]]:
    """A register that gives one answer to everything, and what it was asked."""
    diterima: list[Permintaan] = []

    def jawab(permintaan: Permintaan) -> Balasan:
        diterima.append(permintaan)
        return balasan

    with (
        Peladen("127.0.0.1", 0, nama="uji", penjawab=jawab) as peladen,
        klien_untuk(peladen.url) as klien,
    ):
        yield klien, diterima


def amplop(baris: Mapping[str, object]) -> Balasan:
    return balas_json({"content": [baris], "quotaLimiter": 1523})


def tanya(balasan: Balasan, data: DataPenduduk = DATA) -> Hasil[VerdictPenduduk]:
    with berkata(balasan) as (klien, _):
        return klien.verifikasi(data=data, referensi="uji")


def verdict(hasil: Hasil[VerdictPenduduk]) -> VerdictPenduduk:
    assert isinstance(hasil, Berhasil), hasil
    return hasil.data


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


# --- Verify by element, against the register ---


def test_semua_bidang_cocok(klien: Dukcapil) -> None:
    hasil = verdict(klien.verifikasi(data=LENGKAP, referensi="v-1"))
    assert hasil.hasil is HasilPenduduk.COCOK
    assert hasil.bidang.keys() == BIDANG.keys()
    assert hasil.sesuai(*BIDANG)
    assert hasil.bidang["nama"] == PutusanBidang(True, 100)
    assert hasil.bidang["tanggal_lahir"] == PutusanBidang(True, None)
    assert hasil.sisa_kuota == 4999


def test_bidang_kosong_tidak_ditanyakan(klien: Dukcapil) -> None:
    hasil = verdict(klien.verifikasi(data=DATA, referensi="v-2"))
    assert hasil.hasil is HasilPenduduk.COCOK
    assert set(hasil.bidang) == {"nik", "nama", "tanggal_lahir"}
    assert not hasil.sesuai("nama", "nama_ibu")


def test_yang_berbeda_disebut_per_bidang(klien: Dukcapil) -> None:
    data = replace(
        LENGKAP, nama_ibu="Kartinah", tanggal_lahir=date(1988, 3, 13), no_kk="9901010101150002"
    )
    hasil = verdict(klien.verifikasi(data=data, referensi="v-3"))
    assert hasil.hasil is HasilPenduduk.SEBAGIAN
    beda = {nama for nama, putusan in hasil.bidang.items() if not putusan.sesuai}
    assert beda == {"nama_ibu", "tanggal_lahir", "no_kk"}
    assert hasil.bidang["nama_ibu"] == PutusanBidang(False, 0)
    assert hasil.bidang["no_kk"] == PutusanBidang(False, None)


def test_ambang_dikirim_ke_register(klien: Dukcapil) -> None:
    data = replace(DATA, nama="Budi Santosa")
    longgar = verdict(klien.verifikasi(data=data, ambang=85, referensi="v-4"))
    ketat = verdict(klien.verifikasi(data=data, ambang=100, referensi="v-5"))
    assert longgar.bidang["nama"] == PutusanBidang(True, 91)
    assert ketat.bidang["nama"] == PutusanBidang(False, 0)


@pytest.mark.parametrize("bentuk", ["DD-MM-YYYY", "YYYY-MM-DD"])
def test_bentuk_tanggal_menurut_konfigurasi(register: Register, bentuk: str) -> None:
    with klien_untuk(register.server.url, bentuk_tanggal=bentuk) as klien:
        hasil = verdict(klien.verifikasi(data=DATA, referensi="v-6"))
    assert hasil.sesuai("tanggal_lahir")


@pytest.mark.parametrize(
    ("perilaku", "harapan", "kode"),
    [
        ("tidak_ditemukan", HasilPenduduk.TIDAK_DITEMUKAN, "13"),
        ("nonaktif", HasilPenduduk.NONAKTIF, "14"),
        ("ganda", HasilPenduduk.NONAKTIF, "12"),
        ("meninggal", HasilPenduduk.MENINGGAL, "11"),
        ("nama_88", HasilPenduduk.COCOK, ""),
        ("tanggal_beda", HasilPenduduk.SEBAGIAN, ""),
    ],
)
def test_putusan_tentang_orang(
    register: Register, klien: Dukcapil, perilaku: str, harapan: HasilPenduduk, kode: str
) -> None:
    nik = register.penduduk(nama="BUDI SANTOSO", tanggal_lahir="1988-03-12", perilaku=perilaku)
    hasil = verdict(klien.verifikasi(data=replace(DATA, nik=nik), referensi="v-7"))
    assert (hasil.hasil, hasil.kode) == (harapan, kode)
    assert hasil.sisa_kuota == 4999
    assert bool(hasil.bidang) is (not kode)


def test_nik_yang_tidak_ada(klien: Dukcapil) -> None:
    hasil = verdict(klien.verifikasi(data=replace(DATA, nik=LUAR), referensi="v-8"))
    assert hasil.hasil is HasilPenduduk.TIDAK_DITEMUKAN


@pytest.mark.parametrize("perilaku", ["lambat", "putus", "ngawur"])
def test_tanpa_jawaban_utuh_tidak_pasti(register: Register, klien: Dukcapil, perilaku: str) -> None:
    nik = register.penduduk(perilaku=perilaku)
    hasil = klien.verifikasi(data=replace(DATA, nik=nik), referensi="v-9")
    assert isinstance(hasil, BelumPasti)


@pytest.mark.parametrize(
    ("perilaku", "sebab"),
    [
        ("galat_500", Sebab.LAYANAN_TIDAK_TERSEDIA),
        ("kuota_habis", Sebab.KUOTA_HABIS),
        ("login_gagal", Sebab.KONFIGURASI),
        ("pengguna_nonaktif", Sebab.KONFIGURASI),
        ("ip_ditolak", Sebab.KONFIGURASI),
    ],
)
def test_layanan_yang_tidak_dapat_dipakai(
    register: Register, klien: Dukcapil, perilaku: str, sebab: Sebab
) -> None:
    nik = register.penduduk(perilaku=perilaku)
    hasil = klien.verifikasi(data=replace(DATA, nik=nik), referensi="v-10")
    assert isinstance(hasil, TidakTersedia)
    assert hasil.sebab == sebab
    assert (hasil.coba_lagi_pada is not None) is (sebab is Sebab.KUOTA_HABIS)


@pytest.mark.parametrize(
    ("jenis", "harapan"),
    [
        ("500", TidakTersedia(Sebab.LAYANAN_TIDAK_TERSEDIA)),
        ("putus", None),
        ("lambat", None),
        ("ngawur", None),
    ],
)
def test_gangguan_seluruh_register(
    register: Register, klien: Dukcapil, jenis: str, harapan: TidakTersedia | None
) -> None:
    register.gangguan(jenis)
    hasil = klien.verifikasi(data=DATA, referensi="v-11")
    assert isinstance(hasil, BelumPasti) if harapan is None else hasil == harapan
    register.gangguan("nihil")
    assert verdict(klien.verifikasi(data=DATA, referensi="v-12")).hasil is HasilPenduduk.COCOK


@pytest.mark.parametrize(
    ("sekarang", "lagi"),
    [
        # 16.59 UTC is 23.59 in Jakarta, 17.00 UTC is already the next day there.
        (datetime(2026, 12, 31, 16, 59, tzinfo=UTC), datetime(2027, 1, 1, 0, 5, tzinfo=WIB)),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), datetime(2027, 1, 2, 0, 5, tzinfo=WIB)),
    ],
)
def test_kuota_habis_dicoba_lagi_esok_pagi(
    register: Register, klien: Dukcapil, sekarang: datetime, lagi: datetime
) -> None:
    register.gangguan("kuota", 600)
    with time_machine.travel(sekarang, tick=False):
        hasil = klien.verifikasi(data=DATA, referensi="v-13")
    assert hasil == TidakTersedia(Sebab.KUOTA_HABIS, lagi)


@pytest.mark.parametrize("salah", [{"sandi": "lain"}, {"pengguna": "lain"}, {"ip": "10.0.0.1"}])
def test_bukti_diri_yang_salah_adalah_konfigurasi_dan_berbunyi(
    register: Register, caplog: pytest.LogCaptureFixture, salah: dict[str, str]
) -> None:
    with klien_untuk(register.server.url, **salah) as klien:
        hasil = klien.verifikasi(data=DATA, referensi="v-14")
    assert hasil == TidakTersedia(Sebab.KONFIGURASI)
    assert [c.levelname for c in caplog.records if "periksa" in c.getMessage()] == ["ERROR"]


def test_pelanggan_yang_salah_adalah_konfigurasi(register: Register) -> None:
    with klien_untuk(register.server.url, pelanggan="LAIN") as klien:
        hasil = klien.verifikasi(data=DATA, referensi="v-15")
    assert hasil == TidakTersedia(Sebab.KONFIGURASI)


def test_register_yang_mati_berarti_tidak_ada_yang_terkirim() -> None:
    with socket.socket() as kosong:
        kosong.bind(("127.0.0.1", 0))
        with klien_untuk(f"http://127.0.0.1:{kosong.getsockname()[1]}") as klien:
            assert klien.verifikasi(data=DATA, referensi="v-16") == TidakTersedia(
                Sebab.LAYANAN_TIDAK_TERSEDIA
            )
            assert klien.cocokkan_wajah(nik=BUDI, jpeg=b"x", referensi="w-16") == TidakTersedia(
                Sebab.LAYANAN_TIDAK_TERSEDIA
            )


# --- The wire ---


def test_nama_bidang_persis_seperti_register() -> None:
    with berkata(amplop({"NAMA_LGKP": "Sesuai"})) as (klien, diterima):
        klien.verifikasi(data=LENGKAP, referensi="v-17")
    (permintaan,) = diterima
    assert permintaan.jalur == "/dukcapil/get_json/JMO/CALL_VERIFY_BY_ELEMEN"
    assert json.loads(permintaan.isi) == {
        "USER_ID": "jmo", "PASSWORD": "sandi-contoh", "IP_USER": "10.9.8.7", "TRESHOLD": "80",
        "NIK": BUDI, "NO_KK": "9901010101150001", "NAMA_LGKP": "Budi Santoso",
        "TMPT_LHR": "Semarang", "TGL_LHR": "12-03-1988", "JENIS_KLMIN": "Laki-laki",
        "JENIS_PKRJN": "Karyawan Swasta", "STATUS_KAWIN": "Kawin", "AGAMA": "Islam",
        "NAMA_LGKP_IBU": "Sri Wahyuni", "ALAMAT": "Jalan Melati Nomor 8",
        "PROP_NAME": "Provinsi Contoh", "KAB_NAME": "Kabupaten Contoh", "KEC_NAME": "Mekarsari",
        "KEL_NAME": "Sumberjaya", "NO_RT": "003", "NO_RW": "005",
    }  # fmt: skip


def test_setiap_bidang_data_punya_nama_di_register() -> None:
    assert set(BIDANG) == {bidang.name for bidang in fields(DataPenduduk)}


# --- Codes and sentences: one row each ---

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


# --- Faces ---


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


# --- Nothing leaks, nothing weak is accepted ---


def test_log_dan_repr_tanpa_data_pribadi(
    register: Register, klien: Dukcapil, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    klien.verifikasi(data=LENGKAP, referensi="v-20")
    klien.cocokkan_wajah(nik=BUDI, jpeg=foto("obama2.jpg"), referensi="w-20")
    register.gangguan("putus")
    klien.verifikasi(data=LENGKAP, referensi="v-21")
    klien.cocokkan_wajah(nik=BUDI, jpeg=foto("obama2.jpg"), referensi="w-21")
    tampak = " ".join(
        (caplog.text, repr(LENGKAP), repr(klien), repr(klien.konfigurasi), str(klien.konfigurasi))
    )
    assert "dukcapil.verifikasi" in caplog.text
    assert "v-21" in caplog.text
    assert [kata for kata in RAHASIA if kata.lower() in tampak.lower()] == []


@pytest.mark.parametrize(
    "salah",
    [
        {"izinkan_http": False},
        {"alamat_wajah": "ftp://contoh"},
        {"pelanggan": "A/B"},
        {"pelanggan": ""},
        {"pengguna": "a:b"},
        {"sandi": ""},
        {"sandi": "a\nb"},
        {"ip": ""},
        {"jalur_wajah": "v1"},
        {"bentuk_tanggal": "MM-DD-YYYY"},
    ],
    ids=str,
)
def test_konfigurasi_yang_keliru_ditolak(salah: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"^(alamat|pelanggan|pengguna|sandi|ip|jalur|bentuk)"):
        konfigurasi("http://127.0.0.1:1", **salah)


@pytest.mark.parametrize(
    "salah", [{"nik": "123"}, {"nik": "9901011203880 01"}, {"nama": " "}, {"jenis_kelamin": "X"}]
)
def test_pertanyaan_yang_mustahil_ditolak(salah: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"^(nik|nama|jenis_kelamin) must"):
        replace(DATA, **salah)


@pytest.mark.parametrize("ambang", [0, 101])
def test_ambang_di_luar_jangkauan_ditolak(klien: Dukcapil, ambang: int) -> None:
    with pytest.raises(ValueError, match="ambang"):
        klien.verifikasi(data=DATA, ambang=ambang, referensi="v-22")


def test_skor_hanya_bersama_keadaan_dinilai() -> None:
    with pytest.raises(ValueError, match="contradict"):
        SkorWajah(KeadaanWajah.DINILAI, None, None)
    with pytest.raises(ValueError, match="contradict"):
        SkorWajah(KeadaanWajah.NONAKTIF, Decimal(1), None)

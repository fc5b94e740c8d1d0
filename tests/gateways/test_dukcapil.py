from __future__ import annotations

import json
import logging
import socket
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from jmo.gateways.dukcapil import (
    DataPenduduk,
    Dukcapil,
    HasilPenduduk,
    KeadaanWajah,
    PutusanBidang,
    Sebab,
    SkorWajah,
)
from jmo.gateways.dukcapil.pesan import BIDANG
from jmo.gateways.hasil import BelumPasti, TidakTersedia
from jmo.lib.tanggal import WIB
from tests.gateways.alat_klien_dukcapil import (
    DATA,
    LENGKAP,
    RAHASIA,
    amplop,
    berkata,
    klien_untuk,
    konfigurasi,
    verdict,
)
from tests.sandbox.alat_dukcapil import (
    BUDI,
    LUAR,
    Register,
    foto,
    register_contoh,
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
def test_tanpa_jawaban_utuh_tidak_pasti(register: Register, perilaku: str) -> None:
    nik = register.penduduk(perilaku=perilaku)
    with klien_untuk(register.server.url, timeout_baca=0.4) as klien:
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
    batas = 0.4 if jenis == "lambat" else 10.0
    with klien_untuk(register.server.url, timeout_baca=batas) as tak_sabar:
        hasil = tak_sabar.verifikasi(data=DATA, referensi="v-11")
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

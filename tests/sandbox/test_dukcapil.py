from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from jmo.sandbox.dukcapil.cocok import kemiripan
from tests.sandbox.alat_dukcapil import (
    BUDI,
    IP,
    LUAR,
    PENGGUNA,
    SANDI,
    SITI,
    Register,
    foto,
    register_contoh,
)

JALUR = "/dukcapil/get_json/JMO/CALL_VERIFY_BY_ELEMEN"


@pytest.fixture(scope="module")
def bersama(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """One register for all tests of this module; each starts it over."""
    with register_contoh(tmp_path_factory.mktemp("dukcapil")) as hasil:
        yield hasil


@pytest.fixture
def register(bersama: Register) -> Register:
    assert bersama.kendali("POST", "mulai_ulang")[0] == 200
    return bersama


# --- Verify by element ---


def test_semua_bidang_penduduk_sesuai(register: Register) -> None:
    assert register.putusan(
        BUDI, NAMA_LGKP="Budi Santoso", TGL_LHR="12-03-1988", TMPT_LHR="Semarang",
        NAMA_LGKP_IBU="Sri Wahyuni", NO_KK="9901010101150001", JENIS_KLMIN="Laki-laki",
        ALAMAT="Jalan Melati Nomor 8", NO_RT="3", NO_RW="05", KEL_NAME="Sumberjaya",
        KEC_NAME="Mekarsari", KAB_NAME="Kabupaten Contoh", PROP_NAME="Provinsi Contoh",
        AGAMA="Islam", STATUS_KAWIN="Kawin", JENIS_PKRJN="Karyawan Swasta",
    ) == {
        "NIK": "Sesuai", "NAMA_LGKP": "Sesuai (100)", "TGL_LHR": "Sesuai",
        "TMPT_LHR": "Sesuai (100)", "NAMA_LGKP_IBU": "Sesuai (100)", "NO_KK": "Sesuai",
        "JENIS_KLMIN": "Sesuai", "ALAMAT": "Sesuai (100)", "NO_RT": "Sesuai", "NO_RW": "Sesuai",
        "KEL_NAME": "Sesuai", "KEC_NAME": "Sesuai", "KAB_NAME": "Sesuai", "PROP_NAME": "Sesuai",
        "AGAMA": "Sesuai", "STATUS_KAWIN": "Sesuai", "JENIS_PKRJN": "Sesuai",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("bidang", "nilai"),
    [
        ("NAMA_LGKP", "SLAMET RIYADI"),
        ("TMPT_LHR", "MAKASSAR"),
        ("NAMA_LGKP_IBU", "KARTINAH"),
        ("ALAMAT", "GANG KENANGA 21"),
        ("TGL_LHR", "13-03-1988"),
        ("TGL_LHR", "entah"),
        ("NO_KK", "9901010101150002"),
        ("JENIS_KLMIN", "Perempuan"),
        ("NO_RT", "4"),
        ("AGAMA", "KATOLIK"),
        ("STATUS_KAWIN", "BELUM KAWIN"),
        ("JENIS_PKRJN", "PETANI"),
        ("KEL_NAME", "WONOSARI"),
    ],
)
def test_bidang_yang_berbeda_tidak_sesuai(register: Register, bidang: str, nilai: str) -> None:
    putusan = register.putusan(BUDI, **{bidang: nilai})
    assert putusan == {
        "NIK": "Sesuai",
        bidang: "Tidak Sesuai (0)"
        if bidang in {"NAMA_LGKP", "TMPT_LHR", "NAMA_LGKP_IBU", "ALAMAT"}
        else "Tidak Sesuai",
    }


@pytest.mark.parametrize("tanggal", ["12-03-1988", "1988-03-12"])
def test_dua_bentuk_tanggal_dimengerti(register: Register, tanggal: str) -> None:
    assert register.putusan(BUDI, TGL_LHR=tanggal)["TGL_LHR"] == "Sesuai"


def test_ambang_memisahkan_nama_yang_mirip(register: Register) -> None:
    mirip = kemiripan("BUDI SANTOSA", "BUDI SANTOSO")
    assert 80 < mirip < 100
    lolos = register.putusan(BUDI, ambang=mirip, NAMA_LGKP="BUDI SANTOSA")
    gagal = register.putusan(BUDI, ambang=str(mirip + 1), NAMA_LGKP="BUDI SANTOSA")
    assert lolos["NAMA_LGKP"] == f"Sesuai ({mirip})"
    assert gagal["NAMA_LGKP"] == "Tidak Sesuai (0)"


@pytest.mark.parametrize("ambang", [0, 101, "", "delapan", None, 80.5, -1])
def test_ambang_di_luar_1_sampai_100_ditolak(register: Register, ambang: object) -> None:
    assert register.tanya(BUDI, ambang=ambang) == (400, {"galat": "TRESHOLD"})


def test_kemiripan_tidak_bergantung_urutan_dan_100_hanya_bila_sama() -> None:
    assert kemiripan("SRI WAHYUNI", "SRI WAHYUNINGSIH") == kemiripan(
        "SRI WAHYUNINGSIH", "SRI WAHYUNI"
    )
    assert kemiripan("Siti Rahayu.", "SITI  RAHAYU") == 100
    assert kemiripan("ANDRÉ", "ANDRE") == 100
    assert kemiripan("BUDI SANTOSO WIDJAJA", "BUDI SANTOSO WIDJAYA") == 95
    assert kemiripan("", "BUDI") == 0


def test_bidang_yang_kosong_atau_tak_dikenal_tidak_diputus(register: Register) -> None:
    assert register.putusan(BUDI, NAMA_LGKP=" ", NO_PROP="99") == {"NIK": "Sesuai"}


def test_amplop_memuat_sisa_kuota_yang_berkurang(register: Register) -> None:
    _, pertama = register.tanya(BUDI)
    _, kedua = register.tanya(BUDI)
    assert pertama["quotaLimiter"] == 4999
    assert kedua["quotaLimiter"] == 4998
    assert pertama["lastPage"] is True
    assert pertama["numberOfElements"] == 1


@pytest.mark.parametrize(
    ("perilaku", "kode", "awal"),
    [
        ("meninggal", "11", "Data Ditemukan, Meninggal"),
        ("ganda", "12", "Data Ditemukan, Data Ganda"),
        ("tidak_ditemukan", "13", "Data Tidak Ditemukan"),
        ("nonaktif", "14", "Data Ditemukan, Status Non Aktif"),
        ("kuota_habis", "05", "Kuota Akses Hari ini"),
        ("login_gagal", None, "Login Gagal"),
        ("ip_ditolak", None, "IP Client Tidak Terdaftar"),
        ("pengguna_nonaktif", None, "User ID Tidak Aktif"),
    ],
)
def test_perilaku_memberi_kode_dan_kalimat(
    register: Register, perilaku: str, kode: str | None, awal: str
) -> None:
    nik = register.penduduk(perilaku=perilaku)
    baris = register.putusan(nik, NAMA_LGKP="ORANG CONTOH")
    assert baris.get("RESPONSE_CODE") == kode
    kalimat = next(baris[n] for n in ("RESPONSE", "RESPONSE_DESC", "RESPON") if n in baris)
    assert kalimat.startswith(awal)
    assert "NAMA_LGKP" not in baris


def test_nik_yang_tidak_ada_dan_yang_keliru_bentuknya(register: Register) -> None:
    assert register.putusan(LUAR)["RESPONSE_CODE"] == "13"
    assert register.putusan("123")["RESPONSE_CODE"] == "15"


def test_perilaku_nama_88_tunduk_pada_ambang(register: Register) -> None:
    nik = register.penduduk(perilaku="nama_88")
    assert register.putusan(nik, NAMA_LGKP="APA SAJA")["NAMA_LGKP"] == "Sesuai (88)"
    ketat = register.putusan(nik, ambang=95, NAMA_LGKP="APA SAJA")
    assert ketat["NAMA_LGKP"] == "Tidak Sesuai (0)"


def test_perilaku_tanggal_beda(register: Register) -> None:
    nik = register.penduduk(perilaku="tanggal_beda")
    assert register.putusan(nik, TGL_LHR="01-01-1970", NAMA_LGKP="ORANG CONTOH") == {
        "NIK": "Sesuai", "NAMA_LGKP": "Sesuai (100)", "TGL_LHR": "Tidak Sesuai",
    }  # fmt: skip


def test_perilaku_yang_merusak_jawaban(register: Register) -> None:
    nik = register.penduduk(perilaku="galat_500")
    assert register.tanya(nik)[0] == 500
    status, isi = register.tanya(register.penduduk(perilaku="ngawur"))
    assert status == 200
    assert isinstance(isi, bytes)
    register.penduduk(perilaku="putus")
    with pytest.raises(ConnectionError):
        register.tanya(nik)
    register.penduduk(perilaku="lambat")
    mulai = time.monotonic()
    assert register.putusan(nik)["NIK"] == "Sesuai"
    assert time.monotonic() - mulai >= 0.6


@pytest.mark.parametrize(
    ("ganti", "kalimat"),
    [
        ({"USER_ID": "lain"}, "Login Gagal"),
        ({"PASSWORD": "lain"}, "Login Gagal"),
        ({"IP_USER": "10.0.0.1"}, "IP Client Tidak Terdaftar"),
    ],
)
def test_pemanggil_asing_tidak_diberi_tahu_dan_tidak_memakai_kuota(
    register: Register, ganti: dict[str, str], kalimat: str
) -> None:
    isi = {"USER_ID": PENGGUNA, "PASSWORD": SANDI, "IP_USER": IP, "TRESHOLD": "80", "NIK": BUDI}
    status, jawaban = register.minta(JALUR, isi | ganti)
    assert (status, jawaban["content"]) == (200, [{"RESPON": kalimat}])
    assert jawaban["quotaLimiter"] == 5000


def test_isi_yang_bukan_json_dan_jalur_lain_ditolak(register: Register) -> None:
    assert register.minta(JALUR, b"{")[0] == 400
    assert register.minta(JALUR, b"[]")[0] == 400
    assert register.minta("/dukcapil/get_json/LAIN/CALL_VERIFY_BY_ELEMEN", {})[0] == 404
    assert register.minta(JALUR, metode="GET")[0] == 404


# --- Quota ---


def test_kuota_habis_lalu_pulih_pada_hari_berikutnya(tmp_path: Path) -> None:
    with register_contoh(tmp_path, kuota_harian=2) as register:
        with time_machine.travel(datetime(2026, 11, 22, 10, tzinfo=UTC), tick=False):
            sisa = [register.tanya(BUDI)[1]["quotaLimiter"] for _ in range(3)]
            habis = register.putusan(BUDI)
        # 17.00 UTC is midnight in Jakarta.
        with time_machine.travel(datetime(2026, 11, 22, 17, 0, 1, tzinfo=UTC), tick=False):
            esok = register.tanya(BUDI)[1]
    assert sisa == [1, 0, 0]
    assert habis["RESPONSE_CODE"] == "05"
    assert esok["content"][0] == {"NIK": "Sesuai"}
    assert esok["quotaLimiter"] == 1


# --- Control door ---


def test_pintu_kendali_menolak_tanpa_rahasia(register: Register) -> None:
    for kepala in ({}, {"X-Kendali": "salah"}):
        assert register.minta("/kendali/penduduk", metode="GET", kepala=kepala)[0] == 403
    assert register.kendali("GET", "tidak_ada")[0] == 404
    assert register.kendali("GET", "wajah")[0] == 404


def test_daftar_penduduk_tanpa_nomor(register: Register) -> None:
    register.penduduk(nama="ORANG BARU", kunci="baru")
    status, isi = register.kendali("GET", "penduduk")
    assert status == 200
    assert [p["nama"] for p in isi["penduduk"]] == [
        "BUDI SANTOSO", "SITI RAHAYU", "AGUS PRASETYO", "ORANG BARU",
    ]  # fmt: skip
    assert BUDI not in json.dumps(isi)
    assert LUAR not in json.dumps(isi)


@pytest.mark.parametrize(
    ("salah", "sebab"),
    [
        ({"nik": "3201011203880001"}, "nik must be 16 digits that begin with 99"),
        ({"nik": "99010112038800"}, "nik must be 16 digits that begin with 99"),
        ({"no_kk": "1"}, "no_kk must be 16 digits"),
        ({"nama": " "}, "nama must not be empty"),
        ({"nama": 5}, "nama must be text"),
        ({"jenis_kelamin": "X"}, "jenis_kelamin must be L or P"),
        ({"tanggal_lahir": "01-01-1970"}, "tanggal_lahir must be YYYY-MM-DD"),
        ({"perilaku": "aneh"}, "perilaku is not known"),
        ({"foto": "../rahasia.jpg"}, "foto must be a file name"),
    ],
)
def test_penduduk_yang_keliru_ditolak_dengan_sebab(
    register: Register, salah: dict[str, object], sebab: str
) -> None:
    isi = {"nama": "ORANG", "nik": LUAR, "tanggal_lahir": "1970-01-01"} | salah
    assert register.kendali("POST", "penduduk", isi) == (400, {"galat": sebab})


def test_penduduk_dapat_diganti(register: Register) -> None:
    register.penduduk(nama="NAMA LAMA")
    register.penduduk(nama="NAMA BARU")
    assert register.putusan(LUAR, NAMA_LGKP="NAMA BARU")["NAMA_LGKP"] == "Sesuai (100)"


def test_mulai_ulang_mengembalikan_pemeran_kuota_dan_gangguan(register: Register) -> None:
    register.penduduk()
    register.penduduk(nik=BUDI, nama="BUDI DIGANTI")
    register.tanya(BUDI)
    register.gangguan("500")
    assert register.kendali("POST", "mulai_ulang") == (200, {"ok": True})
    assert register.kendali("GET", "gangguan")[1]["jenis"] == "nihil"
    status, isi = register.tanya(BUDI, NAMA_LGKP="BUDI SANTOSO")
    assert (status, isi["quotaLimiter"]) == (200, 4999)
    assert isi["content"][0]["NAMA_LGKP"] == "Sesuai (100)"
    assert register.putusan(LUAR)["RESPONSE_CODE"] == "13"


def test_buku_bertahan_melewati_mulai_lagi(tmp_path: Path) -> None:
    with register_contoh(tmp_path) as register:
        register.penduduk(nama="TETAP ADA")
    with register_contoh(tmp_path) as register:
        assert register.putusan(LUAR, NAMA_LGKP="TETAP ADA")["NAMA_LGKP"] == "Sesuai (100)"


# --- Faults ---


@pytest.mark.parametrize("layanan", ["verifikasi", "wajah"])
def test_gangguan_berlaku_untuk_kedua_layanan(register: Register, layanan: str) -> None:
    def panggil() -> tuple[int, object]:
        return (
            register.tanya(BUDI)
            if layanan == "verifikasi"
            else register.wajah(SITI, foto("obama.jpg"))
        )

    register.gangguan("500")
    assert panggil()[0] == 500
    register.gangguan("ngawur")
    assert isinstance(panggil()[1], bytes)
    register.gangguan("putus")
    with pytest.raises(ConnectionError):
        panggil()
    register.gangguan("lambat")
    mulai = time.monotonic()
    assert panggil()[0] == 200
    assert time.monotonic() - mulai >= 0.6
    register.gangguan("kuota")
    status, isi = panggil()
    if layanan == "verifikasi":
        assert isinstance(isi, dict)
        assert isi["content"][0]["RESPONSE_CODE"] == "05"
    else:
        assert (status, isi) == (429, {"error": {"code": "quota_exceeded"}})
    register.gangguan("nihil", 0)
    assert panggil()[0] == 200


def test_gangguan_berakhir_sendiri(register: Register) -> None:
    register.gangguan("500", 0.3)
    assert register.tanya(BUDI)[0] == 500
    time.sleep(0.35)
    assert register.tanya(BUDI)[0] == 200


@pytest.mark.parametrize(
    "isi",
    [
        {"jenis": "entah", "detik": 1},
        {"jenis": "500", "detik": "1"},
        {"jenis": "500", "detik": True},
    ],
)
def test_gangguan_yang_tak_dikenal_ditolak(register: Register, isi: dict[str, object]) -> None:
    assert register.kendali("POST", "gangguan", isi)[0] == 400


# --- The line ---


def test_satu_sambungan_melayani_banyak_permintaan(register: Register) -> None:
    sambungan = http.client.HTTPConnection("127.0.0.1", register.server.port, timeout=5)
    port = set()
    for _ in range(3):
        sambungan.request("POST", JALUR, b"{}")
        port.add(sambungan.sock.getsockname()[1])
        jawaban = sambungan.getresponse()
        jawaban.read()
        assert jawaban.version == 11
    sambungan.close()
    assert len(port) == 1


def test_isi_yang_terlalu_besar_ditolak_tanpa_dibaca(register: Register) -> None:
    sambungan = http.client.HTTPConnection("127.0.0.1", register.server.port, timeout=5)
    sambungan.putrequest("POST", JALUR)
    sambungan.putheader("Content-Length", str(100 * 1024 * 1024))
    sambungan.endheaders()
    assert sambungan.getresponse().status == 413
    sambungan.close()


def test_berhenti_tidak_menunggu_jawaban_yang_lambat(tmp_path: Path) -> None:
    with register_contoh(tmp_path, tunda_lambat_detik=60.0) as register:
        register.gangguan("lambat")
        utas = threading.Thread(target=lambda: _abaikan(register), daemon=True)
        utas.start()
        time.sleep(0.3)
        mulai = time.monotonic()
    assert time.monotonic() - mulai < 5
    utas.join(5)
    assert not utas.is_alive()


def _abaikan(register: Register) -> None:
    try:
        register.tanya(BUDI)
    except (OSError, http.client.HTTPException):
        return

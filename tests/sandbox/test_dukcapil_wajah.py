from __future__ import annotations

import base64
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.sandbox.alat_dukcapil import (
    AGUS,
    BUDI,
    LUAR,
    PENGGUNA,
    SANDI,
    SITI,
    Register,
    dua_wajah,
    foto,
    register_contoh,
    tanpa_wajah,
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


def test_orang_yang_sama_cocok_dan_orang_lain_tidak(register: Register) -> None:
    skor = {}
    for nama in ("obama2.jpg", "obama3.jpg", "biden.jpg"):
        status, isi = register.wajah(BUDI, foto(nama))
        assert status == 200
        assert isi["isValid"]
        assert isi["isActive"]
        assert isi["face"] is (isi["faceSimilarity"] >= 0.75)
        skor[nama] = isi["faceSimilarity"]
    assert skor["obama2.jpg"] >= 0.75
    assert skor["obama3.jpg"] >= 0.75
    assert skor["biden.jpg"] < 0.60
    assert register.wajah(AGUS, foto("biden.jpg"))[1]["faceSimilarity"] == 1.0


def test_sandi_foto_pemeran_disimpan_dan_bertahan(register: Register, tmp_path: Path) -> None:
    with register_contoh(tmp_path) as pertama:
        assert pertama.wajah(BUDI, foto("obama2.jpg"))[0] == 200
    with sqlite3.connect(tmp_path / "dukcapil.sqlite3") as db:
        ((isi,),) = db.execute("SELECT isi FROM sandi_foto").fetchall()
        db.execute("UPDATE sandi_foto SET isi = ?", (json.dumps([9.0] * 128),))
    db.close()
    assert len(json.loads(isi)) == 128
    # With the stored numbers spoilt the same picture no longer matches: they are what is read.
    with register_contoh(tmp_path) as kedua:
        assert kedua.wajah(BUDI, foto("obama2.jpg"))[1]["faceSimilarity"] == 0


def test_gambar_tanpa_wajah_dan_dengan_dua_wajah(register: Register) -> None:
    assert register.wajah(BUDI, tanpa_wajah()) == (400, {"error": {"code": "no_face_detected"}})
    assert register.wajah(BUDI, dua_wajah()) == (
        400,
        {"error": {"code": "multiple_faces_detected"}},
    )


@pytest.mark.parametrize(
    ("gambar", "kode"),
    [
        ("%%%", "invalid_base64_encoding"),
        ("QUJD", "invalid_image"),
        ("A" * (1024 * 1024 + 4), "image_too_large"),
    ],
)
def test_gambar_yang_tidak_dapat_dibaca(register: Register, gambar: str, kode: str) -> None:
    assert register.wajah(BUDI, gambar) == (400, {"error": {"code": kode}})


def test_wajah_tanpa_foto_acuan_tidak_dinilai(register: Register) -> None:
    status, isi = register.wajah(SITI, foto("obama.jpg"))
    assert (status, isi["isValid"], isi["isActive"]) == (200, True, True)
    assert isi["faceSimilarity"] is None
    assert isi["face"] is None


@pytest.mark.parametrize("angka", ["0.95", "0.76", "0.74", "0.30"])
def test_skor_wajah_dapat_dipaksa(register: Register, angka: str) -> None:
    nik = register.penduduk(perilaku=f"wajah_{angka}")
    _, isi = register.wajah(nik, foto("biden.jpg"))
    assert isi["faceSimilarity"] == float(angka)
    assert isi["face"] is (float(angka) >= 0.75)


@pytest.mark.parametrize(
    ("perilaku", "status", "kode"),
    [
        ("tanpa_wajah", 400, "no_face_detected"),
        ("dua_wajah", 400, "multiple_faces_detected"),
        ("kuota_habis", 429, "quota_exceeded"),
        ("login_gagal", 401, "unauthorized"),
    ],
)
def test_galat_wajah_dapat_dipaksa(
    register: Register, perilaku: str, status: int, kode: str
) -> None:
    nik = register.penduduk(perilaku=perilaku)
    assert register.wajah(nik, foto("obama.jpg")) == (status, {"error": {"code": kode}})


@pytest.mark.parametrize(
    ("perilaku", "sah"), [("tidak_ditemukan", False), ("nonaktif", True), ("meninggal", True)]
)
def test_wajah_orang_yang_tidak_aktif_tidak_dibandingkan(
    register: Register, perilaku: str, sah: bool
) -> None:
    nik = register.penduduk(perilaku=perilaku)
    _, isi = register.wajah(nik, foto("obama.jpg"))
    assert (isi["isValid"], isi["isActive"], isi["faceSimilarity"]) == (sah, False, None)


def test_wajah_menolak_pemanggil_asing(register: Register) -> None:
    assert register.wajah(BUDI, foto("obama.jpg"), sandi="lain")[0] == 401
    assert register.minta("/v1/face/match", {"nik": BUDI, "image": ""})[0] == 401


def test_verifikasi_tidak_menunggu_pustaka_wajah_dimuat(tmp_path: Path) -> None:
    with register_contoh(tmp_path) as register:
        hasil: list[float] = []
        mulai = time.monotonic()

        def wajah() -> None:
            assert register.wajah(BUDI, foto("obama2.jpg"))[0] == 200
            hasil.append(time.monotonic() - mulai)

        utas = threading.Thread(target=wajah)
        utas.start()
        time.sleep(0.2)
        for _ in range(5):
            assert register.putusan(BUDI, NAMA_LGKP="BUDI SANTOSO")["NIK"] == "Sesuai"
        sesudah_verifikasi = time.monotonic() - mulai
        utas.join()
    assert sesudah_verifikasi < hasil[0]


def test_proses_register_tidak_memuat_pustaka_wajah() -> None:
    kata = "import sys, jmo.sandbox.dukcapil as d; print([n for n in sys.modules if n in N])"
    kata = kata.replace("N]", "('face_recognition', 'dlib', 'numpy', 'PIL', 'django')]")
    hasil = subprocess.run(
        [sys.executable, "-c", kata], capture_output=True, text=True, check=True,
        cwd=Path(__file__).resolve().parents[2],
    )  # fmt: skip
    assert hasil.stdout.strip() == "[]"


def _proses_wajah() -> set[int]:
    """Face processes that are children of this one.

    Asked by parent's id: the lists of children per thread miss a child whose thread ends meanwhile.
    """
    hasil = set()
    for proses in Path("/proc").glob("[0-9]*"):
        # A process may end while it is looked at.
        with suppress(FileNotFoundError, ProcessLookupError):
            anak = f"PPid:\t{os.getpid()}\n" in (proses / "status").read_text()
            if anak and b"mesin_wajah" in (proses / "cmdline").read_bytes():
                hasil.add(int(proses.name))
    return hasil


def test_proses_wajah_yang_mati_berarti_layanan_padam_lalu_pulih(tmp_path: Path) -> None:
    lama = _proses_wajah()
    with register_contoh(tmp_path) as register:
        assert register.wajah(BUDI, foto("obama2.jpg"))[0] == 200
        (pid,) = _proses_wajah() - lama
        os.kill(pid, signal.SIGKILL)
        status, isi = register.wajah(BUDI, foto("obama2.jpg"))
        assert (status, isi) == (503, {"error": {"code": "request_error"}})
        assert register.wajah(BUDI, foto("obama2.jpg"))[1]["faceSimilarity"] >= 0.75
    assert _proses_wajah() == lama


def test_foto_acuan_tanpa_satu_wajah_tidak_dapat_dibandingkan(tmp_path: Path) -> None:
    folder = tmp_path / "foto"
    folder.mkdir()
    (folder / "kosong.jpg").write_bytes(tanpa_wajah())
    (folder / "rusak.jpg").write_bytes(b"bukan gambar")
    with register_contoh(tmp_path, folder_foto=folder) as register:
        for nama in ("kosong.jpg", "rusak.jpg", "tidak_ada.jpg"):
            nik = register.penduduk(foto=nama)
            status, isi = register.wajah(nik, foto("obama.jpg"))
            assert (status, isi["isActive"], isi["faceSimilarity"]) == (200, True, None)


@pytest.mark.parametrize("bukti", ["", "Basic", "Basic %%%", "Basic /w==", "Bearer x"])
def test_bukti_diri_yang_tidak_terbaca_ditolak(register: Register, bukti: str) -> None:
    kepala = {"Authorization": bukti, "X-Customer-Id": "JMO"}
    isi = {"nik": BUDI, "image": ""}
    assert register.minta("/v1/face/match", isi, kepala=kepala)[0] == 401


@pytest.mark.parametrize("isi", [{}, {"nik": BUDI}, {"nik": 1, "image": "QUJD"}], ids=str)
def test_permintaan_wajah_yang_tidak_lengkap(register: Register, isi: dict[str, object]) -> None:
    bukti = base64.b64encode(f"{PENGGUNA}:{SANDI}".encode()).decode()
    kepala = {"Authorization": f"Basic {bukti}", "X-Customer-Id": "JMO"}
    hasil = register.minta("/v1/face/match", isi, kepala=kepala)
    assert hasil == (400, {"error": {"code": "invalid_request"}})


def test_wajah_didaftarkan_lalu_dicocokkan_lalu_dilupakan(register: Register) -> None:
    def daftar(gambar: str) -> tuple[int, object]:
        return register.kendali("POST", "wajah", {"nik": SITI, "jpeg": gambar})

    assert daftar(base64.b64encode(foto("obama.jpg")).decode()) == (200, {"ok": True})
    assert register.wajah(SITI, foto("obama2.jpg"))[1]["faceSimilarity"] >= 0.75
    assert register.wajah(SITI, foto("biden.jpg"))[1]["faceSimilarity"] < 0.60
    for gambar, sebab in (
        (tanpa_wajah(), "tidak_ada_wajah"),
        (dua_wajah(), "lebih_dari_satu_wajah"),
        (b"bukan gambar", "gambar_rusak"),
    ):
        assert daftar(base64.b64encode(gambar).decode()) == (400, {"galat": sebab})
    assert daftar("%") == (400, {"galat": "gambar_rusak"})
    status, isi = register.kendali("POST", "wajah", {"nik": LUAR, "jpeg": ""})
    assert (status, isi) == (400, {"galat": "nik_tidak_dikenal"})
    # A refused picture leaves the enrolled face as it was; starting over forgets it.
    assert register.wajah(SITI, foto("obama3.jpg"))[1]["faceSimilarity"] >= 0.75
    register.kendali("POST", "mulai_ulang")
    assert register.wajah(SITI, foto("obama2.jpg"))[1]["faceSimilarity"] is None

"""A sandbox register on a free port, a way to speak to it, and pictures of faces."""

from __future__ import annotations

import base64
import http.client
import io
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from jmo.sandbox.dukcapil import DukcapilServer

KENDALI = "rahasia-kendali"
PELANGGAN, PENGGUNA, SANDI, IP = "JMO", "jmo", "sandi-contoh", "10.9.8.7"
FOTO = Path(os.environ["JMO_FOTO"])

PEMERAN = """
[[orang]]
kunci = "budi"
nama = "BUDI SANTOSO"
nik = "9901011203880001"
no_kk = "9901010101150001"
nama_ibu = "SRI WAHYUNI"
tempat_lahir = "SEMARANG"
tanggal_lahir = 1988-03-12
jenis_kelamin = "L"
alamat = "JALAN MELATI NOMOR 8"
rt = "003"
rw = "005"
kelurahan = "SUMBERJAYA"
kecamatan = "MEKARSARI"
kabupaten = "KABUPATEN CONTOH"
provinsi = "PROVINSI CONTOH"
agama = "ISLAM"
status_kawin = "KAWIN"
pekerjaan = "KARYAWAN SWASTA"
foto = "obama.jpg"

[[orang]]
kunci = "siti"
nama = "SITI RAHAYU"
nik = "9901026508920002"
tanggal_lahir = 1992-08-25
jenis_kelamin = "P"

[[orang]]
kunci = "agus"
nama = "AGUS PRASETYO"
nik = "9901050909900005"
tanggal_lahir = 1990-09-09
foto = "biden.jpg"
"""
BUDI, SITI, AGUS = "9901011203880001", "9901026508920002", "9901050909900005"
LUAR = "9901010101700099"


@dataclass
class Register:
    """A running register and the ways to ask it."""

    server: DukcapilServer

    def minta(
        self,
        jalur: str,
        isi: Mapping[str, object] | bytes | None = None,
        *,
        metode: str = "POST",
        kepala: Mapping[str, str] | None = None,
        batas: float = 30,
    ) -> tuple[int, Any]:
        """Status and JSON, or the bytes of what is no JSON."""
        sambungan = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=batas)
        try:
            badan = isi if isinstance(isi, bytes | None) else json.dumps(isi).encode()
            sambungan.request(metode, jalur, badan, dict(kepala or {}))
            jawaban = sambungan.getresponse()
            teks = jawaban.read()
        finally:
            sambungan.close()
        try:
            return jawaban.status, json.loads(teks)
        except ValueError:
            return jawaban.status, teks

    def kendali(
        self, metode: str, nama: str, isi: Mapping[str, object] | None = None
    ) -> tuple[int, Any]:
        kepala = {"X-Kendali": KENDALI}
        return self.minta(f"/kendali/{nama}", isi, metode=metode, kepala=kepala)

    def gangguan(self, jenis: str, detik: float = 30) -> None:
        assert self.kendali("POST", "gangguan", {"jenis": jenis, "detik": detik})[0] == 200

    def penduduk(self, **isi: str) -> str:
        """Put a resident into the book and return their NIK."""
        dasar = {"nama": "ORANG CONTOH", "nik": LUAR, "tanggal_lahir": "1970-01-01"}
        status, jawaban = self.kendali("POST", "penduduk", dasar | isi)
        assert status == 200, jawaban
        return (dasar | isi)["nik"]

    def tanya(self, nik: str, *, ambang: object = 80, **bidang: str) -> tuple[int, Any]:
        """Verify by element as the real caller does."""
        isi: dict[str, object] = {
            "USER_ID": PENGGUNA, "PASSWORD": SANDI, "IP_USER": IP, "TRESHOLD": ambang, "NIK": nik,
        }  # fmt: skip
        return self.minta(f"/dukcapil/get_json/{PELANGGAN}/CALL_VERIFY_BY_ELEMEN", isi | bidang)

    def putusan(self, nik: str, *, ambang: object = 80, **bidang: str) -> dict[str, str]:
        """The one row of a verify answer."""
        status, jawaban = self.tanya(nik, ambang=ambang, **bidang)
        assert status == 200
        (baris,) = jawaban["content"]
        assert isinstance(baris, dict)
        return baris

    def wajah(self, nik: str, gambar: bytes | str, *, sandi: str = SANDI) -> tuple[int, Any]:
        teks = base64.b64encode(gambar).decode() if isinstance(gambar, bytes) else gambar
        bukti = base64.b64encode(f"{PENGGUNA}:{sandi}".encode()).decode()
        kepala = {"Authorization": f"Basic {bukti}", "X-Customer-Id": PELANGGAN}
        return self.minta("/v1/face/match", {"nik": nik, "image": teks}, kepala=kepala)


@contextmanager
def register_contoh(folder: Path, **pilihan: Any) -> Iterator[Register]:
    berkas = folder / "pemeran.toml"
    berkas.write_text(PEMERAN, encoding="utf-8")
    isi: dict[str, Any] = {
        "pelanggan": PELANGGAN, "pengguna": PENGGUNA, "sandi": SANDI, "ip": IP,
        "kendali": KENDALI, "pemeran": berkas, "folder_foto": FOTO, "tunda_lambat_detik": 0.6,
    }  # fmt: skip
    with DukcapilServer("127.0.0.1", 0, folder / "dukcapil.sqlite3", **(isi | pilihan)) as server:
        yield Register(server)


def foto(nama: str) -> bytes:
    return (FOTO / nama).read_bytes()


def jpeg(gambar: Image.Image) -> bytes:
    keluar = io.BytesIO()
    gambar.save(keluar, "JPEG", quality=85)
    return keluar.getvalue()


def tanpa_wajah() -> bytes:
    return jpeg(Image.linear_gradient("L").resize((400, 400)))


def dua_wajah() -> bytes:
    satu, dua = (Image.open(io.BytesIO(foto(nama))) for nama in ("obama.jpg", "biden.jpg"))
    with satu, dua:
        tinggi = 480
        potong = [g.resize((g.width * tinggi // g.height, tinggi)) for g in (satu, dua)]
    kanvas = Image.new("RGB", (sum(g.width for g in potong), tinggi))
    kanvas.paste(potong[0], (0, 0))
    kanvas.paste(potong[1], (potong[0].width, 0))
    return jpeg(kanvas)

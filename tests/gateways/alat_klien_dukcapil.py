"""A client of the register, and registers that give one scripted answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from jmo.gateways.dukcapil import DataPenduduk, Dukcapil, KonfigurasiDukcapil, VerdictPenduduk
from jmo.gateways.hasil import Berhasil, Hasil
from jmo.sandbox.peladen import Balasan, Peladen, Permintaan, balas_json
from tests.sandbox.alat_dukcapil import BUDI, IP, PELANGGAN, PENGGUNA, SANDI

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
        "timeout_sambung": 1.0, "timeout_baca": 10.0, "timeout_baca_wajah": 20.0,
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

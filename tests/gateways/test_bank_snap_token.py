from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from jmo.gateways.bank_snap import BankSnap, KonfigurasiBank, SimpananProses, Token
from jmo.gateways.bank_snap.token import SIMPANAN_PROSES, PemegangToken
from jmo.gateways.hasil import Berhasil, TidakTersedia
from jmo.gateways.http import PintuHTTP
from jmo.sandbox.kunci import PasanganKunci
from jmo.sandbox.peladen import Balasan, Peladen, Permintaan
from tests.sandbox.alat_bank import Bank, konfigurasi

pytest_plugins = ("tests.sandbox.perlengkapan_bank",)
BERHASIL = {"responseCode": "2007300", "accessToken": "token-1", "expiresIn": "900"}


@dataclass
class BankToken:
    """A bank that knows tokens only and answers what the test says."""

    jawab: Callable[[int], tuple[int, object]]
    permintaan: list[Permintaan] = field(default_factory=list)
    tunda: float = 0.0

    def __call__(self, permintaan: Permintaan) -> Balasan:
        self.permintaan.append(permintaan)
        time.sleep(self.tunda)
        status, isi = self.jawab(len(self.permintaan))
        kepala = (("Content-Type", "application/json"),)
        return Balasan(status, json.dumps(isi).encode(), kepala=kepala)


@dataclass
class Perangkat:
    bank: BankToken
    konfigurasi: KonfigurasiBank
    pintu: PintuHTTP
    simpanan: SimpananProses
    pemegang: PemegangToken


@contextmanager
def perangkat(
    kunci: PasanganKunci, jawab: Callable[[int], tuple[int, object]], *, tunda: float = 0.0
) -> Iterator[Perangkat]:
    bank = BankToken(jawab, tunda=tunda)
    with Peladen("127.0.0.1", 0, nama="bank-token", penjawab=bank) as peladen:
        pengaturan = konfigurasi(peladen.url, kunci)
        pintu = PintuHTTP(alamat=peladen.url, timeout_sambung=1, timeout_baca=2)
        simpanan = SimpananProses()
        pemegang = PemegangToken(pengaturan, pintu=pintu, simpanan=simpanan)
        try:
            yield Perangkat(bank, pengaturan, pintu, simpanan, pemegang)
        finally:
            pintu.tutup()


def bernomor(ke: int) -> tuple[int, object]:
    return 200, BERHASIL | {"accessToken": f"token-{ke}"}


def nilai(hasil: Token | TidakTersedia) -> str:
    assert isinstance(hasil, Token), hasil
    return hasil.nilai


def test_diminta_sekali_lalu_dipakai_ulang(kunci: PasanganKunci) -> None:
    with perangkat(kunci, bernomor) as p:
        assert [nilai(p.pemegang.ambil()) for _ in range(3)] == ["token-1"] * 3
        (permintaan,) = p.bank.permintaan
    assert permintaan.isi == b'{"grantType":"client_credentials"}'
    assert permintaan.kepala.get("X-CLIENT-KEY") == "jmo-contoh"


def test_banyak_utas_satu_permintaan(kunci: PasanganKunci) -> None:
    with perangkat(kunci, bernomor, tunda=0.2) as p:
        hasil: list[str] = []
        utas = [
            threading.Thread(target=lambda: hasil.append(nilai(p.pemegang.ambil())))
            for _ in range(12)
        ]
        for satu in utas:
            satu.start()
        for satu in utas:
            satu.join()
        assert len(p.bank.permintaan) == 1
    assert hasil == ["token-1"] * 12


def test_banyak_utas_dengan_token_basi_satu_pembaruan(kunci: PasanganKunci) -> None:
    with perangkat(kunci, bernomor, tunda=0.1) as p:
        basi = nilai(p.pemegang.ambil())
        hasil: list[str] = []
        utas = [
            threading.Thread(target=lambda: hasil.append(nilai(p.pemegang.ambil(basi=basi))))
            for _ in range(8)
        ]
        for satu in utas:
            satu.start()
        for satu in utas:
            satu.join()
        assert len(p.bank.permintaan) == 2
    assert hasil == ["token-2"] * 8


def test_dua_pemegang_satu_bank_berbagi_simpanan(kunci: PasanganKunci) -> None:
    with perangkat(kunci, bernomor) as p:
        lain = PemegangToken(p.konfigurasi, pintu=p.pintu, simpanan=p.simpanan)
        assert nilai(p.pemegang.ambil()) == nilai(lain.ambil()) == "token-1"
        assert len(p.bank.permintaan) == 1


@pytest.mark.parametrize(("sesudah", "harap"), [(719, "token-1"), (721, "token-2")])
def test_diperbarui_pada_80_persen_umur(kunci: PasanganKunci, sesudah: int, harap: str) -> None:
    with (
        perangkat(kunci, bernomor) as p,
        time_machine.travel(datetime(2026, 1, 2, tzinfo=UTC), tick=False) as jam,
    ):
        p.pemegang.ambil()
        jam.shift(timedelta(seconds=sesudah))
        assert nilai(p.pemegang.ambil()) == harap


def test_token_lama_dipakai_sampai_berakhir_bila_pembaruan_gagal(kunci: PasanganKunci) -> None:
    def lalu_galat(ke: int) -> tuple[int, object]:
        return bernomor(1) if ke == 1 else (504, {"responseCode": "5047300"})

    with (
        perangkat(kunci, lalu_galat) as p,
        time_machine.travel(datetime(2026, 1, 2, tzinfo=UTC), tick=False) as jam,
    ):
        p.pemegang.ambil()
        jam.shift(timedelta(seconds=800))
        assert nilai(p.pemegang.ambil()) == "token-1"
        assert nilai(p.pemegang.ambil()) == "token-1"
        assert len(p.bank.permintaan) == 2, "not asked again within 30 s"
        jam.shift(timedelta(seconds=31))
        assert nilai(p.pemegang.ambil()) == "token-1"
        assert len(p.bank.permintaan) == 3
        assert p.pemegang.ambil(basi="token-1") == TidakTersedia("token: bank kehabisan waktu")
        jam.shift(timedelta(seconds=100))
        assert isinstance(p.pemegang.ambil(), TidakTersedia)


@pytest.mark.parametrize(
    ("status", "isi", "sebab"),
    [
        (400, {"responseCode": "4007300"}, "permintaan keliru"),
        (400, {"responseCode": "4007301"}, "bentuk bidang keliru"),
        (400, {"responseCode": "4007302"}, "bidang wajib tiada"),
        (401, {"responseCode": "4017300"}, "tanda tangan atau klien tidak dikenal"),
        (429, {"responseCode": "4297300"}, "terlalu banyak permintaan"),
        (504, {"responseCode": "5047300"}, "bank kehabisan waktu"),
        (200, {"responseCode": "2001800", "accessToken": "x"}, "kode tak dikenal"),
        (500, BERHASIL, "kode tak dikenal"),
        (200, [], "kode tak dikenal"),
        (200, BERHASIL | {"responseCode": 2007300}, "kode tak dikenal"),
        (200, BERHASIL | {"accessToken": ""}, "tidak terbaca"),
        (200, BERHASIL | {"accessToken": None}, "tidak terbaca"),
        (200, BERHASIL | {"accessToken": "x" * 2049}, "tidak terbaca"),
        (200, BERHASIL | {"accessToken": "x\r\nX-Lain: 1"}, "tidak terbaca"),
        (200, BERHASIL | {"accessToken": "dua kata"}, "tidak terbaca"),
        (200, BERHASIL | {"expiresIn": "0"}, "umur tidak terbaca"),
        (200, BERHASIL | {"expiresIn": "-5"}, "umur tidak terbaca"),
        (200, BERHASIL | {"expiresIn": "lama"}, "umur tidak terbaca"),
        (200, BERHASIL | {"expiresIn": "1" * 12}, "umur tidak terbaca"),
        (200, {"responseCode": "2007300", "accessToken": "x"}, "umur tidak terbaca"),
    ],
)
def test_jawaban_yang_bukan_token_berarti_tidak_tersedia(
    kunci: PasanganKunci, status: int, isi: object, sebab: str
) -> None:
    with perangkat(kunci, lambda _: (status, isi)) as p:
        assert p.pemegang.ambil() == TidakTersedia(f"token: {sebab}")
        assert p.simpanan.ambil(p.pemegang._kunci) is None


@pytest.mark.parametrize("umur", ["900", 900])
def test_umur_teks_atau_angka(kunci: PasanganKunci, umur: Any) -> None:
    with (
        perangkat(kunci, lambda _: (200, BERHASIL | {"expiresIn": umur})) as p,
        time_machine.travel(datetime(2026, 1, 2, tzinfo=UTC), tick=False),
    ):
        token = p.pemegang.ambil()
        assert isinstance(token, Token)
        assert token.berakhir_pada == datetime(2026, 1, 2, 0, 15, tzinfo=UTC)
        assert token.segarkan_pada == datetime(2026, 1, 2, 0, 12, tzinfo=UTC)


def test_umur_berlebihan_dipotong_sehari(kunci: PasanganKunci) -> None:
    with perangkat(kunci, lambda _: (200, BERHASIL | {"expiresIn": "999999999"})) as p:
        token = p.pemegang.ambil()
    assert isinstance(token, Token)
    assert token.berakhir_pada < datetime.now(UTC) + timedelta(days=1, seconds=1)


def test_bank_yang_diam_berarti_tidak_tersedia(kunci: PasanganKunci) -> None:
    pintu = PintuHTTP(alamat="http://127.0.0.1:1", timeout_sambung=1, timeout_baca=1)
    pemegang = PemegangToken(
        konfigurasi("http://127.0.0.1:1", kunci), pintu=pintu, simpanan=SimpananProses()
    )
    hasil = pemegang.ambil()
    pintu.tutup()
    assert isinstance(hasil, TidakTersedia)
    assert hasil.sebab.startswith("token: ")


def test_token_ditolak_dua_kali_berarti_tidak_tersedia(kunci: PasanganKunci) -> None:
    def layani(permintaan: Permintaan) -> Balasan:
        if permintaan.jalur.endswith("/b2b"):
            return Balasan(200, json.dumps(bernomor(len(diminta))[1]).encode())
        diminta.append(str(permintaan.kepala.get("X-EXTERNAL-ID")))
        return Balasan(401, b'{"responseCode":"4011601"}')

    diminta: list[str] = []
    with Peladen("127.0.0.1", 0, nama="bank", penjawab=layani) as peladen:
        klien = BankSnap(konfigurasi(peladen.url, kunci), simpanan_token=SimpananProses())
        hasil = klien.tanya_rekening(kode_bank="002", nomor="1", referensi="T")
        klien.tutup()
    assert hasil == TidakTersedia("token baru pun ditolak")
    assert len(set(diminta)) == 2, "asked twice, under two message ids, and no more"


def test_token_tak_dapat_diperbarui_berarti_tidak_tersedia(kunci: PasanganKunci) -> None:
    def layani(permintaan: Permintaan) -> Balasan:
        if permintaan.jalur.endswith("/b2b"):
            diminta.append(1)
            if len(diminta) == 1:
                return Balasan(200, json.dumps(BERHASIL).encode())
            return Balasan(500, b"rusak")
        return Balasan(401, b'{"responseCode":"4011601"}')

    diminta: list[int] = []
    with Peladen("127.0.0.1", 0, nama="bank", penjawab=layani) as peladen:
        klien = BankSnap(konfigurasi(peladen.url, kunci), simpanan_token=SimpananProses())
        hasil = klien.tanya_rekening(kode_bank="002", nomor="1", referensi="T")
        klien.tutup()
    assert hasil == TidakTersedia("token: kode tak dikenal")


def test_simpanan_baku_milik_seluruh_proses(bank: Bank) -> None:
    pengaturan = bank.konfigurasi()
    nomor = bank.rekening("001234567890000")
    for _ in range(2):
        klien = BankSnap(pengaturan)
        hasil = klien.tanya_rekening(kode_bank="002", nomor=nomor, referensi="T")
        klien.tutup()
        assert isinstance(hasil, Berhasil)
    assert SIMPANAN_PROSES.ambil(f"{pengaturan.alamat}|jmo-contoh") is not None
    with bank.server._buku.transaksi():
        (jumlah,) = bank.server._buku.db.execute("SELECT count(*) FROM token").fetchone()
    assert jumlah == 1


def test_repr_token_tidak_menyebut_nilainya() -> None:
    saat = datetime(2026, 1, 2, tzinfo=UTC)
    assert "rahasia" not in repr(Token("rahasia", saat, saat))

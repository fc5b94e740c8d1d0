"""Each code of the table, sent over HTTP by a bank of one sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest

from jmo.gateways.bank_snap import (
    BankSnap,
    KeadaanTransfer,
    Layanan,
    SimpananProses,
    StatusTransfer,
)
from jmo.gateways.bank_snap.kode import TABEL, BarisKode, Golongan
from jmo.gateways.hasil import BelumPasti, Berhasil, Ditolak, Hasil, TidakTersedia
from jmo.sandbox.kunci import PasanganKunci
from jmo.sandbox.peladen import Balasan, Peladen, Permintaan
from tests.sandbox.alat_bank import konfigurasi, siapkan

pytest_plugins = ("tests.sandbox.perlengkapan_bank",)
TOKEN = b'{"responseCode":"2007300","accessToken":"t","expiresIn":"900"}'


class BankSatuKalimat:
    """Gives tokens, and to everything else the answer that the test has set."""

    def __init__(self) -> None:
        self.balasan = Balasan()
        self.pesan = 0

    def __call__(self, permintaan: Permintaan) -> Balasan:
        if permintaan.jalur.endswith("/b2b"):
            return Balasan(200, TOKEN)
        self.pesan += 1
        return self.balasan


@pytest.fixture(scope="module")
def bank_kalimat(kunci: PasanganKunci) -> Iterator[tuple[BankSatuKalimat, BankSnap]]:
    bank = BankSatuKalimat()
    with Peladen("127.0.0.1", 0, nama="bank", penjawab=bank) as peladen:
        klien = BankSnap(konfigurasi(peladen.url, kunci), simpanan_token=SimpananProses())
        yield bank, klien
        klien.tutup()


@contextmanager
def menjawab(bank: BankSatuKalimat, balasan: Balasan) -> Iterator[None]:
    bank.balasan, bank.pesan = balasan, 0
    yield


def tanyakan(klien: BankSnap, layanan: Layanan) -> Hasil[object]:
    hasil: Hasil[object]
    match layanan:
        case Layanan.TRANSFER_SESAMA | Layanan.TRANSFER_ANTARBANK | Layanan.TRANSFER_RTGS:
            kode_bank = "008" if layanan is Layanan.TRANSFER_SESAMA else "002"
            rtgs = layanan is Layanan.TRANSFER_RTGS
            hasil = klien.kirim(siapkan(klien, "001234", kode_bank=kode_bank, rtgs=rtgs))  # type: ignore[assignment]  # read only
        case Layanan.STATUS:
            hasil = klien.tanya_status(  # type: ignore[assignment]  # read only
                referensi="JHT-1",
                layanan="18",
                external_id_asal=None,
                external_id="1",
                tanggal=datetime.now(UTC),
                jumlah=1,
            )
        case Layanan.REKENING_KORAN:
            hasil = klien.rekening_koran(tanggal=date(2026, 11, 22), bentuk="CSV")  # type: ignore[assignment]  # read only
        case _:
            kode_bank = "008" if layanan is Layanan.TANYA_SESAMA else "002"
            hasil = klien.tanya_rekening(kode_bank=kode_bank, nomor="1", referensi="T")  # type: ignore[assignment]  # read only
    return hasil


def harapan(kode: str, layanan: Layanan, baris: BarisKode) -> Hasil[object]:
    match baris.golongan:
        case Golongan.BERHASIL:
            return BelumPasti("gema jawaban tidak sama dengan permintaan")
        case Golongan.DITOLAK:
            return Ditolak(kode, baris.arti)
        case Golongan.TIDAK_DITEMUKAN:
            assert layanan is Layanan.STATUS
            return Berhasil(StatusTransfer(KeadaanTransfer.TIDAK_DITEMUKAN))
        case Golongan.TOKEN_BASI:
            return TidakTersedia("token baru pun ditolak")
        case Golongan.TERLALU_SERING:
            return TidakTersedia(baris.arti)
        case Golongan.BELUM_PASTI:
            return BelumPasti(baris.arti)


@pytest.mark.parametrize(
    ("layanan", "kasus", "baris"),
    [
        pytest.param(layanan, kasus, baris, id=kasus[:3] + layanan + kasus[3:])
        for layanan, tabel in TABEL.items()
        if layanan is not Layanan.TOKEN
        for kasus, baris in tabel.items()
    ],
)
def test_hasil_setiap_kode(
    bank_kalimat: tuple[BankSatuKalimat, BankSnap],
    layanan: Layanan,
    kasus: str,
    baris: BarisKode,
) -> None:
    bank, klien = bank_kalimat
    kode = kasus[:3] + layanan + kasus[3:]
    isi = json.dumps({"responseCode": kode, "responseMessage": "SITI 001234"}).encode()
    with menjawab(bank, Balasan(int(kasus[:3]), isi)):
        hasil = tanyakan(klien, layanan)
    assert hasil == harapan(kode, layanan, baris)
    assert "SITI" not in repr(hasil)
    # Nothing but a stale token makes a message go out twice.
    assert bank.pesan == (2 if baris.golongan is Golongan.TOKEN_BASI else 1)


@pytest.mark.parametrize("layanan", [Layanan.TRANSFER_ANTARBANK, Layanan.STATUS])
@pytest.mark.parametrize(
    "balasan",
    [
        pytest.param(Balasan(200, b""), id="kosong"),
        pytest.param(Balasan(200, b"<html>OK</html>"), id="html"),
        pytest.param(Balasan(403, b"<html>WAF</html>"), id="html 403"),
        pytest.param(Balasan(200, b"[]"), id="larik"),
        pytest.param(Balasan(200, b"{}"), id="tanpa kode"),
        pytest.param(Balasan(200, b'{"responseCode":2001800}'), id="kode angka"),
        pytest.param(Balasan(403, b'{"responseCode":"4031899"}'), id="kasus tak dikenal"),
        pytest.param(Balasan(403, b'{"responseCode":"4031714"}'), id="layanan lain"),
        pytest.param(Balasan(200, b'{"responseCode":"4031814"}'), id="HTTP lain"),
        pytest.param(Balasan(302, b"", kepala=(("Location", "/"),)), id="dialihkan"),
        pytest.param(Balasan(503, b""), id="503 tanpa isi"),
    ],
)
def test_yang_tak_dimengerti_adalah_belum_pasti(
    bank_kalimat: tuple[BankSatuKalimat, BankSnap], layanan: Layanan, balasan: Balasan
) -> None:
    bank, klien = bank_kalimat
    with menjawab(bank, balasan):
        assert isinstance(tanyakan(klien, layanan), BelumPasti)
    assert bank.pesan == 1


@pytest.mark.parametrize(
    ("kepala", "disebut"), [("7", True), ("0", True), ("besok", False), ("9" * 9, False)]
)
def test_retry_after_hanya_detik_yang_wajar(
    bank_kalimat: tuple[BankSatuKalimat, BankSnap], kepala: str, disebut: bool
) -> None:
    bank, klien = bank_kalimat
    balasan = Balasan(429, b'{"responseCode":"4291800"}', kepala=(("Retry-After", kepala),))
    with menjawab(bank, balasan):
        hasil = tanyakan(klien, Layanan.TRANSFER_ANTARBANK)
    assert isinstance(hasil, TidakTersedia)
    assert (hasil.coba_lagi_pada is not None) is disebut


def test_status_berhasil_tanpa_gema_tidak_dipercaya(
    bank_kalimat: tuple[BankSatuKalimat, BankSnap],
) -> None:
    bank, klien = bank_kalimat
    isi = b'{"responseCode":"2003600","latestTransactionStatus":"00"}'
    with menjawab(bank, Balasan(200, isi)):
        assert isinstance(tanyakan(klien, Layanan.STATUS), BelumPasti)


def test_status_06_tanpa_gema_tidak_melepaskan_uang(
    bank_kalimat: tuple[BankSatuKalimat, BankSnap],
) -> None:
    bank, klien = bank_kalimat
    isi = b'{"responseCode":"2003600","latestTransactionStatus":"06"}'
    with menjawab(bank, Balasan(200, isi)):
        assert isinstance(tanyakan(klien, Layanan.STATUS), BelumPasti)

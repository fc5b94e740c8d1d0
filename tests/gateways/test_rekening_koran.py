"""Statement files: what the sandbox bank writes is read back, what is broken is refused whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest

from jmo.gateways.bank_snap import BankSnap
from jmo.gateways.hasil import Berhasil, Ditolak
from jmo.gateways.rekening_koran import UKURAN_MAKSIMUM, KoranTidakSah, baca_koran
from jmo.lib.tanggal import WIB
from jmo.sandbox.bank.rekening_koran import Gerak, Koran, tulis_csv, tulis_mt940
from tests.sandbox.alat_bank import Bank, siapkan

pytest_plugins = ("tests.sandbox.perlengkapan_bank",)
HARI = date(2026, 11, 22)
REF, BKR = "JHT2026112200000000012301", "2026112212345678901234"
KORAN = Koran(
    "9990001112223",
    HARI,
    10_000_000_000_000,
    (
        Gerak("000000000012", -1_500_000, REF, BKR, "TRANSFER"),
        Gerak("000000000013", -2_000_000, "JHT2026112200000000012401", BKR[:-1] + "5", "TRANSFER"),
        Gerak("000000000014", 1_500_000, REF, BKR, "PENGEMBALIAN"),
    ),
)


@pytest.fixture
def klien(bank: Bank) -> Iterator[BankSnap]:
    with bank.klien() as hasil:
        yield hasil


def test_kedua_bentuk_mengatakan_hal_yang_sama() -> None:
    dari_csv = baca_koran(tulis_csv(KORAN).encode())
    dari_mt940 = baca_koran(tulis_mt940(KORAN).encode())
    assert dari_csv == dari_mt940
    assert dari_csv.sidik() == dari_mt940.sidik()
    assert (dari_csv.saldo_awal, dari_csv.saldo_akhir) == (10_000_000_000_000, 9_999_998_000_000)
    assert [(satu.nomor, satu.debit, satu.jumlah) for satu in dari_csv.baris] == [
        ("000000000012", True, 1_500_000),
        ("000000000013", True, 2_000_000),
        ("000000000014", False, 1_500_000),
    ]
    assert {satu.referensi for satu in dari_mt940.baris if satu.referensi_bank == BKR} == {REF}


def test_hari_tanpa_gerak() -> None:
    kosong = replace(KORAN, gerak=())
    assert baca_koran(tulis_csv(kosong).encode()).baris == ()
    assert baca_koran(tulis_mt940(kosong).encode()).baris == ()


def test_sidik_berubah_bila_satu_baris_berubah() -> None:
    lain = replace(KORAN, saldo_awal=KORAN.saldo_awal + 1)
    assert baca_koran(tulis_csv(KORAN).encode()).sidik() != baca_koran(
        tulis_csv(lain).encode()
    ).sidik()  # fmt: skip


CSV, MT = tulis_csv(KORAN), tulis_mt940(KORAN)


def ganti(teks: str, lama: str, baru: str, kali: int = -1) -> bytes:
    assert lama in teks
    return teks.replace(lama, baru, kali).encode()


BURUK: dict[str, tuple[bytes, str]] = {
    "kosong": (b"", "kosong"),
    "hanya-spasi": (b" \n ", "kosong"),
    "terlalu-besar": (b"x" * (UKURAN_MAKSIMUM + 1), "terlalu_besar"),
    "bukan-teks": (b"\xff\xfe\x00", "bukan_teks"),
    "bukan-rekening-koran": (b"%PDF-1.7", "bentuk"),
    "kolom-hilang": (ganti(CSV, "referensi_bank,", "", 1), "kolom"),
    "terpotong": ("\r\n".join(CSV.split("\r\n")[:-2]).encode(), "terpotong"),
    "tanpa-saldo": (CSV.split("\r\n")[0].encode(), "tanpa_saldo"),
    "diubah": (ganti(CSV, "1500000", "1500001", 1), "saldo_tidak_cocok"),
    "minus": (ganti(CSV, "2000000", "-2000000"), "baris_rusak"),
    "sen": (ganti(CSV, "2000000", "2000000.5"), "ada_sen"),
    "bukan-angka": (ganti(CSV, "2000000", "dua juta"), "baris_rusak"),
    "nan": (ganti(CSV, "2000000", "NaN"), "ada_sen"),
    "ganda": (ganti(CSV, "000000000013", "000000000012"), "nomor_ganda"),
    "tanpa-nomor": (ganti(CSV, "000000000013", ""), "baris_rusak"),
    "tanggal": (ganti(CSV, "2026-11-22", "2026-22-11"), "tanggal"),
    "dua-hari": (ganti(CSV, "2026-11-22", "2026-11-21", 1), "lebih_dari_sehari"),
    "kutip-terbuka": (ganti(CSV, REF, '"', 1), "baris_rusak"),
    "referensi-panjang": (ganti(CSV, REF, "x" * 65, 1), "baris_rusak"),
    "mt-saldo-akhir-hilang": (ganti(MT, ":62F:", ":64:"), "terpotong"),
    "mt-mata-uang": (ganti(MT, "IDR", "USD"), "mata_uang"),
    "mt-dua-rekening-koran": ((MT + MT).encode(), "lebih_dari_sehari"),
    "mt-diubah": (ganti(MT, "1500000,00N", "1500001,00N", 1), "saldo_tidak_cocok"),
    "mt-sen": (ganti(MT, "2000000,00N", "2000000,50N"), "ada_sen"),
    "mt-hari-lain": (ganti(MT, ":61:261122", ":61:261121", 1), "lebih_dari_sehari"),
    "mt-tanpa-nomor": (ganti(MT, "//000000000013", ""), "baris_rusak"),
    "mt-rusak": (ganti(MT, ":61:2611221122D", ":61:xx", 1), "baris_rusak"),
}


@pytest.mark.parametrize(("isi", "kode"), BURUK.values(), ids=BURUK)
def test_berkas_buruk_ditolak_seluruhnya(isi: bytes, kode: str) -> None:
    with pytest.raises(KoranTidakSah) as tolak:
        baca_koran(isi)
    assert tolak.value.kode == kode
    assert REF not in str(tolak.value)


def test_pembalikan_kredit_adalah_debit() -> None:
    balik = MT.replace("1122C1500000", "1122RD1500000")
    assert baca_koran(balik.encode()).baris == baca_koran(MT.encode()).baris


@pytest.mark.parametrize("bentuk", ["CSV", "MT940"])
def test_bank_menyerahkan_rekening_koran_hari_ini(bank: Bank, klien: BankSnap, bentuk: str) -> None:
    hari_ini = datetime.now(WIB).date()
    pesan = siapkan(klien, bank.rekening("001234567890015"), referensi="JHT-KEMBALI")
    assert isinstance(klien.kirim(pesan), Berhasil)
    assert bank.kendali("POST", "matangkan", {"referensi": "JHT-KEMBALI"})[0] == 200
    hasil = klien.rekening_koran(tanggal=hari_ini, bentuk=bentuk)
    assert isinstance(hasil, Berhasil)
    koran = baca_koran(hasil.data)
    assert (koran.rekening, koran.tanggal) == ("9990001112223", hari_ini)
    assert [(satu.debit, satu.jumlah, satu.referensi) for satu in koran.baris] == [
        (True, 14_250_000, "JHT-KEMBALI"),
        (False, 14_250_000, "JHT-KEMBALI"),
    ]
    assert koran.saldo_awal == koran.saldo_akhir == bank.server.setelan.saldo_awal


def test_rekening_koran_orang_lain_ditolak(bank: Bank) -> None:
    with bank.klien(rekening_sumber="123") as klien:
        hasil = klien.rekening_koran(tanggal=HARI, bentuk="CSV")
    assert isinstance(hasil, Ditolak)


def test_bentuk_lain_tidak_diminta(klien: BankSnap) -> None:
    with pytest.raises(ValueError, match="bentuk"):
        klien.rekening_koran(tanggal=HARI, bentuk="PDF")

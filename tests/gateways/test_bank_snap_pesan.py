from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from jmo.gateways.bank_snap import KonfigurasiBank, PesanTransfer, buat_external_id
from jmo.gateways.bank_snap.pesan import (
    JUMLAH_MAKSIMUM,
    susun_tanya_rekening,
    susun_tanya_status,
    susun_transfer,
    tulis_jumlah,
)
from jmo.sandbox.kunci import PasanganKunci
from tests.sandbox.alat_bank import konfigurasi

pytest_plugins = ("tests.sandbox.perlengkapan_bank",)
SAAT = datetime(2026, 1, 2, 2, 0, tzinfo=UTC)


@pytest.fixture
def bank_kita(kunci: PasanganKunci) -> KonfigurasiBank:
    return konfigurasi("http://127.0.0.1:1", kunci, awalan_jalur="/openapi")


def susun(bank_kita: KonfigurasiBank, **pilihan: Any) -> PesanTransfer:
    isi: dict[str, Any] = {
        "referensi": "JHT20260102000000000123",
        "jumlah": 14_250_000,
        "kode_bank": "002",
        "nomor": "001234567890123",
        "nama": "SITI CONTOH",
        "waktu": SAAT,
        "external_id": "20260102090000000000000000000001",
        "keterangan": "KLAIM-000123",
    }
    return susun_transfer(bank_kita, **(isi | pilihan))


def test_antarbank_seperti_contoh_spesifikasi(bank_kita: KonfigurasiBank) -> None:
    pesan = susun(bank_kita)
    assert (pesan.layanan, pesan.jalur) == ("18", "/openapi/v1.0/transfer-interbank")
    assert json.loads(pesan.isi) == {
        "partnerReferenceNo": "JHT20260102000000000123",
        "amount": {"value": "14250000.00", "currency": "IDR"},
        "beneficiaryAccountName": "SITI CONTOH",
        "beneficiaryAccountNo": "001234567890123",
        "beneficiaryBankCode": "002",
        "sourceAccountNo": "9990001112223",
        "transactionDate": "2026-01-02T09:00:00+07:00",
        "feeType": "OUR",
        "customerReference": "KLAIM-000123",
        "currency": "IDR",
        "originatorInfos": [
            {
                "originatorCustomerNo": "9990001112223",
                "originatorCustomerName": "DANA CONTOH",
                "originatorBankCode": "008",
            }
        ],
        "additionalInfo": {},
    }
    assert b": " not in pesan.isi
    assert b", " not in pesan.isi


def test_sesama_bank_tanpa_nama_dan_kode_bank(bank_kita: KonfigurasiBank) -> None:
    pesan = susun(bank_kita, kode_bank="008")
    isi = json.loads(pesan.isi)
    assert (pesan.layanan, pesan.jalur) == ("17", "/openapi/v1.0/transfer-intrabank")
    assert isi["remark"] == "KLAIM-000123"
    assert "beneficiaryAccountName" not in isi
    assert "beneficiaryBankCode" not in isi


def test_isi_sama_untuk_pertanyaan_sama(bank_kita: KonfigurasiBank) -> None:
    assert susun(bank_kita).isi == susun(bank_kita).isi


def test_pesan_dari_simpanan_meminta_hal_yang_sama(bank_kita: KonfigurasiBank) -> None:
    asal = susun(bank_kita)
    pulih = PesanTransfer(
        layanan=asal.layanan, jalur=asal.jalur, isi=bytes(asal.isi), external_id=asal.external_id
    )
    assert pulih == asal
    diminta = pulih.diminta()
    assert (diminta.referensi, diminta.jumlah) == ("JHT20260102000000000123", 14_250_000)
    assert (diminta.nomor, diminta.rekening_sumber) == ("001234567890123", "9990001112223")


def test_repr_pesan_tidak_menyebut_isi(bank_kita: KonfigurasiBank) -> None:
    tertulis = repr(susun(bank_kita))
    assert "SITI" not in tertulis
    assert "001234567890123" not in tertulis


@pytest.mark.parametrize(
    ("jumlah", "tertulis"),
    [(1, "1.00"), (14_250_000, "14250000.00"), (JUMLAH_MAKSIMUM, "9999999999999.00")],
)
def test_jumlah_ditulis_dua_desimal_paling_panjang_16(jumlah: int, tertulis: str) -> None:
    assert tulis_jumlah(jumlah) == {"value": tertulis, "currency": "IDR"}
    assert len(tertulis) <= 16


@pytest.mark.parametrize("jumlah", [0, -1, JUMLAH_MAKSIMUM + 1])
def test_jumlah_di_luar_batas_ditolak(jumlah: int) -> None:
    with pytest.raises(ValueError, match="range"):
        tulis_jumlah(jumlah)


@pytest.mark.parametrize("jumlah", [1.0, True, "1"])
def test_jumlah_yang_bukan_bilangan_bulat_ditolak(jumlah: Any) -> None:
    with pytest.raises(TypeError, match="whole"):
        tulis_jumlah(jumlah)


@pytest.mark.parametrize(
    "salah",
    [
        {"referensi": ""},
        {"referensi": "R" * 65},
        {"nomor": ""},
        {"nomor": "1" * 35},
        {"nomor": "12-34"},
        {"nomor": "１２３"},
        {"kode_bank": "0" * 12},
        {"nama": ""},
        {"nama": "N" * 101},
        {"nama": "SITI\nCONTOH"},
        {"keterangan": "K" * 31},
        {"external_id": ""},
        {"external_id": "1" * 33},
        {"external_id": "abc"},
        {"external_id": "１２"},
        {"waktu": datetime(2026, 1, 2)},  # noqa: DTZ001 - refused is what we want
    ],
)
def test_yang_tidak_muat_ditolak_dan_tidak_dipotong(
    bank_kita: KonfigurasiBank, salah: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match=r"must|zone"):
        susun(bank_kita, **salah)


@pytest.mark.parametrize("layanan", ["15", "36", ""])
def test_layanan_yang_bukan_transfer_ditolak(layanan: str) -> None:
    with pytest.raises(ValueError, match="17, 18 or 22"):
        PesanTransfer(layanan=layanan, jalur="/x", isi=b"{}", external_id="1")
    with pytest.raises(ValueError, match="17, 18 or 22"):
        susun_tanya_status(
            referensi="R", layanan=layanan, external_id_asal=None, tanggal=SAAT, jumlah=1
        )


def test_tanya_rekening_antarbank_dan_sesama(bank_kita: KonfigurasiBank) -> None:
    layanan, isi = susun_tanya_rekening(bank_kita, kode_bank="002", nomor="1", referensi="T")
    assert layanan == "16"
    assert json.loads(isi) == {
        "beneficiaryBankCode": "002",
        "beneficiaryAccountNo": "1",
        "partnerReferenceNo": "T",
    }
    layanan, isi = susun_tanya_rekening(bank_kita, kode_bank="008", nomor="1", referensi="T")
    assert layanan == "15"
    assert json.loads(isi) == {"beneficiaryAccountNo": "1", "partnerReferenceNo": "T"}


@pytest.mark.parametrize("external_id_asal", [None, "20260102090000000000000000000001"])
def test_tanya_status_menyebut_pesan_asal_bila_ada(external_id_asal: str | None) -> None:
    isi = json.loads(
        susun_tanya_status(
            referensi="JHT-1",
            layanan="18",
            external_id_asal=external_id_asal,
            tanggal=SAAT,
            jumlah=7,
        )
    )
    assert isi.pop("originalExternalId", None) == external_id_asal
    assert isi == {
        "originalPartnerReferenceNo": "JHT-1",
        "serviceCode": "18",
        "transactionDate": "2026-01-02T09:00:00+07:00",
        "amount": {"value": "7.00", "currency": "IDR"},
        "additionalInfo": {},
    }


def test_external_id_32_angka_dan_unik() -> None:
    semua = {buat_external_id(SAAT) for _ in range(1000)}
    assert len(semua) == 1000
    assert all(len(butir) == 32 and butir.isdigit() for butir in semua)
    assert all(butir.startswith("20260102090000") for butir in semua)

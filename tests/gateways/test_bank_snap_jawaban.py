from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from jmo.gateways.bank_snap.jawaban import (
    BuktiTransfer,
    KeadaanTransfer,
    PemilikRekening,
    StatusTransfer,
    baca_bukti,
    baca_jumlah,
    baca_pemilik,
    baca_status,
)
from jmo.gateways.bank_snap.pesan import Diminta

JUMLAH = {"value": "14250000.00", "currency": "IDR"}
DIMINTA = Diminta("JHT-1", 14_250_000, "001234", "9990001112223")
BUKTI: dict[str, Any] = {
    "referenceNo": "BANK-9",
    "partnerReferenceNo": "JHT-1",
    "amount": JUMLAH,
    "beneficiaryAccountNo": "001234",
    "sourceAccountNo": "9990001112223",
    "traceNo": "77",
}
STATUS: dict[str, Any] = {
    "originalPartnerReferenceNo": "JHT-1",
    "originalReferenceNo": "BANK-9",
    "serviceCode": "18",
    "amount": JUMLAH,
    "latestTransactionStatus": "00",
}
PEMILIK: dict[str, Any] = {
    "beneficiaryAccountName": "SITI CONTOH",
    "beneficiaryAccountNo": "001234",
    "beneficiaryBankCode": "002",
    "referenceNo": "BANK-1",
}


def tanpa(objek: dict[str, Any], *kunci: str, **lain: Any) -> dict[str, Any]:
    return {k: v for k, v in objek.items() if k not in kunci} | lain


@pytest.mark.parametrize(
    ("amount", "harap"),
    [
        ({"value": "1.00", "currency": "IDR"}, 1),
        ({"value": "14250000", "currency": "IDR"}, 14_250_000),
        ({"value": "14250000.0000", "currency": "IDR"}, 14_250_000),
        ({"value": "1.50", "currency": "IDR"}, None),
        ({"value": "1.00", "currency": "USD"}, None),
        ({"value": "1.00"}, None),
        ({"value": 1, "currency": "IDR"}, None),
        ({"value": Decimal("1.0"), "currency": "IDR"}, None),
        ({"value": "", "currency": "IDR"}, None),
        ({"value": "satu", "currency": "IDR"}, None),
        ({"value": "NaN", "currency": "IDR"}, None),
        ({"value": "Infinity", "currency": "IDR"}, None),
        ("1.00", None),
        (None, None),
    ],
)
def test_jumlah_hanya_rupiah_bulat(amount: object, harap: int | None) -> None:
    assert baca_jumlah({"amount": amount}) == harap


def test_pemilik_terbaca() -> None:
    hasil = baca_pemilik(PEMILIK, kode_bank="002", nomor="001234")
    assert hasil == PemilikRekening("SITI CONTOH", "001234", "002", "BANK-1", None)
    sesama = tanpa(PEMILIK, "beneficiaryBankCode", beneficiaryAccountStatus="Rekening aktif")
    hasil = baca_pemilik(sesama, kode_bank="008", nomor="001234")
    assert hasil is not None
    assert hasil.keadaan == "Rekening aktif"


@pytest.mark.parametrize(
    "objek",
    [
        tanpa(PEMILIK, "beneficiaryAccountName"),
        tanpa(PEMILIK, beneficiaryAccountName="  "),
        tanpa(PEMILIK, beneficiaryAccountName=7),
        tanpa(PEMILIK, "beneficiaryAccountNo"),
        tanpa(PEMILIK, beneficiaryAccountNo="001235"),
        tanpa(PEMILIK, beneficiaryBankCode="014"),
    ],
)
def test_pemilik_rekening_lain_tidak_dipercaya(objek: dict[str, Any]) -> None:
    assert baca_pemilik(objek, kode_bank="002", nomor="001234") is None


def test_bukti_terbaca() -> None:
    harap = BuktiTransfer("BANK-9", "JHT-1", 14_250_000, "123", "77")
    assert baca_bukti(BUKTI, diminta=DIMINTA, external_id="123") == harap
    tanpa_pilihan = tanpa(BUKTI, "sourceAccountNo", "traceNo")
    hasil = baca_bukti(tanpa_pilihan, diminta=DIMINTA, external_id="123")
    assert hasil is not None
    assert hasil.jejak is None


@pytest.mark.parametrize(
    "objek",
    [
        tanpa(BUKTI, "referenceNo"),
        tanpa(BUKTI, "partnerReferenceNo"),
        tanpa(BUKTI, partnerReferenceNo="JHT-2"),
        tanpa(BUKTI, "amount"),
        tanpa(BUKTI, amount={"value": "14250000.01", "currency": "IDR"}),
        tanpa(BUKTI, amount={"value": "14250001.00", "currency": "IDR"}),
        tanpa(BUKTI, amount={"value": "14250000.00", "currency": "USD"}),
        tanpa(BUKTI, "beneficiaryAccountNo"),
        tanpa(BUKTI, beneficiaryAccountNo="001235"),
        tanpa(BUKTI, sourceAccountNo="1"),
    ],
)
def test_bukti_yang_tidak_menggemakan_permintaan_tidak_dipercaya(objek: dict[str, Any]) -> None:
    assert baca_bukti(objek, diminta=DIMINTA, external_id="123") is None


@pytest.mark.parametrize(
    ("kode", "keadaan"),
    [
        ("00", KeadaanTransfer.BERHASIL),
        ("01", KeadaanTransfer.DIPROSES),
        ("02", KeadaanTransfer.DIPROSES),
        ("03", KeadaanTransfer.DIPROSES),
        ("04", KeadaanTransfer.DIKEMBALIKAN),
        ("05", KeadaanTransfer.DIBATALKAN),
        ("06", KeadaanTransfer.GAGAL),
        ("07", KeadaanTransfer.TIDAK_DITEMUKAN),
    ],
)
def test_status_terbaca(kode: str, keadaan: KeadaanTransfer) -> None:
    hasil = baca_status(
        tanpa(STATUS, latestTransactionStatus=kode),
        referensi="JHT-1",
        layanan="18",
        jumlah=14_250_000,
    )
    assert hasil == StatusTransfer(keadaan, "BANK-9", 14_250_000)


@pytest.mark.parametrize("kode", ["01", "02", "03", "07"])
def test_yang_belum_berakhir_boleh_tanpa_gema(kode: str) -> None:
    hasil = baca_status(
        {"latestTransactionStatus": kode}, referensi="JHT-1", layanan="18", jumlah=1
    )
    assert hasil is not None
    assert (hasil.referensi_bank, hasil.jumlah) == (None, None)


@pytest.mark.parametrize("kode", ["00", "04", "05", "06"])
def test_akhir_tanpa_gema_referensi_tidak_dipercaya(kode: str) -> None:
    objek = tanpa(STATUS, "originalPartnerReferenceNo", latestTransactionStatus=kode)
    hasil = baca_status(objek, referensi="JHT-1", layanan="18", jumlah=14_250_000)
    assert hasil is None


def test_referensi_bank_dapat_bernama_lain() -> None:
    objek = tanpa(STATUS, "originalReferenceNo", referenceNumber="BANK-8")
    hasil = baca_status(objek, referensi="JHT-1", layanan="18", jumlah=14_250_000)
    assert hasil is not None
    assert hasil.referensi_bank == "BANK-8"


@pytest.mark.parametrize(
    "objek",
    [
        tanpa(STATUS, "latestTransactionStatus"),
        tanpa(STATUS, latestTransactionStatus="99"),
        tanpa(STATUS, originalPartnerReferenceNo="JHT-2"),
        tanpa(STATUS, serviceCode="17"),
        tanpa(STATUS, amount={"value": "1.00", "currency": "IDR"}, latestTransactionStatus="03"),
        tanpa(STATUS, "amount"),
        tanpa(STATUS, "originalReferenceNo"),
    ],
)
def test_status_tentang_transfer_lain_atau_terlalu_sedikit_tidak_dipercaya(
    objek: dict[str, Any],
) -> None:
    hasil = baca_status(objek, referensi="JHT-1", layanan="18", jumlah=14_250_000)
    assert hasil is None


def test_sukses_dengan_jumlah_lain_diteruskan_supaya_manusia_melihatnya() -> None:
    objek = tanpa(STATUS, amount={"value": "1.00", "currency": "IDR"})
    hasil = baca_status(objek, referensi="JHT-1", layanan="18", jumlah=14_250_000)
    assert hasil is not None
    assert (hasil.keadaan.value, hasil.jumlah) == ("BERHASIL", 1)


def test_repr_pemilik_menyembunyikan_nama_dan_nomor() -> None:
    tertulis = repr(baca_pemilik(PEMILIK, kode_bank="002", nomor="001234"))
    assert "SITI" not in tertulis
    assert "001234" not in tertulis

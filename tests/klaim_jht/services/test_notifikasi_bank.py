"""The bank's notices make us ask; forged, late and repeated ones leave a log line and no more."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jmo.gateways.bank_snap import BankSnap
from klaim_jht.models import NotifikasiBank, Pembayaran
from tests.klaim_jht.bank import kendali_bank, kerjakan, klaim_di_bank, satu_pembayaran

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bayar(bank: BankSnap) -> Pembayaran:
    """The bank has booked it; its answer to us was an error."""
    satu = kerjakan(klaim_di_bank("0004"), bank)
    assert satu.status == "BELUM_PASTI"
    assert satu.jatuh_pada is not None
    assert satu.jatuh_pada > timezone.now()
    return satu


def tulis(bayar: Pembayaran, *, detik_lalu: int = 0) -> dict[str, Any]:
    """Let the bank of the sandbox write and sign a notice."""
    return kendali_bank(
        "notifikasi",
        {
            "referensi": bayar.partner_ref,
            "jalur": reverse("bank:notifikasi"),
            "detik": detik_lalu,
        },
    )


def kirim(notifikasi: dict[str, Any], isi: str | None = None, **kepala: str) -> int:
    jawaban = Client().post(
        reverse("bank:notifikasi"), notifikasi["isi"] if isi is None else isi,
        content_type="application/json", headers={**notifikasi["kepala"], **kepala},
    )  # fmt: skip
    assert jawaban["Content-Type"] == "application/json"
    assert jawaban.json()["responseCode"][:3] == str(jawaban.status_code)
    return jawaban.status_code


def test_yang_asli_membuat_bank_ditanya_dan_tidak_lebih(bank: BankSnap, bayar: Pembayaran) -> None:
    assert kirim(tulis(bayar)) == 200
    bayar.refresh_from_db()
    assert bayar.status == "BELUM_PASTI"
    assert bayar.jatuh_pada is not None
    assert bayar.jatuh_pada <= timezone.now()
    assert kerjakan(bayar.klaim, bank).status == "BERHASIL"


def test_yang_berulang_ditolak_dan_tercatat(
    bayar: Pembayaran, caplog: pytest.LogCaptureFixture
) -> None:
    notifikasi = tulis(bayar)
    assert kirim(notifikasi) == 200
    nanti = timezone.now() + timedelta(hours=1)
    Pembayaran.objects.update(jatuh_pada=nanti)
    with caplog.at_level(logging.WARNING):
        assert kirim(notifikasi) == 401
        # The message id is not signed: another one makes it no other message.
        assert kirim(notifikasi, **{"X-EXTERNAL-ID": "7"}) == 401
    assert [catatan.getMessage() for catatan in caplog.records if "bank" in catatan.name] == [
        "pemberitahuan bank ditolak: berulang"
    ] * 2
    assert NotifikasiBank.objects.count() == 1
    assert satu_pembayaran(bayar.klaim).jatuh_pada == nanti


def test_yang_palsu_atau_lama_ditolak_dan_tercatat(
    bayar: Pembayaran, caplog: pytest.LogCaptureFixture
) -> None:
    asli, semula = tulis(bayar), bayar.jatuh_pada
    with caplog.at_level(logging.WARNING):
        assert kirim(asli, asli["isi"].replace('"00"', '"06"')) == 401
        assert kirim(asli, **{"X-SIGNATURE": "AAAA"}) == 401
        assert kirim(tulis(bayar, detik_lalu=600)) == 401
        assert kirim({"isi": asli["isi"], "kepala": {}}) == 401
    sebab = [catatan.getMessage().rpartition(" ")[2] for catatan in caplog.records
             if "ditolak" in catatan.getMessage()]  # fmt: skip
    assert sebab == ["tanda_tangan", "tanda_tangan", "waktu", "kepala"]
    assert bayar.partner_ref not in caplog.text
    assert not NotifikasiBank.objects.exists()
    assert satu_pembayaran(bayar.klaim).jatuh_pada == semula


@pytest.mark.parametrize("berkas", ["", "/tidak/ada.pem"])
def test_tanpa_kunci_bank_semua_ditolak(
    bayar: Pembayaran, monkeypatch: pytest.MonkeyPatch, berkas: str
) -> None:
    notifikasi = tulis(bayar)
    monkeypatch.setitem(settings.BANK, "kunci_publik", berkas)
    assert kirim(notifikasi) == 401


def test_tentang_pembayaran_yang_bukan_milik_kami(bank: BankSnap, bayar: Pembayaran) -> None:
    notifikasi = tulis(bayar)
    Pembayaran.objects.update(partner_ref="JHT-LAIN")
    assert kirim(notifikasi) == 404


def test_yang_belum_dikirim_atau_menunggu_petugas_tidak_disegerakan(bayar: Pembayaran) -> None:
    nanti = timezone.now() + timedelta(hours=5)
    Pembayaran.objects.update(status="SIAP", jatuh_pada=nanti)
    assert kirim(tulis(bayar)) == 200
    assert satu_pembayaran(bayar.klaim).jatuh_pada == nanti
    Pembayaran.objects.update(status="GAGAL_PASTI", jatuh_pada=None, perlu_petugas=True)
    notifikasi = tulis(bayar, detik_lalu=2)
    assert kirim(notifikasi) == 200
    assert satu_pembayaran(bayar.klaim).jatuh_pada is None


def test_hanya_post_dan_tanpa_kue() -> None:
    assert Client().get(reverse("bank:notifikasi")).status_code == 405
    tertutup = Client(enforce_csrf_checks=True)
    assert tertutup.post(reverse("bank:notifikasi"), "{}", "application/json").status_code == 401

"""The payout against the real bank of the sandbox: once, never twice, never lost.

Each scenario is chosen by the account's last digits; afterwards the bank's own book is the judge.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from jmo.gateways.bank_snap import BankSnap, KonfigurasiBank
from klaim_jht.services.pembayaran import kirim_pembayaran, sapu_pembayaran
from saldo.models import TahananSaldo
from saldo.selectors import saldo_peserta
from tests.klaim_jht.bank import (
    dibayar_bank,
    hitung_kiriman,
    kendali_bank,
    kerjakan,
    klaim_di_bank,
    satu_pembayaran,
)
from tests.lib_mitra import konfigurasi_bank

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bank(sandbox: dict[str, str]) -> Iterator[BankSnap]:
    kendali_bank("mulai_ulang", {})
    konfigurasi: KonfigurasiBank = konfigurasi_bank(timeout_baca=3.0)
    klien = BankSnap(konfigurasi)
    yield klien
    klien.tutup()


def test_dibayar_sekali_dan_dibukukan(bank: BankSnap) -> None:
    klaim = klaim_di_bank("0000")
    assert saldo_peserta(klaim.peserta).ditahan == klaim.bruto
    bayar = kerjakan(klaim, bank)
    assert (bayar.status, klaim.status) == ("BERHASIL", "DIBAYAR")
    assert bayar.referensi_bank
    assert dibayar_bank(bayar) == [klaim.neto]
    tahanan = TahananSaldo.objects.get(rujukan=f"klaim:{klaim.pk}")
    assert tahanan.status == "DIPAKAI"
    assert tahanan.jumlah == klaim.bruto
    # A hundred bells equal one.
    kerjakan(klaim, bank, kali=3)
    assert dibayar_bank(bayar) == [klaim.neto]
    assert hitung_kiriman(bayar) == 1


@pytest.mark.parametrize(
    "akhiran",
    [
        pytest.param("0002", id="dibukukan-jawaban-hilang"),
        pytest.param("0004", id="504-dibukukan"),
        pytest.param("0009", id="sambungan-putus-dibukukan"),
        pytest.param("0011", id="mula-mula-tidak-ditemukan"),
    ],
)
def test_jawaban_yang_hilang_ditanyakan_bukan_dikirim_ulang(bank: BankSnap, akhiran: str) -> None:
    klaim = klaim_di_bank(akhiran)
    bayar = kerjakan(klaim, bank)
    if bayar.status != "BERHASIL":
        assert bayar.status in {"BELUM_PASTI", "DITERIMA_BANK"}
        assert klaim.status == "PEMBAYARAN_BELUM_PASTI"
    batas = time.monotonic() + 30
    while bayar.status != "BERHASIL" and time.monotonic() < batas:
        time.sleep(1)
        bayar = kerjakan(klaim, bank)
    assert (bayar.status, klaim.status) == ("BERHASIL", "DIBAYAR")
    assert hitung_kiriman(bayar) == 1
    assert dibayar_bank(bayar) == [klaim.neto]


@pytest.mark.parametrize(
    "akhiran",
    [
        pytest.param("0003", id="tidak-dibukukan-tanpa-jawaban"),
        pytest.param("0005", id="500-tidak-dibukukan"),
        pytest.param("0010", id="selamanya-diproses"),
        pytest.param("0014", id="jumlah-lain-di-jawaban"),
    ],
)
def test_yang_tidak_pasti_tetap_ditahan(bank: BankSnap, akhiran: str) -> None:
    klaim = klaim_di_bank(akhiran)
    bayar = kerjakan(klaim, bank, kali=4)
    assert bayar.status in {"BELUM_PASTI", "DITERIMA_BANK", "BERHASIL"}
    assert hitung_kiriman(bayar) == 1
    tahanan = TahananSaldo.objects.get(rujukan=f"klaim:{klaim.pk}")
    assert tahanan.status == ("DIPAKAI" if bayar.status == "BERHASIL" else "DITAHAN")
    assert len(dibayar_bank(bayar)) <= 1


def test_rekening_mati_kembali_ke_peserta_dan_uang_tetap_ditahan(bank: BankSnap) -> None:
    klaim = klaim_di_bank("0007")
    bayar = kerjakan(klaim, bank)
    assert bayar.status == "GAGAL_PASTI"
    assert klaim.status == "PERLU_PERBAIKAN_REKENING"
    assert TahananSaldo.objects.get(rujukan=f"klaim:{klaim.pk}").status == "DITAHAN"
    assert dibayar_bank(bayar) == []
    assert klaim.peserta.rekening.get(diganti_pada=None).status == "BERMASALAH"


def test_pekerja_mati_setelah_bank_membukukan(bank: BankSnap, monkeypatch: Any) -> None:
    """Killed between the answer and our writing: the next worker asks and sends nothing."""
    klaim = klaim_di_bank("0000")

    def mati(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as tambalan:
        tambalan.setattr("klaim_jht.services.pembayaran._putuskan", mati)
        with pytest.raises(KeyboardInterrupt):
            kirim_pembayaran(pembayaran_id=satu_pembayaran(klaim).pk, bank=bank)
    assert satu_pembayaran(klaim).status == "DIKIRIM"
    assert sapu_pembayaran() == 1
    bayar = kerjakan(klaim, bank, kali=2)
    assert (bayar.status, klaim.status) == ("BERHASIL", "DIBAYAR")
    assert dibayar_bank(bayar) == [klaim.neto]
    assert hitung_kiriman(bayar) == 1


def test_bank_putus_tidak_mengirim_apa_pun(bank: BankSnap) -> None:
    klaim = klaim_di_bank("0000")
    kendali_bank("gangguan", {"jenis": "putus", "detik": 60})
    bayar = kerjakan(klaim, bank)
    assert bayar.status in {"SIAP", "BELUM_PASTI"}
    kendali_bank("gangguan", {"jenis": "nihil", "detik": 0})
    bayar = kerjakan(klaim, bank, kali=3)
    assert len(dibayar_bank(bayar)) <= 1
    if bayar.status == "BERHASIL":
        assert dibayar_bank(bayar) == [klaim.neto]

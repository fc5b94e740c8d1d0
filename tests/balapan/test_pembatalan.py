"""Cancelling against the worker that is about to send: one wins, and both books say who."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from accounts.rules.pelaku import SISTEM
from jmo.gateways.bank_snap import BankSnap
from jmo.lib.galat import Bentrok
from klaim_jht.models import Klaim
from klaim_jht.selectors.invarian import INVARIAN_PEMBAYARAN
from klaim_jht.services import pembayaran as layanan
from klaim_jht.services.pembatalan import batalkan_klaim
from klaim_jht.services.pembayaran import kirim_pembayaran
from saldo.models import TahananSaldo
from saldo.selectors.invarian import periksa_invarian
from tests.balapan.test_tahan_saldo import bersama
from tests.klaim_jht.bank import dibayar_bank, kendali_bank, klaim_di_bank, satu_pembayaran
from tests.lib_mitra import konfigurasi_bank

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bank(sandbox: dict[str, str]) -> Iterator[BankSnap]:
    kendali_bank("mulai_ulang", {})
    klien = BankSnap(konfigurasi_bank(timeout_baca=5.0))
    yield klien
    klien.tutup()


def batal(klaim: Klaim) -> Klaim:
    return batalkan_klaim(klaim_id=klaim.pk, pelaku=SISTEM)


def _satu_pemenang(klaim: Klaim) -> str:
    klaim.refresh_from_db()
    bayar = satu_pembayaran(klaim)
    di_bank = dibayar_bank(bayar)
    tahanan = TahananSaldo.objects.get(rujukan=f"klaim:{klaim.pk}").status
    keadaan = (klaim.status, bayar.status, di_bank, tahanan)
    assert keadaan in [
        ("DIBATALKAN", "GAGAL_PASTI", [], "DILEPAS"),
        ("DIBAYAR", "BERHASIL", [klaim.neto], "DIPAKAI"),
    ]
    assert all(satu.dipenuhi for satu in periksa_invarian(INVARIAN_PEMBAYARAN))
    return klaim.status


def test_dibatalkan_tepat_sebelum_dikirim(bank: BankSnap, monkeypatch: pytest.MonkeyPatch) -> None:
    klaim = klaim_di_bank("0000")
    asli = layanan._boleh_dikirim

    def lalu_batal(*isi: Any, **lain: Any) -> bool:
        hasil = asli(*isi, **lain)
        batal(klaim)
        return hasil

    monkeypatch.setattr(layanan, "_boleh_dikirim", lalu_batal)
    with pytest.raises(Bentrok, match="pembayaran_sudah_berubah"):
        kirim_pembayaran(pembayaran_id=satu_pembayaran(klaim).pk, bank=bank)
    assert _satu_pemenang(klaim) == "DIBATALKAN"


def test_dibatalkan_selagi_pesan_di_jalan_ditolak(
    bank: BankSnap, monkeypatch: pytest.MonkeyPatch
) -> None:
    klaim = klaim_di_bank("0000")
    asli = bank.kirim

    def di_jalan(*isi: Any, **lain: Any) -> Any:
        with pytest.raises(Bentrok, match="klaim_sudah_dibayarkan"):
            batal(klaim)
        return asli(*isi, **lain)

    monkeypatch.setattr(bank, "kirim", di_jalan)
    kirim_pembayaran(pembayaran_id=satu_pembayaran(klaim).pk, bank=bank)
    assert _satu_pemenang(klaim) == "DIBAYAR"


def test_bersamaan_satu_yang_menang(bank: BankSnap) -> None:
    for _ in range(4):
        klaim = klaim_di_bank("0000")
        pk = satu_pembayaran(klaim).pk
        bersama(
            partial(kirim_pembayaran, pembayaran_id=pk, bank=bank),
            partial(batal, klaim),
        )
        assert _satu_pemenang(klaim) in {"DIBATALKAN", "DIBAYAR"}

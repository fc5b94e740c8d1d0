"""Seeded histories of claims and faults: paid once or honestly waiting, and both books agree."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.conf import settings

from klaim_jht.models import Pembayaran
from tests.faults.dunia import Dunia
from tests.faults.riwayat import Pemain, Riwayat
from tests.faults.simulasi import simulasikan

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(3000)]


def test_riwayat_berbenih_tidak_membayar_dua_kali_dan_tidak_kehilangan() -> None:
    banyak = int(os.environ.get("UJI_RIWAYAT", "200"))
    laporan = simulasikan(benih=20261123, banyak=banyak)
    assert not laporan.gagal, "\n".join(laporan.baris())
    assert laporan.riwayat == banyak
    for kejadian in ("bunuh", "putus_db", "proksi", "bilas_redis", "lompat", "jam", "batal"):
        assert laporan.hitung[kejadian], f"no history met {kejadian}: the drawing is wrong"
    assert laporan.hitung["akhir_DIBAYAR"] > laporan.klaim / 2


@pytest.fixture
def pemain() -> Iterator[Pemain]:
    semula, dunia = dict(settings.BANK), Dunia()
    dunia.mulai(1)
    yield Pemain(dunia, Riwayat(benih=0, nomor=0))
    settings.BANK.update(semula)
    dunia.tutup()


def test_bank_yang_membayar_ganda_tidak_dikirimi_lagi(pemain: Pemain) -> None:
    """Booked, yet "not found" for an hour, at a bank that would pay the reference again."""
    pemain.pakai("b", percaya=False)
    pemain.ajukan("0011")
    pemain.reda()
    pemain.nilai(akhir=True)
    assert pemain.riwayat.salah == []
    assert pemain.klaim[0].status == "PEMBAYARAN_BELUM_PASTI"


def test_penguji_melihat_pembayaran_ganda(pemain: Pemain) -> None:
    """The same history, but the portal wrongly believes that this bank refuses a reference."""
    pemain.pakai("b", percaya=True)
    pemain.ajukan("0011")
    pemain.reda()
    pemain.nilai(akhir=True)
    assert any("dibayar 2 kali oleh bank" in satu for satu in pemain.riwayat.salah)


def test_penguji_melihat_niat_yang_hilang(pemain: Pemain) -> None:
    pemain.ajukan("0000")
    Pembayaran.objects.update(jatuh_pada=None)
    pemain.nilai(akhir=True)
    assert any("tanpa petugas yang dipanggil" in satu for satu in pemain.riwayat.salah)

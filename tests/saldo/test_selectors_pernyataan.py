from __future__ import annotations

from datetime import date

import pytest
import time_machine

from accounts.models import Peserta
from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import TidakDitemukan
from saldo.selectors import saldo_per_tahun, saldo_peserta
from saldo.selectors.pernyataan import GerakTahun, gerak_tahun, susun_pernyataan, tahun_pernyataan
from saldo.services.buku import bayarkan_tahanan, tahan_saldo
from saldo.services.tarif import bukukan_pengembangan, muat_tarif_contoh
from tests.pabrik import buat_iuran, buat_kartu, buat_peserta

pytestmark = pytest.mark.usefixtures("db")
HARI = date(2026, 11, 20)
SEBULAN = 285_000


@pytest.fixture(autouse=True)
def kini() -> object:
    with time_machine.travel(HARI, tick=False):
        yield


@pytest.fixture
def orang() -> Peserta:
    """Two cards: one paid in from 2023 on and ended, one since 2025; 2023 and 2024 credited."""
    muat_tarif_contoh(pelaku=SISTEM)
    peserta = buat_peserta()
    lama = buat_kartu(peserta, mulai=date(2023, 1, 1), npp="CD123456", berhenti=date(2024, 12, 31))
    buat_iuran(lama, date(2023, 1, 1), banyak=24)
    baru = buat_kartu(peserta, mulai=date(2025, 1, 1))
    buat_iuran(baru, date(2025, 1, 1), banyak=3)
    for tahun in (2023, 2024):
        bukukan_pengembangan(kepesertaan=lama, tahun=tahun, pelaku=SISTEM)
    return peserta


def utuh(gerak: GerakTahun) -> bool:
    masuk = gerak.awal + gerak.iuran + gerak.pengembangan + gerak.pindah
    return masuk - gerak.keluar == gerak.akhir


def test_setiap_tahun_bersambung_dan_berjumlah(orang: Peserta) -> None:
    assert tahun_pernyataan(orang) == (2026, 2025, 2024, 2023)
    sebelum = 0
    for tahun in reversed(tahun_pernyataan(orang)):
        satu = susun_pernyataan(orang, tahun)
        assert satu.jumlah.awal == sebelum
        assert utuh(satu.jumlah)
        assert all(utuh(kartu.gerak) for kartu in satu.kartu)
        for nama in GerakTahun.__slots__:
            assert sum(getattr(k.gerak, nama) for k in satu.kartu) == getattr(satu.jumlah, nama)
        sebelum = satu.jumlah.akhir
    assert sebelum == saldo_peserta(orang).total


def test_isinya_menurut_tanggal_nilai_dan_bulan(orang: Peserta) -> None:
    satu = susun_pernyataan(orang, 2024)
    # December 2023 was paid in January 2024, December 2024 in January 2025.
    assert satu.jumlah.iuran == 12 * SEBULAN
    assert [i.bulan.month for i in satu.iuran] == list(range(1, 13))
    assert (satu.selesai, satu.sampai) == (True, date(2024, 12, 31))
    assert satu.tarif is not None
    assert satu.tarif.contoh
    assert len(satu.kartu) == 1


def test_tahun_berjalan_sampai_hari_ini(orang: Peserta) -> None:
    satu = susun_pernyataan(orang, 2026)
    assert (satu.selesai, satu.sampai) == (False, HARI)
    assert satu.jumlah.awal == satu.jumlah.akhir == saldo_peserta(orang).total
    assert satu.iuran == ()
    assert len(satu.kartu) == 2


def test_yang_dibayarkan_disebut(orang: Peserta) -> None:
    kartu = [satu.pk for satu in orang.kepesertaan.all()]
    jumlah = sum(
        satu.jumlah for satu in tahan_saldo(kepesertaan_ids=kartu, rujukan="uji:1", pelaku=SISTEM)
    )
    ditahan = susun_pernyataan(orang, 2026)
    assert (ditahan.jumlah.keluar, ditahan.jumlah.akhir) == (0, jumlah)
    bayarkan_tahanan(rujukan="uji:1", neto=jumlah, pajak=0, pelaku=SISTEM, tanggal_nilai=HARI)
    dibayar = susun_pernyataan(orang, 2026)
    assert (dibayar.jumlah.keluar, dibayar.jumlah.akhir) == (jumlah, 0)


@pytest.mark.parametrize("tahun", [2022, 2027, 0])
def test_tahun_yang_tidak_ada(orang: Peserta, tahun: int) -> None:
    with pytest.raises(TidakDitemukan, match="pernyataan_tidak_ada"):
        susun_pernyataan(orang, tahun)


def test_tanpa_uang_tanpa_pernyataan() -> None:
    peserta = buat_peserta()
    assert tahun_pernyataan(peserta) == ()
    assert gerak_tahun(saldo_per_tahun(peserta), 2025) == GerakTahun(0, 0, 0, 0, 0, 0)  # type: ignore[arg-type]  # plain zeros

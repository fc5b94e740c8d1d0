from __future__ import annotations

from dataclasses import replace

import pytest

from jmo.lib.uang import Rupiah
from klaim_jht.rules.alasan import AlasanKlaim
from klaim_jht.rules.berkas import (
    BERKAS_ALASAN,
    BERKAS_DI_ATAS_BATAS,
    JenisBerkas,
    berkas_diperlukan,
    berkas_kurang,
)
from klaim_jht.rules.kelayakan import FaktaKlaim, FaktaSaldo, Pelapor, Sumber
from saldo.rules.masa_kepesertaan import SebabKeluar
from tests.klaim_jht.rules.kelayakan.contoh import BUKU, KARTU, budi, kartu, periksa

BANYAK = FaktaSaldo(Rupiah(20_000_000), BUKU)
SENDIRI = Sumber(Pelapor.PESERTA)
_J = JenisBerkas


def perlu(fakta: FaktaKlaim) -> tuple[JenisBerkas, ...]:
    return berkas_diperlukan(fakta, periksa(fakta))


@pytest.mark.parametrize("alasan", [a for a in AlasanKlaim if a not in BERKAS_ALASAN])
def test_di_bawah_batas_tanpa_surat_siapa_pun_pelapornya(alasan: AlasanKlaim) -> None:
    assert perlu(budi(alasan, kartu(sumber=SENDIRI))) == ()


@pytest.mark.parametrize(
    ("alasan", "surat"),
    [
        (AlasanKlaim.CACAT, (_J.SURAT_DOKTER,)),
        (AlasanKlaim.S30, (_J.DOKUMEN_PERUMAHAN,)),
        (AlasanKlaim.LN, (_J.PASPOR, _J.PERNYATAAN_PERGI)),
    ],
)
def test_yang_disebut_hukum_diminta_berapa_pun_jumlahnya(
    alasan: AlasanKlaim, surat: tuple[JenisBerkas, ...]
) -> None:
    assert perlu(budi(alasan)) == surat
    assert perlu(budi(alasan, saldo=BANYAK)) == surat


@pytest.mark.parametrize("alasan", BERKAS_DI_ATAS_BATAS)
def test_di_atas_batas_surat_mengganti_laporan_perusahaan(alasan: AlasanKlaim) -> None:
    surat = BERKAS_DI_ATAS_BATAS[alasan]
    sesuai = SebabKeluar(alasan.value)
    dilaporkan = kartu(sebab_berakhir=sesuai)
    assert perlu(budi(alasan, dilaporkan, saldo=BANYAK)) == ()
    assert perlu(budi(alasan, replace(dilaporkan, sumber=SENDIRI), saldo=BANYAK)) == (surat,)
    lain = next(satu for satu in SebabKeluar if satu is not sesuai)
    assert perlu(budi(alasan, kartu(sebab_berakhir=lain), saldo=BANYAK)) == (surat,)
    assert perlu(budi(alasan, kartu(sebab_berakhir=None), saldo=BANYAK)) == (surat,)


def test_tepat_di_batas_masih_tanpa_surat() -> None:
    diri = kartu(sumber=SENDIRI)
    assert perlu(budi(AlasanKlaim.PHK, diri, saldo=FaktaSaldo(Rupiah(15_000_000), BUKU))) == ()
    satu = FaktaSaldo(Rupiah(15_000_001), BUKU)
    assert perlu(budi(AlasanKlaim.PHK, diri, saldo=satu)) == (_J.SURAT_PHK,)


def test_pensiun_dan_sepersepuluh_tidak_pernah_memerlukan_surat() -> None:
    for alasan in (AlasanKlaim.PENSIUN, AlasanKlaim.S10):
        assert perlu(budi(alasan, replace(KARTU, sumber=SENDIRI), saldo=BANYAK)) == ()


def test_yang_kurang_menurut_urutan_permintaan() -> None:
    semua = (_J.PASPOR, _J.PERNYATAAN_PERGI)
    assert berkas_kurang(semua, ()) == semua
    assert berkas_kurang(semua, {"PASPOR", "SURAT_LAIN"}) == (_J.PERNYATAAN_PERGI,)
    assert berkas_kurang(semua, {"PASPOR", "PERNYATAAN_PERGI"}) == ()


def test_kode_muat_di_kolom_tabel() -> None:
    assert max(map(len, JenisBerkas)) <= 24

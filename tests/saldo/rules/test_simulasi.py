from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmo.lib.uang import Rupiah
from saldo.rules.simulasi import HasilSimulasi, simulasikan
from tests.vektor import param_vektor


def jalankan(
    upah: int, tahun: int, saldo_awal: int, tarif: str = "0.05", kenaikan: str = "0"
) -> HasilSimulasi:
    return simulasikan(
        upah=Rupiah(upah),
        jumlah_tahun=tahun,
        saldo_awal=Rupiah(saldo_awal),
        tarif_pemberi_kerja=Decimal("0.037"),
        tarif_pekerja=Decimal("0.02"),
        tarif=Decimal(tarif),
        kenaikan_upah=Decimal(kenaikan),
    )


@pytest.mark.parametrize("vektor", param_vektor("simulasi"))
def test_simulasi_sama_dengan_yang_diterbitkan(vektor: dict[str, str]) -> None:
    hasil = jalankan(
        int(vektor["upah"]), int(vektor["tahun"]), int(vektor["saldo_awal"]), vektor["tarif"]
    )
    assert hasil.iuran == int(vektor["iuran"])
    assert hasil.pengembangan == int(vektor["pengembangan"])
    assert hasil.saldo_akhir == int(vektor["saldo_akhir"])


def test_kenaikan_upah_berlaku_sejak_tahun_kedua() -> None:
    hasil = jalankan(5_000_000, 3, 0, kenaikan="0.10")
    assert [satu.upah for satu in hasil.tahun] == [5_000_000, 5_500_000, 6_050_000]
    assert [satu.iuran for satu in hasil.tahun] == [3_420_000, 3_762_000, 4_138_200]


@given(
    upah=st.integers(0, 10**8),
    bulan=st.integers(0, 11),
    awal=st.integers(0, 10**10),
    tahun=st.integers(0, 5),
)
def test_bulan_lebih_tidak_pernah_kurang(upah: int, bulan: int, awal: int, tahun: int) -> None:
    def akhir(tahun: int, bulan: int) -> int:
        hasil = simulasikan(
            upah=Rupiah(upah), jumlah_tahun=tahun, saldo_awal=Rupiah(awal), bulan_sisa=bulan,
            tarif_pemberi_kerja=Decimal("0.037"), tarif_pekerja=Decimal("0.02"),
        )  # fmt: skip
        assert awal + hasil.iuran + hasil.pengembangan == hasil.saldo_akhir
        assert sum(satu.bulan for satu in hasil.tahun) == tahun * 12 + bulan
        return hasil.saldo_akhir

    assert akhir(tahun, 0) <= akhir(tahun, bulan) <= akhir(tahun + 1, 0)


def test_setengah_tahun_mendapat_setengah_tarif() -> None:
    hasil = simulasikan(
        upah=Rupiah(5_000_000), jumlah_tahun=0, saldo_awal=Rupiah(1_000_000), bulan_sisa=6,
        tarif_pemberi_kerja=Decimal("0.037"), tarif_pekerja=Decimal("0.02"),
    )  # fmt: skip
    # Six months of 285.000 earn 6 + 5 + ... + 1 = 21 twelfths of 5 per cent; a million half a year.
    assert (hasil.iuran, hasil.pengembangan) == (1_710_000, 25_000 + 24_938)


def test_tanpa_tahun_saldo_tetap() -> None:
    assert jalankan(5_000_000, 0, 1_000_000) == HasilSimulasi(
        Rupiah(0), Rupiah(0), Rupiah(1_000_000), ()
    )


@given(
    upah=st.integers(0, 10**9),
    tahun=st.integers(0, 40),
    awal=st.integers(0, 10**11),
    kenaikan=st.sampled_from(["-0.05", "0", "0.045", "0.10"]),
)
def test_bagian_selalu_berjumlah_sama_dengan_saldo_akhir(
    upah: int, tahun: int, awal: int, kenaikan: str
) -> None:
    hasil = jalankan(upah, tahun, awal, kenaikan=kenaikan)
    assert awal + hasil.iuran + hasil.pengembangan == hasil.saldo_akhir
    assert sum(satu.pengembangan for satu in hasil.tahun) == hasil.pengembangan
    berjalan = awal
    for satu in hasil.tahun:
        berjalan += satu.iuran + satu.pengembangan
        assert berjalan == satu.saldo_akhir


@given(
    upah=st.integers(0, 10**8),
    lebih=st.integers(0, 10**7),
    tahun=st.integers(0, 40),
    awal=st.integers(0, 10**10),
    tarif=st.integers(0, 19),
)
def test_upah_atau_tarif_yang_lebih_besar_tidak_pernah_mengurangi(
    upah: int, lebih: int, tahun: int, awal: int, tarif: int
) -> None:
    dasar = jalankan(upah, tahun, awal, f"0.{tarif:02}")
    assert dasar.saldo_akhir >= awal + dasar.iuran
    assert jalankan(upah + lebih, tahun, awal, f"0.{tarif:02}").saldo_akhir >= dasar.saldo_akhir
    assert jalankan(upah, tahun, awal, f"0.{tarif + 1:02}").saldo_akhir >= dasar.saldo_akhir


@pytest.mark.parametrize(
    "masukan",
    [
        pytest.param((-1, 5, 0, "0.05", "0"), id="upah-negatif"),
        pytest.param((1, 5, -1, "0.05", "0"), id="saldo-negatif"),
        pytest.param((1, 5, 0, "-0.05", "0"), id="tarif-negatif"),
        pytest.param((1, -1, 0, "0.05", "0"), id="tahun-negatif"),
        pytest.param((1, 61, 0, "0.05", "0"), id="terlalu-lama"),
        pytest.param((1, 5, 0, "0.05", "-1"), id="upah-habis"),
    ],
)
def test_simulasi_menolak_yang_mustahil(masukan: tuple[int, int, int, str, str]) -> None:
    with pytest.raises(ValueError, match="simulasi_di_luar_batas"):
        jalankan(*masukan)

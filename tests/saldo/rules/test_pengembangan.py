from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmo.lib.uang import NOL, Rupiah
from saldo.rules.pengembangan import (
    TANPA_SISA,
    HasilPengembangan,
    SetoranBulan,
    TarifTahun,
    bulan_genap_sebelum,
    hitung_pengembangan,
    hitung_selisih_kredit,
    pilih_tarif,
    tahun_tanpa_tarif,
)
from tests.vektor import param_vektor


def setahun(jumlah: int) -> list[SetoranBulan]:
    return [SetoranBulan(bulan, Rupiah(jumlah)) for bulan in range(1, 13)]


@pytest.mark.parametrize("vektor", param_vektor("pengembangan"))
def test_pengembangan_tepat_sampai_rupiah(vektor: dict[str, str]) -> None:
    hasil = hitung_pengembangan(
        saldo_awal=Rupiah(int(vektor["saldo_awal"])),
        setoran=setahun(int(vektor["iuran_bulanan"])),
        tarif=Decimal(vektor["tarif"]),
        sampai_bulan=int(vektor["sampai_bulan"]),
    )
    assert hasil.jumlah == int(vektor["pengembangan"])


def test_lima_tahun_yang_dibukukan_tiap_tahun_sama_dengan_simulasi_resmi() -> None:
    saldo = pengembangan = NOL
    sisa = TANPA_SISA
    for _ in range(5):
        hasil = hitung_pengembangan(
            saldo_awal=saldo, setoran=setahun(285_000), tarif=Decimal("0.05"), sisa_awal=sisa
        )
        pengembangan = Rupiah(pengembangan + hasil.jumlah)
        saldo = Rupiah(saldo + 12 * 285_000 + hasil.jumlah)
        sisa = hasil.sisa
    assert (pengembangan, saldo) == (2_309_470, 19_409_470)


def test_tanpa_sisa_lima_tahun_yang_sama_bergeser_satu_rupiah() -> None:
    saldo = NOL
    for _ in range(5):
        hasil = hitung_pengembangan(
            saldo_awal=saldo, setoran=setahun(285_000), tarif=Decimal("0.05")
        )
        saldo = Rupiah(saldo + 12 * 285_000 + hasil.jumlah)
    assert saldo == 19_409_471


def test_sisa_gugur_ketika_rekening_pernah_kosong_dan_tetap_ketika_tidak_ada_hasil() -> None:
    sisa = Decimal("-0.5")
    kosong = hitung_pengembangan(saldo_awal=NOL, setoran=[], tarif=Decimal("0.05"), sisa_awal=sisa)
    assert kosong == HasilPengembangan(NOL, TANPA_SISA)
    januari = hitung_pengembangan(
        saldo_awal=Rupiah(100), setoran=[], tarif=Decimal("0.05"), sampai_bulan=0, sisa_awal=sisa
    )
    assert januari == HasilPengembangan(NOL, sisa)


@given(
    st.integers(0, 10**10),
    st.lists(st.tuples(st.integers(1, 12), st.integers(0, 10**8)), max_size=12),
    st.lists(st.sampled_from(["0.0719", "0.0559", "0.05", "0.0001"]), min_size=1, max_size=30),
)
def test_dengan_sisa_banyak_tahun_bergeser_kurang_dari_satu_rupiah(
    awal: int, setoran: list[tuple[int, int]], tarif: list[str]
) -> None:
    isi = [SetoranBulan(b, Rupiah(j)) for b, j in setoran]
    saldo, sisa, tepat = Rupiah(awal), TANPA_SISA, Decimal(awal)
    for satu in map(Decimal, tarif):
        hasil = hitung_pengembangan(saldo_awal=saldo, setoran=isi, tarif=satu, sisa_awal=sisa)
        assert hasil.jumlah >= 0
        assert abs(hasil.sisa) <= Decimal("0.5")
        masuk = sum(j for _, j in setoran)
        saldo, sisa = Rupiah(saldo + masuk + hasil.jumlah), hasil.sisa
        tepat = tepat * (1 + satu) + sum(j * (1 + satu * (13 - b) / 12) for b, j in setoran)
        assert abs(saldo - tepat) < 1


def test_setengah_rupiah_dibulatkan_ke_atas() -> None:
    hasil = hitung_pengembangan(saldo_awal=Rupiah(50), setoran=[], tarif=Decimal("0.05"))
    assert hasil == HasilPengembangan(Rupiah(3), Decimal("-0.5"))


def test_koreksi_ke_bawah_mengurangi_sejak_bulannya() -> None:
    setoran = [SetoranBulan(1, Rupiah(1_200_000)), SetoranBulan(7, Rupiah(-1_200_000))]
    hasil = hitung_pengembangan(saldo_awal=NOL, setoran=setoran, tarif=Decimal("0.06"))
    assert hasil.jumlah == 36_000


@given(
    saldo=st.integers(0, 10**12),
    setoran=st.lists(st.tuples(st.integers(1, 12), st.integers(0, 10**9)), max_size=15),
    bulan=st.integers(1, 12),
)
def test_pengembangan_tidak_pernah_turun_ketika_bulan_bertambah(
    saldo: int, setoran: list[tuple[int, int]], bulan: int
) -> None:
    isi = [SetoranBulan(b, Rupiah(j)) for b, j in setoran]

    def sampai(b: int) -> int:
        return hitung_pengembangan(
            saldo_awal=Rupiah(saldo), setoran=isi, tarif=Decimal("0.0559"), sampai_bulan=b
        ).jumlah

    assert 0 <= sampai(bulan - 1) <= sampai(bulan)


@pytest.mark.parametrize(
    ("tarif", "bulan"),
    [
        pytest.param("-0.01", 12, id="tarif-negatif"),
        pytest.param("0.05", 13, id="bulan-13"),
        pytest.param("0.05", -1, id="bulan-negatif"),
    ],
)
def test_pengembangan_menolak_yang_mustahil(tarif: str, bulan: int) -> None:
    with pytest.raises(ValueError, match="pengembangan_di_luar_batas"):
        hitung_pengembangan(saldo_awal=NOL, setoran=[], tarif=Decimal(tarif), sampai_bulan=bulan)


@pytest.mark.parametrize("bulan", [0, 13])
def test_setoran_menolak_bulan_di_luar_tahun(bulan: int) -> None:
    with pytest.raises(ValueError, match="bulan_di_luar_tahun"):
        SetoranBulan(bulan, Rupiah(1))


def test_kredit_akhir_hanya_selisihnya_dan_tidak_pernah_menarik_kembali() -> None:
    hasil = HasilPengembangan(Rupiah(1_000), TANPA_SISA)
    assert [hitung_selisih_kredit(hasil, sudah) for sudah in (0, 400, 1_000, 1_001)] == [
        1_000, 600, 0, 0,
    ]  # fmt: skip


def test_bulan_berjalan_belum_dihitung() -> None:
    assert bulan_genap_sebelum(date(2026, 1, 31)) == 0
    assert bulan_genap_sebelum(date(2026, 11, 22)) == 10


def test_tarif_tahun_sendiri_didahulukan_lalu_yang_terakhir_terbit() -> None:
    tarif = {2019: Decimal("0.0606"), 2020: Decimal("0.0559")}
    assert pilih_tarif(tarif, 2019) == TarifTahun(2019, Decimal("0.0606"), sementara=False)
    assert pilih_tarif(tarif, 2026) == TarifTahun(2026, Decimal("0.0559"), sementara=True)
    assert pilih_tarif(tarif, 2018) is None


def test_tahun_tanpa_tarif_disebut_satu_per_satu() -> None:
    assert tahun_tanpa_tarif({2016, 2018}, dari=2015, sampai=2019) == (2015, 2017, 2019)

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmo.lib.uang import Rupiah
from saldo.rules.data_ketentuan import KETENTUAN
from saldo.rules.iuran import hitung_iuran, hitung_iuran_bpu, susun_ketentuan_iuran
from saldo.rules.iuran.besaran import bulan_ketentuan
from saldo.rules.ketentuan import JenisKetentuan, pilih_berlaku
from tests.vektor import param_vektor

KOLOM = ("jht_pemberi_kerja", "jht_pekerja", "jp_pemberi_kerja", "jp_pekerja")


@pytest.mark.parametrize("vektor", param_vektor("iuran"))
def test_iuran_menurut_upah_dan_bulan(vektor: dict[str, str]) -> None:
    bulan = bulan_ketentuan(date.fromisoformat(vektor["bulan"]))
    ketentuan = susun_ketentuan_iuran(pilih_berlaku(KETENTUAN, bulan))
    hasil = hitung_iuran(upah=Rupiah(int(vektor["upah"])), ketentuan=ketentuan)
    assert {kolom: getattr(hasil, kolom) for kolom in KOLOM} == {
        kolom: int(vektor[kolom]) for kolom in KOLOM
    }
    assert hasil.jht == hasil.jht_pemberi_kerja + hasil.jht_pekerja
    assert hasil.jp == hasil.jp_pemberi_kerja + hasil.jp_pekerja


@pytest.mark.parametrize("vektor", param_vektor("iuran_bpu"))
def test_iuran_peserta_mandiri_hanya_bagiannya_sendiri(vektor: dict[str, str]) -> None:
    ketentuan = susun_ketentuan_iuran(pilih_berlaku(KETENTUAN, date(2026, 3, 1)))
    hasil = hitung_iuran_bpu(penghasilan=Rupiah(int(vektor["penghasilan"])), ketentuan=ketentuan)
    assert (hasil.jht_pemberi_kerja, hasil.jht_pekerja, hasil.jp) == (
        0, int(vektor["jht_pekerja"]), 0,
    )  # fmt: skip


def test_ketentuan_dipilih_menurut_hari_pertama_bulan_iuran() -> None:
    assert bulan_ketentuan(date(2026, 3, 31)) == date(2026, 3, 1)


def test_ketentuan_yang_tidak_lengkap_tidak_ditebak() -> None:
    berlaku = pilih_berlaku(KETENTUAN, date(2026, 3, 1))
    del berlaku[JenisKetentuan.BATAS_UPAH_JP]
    with pytest.raises(ValueError, match="BATAS_UPAH_JP"):
        susun_ketentuan_iuran(berlaku)


def test_upah_negatif_ditolak() -> None:
    ketentuan = susun_ketentuan_iuran(pilih_berlaku(KETENTUAN, date(2026, 3, 1)))
    with pytest.raises(ValueError, match="upah_negatif"):
        hitung_iuran(upah=Rupiah(-1), ketentuan=ketentuan)
    with pytest.raises(ValueError, match="upah_negatif"):
        hitung_iuran_bpu(penghasilan=Rupiah(-1), ketentuan=ketentuan)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_iuran_tidak_pernah_turun_ketika_upah_naik(satu: int, tambahan: int) -> None:
    ketentuan = susun_ketentuan_iuran(pilih_berlaku(KETENTUAN, date(2026, 3, 1)))
    rendah = hitung_iuran(upah=Rupiah(satu), ketentuan=ketentuan)
    tinggi = hitung_iuran(upah=Rupiah(satu + tambahan), ketentuan=ketentuan)
    assert all(getattr(rendah, kolom) <= getattr(tinggi, kolom) for kolom in KOLOM)
    assert tinggi.jp <= 332_589

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmo.lib.uang import Rupiah
from saldo.rules.buku import JenisEntri, Posisi
from saldo.rules.tahanan import ambil_sebagian

IURAN, KEMBANG = JenisEntri.IURAN, JenisEntri.PENGEMBANGAN


def posisi(jenis: JenisEntri, tahun: int, jumlah: int, kartu: int = 1) -> Posisi:
    return Posisi(kartu, jenis, tahun, Rupiah(jumlah))


def test_tahun_tertua_lebih_dulu_dan_yang_terakhir_dipotong() -> None:
    semua = [posisi(IURAN, 2021, 50), posisi(IURAN, 2020, 30), posisi(KEMBANG, 2020, 5)]
    assert ambil_sebagian(semua, Rupiah(40)) == [
        posisi(IURAN, 2020, 30),
        posisi(KEMBANG, 2020, 5),
        posisi(IURAN, 2021, 5),
    ]


def test_koreksi_negatif_tidak_membuat_akun_negatif() -> None:
    # 100 - 80 leaves 20 of contributions, whatever stands in one year.
    semua = [posisi(IURAN, 2020, 100), posisi(IURAN, 2021, -80), posisi(KEMBANG, 2020, 50)]
    hasil = ambil_sebagian(semua, Rupiah(60))
    assert sum(satu.jumlah for satu in hasil if satu.jenis is IURAN) == 20
    assert sum(satu.jumlah for satu in hasil if satu.jenis is KEMBANG) == 40


def test_lebih_dari_yang_ada_ditolak() -> None:
    with pytest.raises(ValueError, match="tahanan_melebihi_saldo"):
        ambil_sebagian([posisi(IURAN, 2020, 10)], Rupiah(11))


@given(
    st.lists(
        st.tuples(
            st.integers(1, 3),
            st.sampled_from([IURAN, KEMBANG]),
            st.integers(2015, 2026),
            st.integers(-50, 200),
        ),
        unique_by=lambda satu: satu[:3],
        max_size=12,
    ),
    st.integers(0, 100),
)
def test_jumlahnya_tepat_dan_tidak_ada_akun_yang_negatif(
    isi: list[tuple[int, JenisEntri, int, int]], persen: int
) -> None:
    semua = [posisi(jenis, tahun, jumlah, kartu) for kartu, jenis, tahun, jumlah in isi if jumlah]
    akun: dict[tuple[int, JenisEntri], int] = {}
    for satu in semua:
        kunci = (satu.kartu_id, satu.jenis)
        akun[kunci] = akun.get(kunci, 0) + satu.jumlah
    if any(jumlah < 0 for jumlah in akun.values()):
        return  # the book itself forbids such an account
    jumlah = Rupiah(sum(akun.values()) * persen // 100)
    hasil = ambil_sebagian(semua, jumlah)
    assert sum(satu.jumlah for satu in hasil) == jumlah
    for satu in hasil:
        assert satu.jumlah > 0
        akun[satu.kartu_id, satu.jenis] -= satu.jumlah
    assert all(sisa >= 0 for sisa in akun.values())

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmo.lib.uang import NOL, Rupiah
from saldo.rules.buku import (
    BarisEntri,
    JenisAkun,
    JenisEntri,
    Posisi,
    hitung_selisih,
    periksa_seimbang,
    susun_pengembangan,
)
from saldo.rules.pengembangan import TANPA_SISA, SetoranBulan, hitung_pengembangan
from saldo.rules.penggabungan_buku import (
    BagianKartu,
    jumlah_kartu,
    susun_pembatalan,
    susun_penggabungan,
    susun_pindah_hasil,
    tahun_belum_dikreditkan,
)

IURAN, HASIL = JenisEntri.IURAN, JenisEntri.PENGEMBANGAN
SUMBER, TUJUAN = 7, 3


def bagian(
    tahun: int, tanggal: date, jumlah: int, jenis: JenisEntri = IURAN, kartu: int = SUMBER
) -> BagianKartu:
    return BagianKartu(kartu, jenis, tahun, tanggal, Rupiah(jumlah))


def susun(isi: Iterable[BagianKartu], terbuka: int = 2026) -> tuple[BarisEntri, ...]:
    return susun_penggabungan(list(isi), sumber_id=SUMBER, tujuan_id=TUJUAN, tahun_terbuka=terbuka)


def test_tahun_yang_sudah_dikreditkan_pindah_satu_pasang_per_jenis_dan_tahun() -> None:
    baris = susun(
        [
            bagian(2024, date(2024, 2, 10), 100),
            bagian(2024, date(2024, 3, 10), 50),
            bagian(2024, date(2024, 12, 31), 9, HASIL),
            bagian(2025, date(2025, 2, 10), 70),
        ]
    )
    awal = date(2026, 1, 1)
    iuran, hasil = JenisAkun.PESERTA_IURAN, JenisAkun.PESERTA_PENGEMBANGAN
    assert baris == (
        BarisEntri(iuran, SUMBER, IURAN, 2024, Rupiah(150), NOL, awal),
        BarisEntri(iuran, TUJUAN, IURAN, 2024, NOL, Rupiah(150), awal),
        BarisEntri(hasil, SUMBER, HASIL, 2024, Rupiah(9), NOL, awal),
        BarisEntri(hasil, TUJUAN, HASIL, 2024, NOL, Rupiah(9), awal),
        BarisEntri(iuran, SUMBER, IURAN, 2025, Rupiah(70), NOL, awal),
        BarisEntri(iuran, TUJUAN, IURAN, 2025, NOL, Rupiah(70), awal),
    )


def test_tahun_berjalan_membawa_tanggal_nilainya_sendiri() -> None:
    baris = susun([bagian(2025, date(2026, 1, 12), 40), bagian(2026, date(2026, 5, 11), 60)])
    assert [(satu.tanggal_nilai, satu.tahun, satu.kredit) for satu in baris if satu.kredit] == [
        (date(2026, 1, 12), 2025, 40),
        (date(2026, 5, 11), 2026, 60),
    ]


def test_koreksi_turun_pindah_dengan_arah_terbalik_dan_nol_tidak_pindah() -> None:
    baris = susun(
        [
            bagian(2024, date(2024, 2, 10), 100),
            bagian(2023, date(2024, 2, 10), -30),
            bagian(2025, date(2025, 2, 10), 5),
            bagian(2025, date(2025, 3, 10), -5),
        ]
    )
    assert jumlah_kartu(baris, SUMBER) == -70
    assert [(satu.kartu_id, satu.tahun, satu.debit, satu.kredit) for satu in baris] == [
        (SUMBER, 2023, 0, 30),
        (TUJUAN, 2023, 30, 0),
        (SUMBER, 2024, 100, 0),
        (TUJUAN, 2024, 0, 100),
    ]


def test_kartu_kosong_tidak_berjurnal_dan_kartu_salah_ditolak() -> None:
    assert susun([]) == ()
    with pytest.raises(ValueError, match="penggabungan_kartu_salah"):
        susun([bagian(2024, date(2024, 2, 10), 1, kartu=99)])
    with pytest.raises(ValueError, match="penggabungan_kartu_salah"):
        susun_penggabungan([], sumber_id=1, tujuan_id=1, tahun_terbuka=2026)


def test_pembatalan_menukar_debit_dan_kredit_dan_menyimpan_tanggal_nilai() -> None:
    baris = susun([bagian(2024, date(2024, 2, 10), 100), bagian(2026, date(2026, 2, 10), 30)])
    batal = susun_pembatalan(baris)
    assert [satu.tanggal_nilai for satu in batal] == [satu.tanggal_nilai for satu in baris]
    assert jumlah_kartu((*baris, *batal), SUMBER) == jumlah_kartu((*baris, *batal), TUJUAN) == 0
    assert susun_pembatalan(batal) == baris
    with pytest.raises(ValueError, match="bukan_penggabungan"):
        susun_pembatalan(
            susun_pengembangan(
                [Posisi(1, HASIL, 2024, Rupiah(5))], tanggal_nilai=date(2024, 12, 31)
            )
        )


def test_hasil_pindah_ke_kartu_pemiliknya_sejak_1_januari_berikutnya() -> None:
    baris = susun_pindah_hasil(dari_id=TUJUAN, ke_id=SUMBER, tahun=2025, jumlah=Rupiah(123))
    assert periksa_seimbang(baris)
    assert {(satu.tanggal_nilai, satu.tahun, satu.jenis) for satu in baris} == {
        (date(2026, 1, 1), 2025, HASIL)
    }
    assert (jumlah_kartu(baris, TUJUAN), jumlah_kartu(baris, SUMBER)) == (-123, 123)
    with pytest.raises(ValueError, match="pindah_hasil_kosong"):
        susun_pindah_hasil(dari_id=TUJUAN, ke_id=SUMBER, tahun=2025, jumlah=NOL)


@pytest.mark.parametrize(
    ("selesai", "mulai", "terbuka"),
    [
        pytest.param({2022, 2023, 2024}, 2022, 2025, id="semua-diketahui"),
        pytest.param({2022, 2024}, 2022, 2023, id="ada-tahun-tanpa-tarif"),
        pytest.param(set(), 2023, 2023, id="tak-satu-pun"),
        pytest.param({2016, 2017}, 2023, 2023, id="tarif-lama-saja"),
    ],
)
def test_tahun_terbuka_ialah_yang_pertama_belum_dikreditkan(
    selesai: set[int], mulai: int, terbuka: int
) -> None:
    assert tahun_belum_dikreditkan(selesai, mulai=mulai) == terbuka


# What a card earns later depends on nothing but its parts: the same walk as the yearly run.
def bulan_rupiah(isi: Iterable[BagianKartu], tahun: int, kartu: int) -> int:
    """Rupiah times months of one card in one year: what the rate of that year is applied to."""
    total = 0
    for satu in isi:
        if satu.kartu_id == kartu and satu.tanggal_nilai.year < tahun:
            total += satu.jumlah * 12
        elif satu.kartu_id == kartu and satu.tanggal_nilai.year == tahun:
            total += satu.jumlah * (13 - satu.tanggal_nilai.month)
    return total


def hasil_setelah(isi: list[BagianKartu], kartu: int, tahun: Iterable[int], tarif: Decimal) -> int:
    """Return all that a card earns in these years, each credited before the next one begins."""
    dapat, sisa = 0, TANPA_SISA
    for satu in tahun:
        milik = [b for b in isi if b.kartu_id == kartu]
        hasil = hitung_pengembangan(
            saldo_awal=Rupiah(sum(b.jumlah for b in milik if b.tanggal_nilai.year < satu) + dapat),
            setoran=[
                SetoranBulan(b.tanggal_nilai.month, b.jumlah)
                for b in milik
                if b.tanggal_nilai.year == satu
            ],
            tarif=tarif,
            sisa_awal=sisa,
        )
        dapat, sisa = dapat + hasil.jumlah, hasil.sisa
    return dapat


def sesudah(isi: list[BagianKartu], baris: Iterable[BarisEntri]) -> list[BagianKartu]:
    return isi + [
        BagianKartu(b.kartu_id or 0, b.jenis, b.tahun, b.tanggal_nilai, Rupiah(b.kredit - b.debit))
        for b in baris
    ]


BAGIAN = st.builds(
    lambda kartu, jenis, tanggal, mundur, jumlah: BagianKartu(
        kartu, jenis, tanggal.year - mundur, tanggal, Rupiah(jumlah)
    ),
    st.sampled_from([SUMBER, TUJUAN]),
    st.sampled_from([IURAN, HASIL]),
    st.dates(date(2022, 1, 1), date(2026, 11, 23)),
    st.integers(0, 2),
    st.integers(1, 50_000_000),
)


@given(
    isi=st.lists(BAGIAN, max_size=25),
    terbuka=st.integers(2022, 2026),
    tarif=st.decimals("0.01", "0.12", places=4),
)
def test_kedua_kartu_bersama_tetap_mendapat_hasil_yang_sama(
    isi: list[BagianKartu], terbuka: int, tarif: Decimal
) -> None:
    baris = susun([satu for satu in isi if satu.kartu_id == SUMBER], terbuka)
    assert hitung_selisih(baris) == 0
    baru = sesudah(isi, baris)
    assert sum(satu.jumlah for satu in baru if satu.kartu_id == SUMBER) == 0
    assert sum(satu.jumlah for satu in baru) == sum(satu.jumlah for satu in isi)
    # Kind and year stay what they were, over both cards.
    for jenis in (IURAN, HASIL):
        for tahun in range(2020, 2027):
            milik = [b.jumlah for b in isi if (b.jenis, b.tahun) == (jenis, tahun)]
            pindah = [b.jumlah for b in baru if (b.jenis, b.tahun) == (jenis, tahun)]
            assert sum(pindah) == sum(milik)
    for tahun in range(terbuka, 2029):
        assert bulan_rupiah(baru, tahun, SUMBER) == 0
        assert bulan_rupiah(baru, tahun, TUJUAN) == bulan_rupiah(isi, tahun, SUMBER) + bulan_rupiah(
            isi, tahun, TUJUAN
        )
    lima = range(terbuka, terbuka + 5)
    terpisah = sum(hasil_setelah(isi, kartu, lima, tarif) for kartu in (SUMBER, TUJUAN))
    assert hasil_setelah(baru, SUMBER, lima, tarif) == 0
    # Two cards round twice, one card once: never more than the rupiah between.
    assert abs(hasil_setelah(baru, TUJUAN, lima, tarif) - terpisah) <= 1


@given(isi=st.lists(BAGIAN, max_size=15), terbuka=st.integers(2022, 2026))
def test_setelah_dibatalkan_semua_seperti_semula(isi: list[BagianKartu], terbuka: int) -> None:
    baris = susun([satu for satu in isi if satu.kartu_id == SUMBER], terbuka)
    kembali = sesudah(sesudah(isi, baris), susun_pembatalan(baris))
    for tahun in range(2020, 2029):
        for kartu in (SUMBER, TUJUAN):
            assert bulan_rupiah(kembali, tahun, kartu) == bulan_rupiah(isi, tahun, kartu)

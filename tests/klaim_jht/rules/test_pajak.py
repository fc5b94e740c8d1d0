from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmo.lib.uang import NOL, Rupiah
from klaim_jht.rules.pajak import (
    RiwayatPajak,
    SkemaPajak,
    TarifPajakJHT,
    hitung_pajak_jht,
    hitung_pph_final,
    hitung_pph_progresif,
    skema_pajak,
    susun_tarif_pajak,
)
from saldo.rules.data_ketentuan import KETENTUAN
from saldo.rules.ketentuan import JenisKetentuan, pilih_berlaku
from tests.vektor import param_vektor


def tarif(tahun: int) -> TarifPajakJHT:
    return susun_tarif_pajak(pilih_berlaku(KETENTUAN, date(tahun, 11, 22)))


TARIF = tarif(2026)
LAMA = RiwayatPajak(tahun_pertama=2021)


@pytest.mark.parametrize("vektor", param_vektor("pajak_jht"))
def test_pajak_menurut_contoh(vektor: dict[str, str]) -> None:
    riwayat = RiwayatPajak(
        int(vektor["tahun_pertama"]) if vektor["tahun_pertama"] else None,
        Rupiah(int(vektor["sudah_dibayar"])),
        Rupiah(int(vektor["sudah_dipotong"])),
    )
    bruto = Rupiah(int(vektor["bruto"]))
    hasil = hitung_pajak_jht(
        bruto=bruto,
        tahun=int(vektor["tahun"]),
        riwayat=riwayat,
        punya_npwp=vektor["npwp"] == "ya",
        tarif=tarif(int(vektor["tahun"])),
    )
    assert (hasil.skema.value, hasil.pajak) == (vektor["skema"], int(vektor["pajak"]))
    assert hasil.pajak + hasil.neto == hasil.bruto == bruto


def test_rincian_menyebut_bagian_setiap_lapisan() -> None:
    hasil = hitung_pajak_jht(
        bruto=Rupiah(20_000_000),
        tahun=2027,
        riwayat=RiwayatPajak(2026, Rupiah(40_000_000)),
        punya_npwp=True,
        tarif=TARIF,
    )
    assert [(b.dasar, str(b.tarif)) for b in hasil.bagian] == [
        (10_000_000, "0"),
        (10_000_000, "0.05"),
    ]
    assert hasil.tambahan == 0


def test_rincian_progresif_menyebut_tambahan_tanpa_npwp() -> None:
    hasil = hitung_pajak_jht(
        bruto=Rupiah(100_000_500), tahun=2026, riwayat=LAMA, punya_npwp=False, tarif=TARIF
    )
    assert [(b.dasar, str(b.tarif)) for b in hasil.bagian] == [
        (60_000_000, "0.05"),
        (40_000_000, "0.15"),
    ]
    assert str(hasil.tambahan) == "0.20"


def test_jendela_final_adalah_dua_tahun_kalender_bukan_24_bulan() -> None:
    riwayat = RiwayatPajak(tahun_pertama=2025)
    assert skema_pajak(tahun=2025, riwayat=riwayat, tarif=TARIF) is SkemaPajak.FINAL
    assert skema_pajak(tahun=2026, riwayat=riwayat, tarif=TARIF) is SkemaPajak.FINAL
    assert skema_pajak(tahun=2027, riwayat=riwayat, tarif=TARIF) is SkemaPajak.PROGRESIF
    assert skema_pajak(tahun=2027, riwayat=RiwayatPajak(), tarif=TARIF) is SkemaPajak.FINAL
    with pytest.raises(ValueError, match="tahun_sebelum_pembayaran_pertama"):
        skema_pajak(tahun=2024, riwayat=riwayat, tarif=TARIF)


jumlah = st.integers(1, 10**10)
riwayat_acak = st.one_of(
    st.just(RiwayatPajak()),
    st.just(LAMA),
    st.integers(0, 10**9).map(
        lambda dibayar: RiwayatPajak(
            2026,
            Rupiah(dibayar),
            hitung_pph_final(
                bruto=Rupiah(dibayar), sudah_dibayar=NOL, sudah_dipotong=NOL, tarif=TARIF.final
            ),
        )
    ),
)


@given(jumlah, st.integers(0, 10**9), riwayat_acak, st.booleans())
def test_pajak_tidak_pernah_turun_dan_tidak_melompat_ketika_bruto_naik(
    bruto: int, tambahan: int, riwayat: RiwayatPajak, npwp: bool
) -> None:
    rendah, tinggi = (
        hitung_pajak_jht(bruto=Rupiah(b), tahun=2026, riwayat=riwayat, punya_npwp=npwp, tarif=TARIF)
        for b in (bruto, bruto + tambahan)
    )
    assert 0 <= rendah.pajak <= tinggi.pajak <= tinggi.bruto
    # The base is cut to thousands: one more rupiah may bring the tax of a whole thousand.
    assert tinggi.pajak - rendah.pajak <= tambahan + 420


@given(jumlah, riwayat_acak)
def test_tanpa_npwp_tidak_pernah_lebih_murah(bruto: int, riwayat: RiwayatPajak) -> None:
    dengan, tanpa = (
        hitung_pajak_jht(
            bruto=Rupiah(bruto), tahun=2026, riwayat=riwayat, punya_npwp=npwp, tarif=TARIF
        ).pajak
        for npwp in (True, False)
    )
    assert dengan <= tanpa


@given(st.lists(jumlah, min_size=1, max_size=8))
def test_dipecah_dalam_jendela_final_pajaknya_sama_dengan_sekaligus(bagian: list[int]) -> None:
    dibayar = dipotong = 0
    for satu in bagian:
        dipotong += hitung_pph_final(
            bruto=Rupiah(satu),
            sudah_dibayar=Rupiah(dibayar),
            sudah_dipotong=Rupiah(dipotong),
            tarif=TARIF.final,
        )
        dibayar += satu
    sekaligus = hitung_pph_final(
        bruto=Rupiah(dibayar), sudah_dibayar=NOL, sudah_dipotong=NOL, tarif=TARIF.final
    )
    assert dipotong == sekaligus


@pytest.mark.parametrize("bruto", [0, -1])
def test_bruto_harus_positif(bruto: int) -> None:
    with pytest.raises(ValueError, match="bruto_tidak_positif"):
        hitung_pajak_jht(
            bruto=Rupiah(bruto), tahun=2026, riwayat=LAMA, punya_npwp=True, tarif=TARIF
        )


@pytest.mark.parametrize(
    ("bruto", "dibayar", "dipotong", "galat"),
    [
        pytest.param(-1, 0, 0, "pajak_masukan_negatif", id="bruto-negatif"),
        pytest.param(1, -1, 0, "pajak_masukan_negatif", id="dibayar-negatif"),
        pytest.param(1, 0, -1, "pajak_masukan_negatif", id="dipotong-negatif"),
        pytest.param(1, 10**9, 0, "pajak_melebihi_bruto", id="terlalu-sedikit"),
    ],
)
def test_riwayat_yang_mustahil_ditolak(bruto: int, dibayar: int, dipotong: int, galat: str) -> None:
    with pytest.raises(ValueError, match=galat):
        hitung_pph_final(
            bruto=Rupiah(bruto),
            sudah_dibayar=Rupiah(dibayar),
            sudah_dipotong=Rupiah(dipotong),
            tarif=TARIF.final,
        )


@pytest.mark.parametrize(
    ("bruto", "dibayar", "dipotong", "pajak"),
    [
        pytest.param(1, 50_000_000, 1, 0, id="kelebihan-menutup-semuanya"),
        pytest.param(40_000_000, 20_000_000, 300_000, 200_000, id="kelebihan-menutup-sebagian"),
        pytest.param(10_000_000, 20_000_000, 1_000_000, 0, id="belum-terutang"),
    ],
)
def test_kelebihan_potong_diperhitungkan(
    bruto: int, dibayar: int, dipotong: int, pajak: int
) -> None:
    hasil = hitung_pph_final(
        bruto=Rupiah(bruto), sudah_dibayar=Rupiah(dibayar), sudah_dipotong=Rupiah(dipotong),
        tarif=TARIF.final,
    )  # fmt: skip
    assert hasil == pajak


def test_progresif_menolak_yang_negatif_dan_membiarkan_nol() -> None:
    assert hitung_pph_progresif(bruto=NOL, punya_npwp=True, tarif=TARIF.progresif) == 0
    with pytest.raises(ValueError, match="pajak_masukan_negatif"):
        hitung_pph_progresif(bruto=Rupiah(-1), punya_npwp=True, tarif=TARIF.progresif)


def test_tarif_bertanggal_dan_tidak_ditebak() -> None:
    assert len(tarif(2021).progresif.lapisan) == 4
    assert len(TARIF.progresif.lapisan) == 5
    assert TARIF.progresif.lapisan[-1].batas_atas is None
    assert TARIF.final.tahun_kalender == 2
    berlaku = pilih_berlaku(KETENTUAN, date(2026, 11, 22))
    del berlaku[JenisKetentuan.PPH17_TARIF_5]
    with pytest.raises(ValueError, match="PPH17_TARIF_5"):
        susun_tarif_pajak(berlaku)

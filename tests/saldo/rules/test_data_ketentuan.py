from __future__ import annotations

import itertools
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest

from saldo.rules.data_ketentuan import DASAR_CONTOH, KETENTUAN, TARIF_CONTOH
from saldo.rules.ketentuan import BarisKetentuan, JenisKetentuan, ambil_nilai, pilih_berlaku
from tests.vektor import baca_vektor, param_vektor


def per_jenis() -> dict[JenisKetentuan, list[BarisKetentuan]]:
    hasil: dict[JenisKetentuan, list[BarisKetentuan]] = defaultdict(list)
    for satu in (*KETENTUAN, *TARIF_CONTOH):
        hasil[satu.jenis].append(satu)
    return hasil


@pytest.mark.parametrize("vektor", param_vektor("batas_upah_jp"))
def test_batas_upah_jp_seperti_yang_diumumkan(vektor: dict[str, str]) -> None:
    berlaku = pilih_berlaku(KETENTUAN, date.fromisoformat(vektor["tanggal"]))
    assert ambil_nilai(berlaku, JenisKetentuan.BATAS_UPAH_JP) == Decimal(vektor["batas"])


@pytest.mark.parametrize("vektor", param_vektor("pertumbuhan_pdb"))
def test_batas_upah_jp_adalah_batas_lama_kali_pertumbuhan_dipotong_ke_seratus(
    vektor: dict[str, str],
) -> None:
    tahun = int(vektor["tahun_batas"])
    lama, baru = (
        ambil_nilai(pilih_berlaku(KETENTUAN, date(t, 12, 1)), JenisKetentuan.BATAS_UPAH_JP)
        for t in (tahun - 1, tahun)
    )
    assert lama * (1 + Decimal(vektor["faktor"])) // 100 * 100 == baru


def test_tarif_pengembangan_yang_diketahui_persis_yang_bersumber() -> None:
    tarif = {
        b.berlaku_sejak.year: b.nilai
        for b in KETENTUAN
        if b.jenis is JenisKetentuan.TARIF_PENGEMBANGAN
    }
    assert tarif == {
        int(v["tahun"]): Decimal(v["tarif"]) for v in baca_vektor("tarif_pengembangan")
    }


def test_tarif_contoh_menyebut_dirinya_contoh_dan_hanya_untuk_tahun_tanpa_sumber() -> None:
    assert {b.dasar_hukum for b in TARIF_CONTOH} == {DASAR_CONTOH}
    assert not any(DASAR_CONTOH in b.dasar_hukum for b in KETENTUAN)
    bersumber = {int(v["tahun"]) for v in baca_vektor("tarif_pengembangan")}
    assert not bersumber & {b.berlaku_sejak.year for b in TARIF_CONTOH}


def test_batas_klaim_mesin_berganti_pada_mei_2025() -> None:
    def batas(pada: date) -> Decimal:
        return ambil_nilai(pilih_berlaku(KETENTUAN, pada), JenisKetentuan.BATAS_KLAIM_MESIN)

    assert batas(date(2021, 1, 1)) == 10_000_000
    assert batas(date(2025, 4, 30)) == 10_000_000
    assert batas(date(2025, 5, 1)) == 15_000_000


def test_setiap_jenis_ada_dan_berlaku_tanpa_celah_dan_tanpa_tumpang_tindih() -> None:
    jenis = per_jenis()
    assert set(jenis) == set(JenisKetentuan)
    for satu, baris in jenis.items():
        if satu is JenisKetentuan.TARIF_PENGEMBANGAN:
            continue
        terurut = sorted(baris, key=lambda b: b.berlaku_sejak)
        for lama, baru in itertools.pairwise(terurut):
            assert lama.berlaku_sampai == baru.berlaku_sejak - timedelta(days=1), satu
        assert terurut[-1].berlaku_sampai is None, satu


def test_setiap_baris_bersumber_dan_muat_di_tabel() -> None:
    for baris in (*KETENTUAN, *TARIF_CONTOH):
        assert 0 < len(baris.dasar_hukum) <= 300
        assert len(baris.jenis) <= 40
        assert baris.nilai >= 0
        eksponen = baris.nilai.as_tuple().exponent
        assert isinstance(eksponen, int)
        assert eksponen >= -8
        if "TARIF" in baris.jenis:
            assert baris.nilai < 1

from __future__ import annotations

from klaim_jht.rules.tanggapan_bank import HasilBank, SebabBeku


def test_hanya_diam_dan_tidak_ditemukan_yang_dapat_diselesaikan_jawaban_bank() -> None:
    assert {satu for satu in SebabBeku if not satu.hanya_dua_petugas} == {
        SebabBeku.TIDAK_DITEMUKAN,
        SebabBeku.LEWAT_BATAS_WAKTU,
    }


def test_kode_muat_di_kolom_tabel() -> None:
    assert max(map(len, HasilBank)) <= 20
    assert max(map(len, SebabBeku)) <= 30

from __future__ import annotations

from datetime import timedelta

import pytest

from klaim_jht.rules.status import StatusPembayaran
from klaim_jht.rules.tanggapan_bank.jadwal import (
    KETENTUAN_TANYA,
    OpsiBank,
    kirim_berikutnya,
    lewat_batas,
    pernah_dikenal,
    tanya_berikutnya,
    tanya_sesudah_akhir,
    tidak_ditemukan,
)
from tests.klaim_jht.rules.tanggapan_bank.contoh import BIASA, H, S, catatan, keadaan, lewat


@pytest.mark.parametrize(
    ("kini", "berikut"),
    [
        pytest.param(0, 1, id="pertama"),
        pytest.param(1, 2, id="kedua"),
        pytest.param(2, 5, id="ketiga"),
        pytest.param(5, 10, id="keempat"),
        pytest.param(10, 15, id="kelima"),
        pytest.param(15, 30, id="lalu-tiap-15-menit"),
        pytest.param(14.99, 29.99, id="anak-tangga-yang-terlalu-dekat-dilewati"),
        pytest.param(60, 75, id="sesudah-pekerja-mati-sejam"),
        pytest.param(24 * 60, 25 * 60, id="setelah-sehari-tiap-jam"),
    ],
)
def test_tangga_pertanyaan(kini: float, berikut: float) -> None:
    assert tanya_berikutnya(keadaan(), BIASA, KETENTUAN_TANYA, lewat(kini)) == lewat(berikut)


@pytest.mark.parametrize(
    ("setelah", "kini", "berikut"),
    [
        pytest.param(5, 0, 5 / 60, id="bank-cepat"),
        pytest.param(5, 0.5, 1, id="bank-cepat-anak-tangga-berikut"),
        pytest.param(600, 0, 10, id="bank-sepuluh-menit"),
        pytest.param(600, 10, 15, id="bank-sepuluh-menit-lalu-lima-belas"),
        pytest.param(1800, 5, 30, id="bank-setengah-jam"),
    ],
)
def test_pertanyaan_pertama_menurut_banknya(setelah: int, kini: float, berikut: float) -> None:
    bank = OpsiBank(tanya_setelah=timedelta(seconds=setelah))
    assert tanya_berikutnya(keadaan(), bank, KETENTUAN_TANYA, lewat(kini)) == lewat(berikut)


def test_tangga_dihitung_dari_kiriman_terakhir() -> None:
    posisi = keadaan(dikirim_terakhir_pada=lewat(20))
    assert tanya_berikutnya(posisi, BIASA, KETENTUAN_TANYA, lewat(20)) == lewat(21)


def test_batas_waktu_dihitung_dari_kiriman_pertama() -> None:
    posisi = keadaan(dikirim_terakhir_pada=lewat(20))
    assert not lewat_batas(posisi, KETENTUAN_TANYA, lewat(24 * 60 - 1))
    assert lewat_batas(posisi, KETENTUAN_TANYA, lewat(24 * 60))


@pytest.mark.parametrize(
    ("tidak_terkirim", "detik"), [(0, 30), (1, 60), (2, 120), (3, 300), (9, 300)]
)
def test_kiriman_yang_tidak_sampai_dicoba_makin_jarang(tidak_terkirim: int, detik: int) -> None:
    posisi = keadaan(tidak_terkirim=tidak_terkirim)
    pada = kirim_berikutnya(posisi, KETENTUAN_TANYA, lewat(0), None)
    assert pada == lewat(0) + timedelta(seconds=detik)


def test_permintaan_bank_untuk_menunggu_lebih_lama_dihormati() -> None:
    assert kirim_berikutnya(keadaan(), KETENTUAN_TANYA, lewat(0), lewat(5)) == lewat(5)
    assert kirim_berikutnya(keadaan(), KETENTUAN_TANYA, lewat(0), lewat(0.1)) == lewat(0.5)


def test_tidak_ditemukan_dihitung_sejak_kiriman_terakhir() -> None:
    posisi = keadaan(
        S.BELUM_PASTI,
        dikirim_terakhir_pada=lewat(20),
        riwayat=(
            *catatan(H.TIDAK_DITEMUKAN, 1, 5),
            *catatan(H.TIDAK_DITEMUKAN, 25, 21),
            *catatan(H.BELUM_PASTI, 23),
        ),
    )
    assert tidak_ditemukan(posisi, lewat(30)) == (lewat(21), lewat(25), lewat(30))


def test_pernah_dikenal() -> None:
    assert not pernah_dikenal(keadaan(riwayat=catatan(H.TIDAK_DITEMUKAN, 1)))
    assert pernah_dikenal(keadaan(riwayat=catatan(H.DIPROSES, 1)))


def test_durasi_dapat_diperpendek_bersama() -> None:
    cepat = KETENTUAN_TANYA.diskala(0.02)
    assert cepat.selang == timedelta(seconds=18)
    assert cepat.rentang_tidak_ditemukan == timedelta(seconds=18)
    assert cepat.tangga[0] == timedelta(seconds=1.2)
    assert cepat.kali_tidak_ditemukan == KETENTUAN_TANYA.kali_tidak_ditemukan
    assert KETENTUAN_TANYA.diskala(1) == KETENTUAN_TANYA


JAM = 60


@pytest.mark.parametrize(
    ("status", "kini", "dijawab", "harap"),
    [
        pytest.param(S.GAGAL_PASTI, 0, True, 1 * JAM, id="gagal-sejam"),
        pytest.param(S.GAGAL_PASTI, 1 * JAM, True, 6 * JAM, id="gagal-enam-jam"),
        pytest.param(S.GAGAL_PASTI, 6 * JAM, True, 26 * JAM, id="gagal-esok"),
        pytest.param(S.GAGAL_PASTI, 26 * JAM, True, None, id="gagal-cukup"),
        pytest.param(S.GAGAL_PASTI, 1 * JAM, False, 2 * JAM, id="gagal-tanpa-jawaban"),
        pytest.param(S.BERHASIL, 0, True, 26 * JAM, id="berhasil-esok"),
        pytest.param(S.BERHASIL, 26 * JAM, True, None, id="berhasil-cukup"),
        pytest.param(S.BERHASIL, 26 * JAM, False, 27 * JAM, id="berhasil-tanpa-jawaban"),
        pytest.param(S.BERHASIL, 71 * JAM, False, 72 * JAM, id="terakhir"),
        pytest.param(S.BERHASIL, 71.5 * JAM, False, None, id="ada-akhirnya"),
        pytest.param(S.DIKEMBALIKAN, 0, True, None, id="dikembalikan"),
    ],
)
def test_sesudah_akhir_ditanyakan_terbatas(
    status: StatusPembayaran, kini: float, dijawab: bool, harap: int | None
) -> None:
    pada = tanya_sesudah_akhir(status, berakhir_pada=lewat(0), kini=lewat(kini), dijawab=dijawab)
    assert pada == (None if harap is None else lewat(harap))

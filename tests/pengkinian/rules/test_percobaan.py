from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pengkinian.rules.percobaan import (
    KETENTUAN_KEPENDUDUKAN,
    KETENTUAN_WAJAH,
    AkhirPercobaan,
    HasilPercobaan,
    Percobaan,
    periksa_percobaan,
)

PADA = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
GAGAL, LULUS = AkhirPercobaan.GAGAL, AkhirPercobaan.LULUS
BERJALAN, KEMBALI = AkhirPercobaan.BERJALAN, AkhirPercobaan.DIKEMBALIKAN


def detik(n: int) -> datetime:
    return PADA + timedelta(seconds=n)


def jalan(*percobaan: tuple[int, AkhirPercobaan]) -> list[Percobaan]:
    return [Percobaan(detik(n), akhir) for n, akhir in percobaan]


@pytest.mark.parametrize(
    ("riwayat", "hasil"),
    [
        pytest.param([], HasilPercobaan(True, 5, None, False), id="belum-pernah"),
        pytest.param(jalan((0, GAGAL)), HasilPercobaan(True, 4, None, False), id="pertama-gratis"),
        pytest.param(
            jalan((-99, GAGAL), (0, GAGAL)),
            HasilPercobaan(False, 3, detik(30), False),
            id="kedua-30-detik",
        ),
        pytest.param(
            jalan((-30, GAGAL), (-99, GAGAL)),
            HasilPercobaan(True, 3, None, False),
            id="jeda-tepat-lewat",
        ),
        pytest.param(
            jalan((-99, GAGAL), (-9, GAGAL), (0, GAGAL)),
            HasilPercobaan(False, 2, detik(300), False),
            id="ketiga-5-menit",
        ),
        pytest.param(
            jalan((-3, GAGAL), (-2, GAGAL), (-1, GAGAL), (0, GAGAL)),
            HasilPercobaan(False, 1, detik(3600), False),
            id="keempat-1-jam",
        ),
        pytest.param(
            jalan((-4, GAGAL), (-3, GAGAL), (-2, GAGAL), (-1, GAGAL), (0, GAGAL)),
            HasilPercobaan(False, 0, detik(86400 - 4), True),
            id="kelima-habis",
        ),
        pytest.param(
            jalan((-86400, GAGAL), (-86399, GAGAL)),
            HasilPercobaan(True, 4, None, False),
            id="yang-lebih-dari-sehari-tak-dihitung",
        ),
        pytest.param(
            jalan((-3, KEMBALI), (-2, KEMBALI), (-1, KEMBALI)),
            HasilPercobaan(True, 5, None, False),
            id="yang-dikembalikan",
        ),
        pytest.param(
            jalan((-3, GAGAL), (-2, GAGAL), (-1, LULUS)),
            HasilPercobaan(True, 5, None, False),
            id="lulus-menghapus",
        ),
        pytest.param(
            jalan((-3, BERJALAN), (-2, BERJALAN)),
            HasilPercobaan(True, 3, None, False),
            id="yang-berjalan-memakai-jatah",
        ),
        pytest.param(
            jalan(*((-n, BERJALAN) for n in range(5))),
            HasilPercobaan(False, 0, None, False),
            id="lima-berjalan",
        ),
    ],
)
def test_percobaan_wajah(riwayat: list[Percobaan], hasil: HasilPercobaan) -> None:
    assert periksa_percobaan(riwayat, PADA, KETENTUAN_WAJAH) == hasil


def test_jeda_terakhir_berlaku_seterusnya() -> None:
    panjang = type(KETENTUAN_WAJAH)(batas=9)
    hasil = periksa_percobaan(jalan(*((-n, GAGAL) for n in range(7))), PADA, panjang)
    assert hasil.coba_lagi_pada == detik(3600)


def test_data_kependudukan_lima_kali_salah_sehari_tanpa_jeda() -> None:
    empat = jalan(*((-n, GAGAL) for n in range(4)))
    assert periksa_percobaan(empat, PADA, KETENTUAN_KEPENDUDUKAN) == HasilPercobaan(
        True, 1, None, False
    )
    lima = [*empat, *jalan((-4, GAGAL))]
    assert periksa_percobaan(lima, PADA, KETENTUAN_KEPENDUDUKAN).habis


@given(st.lists(st.integers(0, 200_000), max_size=60))
def test_tidak_pernah_lebih_dari_lima_kegagalan_sehari(upaya: list[int]) -> None:
    riwayat: list[Percobaan] = []
    for n in sorted(upaya):
        if periksa_percobaan(riwayat, detik(n), KETENTUAN_WAJAH).boleh:
            riwayat.append(Percobaan(detik(n), GAGAL))
    for satu in riwayat:
        sehari = satu.pada - timedelta(days=1)
        assert sum(sehari < lain.pada <= satu.pada for lain in riwayat) <= 5


@given(st.lists(st.sampled_from([BERJALAN, GAGAL]), max_size=5), st.integers(0, 10_000))
def test_serentak_pun_tidak_pernah_enam(akhir: list[AkhirPercobaan], nanti: int) -> None:
    riwayat = [Percobaan(detik(n), satu) for n, satu in enumerate(akhir)]
    while periksa_percobaan(riwayat, detik(nanti), KETENTUAN_WAJAH).boleh:
        riwayat.append(Percobaan(detik(nanti), BERJALAN))
    assert len(riwayat) <= 5

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pengkinian.rules.wajah import (
    DITERIMA_UNTUK,
    TERHITUNG,
    AlasanWajah,
    Instruksi,
    Keperluan,
    KetentuanWajah,
    PutusanWajah,
    alasan_utama,
    buat_tantangan,
    ganti_instruksi,
    masih_segar,
    perlu_register,
    putuskan_skor_register,
    putuskan_wajah,
    segar_sampai,
    terhitung,
)

K = KetentuanWajah()
PADA = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
LULUS, PETUGAS, TIDAK = PutusanWajah.LULUS, PutusanWajah.PETUGAS, PutusanWajah.TIDAK
KIRI, KANAN, DEKAT = Instruksi.TOLEH_KIRI, Instruksi.TOLEH_KANAN, Instruksi.MENDEKAT


@pytest.mark.parametrize(
    ("skor", "putusan"),
    [
        pytest.param("1", LULUS, id="sempurna"),
        pytest.param("0.75", LULUS, id="tepat-batas-cocok"),
        pytest.param("0.7499", PETUGAS, id="sedikit-di-bawah-cocok"),
        pytest.param("0.60", PETUGAS, id="tepat-batas-petugas"),
        pytest.param("0.5999", TIDAK, id="sedikit-di-bawah-petugas"),
        pytest.param("0", TIDAK, id="nol"),
    ],
)
def test_pita_skor_register(skor: str, putusan: PutusanWajah) -> None:
    assert putuskan_skor_register(Decimal(skor), K) is putusan


@pytest.mark.parametrize(
    ("jarak", "skor", "putusan"),
    [
        pytest.param("0.45", None, LULUS, id="template-sama-tanpa-register"),
        pytest.param("0.4501", "0.80", LULUS, id="ragu-register-cocok"),
        pytest.param("0.60", "0.80", LULUS, id="ragu-tepat-batas"),
        pytest.param("0.60", "0.30", TIDAK, id="ragu-register-menolak"),
        pytest.param("0.6001", "0.80", PETUGAS, id="jauh-tetapi-register-cocok"),
        pytest.param("0.6001", "0.65", PETUGAS, id="jauh-dan-register-ragu"),
        pytest.param("0.90", "0.30", TIDAK, id="jauh-dan-register-menolak"),
        pytest.param(None, "0.76", LULUS, id="tanpa-template"),
        pytest.param(None, "0.38", TIDAK, id="orang-lain"),
    ],
)
def test_putuskan_wajah(jarak: str | None, skor: str | None, putusan: PutusanWajah) -> None:
    jarak_template = Decimal(jarak) if jarak else None
    assert perlu_register(jarak_template, K) is (skor is not None)
    hasil = putuskan_wajah(
        skor_register=Decimal(skor) if skor else None, jarak_template=jarak_template, ketentuan=K
    )
    assert hasil is putusan


def test_tanpa_skor_register_tidak_ada_putusan() -> None:
    with pytest.raises(ValueError, match="skor_register_belum_ada"):
        putuskan_wajah(skor_register=None, jarak_template=Decimal("0.9"), ketentuan=K)


@given(st.decimals(0, 2, places=4), st.decimals(0, 1, places=4))
def test_angka_kita_sendiri_tidak_pernah_menolak(jarak: Decimal, skor: Decimal) -> None:
    hasil = putuskan_wajah(skor_register=skor, jarak_template=jarak, ketentuan=K)
    if hasil is TIDAK:
        assert putuskan_skor_register(skor, K) is TIDAK


@pytest.mark.parametrize(
    ("alasan", "utama", "dihitung"),
    [
        pytest.param([], None, False, id="tanpa-alasan"),
        pytest.param([AlasanWajah.BURAM], AlasanWajah.BURAM, False, id="petunjuk"),
        pytest.param([AlasanWajah.DATAR], AlasanWajah.DATAR, True, id="datar"),
        pytest.param([AlasanWajah.TIDAK_COCOK], AlasanWajah.TIDAK_COCOK, True, id="tidak-cocok"),
        pytest.param(
            [AlasanWajah.TIDAK_COCOK, AlasanWajah.BUKAN_ORANG_YANG_SAMA],
            AlasanWajah.BUKAN_ORANG_YANG_SAMA,
            True,
            id="dua-kegagalan-nyata",
        ),
        pytest.param(
            [AlasanWajah.DATAR, AlasanWajah.BURAM, AlasanWajah.TERLALU_GELAP],
            AlasanWajah.TERLALU_GELAP,
            False,
            id="petunjuk-di-samping-kegagalan",
        ),
    ],
)
def test_alasan(alasan: list[AlasanWajah], utama: AlasanWajah | None, dihitung: bool) -> None:
    assert alasan_utama(alasan) is utama
    assert terhitung(alasan) is dihitung


def test_hanya_tiga_alasan_yang_terhitung() -> None:
    assert {satu for satu in AlasanWajah if terhitung([satu])} == TERHITUNG
    assert len(TERHITUNG) == 3


def test_wajah_segar_dua_puluh_empat_jam() -> None:
    batas = PADA + timedelta(hours=24)
    assert segar_sampai(PADA, K) == batas
    assert masih_segar(PADA, batas, K)
    assert not masih_segar(PADA, batas + timedelta(seconds=1), K)


def test_wajah_pemulihan_tidak_membuka_klaim() -> None:
    assert set(DITERIMA_UNTUK) == set(Keperluan)
    assert Keperluan.PENGKINIAN in DITERIMA_UNTUK[Keperluan.KLAIM]
    assert all(
        Keperluan.PEMULIHAN not in DITERIMA_UNTUK[satu]
        for satu in (Keperluan.KLAIM, Keperluan.PENGKINIAN)
    )


@given(st.integers(), st.integers(2, 3))
def test_tantangan_selalu_berbeda(benih: int, jumlah: int) -> None:
    tantangan = buat_tantangan(Random(benih), jumlah)
    assert len(tantangan) == len(set(tantangan)) == jumlah


def test_semua_urutan_tantangan_muncul() -> None:
    assert len({buat_tantangan(Random(benih)) for benih in range(200)}) == 6


@pytest.mark.parametrize("jumlah", [0, 1, 4])
def test_jumlah_tantangan_yang_mustahil_ditolak(jumlah: int) -> None:
    with pytest.raises(ValueError, match="jumlah_tantangan"):
        buat_tantangan(Random(1), jumlah)


@pytest.mark.parametrize(
    ("tantangan", "tidak_bisa", "hasil"),
    [
        pytest.param((KIRI, KANAN), [KIRI], (DEKAT, KANAN), id="satu-diganti-di-tempatnya"),
        pytest.param((KIRI, KANAN), [DEKAT], (KIRI, KANAN), id="yang-tak-diminta"),
        pytest.param((KIRI, KANAN), [KIRI, KANAN], None, id="tinggal-satu"),
        pytest.param((KIRI, KANAN), [KIRI, DEKAT], None, id="penggantinya-pun-tak-bisa"),
        pytest.param((KIRI, KANAN, DEKAT), [KIRI], None, id="tak-ada-sisa"),
    ],
)
def test_ganti_instruksi(
    tantangan: tuple[Instruksi, ...],
    tidak_bisa: list[Instruksi],
    hasil: tuple[Instruksi, ...] | None,
) -> None:
    assert ganti_instruksi(tantangan, tidak_bisa, Random(1)) == hasil

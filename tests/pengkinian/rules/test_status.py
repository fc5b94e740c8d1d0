from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

import pytest

from pengkinian.rules.status import (
    BERJALAN,
    DIJAWAB,
    SEMENTARA,
    TRANSISI,
    TRANSISI_VERIFIKASI,
    StatusKasus,
    StatusVerifikasi,
    boleh_pindah,
    verifikasi_boleh_pindah,
)

S = TypeVar("S", bound=StrEnum)


def terjangkau(transisi: Mapping[S, frozenset[S]], awal: S) -> set[S]:
    ditemukan: set[S] = {awal}
    antre = [awal]
    while antre:
        baru = transisi[antre.pop()] - ditemukan
        ditemukan |= baru
        antre += baru
    return ditemukan


def test_semua_status_tercantum_dan_terjangkau() -> None:
    assert terjangkau(TRANSISI, StatusKasus.DRAF) == set(StatusKasus) == set(TRANSISI)
    assert (
        terjangkau(TRANSISI_VERIFIKASI, StatusVerifikasi.MENUNGGU)
        == set(StatusVerifikasi)
        == set(TRANSISI_VERIFIKASI)
    )


@pytest.mark.parametrize("status", [s for s in StatusKasus if TRANSISI[s]])
def test_tiap_kasus_dapat_selesai(status: StatusKasus) -> None:
    assert StatusKasus.SELESAI in terjangkau(TRANSISI, status)


def test_hanya_tiga_keadaan_akhir_kasus() -> None:
    assert {s for s in StatusKasus if not TRANSISI[s]} == {
        StatusKasus.SELESAI,
        StatusKasus.DITOLAK,
        StatusKasus.DIBATALKAN,
    }


@pytest.mark.parametrize("status", sorted(BERJALAN))
def test_yang_sementara_selalu_dapat_dijawab(status: StatusVerifikasi) -> None:
    assert StatusVerifikasi.COCOK in terjangkau(TRANSISI_VERIFIKASI, status)


def test_sementara_termasuk_berjalan_dan_jawaban_tidak() -> None:
    assert SEMENTARA < BERJALAN
    assert not DIJAWAB & BERJALAN
    assert set(StatusVerifikasi) == DIJAWAB | BERJALAN


@pytest.mark.parametrize(
    ("dari", "ke", "boleh"),
    [
        pytest.param(StatusKasus.DRAF, StatusKasus.TERVERIFIKASI, True, id="konfirmasi"),
        pytest.param(StatusKasus.DRAF, StatusKasus.SELESAI, False, id="melompat"),
        pytest.param(StatusKasus.SELESAI, StatusKasus.DRAF, False, id="membuka-lagi"),
        pytest.param(StatusKasus.DRAF, StatusKasus.DRAF, False, id="diam"),
    ],
)
def test_boleh_pindah(dari: StatusKasus, ke: StatusKasus, boleh: bool) -> None:
    assert boleh_pindah(dari, ke) is boleh


@pytest.mark.parametrize(
    ("dari", "ke", "boleh"),
    [
        pytest.param("DIPROSES", "COCOK", True, id="dijawab"),
        pytest.param("MENUNGGU", "COCOK", False, id="tanpa-diproses"),
        pytest.param("GAGAL_MUTU", "DITINJAU_PETUGAS", True, id="minta-petugas"),
        pytest.param("NONAKTIF", "DITINJAU_PETUGAS", False, id="nik-ditutup"),
        pytest.param("COCOK", "TIDAK_COCOK", False, id="ya-tidak-ditarik"),
        pytest.param("DITINJAU_PETUGAS", "COCOK", True, id="petugas-menerima"),
    ],
)
def test_verifikasi_boleh_pindah(dari: str, ke: str, boleh: bool) -> None:
    assert verifikasi_boleh_pindah(StatusVerifikasi(dari), StatusVerifikasi(ke)) is boleh

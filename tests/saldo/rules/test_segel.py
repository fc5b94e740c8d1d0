from __future__ import annotations

from hashlib import sha256

import pytest

from saldo.rules.segel import AWAL_RANTAI, hitung_segel

SATU, DUA = sha256(b"satu").digest(), sha256(b"dua").digest()


def test_segel_meliputi_mata_rantai_sebelumnya_nomor_dan_setiap_jurnal() -> None:
    dasar = hitung_segel(sebelumnya=AWAL_RANTAI, nomor=1, jurnal=[(7, SATU), (9, DUA)])
    assert len(dasar) == 32
    lain = {
        hitung_segel(sebelumnya=SATU, nomor=1, jurnal=[(7, SATU), (9, DUA)]),
        hitung_segel(sebelumnya=AWAL_RANTAI, nomor=2, jurnal=[(7, SATU), (9, DUA)]),
        hitung_segel(sebelumnya=AWAL_RANTAI, nomor=1, jurnal=[(8, SATU), (9, DUA)]),
        hitung_segel(sebelumnya=AWAL_RANTAI, nomor=1, jurnal=[(7, DUA), (9, SATU)]),
        hitung_segel(sebelumnya=AWAL_RANTAI, nomor=1, jurnal=[(7, SATU)]),
    }
    assert len(lain - {dasar}) == 5


@pytest.mark.parametrize(
    "isi",
    [
        pytest.param({"jurnal": [(2, SATU), (1, DUA)]}, id="tidak-urut"),
        pytest.param({"jurnal": [(1, SATU), (1, DUA)]}, id="dua-kali"),
        pytest.param({"jurnal": [(1, b"pendek")]}, id="sidik-pendek"),
        pytest.param({"nomor": 0}, id="nomor-nol"),
        pytest.param({"sebelumnya": b""}, id="tanpa-sebelumnya"),
    ],
)
def test_masukan_yang_mustahil_ditolak(isi: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="segel_di_luar_batas"):
        hitung_segel(**{"sebelumnya": AWAL_RANTAI, "nomor": 1, "jurnal": [], **isi})  # type: ignore[arg-type]  # wrong on purpose

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jmo.lib.tanda import (
    KeadaanTanda,
    KunciTanda,
    periksa_tanda,
    sidik_kunci,
    susun_kunci,
    terbitkan_tanda,
)

KINI = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
KUNCI = susun_kunci(sha256(b"satu").digest())
LAIN = susun_kunci(sha256(b"dua").digest())
ISI = {"tahun": 2025, "inisial": "B.S.", "akhir": 19_409_470}
K = KeadaanTanda


def terbitkan(isi: dict[str, Any] = ISI, *, kunci: KunciTanda = KUNCI, menit: int = 15) -> str:
    return terbitkan_tanda(
        isi, jenis="pernyataan", kunci=kunci, terbit=KINI, sampai=KINI + timedelta(minutes=menit)
    )


def periksa(token: str, *, lewat: int = 0, kunci: KunciTanda = KUNCI) -> KeadaanTanda:
    hasil = periksa_tanda(
        token, kunci={kunci.id: kunci.publik}, sekarang=KINI + timedelta(minutes=lewat)
    )
    assert bool(hasil.isi) == (hasil.keadaan in {K.SAH, K.KEDALUWARSA})
    return hasil.keadaan


def test_yang_terbit_terbaca_kembali() -> None:
    hasil = periksa_tanda(terbitkan(), kunci={KUNCI.id: KUNCI.publik}, sekarang=KINI)
    assert (hasil.keadaan, hasil.jenis, hasil.isi) == (K.SAH, "pernyataan", ISI)
    assert (hasil.terbit, hasil.sampai) == (KINI, KINI + timedelta(minutes=15))
    assert len(terbitkan()) < 400


@pytest.mark.parametrize(
    ("token", "lewat", "keadaan"),
    [
        pytest.param(terbitkan(), 14, K.SAH, id="masih-berlaku"),
        pytest.param(terbitkan(), 15, K.KEDALUWARSA, id="waktunya-habis"),
        pytest.param(terbitkan(kunci=LAIN), 0, K.KUNCI_ASING, id="kunci-orang-lain"),
        pytest.param(
            terbitkan(kunci=LAIN).replace(LAIN.id, KUNCI.id), 0, K.PALSU, id="mengaku-kunci-kami"
        ),
        pytest.param("", 0, K.BUKAN_TANDA, id="kosong"),
        pytest.param("JMO1.x.y.z", 0, K.BUKAN_TANDA, id="bukan-bentuknya"),
        pytest.param(terbitkan().replace("JMO1", "JMO2"), 0, K.BUKAN_TANDA, id="versi-lain"),
        pytest.param(terbitkan() + "\n", 0, K.BUKAN_TANDA, id="baris-baru"),
        pytest.param("A" * 100_000, 0, K.BUKAN_TANDA, id="sangat-panjang"),
    ],
)
def test_setiap_keadaan_disebut(token: str, lewat: int, keadaan: KeadaanTanda) -> None:
    assert periksa(token, lewat=lewat) is keadaan


def test_isi_yang_ditukar_disebut_diubah() -> None:
    """Signed by us, with the content of another token of ours: altered, not forged."""
    kepala = terbitkan().rsplit(".", 1)[0]
    muatan = terbitkan({**ISI, "akhir": 999}).rsplit(".", 1)[1]
    assert periksa(f"{kepala}.{muatan}") is K.DIUBAH


@settings(max_examples=300)
@given(ke=st.integers(0, 10_000), huruf=st.sampled_from("ABCxyz019_-."))
def test_satu_huruf_yang_diubah_tidak_pernah_sah(ke: int, huruf: str) -> None:
    token = terbitkan()
    ke %= len(token)
    ubah = token[:ke] + huruf + token[ke + 1 :]
    if ubah != token:
        assert periksa(ubah) is not K.SAH


def test_setiap_bit_dari_isi_terjaga() -> None:
    kepala, muatan = terbitkan().rsplit(".", 1)
    for ke, huruf in enumerate(muatan):
        lain = muatan[:ke] + ("A" if huruf != "A" else "B") + muatan[ke + 1 :]
        assert periksa(f"{kepala}.{lain}") is K.DIUBAH


@given(st.text(max_size=300))
def test_apa_pun_yang_ditempel_ada_jawabannya(token: str) -> None:
    assert periksa(token) is K.BUKAN_TANDA


def test_kunci_tidak_membocorkan_rahasianya() -> None:
    assert repr(KUNCI) == f"KunciTanda(id='{KUNCI.id}')"
    assert KUNCI.id == sidik_kunci(KUNCI.publik)
    with pytest.raises(ValueError, match="32"):
        susun_kunci(b"pendek")


def test_yang_terlalu_panjang_tidak_diterbitkan() -> None:
    with pytest.raises(ValueError, match="tanda_terlalu_panjang"):
        terbitkan({"x": "y" * 2000})

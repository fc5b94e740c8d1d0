from __future__ import annotations

import json
import shutil
import subprocess
from base64 import b64encode, urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from jmo.lib.tanda import (
    KeadaanTanda,
    KunciTanda,
    ambil_token,
    baca_kunci_publik,
    ke_pem,
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


def test_setiap_bit_yang_berubah_ditolak() -> None:
    """Of the whole token as it is written, the bits that decoding would drop included."""
    data = terbitkan().encode()
    for letak in range(len(data)):
        for bit in range(8):
            ubah = bytearray(data)
            ubah[letak] ^= 1 << bit
            assert periksa(ubah.decode("latin-1")) is not K.SAH, (letak, bit)


@pytest.mark.parametrize(
    "tempel",
    ["{t}", "  {t}\n", "https://jmo.contoh.id/periksa/{t}", "http://x/periksa/{t}?utm=1", "{t}/"],
)
def test_tanda_ditemukan_dalam_apa_yang_ditempel(tempel: str) -> None:
    assert ambil_token(tempel.format(t=terbitkan())) == terbitkan()
    assert ambil_token(terbitkan()[:90] + "\n   " + terbitkan()[90:]) == terbitkan()
    assert ambil_token(" bukan tanda ") == "bukantanda"


def test_kunci_publik_terbaca_dari_json_dan_pem() -> None:
    benar = {KUNCI.id: KUNCI.publik}
    isi = {"id": KUNCI.id, "jenis": "Ed25519", "kunci": b64encode(KUNCI.publik).decode()}
    assert baca_kunci_publik(json.dumps({"kunci": [isi]})) == benar
    assert baca_kunci_publik(ke_pem(KUNCI.publik)) == benar
    assert len(baca_kunci_publik(ke_pem(KUNCI.publik) + ke_pem(LAIN.publik))) == 2
    for salah in ("", "halo", "{}", '{"kunci": []}', '{"kunci": [{"id": "x"}]}', '{"kunci": 3}'):
        with pytest.raises(ValueError, match="kunci_publik"):
            baca_kunci_publik(salah)
    pem = ec.generate_private_key(ec.SECP256R1()).public_key()
    with pytest.raises(ValueError, match="kunci_bukan_ed25519"):
        baca_kunci_publik(
            pem.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
        )


def test_program_lain_memeriksa_dengan_cara_yang_kami_umumkan(tmp_path: Path) -> None:
    """The published recipe with OpenSSL alone: no line of ours takes part."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    (tmp_path / "kunci.pem").write_text(ke_pem(KUNCI.publik))
    awalan, nama, sidik, tanda, muatan = terbitkan().split(".")
    (tmp_path / "pesan").write_text(f"{awalan}.{nama}.{sidik}")
    (tmp_path / "tanda").write_bytes(urlsafe_b64decode(tanda + "=="))
    perintah = [
        openssl, "pkeyutl", "-verify", "-pubin", "-inkey", "kunci.pem", "-rawin",
        "-in", "pesan", "-sigfile", "tanda",
    ]  # fmt: skip
    jawab = subprocess.run(perintah, cwd=tmp_path, capture_output=True, check=False)
    assert jawab.returncode == 0, jawab.stderr
    isi = urlsafe_b64decode(muatan + "=" * (-len(muatan) % 4))
    assert urlsafe_b64encode(sha256(isi).digest()).rstrip(b"=").decode() == sidik


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

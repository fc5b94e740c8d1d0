from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from jmo.gateways.bank_snap.tanda_tangan import (
    muat_kunci_privat,
    stempel_waktu,
    tanda_tangani_token,
    tanda_tangani_transaksi,
)

VEKTOR = json.loads((Path(__file__).parents[1] / "vektor" / "snap_transaksi.json").read_text())


def pem(kunci: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return kunci.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


@pytest.mark.parametrize("penyandian", ["base64", "hex"])
def test_transaksi_sesuai_vektor(penyandian: Literal["base64", "hex"]) -> None:
    hasil = tanda_tangani_transaksi(
        rahasia=VEKTOR["client_secret"],
        metode="post",
        jalur=VEKTOR["jalur"],
        token=VEKTOR["token"],
        isi=VEKTOR["isi"].encode(),
        waktu=VEKTOR["waktu"],
        penyandian=penyandian,
    )
    assert hasil == VEKTOR[penyandian]


@pytest.mark.parametrize("diubah", ["rahasia", "jalur", "token", "isi", "waktu"])
def test_transaksi_terikat_pada_setiap_bagian(diubah: str) -> None:
    bagian = {
        "rahasia": VEKTOR["client_secret"],
        "jalur": VEKTOR["jalur"],
        "token": VEKTOR["token"],
        "waktu": VEKTOR["waktu"],
        "isi": VEKTOR["isi"].encode(),
    }
    bagian[diubah] = bagian[diubah][:-1]
    assert tanda_tangani_transaksi(metode="POST", **bagian) != VEKTOR["base64"]


def test_token_terbaca_dengan_kunci_publik() -> None:
    kunci = muat_kunci_privat(pem(rsa.generate_private_key(65537, 2048)))
    tanda = tanda_tangani_token(kunci, client_id="jmo", waktu="2026-01-02T09:00:00+07:00")
    publik = kunci.public_key()
    publik.verify(
        base64.b64decode(tanda, validate=True),
        b"jmo|2026-01-02T09:00:00+07:00",
        padding.PKCS1v15(),
        hashes.SHA256(),
    )
    with pytest.raises(InvalidSignature):
        publik.verify(
            base64.b64decode(tanda),
            b"jmo|2026-01-02T09:00:01+07:00",
            padding.PKCS1v15(),
            hashes.SHA256(),
        )


def test_kunci_terlalu_pendek_atau_bukan_rsa_ditolak() -> None:
    for kunci in (
        rsa.generate_private_key(65537, 1024),
        ec.generate_private_key(ec.SECP256R1()),
    ):
        with pytest.raises(ValueError, match="RSA"):
            muat_kunci_privat(pem(kunci))


def test_stempel_waktu_dalam_wib_25_huruf() -> None:
    assert stempel_waktu(datetime(2026, 1, 2, 2, 0, 0, 999_999, UTC)) == VEKTOR["waktu"]
    assert len(VEKTOR["waktu"]) == 25
    with pytest.raises(ValueError, match="zone"):
        stempel_waktu(datetime(2026, 1, 2, 2, 0))  # noqa: DTZ001 - refused is what we want

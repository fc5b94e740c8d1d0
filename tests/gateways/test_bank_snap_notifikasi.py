"""Is this notice from the bank, and from now?"""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from jmo.gateways.bank_snap import (
    Notifikasi,
    NotifikasiPalsu,
    muat_kunci_bank,
    periksa_notifikasi,
)

KUNCI = rsa.generate_private_key(public_exponent=65537, key_size=2048)
LAIN = rsa.generate_private_key(public_exponent=65537, key_size=2048)
KINI = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
JALUR = "/bank/v1.0/transfer/notify"
ISI = b'{"originalPartnerReferenceNo":"JHT1","latestTransactionStatus":"00"}'


def tanda(
    isi: bytes = ISI,
    *,
    jalur: str = JALUR,
    waktu: datetime = KINI,
    kunci: rsa.RSAPrivateKey = KUNCI,
) -> dict[str, str]:
    teks = waktu.isoformat(timespec="seconds")
    data = f"POST:{jalur}:{hashlib.sha256(isi).hexdigest()}:{teks}".encode()
    return {
        "X-Timestamp": teks,
        "X-SIGNATURE": base64.b64encode(
            kunci.sign(data, padding.PKCS1v15(), hashes.SHA256())
        ).decode(),
        "X-Partner-Id": "JMO0001",
        "X-EXTERNAL-ID": "42",
    }


def periksa(kepala: dict[str, str], isi: bytes = ISI) -> Notifikasi:
    return periksa_notifikasi(
        kunci=KUNCI.public_key(), partner_id="JMO0001", jalur=JALUR, isi=isi, kepala=kepala,
        kini=KINI,
    )  # fmt: skip


def test_yang_asli_diterima() -> None:
    satu = periksa(tanda())
    assert (satu.partner_ref, satu.external_id, satu.waktu) == ("JHT1", "42", KINI)
    lain_nama = b'{"partnerReferenceNo":"JHT2"}'
    assert periksa(tanda(lain_nama), lain_nama).partner_ref == "JHT2"


def test_sidik_tidak_bergantung_pada_nomor_pesan() -> None:
    satu = periksa(tanda())
    assert periksa({**tanda(), "X-EXTERNAL-ID": "43"}).sidik == satu.sidik
    assert periksa(tanda(waktu=KINI + timedelta(seconds=1))).sidik != satu.sidik


@pytest.mark.parametrize(
    ("kepala", "isi", "kode"),
    [
        pytest.param({}, ISI, "kepala", id="tanpa-kepala"),
        pytest.param({**tanda(), "X-SIGNATURE": ""}, ISI, "kepala", id="tanpa-tanda"),
        pytest.param({**tanda(), "X-EXTERNAL-ID": "4x"}, ISI, "kepala", id="nomor-pesan"),
        pytest.param({**tanda(), "X-SIGNATURE": "!!"}, ISI, "tanda_tangan", id="bukan-base64"),
        pytest.param(tanda(kunci=LAIN), ISI, "tanda_tangan", id="kunci-lain"),
        pytest.param(tanda(jalur="/lain"), ISI, "tanda_tangan", id="jalur-lain"),
        pytest.param(tanda(), ISI + b" ", "tanda_tangan", id="isi-diubah"),
        pytest.param(tanda(waktu=KINI - timedelta(minutes=10)), ISI, "waktu", id="lama"),
        pytest.param(tanda(waktu=KINI + timedelta(minutes=6)), ISI, "waktu", id="nanti"),
        pytest.param({**tanda(), "X-Timestamp": "kemarin"}, ISI, "waktu", id="bukan-waktu"),
        pytest.param(
            {**tanda(), "X-Timestamp": "2026-11-23T03:00:00"}, ISI, "waktu", id="tanpa-zona"
        ),
        pytest.param({**tanda(), "X-Partner-Id": "X"}, ISI, "mitra", id="mitra-lain"),
        pytest.param(tanda(b"[]"), b"[]", "isi", id="larik"),
        pytest.param(tanda(b"x"), b"x", "isi", id="bukan-json"),
        pytest.param(tanda(b"{}"), b"{}", "isi", id="tanpa-referensi"),
        pytest.param(tanda(), b"x" * 20_000, "terlalu_besar", id="terlalu-besar"),
    ],
)
def test_yang_lain_ditolak(kepala: dict[str, str], isi: bytes, kode: str) -> None:
    with pytest.raises(NotifikasiPalsu) as palsu:
        periksa(kepala, isi)
    assert palsu.value.kode == kode


def test_hanya_kunci_rsa() -> None:
    pem = KUNCI.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    assert muat_kunci_bank(pem).key_size == 2048
    lain = ec.generate_private_key(ec.SECP256R1()).public_key()
    with pytest.raises(ValueError, match="RSA"):
        muat_kunci_bank(lain.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))

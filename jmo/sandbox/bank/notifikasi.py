"""The bank's notices to the portal, signed with its key; written apart from the portal's check."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from datetime import datetime

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from jmo.sandbox.bank import bidang
from jmo.sandbox.bank.buku import WIB
from jmo.sandbox.bank.setelan import Setelan
from jmo.sandbox.bank.skema import Transfer


def susun_notifikasi(
    setelan: Setelan, transfer: Transfer, *, jalur: str, detik_lalu: float = 0.0
) -> tuple[dict[str, str], str]:
    """Headers and body of a notice to `jalur`, signed `detik_lalu` seconds ago."""
    if setelan.kunci_bank_pem is None:
        raise ValueError("this bank has no key of its own")
    kunci = serialization.load_pem_private_key(setelan.kunci_bank_pem, password=None)
    if not isinstance(kunci, rsa.RSAPrivateKey):
        raise ValueError("private key must be RSA")
    waktu = datetime.fromtimestamp(time.time() - detik_lalu, WIB).isoformat(timespec="seconds")
    isi = json.dumps(
        {
            "originalPartnerReferenceNo": transfer.referensi,
            "originalReferenceNo": transfer.referensi_bank,
            "serviceCode": transfer.layanan,
            "latestTransactionStatus": transfer.keadaan,
            "amount": bidang.tulis_jumlah(transfer.jumlah),
        },
        separators=(",", ":"),
    )
    sidik = hashlib.sha256(isi.encode()).hexdigest()
    data = f"POST:{jalur}:{sidik}:{waktu}".encode()
    tanda = kunci.sign(data, padding.PKCS1v15(), hashes.SHA256())
    kepala = {
        "Content-Type": "application/json",
        "X-TIMESTAMP": waktu,
        "X-SIGNATURE": base64.b64encode(tanda).decode(),
        "X-PARTNER-ID": setelan.partner_id,
        "X-EXTERNAL-ID": f"{secrets.randbelow(10**30):030d}",
        "CHANNEL-ID": setelan.channel_id,
    }
    return kepala, isi

"""Rotation of the keys of second factors: allauth keeps its secrets inside a JSON column."""

from __future__ import annotations

from collections import Counter
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts import audit
from accounts.models.terenkripsi import KONTEKS_MFA, buka_teks, gantungan, sandikan_teks
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku

BIDANG = ("secret", "seed")


def hitung_kunci_mfa() -> dict[str, int]:
    """Return how many secrets of second factors each key wrote."""
    semua = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN)
    return dict(Counter(_kunci(isi) for data in semua.values_list("data", flat=True)
                        for isi in _rahasia(data).values()))  # fmt: skip


def putar_kunci_mfa(*, pelaku: Pelaku) -> int:
    """Write every secret of a second factor anew that another than the newest key wrote.

    Result: rows written; each is a transaction of its own, so it may be stopped at any moment.
    Writes: mfa_authenticator.   Audit: kunci.diputar, per row.
    Raises: GagalDekripsi for a secret that no key opens.
    """
    semua = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN)
    return sum(_putar_satu(pk, pelaku) for pk in semua.order_by("pk").values_list("pk", flat=True))


@transaction.atomic(durable=True)
def _putar_satu(pk: int, pelaku: Pelaku) -> bool:
    # The lock keeps a spare code that is used meanwhile used.
    baris = Authenticator.objects.select_for_update().filter(pk=pk).first()
    if baris is None:
        return False
    lama = {
        nama: isi for nama, isi in _rahasia(baris.data).items() if _kunci(isi) != gantungan().aktif
    }
    if not lama:
        return False
    for nama, isi in lama.items():
        baris.data[nama] = sandikan_teks(buka_teks(isi, konteks=KONTEKS_MFA), konteks=KONTEKS_MFA)
    baris.save(update_fields=["data"])
    audit.catat(
        aksi=Aksi.KUNCI_DIPUTAR, pelaku=pelaku, objek=baris,
        sesudah={"jumlah": len(lama), "ke": gantungan().aktif},
    )  # fmt: skip
    return True


def _rahasia(data: dict[str, Any]) -> dict[str, str]:
    return {nama: data[nama] for nama in BIDANG if nama in data}


def _kunci(isi: str) -> str:
    return isi.partition(":")[0]

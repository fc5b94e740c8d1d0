"""The check of the whole book: sealed first, then every invariant, and the result kept."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from saldo.models import PemeriksaanBuku, SegelBuku
from saldo.selectors.invarian import HasilInvarian, periksa_invarian
from saldo.services.segel import segel_buku

log = logging.getLogger(__name__)
_BILA_GAGAL: list[Callable[[list[str]], None]] = []


def bila_gagal(kabari: Callable[[list[str]], None]) -> None:
    """Let an app above act when an invariant does not hold; it is given their marks."""
    if kabari not in _BILA_GAGAL:
        _BILA_GAGAL.append(kabari)


def periksa_buku() -> tuple[PemeriksaanBuku, tuple[HasilInvarian, ...]]:
    """Seal what is not sealed, check all invariants, and keep what was found.

    Result: the row that was kept, and each invariant with its breaches and time. The newest hash
            of the chain goes to the log too: there it stands outside the database that it proves.
    Writes: segel_buku, segel_jurnal, pemeriksaan_buku.
    """
    mulai = timezone.now()
    segel_buku(seluruhnya=True)
    hasil = periksa_invarian()
    segel = SegelBuku.objects.order_by("-nomor").first()
    pemeriksaan = PemeriksaanBuku.objects.create(
        mulai_pada=mulai, dipenuhi=all(satu.dipenuhi for satu in hasil),
        rincian=[_rincian(satu) for satu in hasil],
        pangkal=bytes(segel.sidik).hex() if segel else "",
    )  # fmt: skip
    for satu in hasil:
        if not satu.dipenuhi:
            log.error("buku melanggar %s: %s kali", satu.invarian.kode, satu.jumlah)
    if not pemeriksaan.dipenuhi:
        kode = [satu.invarian.kode for satu in hasil if not satu.dipenuhi]
        for kabari in _BILA_GAGAL:
            kabari(kode)
    log.info(
        "buku diperiksa segel=%s sidik=%s",
        segel.nomor if segel else 0,
        sidik_untuk_catatan(pemeriksaan.pangkal),
    )
    return pemeriksaan, hasil


def sidik_untuk_catatan(heksa: str) -> str:
    """Return a hash as the log keeps it: in fours, since nine digits in a row would be masked."""
    return ":".join(heksa[ke : ke + 4] for ke in range(0, len(heksa), 4)) or "-"


def _rincian(satu: HasilInvarian) -> dict[str, Any]:
    return {
        "kode": satu.invarian.kode,
        "bunyi": satu.invarian.bunyi,
        "jumlah": satu.jumlah,
        "milidetik": round(satu.detik * 1000),
        "contoh": [[str(isi) for isi in baris] for baris in satu.contoh],
    }

"""Failures in a row of one login from one place, kept in the cache under blind indexes.

A place is a browser that the account knows, else an address: so whoever guesses from afar makes
nobody wait but himself, and people behind one carrier's address count each for their own login.
"""

from __future__ import annotations

import logging
from datetime import datetime

from allauth.core.internal.ratelimit import cache_lock
from django.core.cache import cache
from django.utils import timezone

from accounts.models import indeks
from accounts.rules.penguncian import (
    KetentuanPenguncian,
    jaringan_alamat,
    periksa_penguncian,
)

log = logging.getLogger(__name__)
KETENTUAN = KetentuanPenguncian()
# Longer than the longest wait; somebody who stays away a day starts afresh.
SIMPAN_DETIK = 24 * 3600


def kunci_hitungan(*, login: str, alamat: str, sidik: str) -> str:
    """Return the name of the counter; neither login nor address can be read from it.

    Shape:  `sidik` is the mark of a browser that the account knows, "" for any other.
    """
    tempat = f"p:{sidik}" if sidik else f"a:{jaringan_alamat(alamat)}"
    return "hitungan_masuk:" + indeks(f"{login}\n{tempat}", ruang="hitungan_masuk")


def boleh_coba(kunci: str) -> bool:
    """Tell whether a try may be made now, and count it before its password is checked.

    Shape:  a refused try neither counts nor makes the wait longer; of many at once each is counted.
    """
    with cache_lock(kunci) as dapat:
        if not dapat:
            return False
        gagal, pada = _baca(kunci)
        sekarang = timezone.now()
        hasil = periksa_penguncian(
            gagal_berurutan=gagal, gagal_terakhir_pada=pada, sekarang=sekarang, ketentuan=KETENTUAN
        )
        if not hasil.boleh:
            log.warning("login held back after %s failures in a row from one place", gagal)
            return False
        cache.set(kunci, (gagal + 1, sekarang), SIMPAN_DETIK)
        return True


def lupakan_gagal(kunci: str) -> None:
    """Forget the failures: the right password was given."""
    cache.delete(kunci)


def _baca(kunci: str) -> tuple[int, datetime | None]:
    isi: tuple[int, datetime | None] = cache.get(kunci, (0, None))
    return isi

"""The sweep: rings for verdicts that are due and that nobody holds."""

from __future__ import annotations

from django.db.models import Q

from accounts.services import sewa
from pengkinian.models import HasilVerifikasi
from pengkinian.services import dukcapil, tanya_rekening, wajah

_BEL = {
    HasilVerifikasi.Jenis.WAJAH: wajah.BEL,
    HasilVerifikasi.Jenis.NIK: dukcapil.BEL,
    HasilVerifikasi.Jenis.KEPENDUDUKAN: dukcapil.BEL,
    HasilVerifikasi.Jenis.REKENING: tanya_rekening.BEL,
}


def sapu_verifikasi() -> int:
    """Ring for every due verdict; returns how many."""
    return sum(
        sewa.sapu(
            HasilVerifikasi, bel=bel, kunci="verifikasi_id", syarat=Q(jenis=jenis, batal_pada=None)
        )
        for jenis, bel in _BEL.items()
    )


def bel_untuk(verifikasi: HasilVerifikasi) -> str:
    """Return the task that answers this verdict."""
    return _BEL[HasilVerifikasi.Jenis(verifikasi.jenis)]

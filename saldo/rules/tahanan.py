"""Which entries a hold of part of a balance takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from jmo.lib.uang import Rupiah
from saldo.rules.buku import JenisEntri, Posisi


def ambil_sebagian(posisi: Sequence[Posisi], jumlah: Rupiah) -> list[Posisi]:
    """Return parts of these positions that come to this amount, the oldest years first.

    Shape:  no account is taken below zero: a kind whose other years are negative through
            corrections gives no more than it has in all.
    Raises: ValueError when there is less than that.
    """
    ada: Counter[tuple[int, JenisEntri]] = Counter()
    for satu in posisi:
        ada[satu.kartu_id, satu.jenis] += satu.jumlah
    hasil, sisa = [], jumlah
    for satu in sorted(posisi, key=lambda p: (p.tahun, p.kartu_id, p.jenis.value)):
        ambil = min(satu.jumlah, ada[satu.kartu_id, satu.jenis], sisa)
        if ambil > 0:
            hasil.append(replace(satu, jumlah=Rupiah(ambil)))
            ada[satu.kartu_id, satu.jenis] -= ambil
            sisa = Rupiah(sisa - ambil)
    if sisa:
        raise ValueError("tahanan_melebihi_saldo")
    return hasil

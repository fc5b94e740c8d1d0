"""Deciding old claims again: do today's rules say what was said then?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from klaim_jht.models import KeputusanKlaim
from klaim_jht.rules.keputusan import Beda, keputusan_dari_json, ulang_keputusan


@dataclass(frozen=True, slots=True)
class HasilUlang:
    """One frozen decision, and in what it would be another one today."""

    keputusan_id: int
    nomor: str
    beda: tuple[Beda, ...]


def periksa_ulang() -> Iterator[HasilUlang]:
    """Decide every frozen decision again, in their order, with constant memory.

    Result: one per decision; a content that cannot be read any more is a difference, too.
    """
    for baris in KeputusanKlaim.objects.select_related("klaim").order_by("pk").iterator():
        yield HasilUlang(baris.pk, baris.klaim.nomor or "", _banding(baris))


def _banding(baris: KeputusanKlaim) -> tuple[Beda, ...]:
    isi = {
        "hari_ini": baris.hari_ini.isoformat(),
        "fakta": baris.fakta,
        "ketentuan": baris.ketentuan,
        "versi_aturan": baris.versi_aturan,
        "hasil": baris.hasil,
    }
    try:
        keputusan = keputusan_dari_json(isi)
    except ValueError as sebab:
        return (Beda("", "isi", "terbaca", str(sebab)),)
    kolom = (baris.boleh, baris.rute)
    beku = (keputusan.hasil.boleh, keputusan.hasil.rute.value)
    salinan = () if kolom == beku else (Beda("", "kolom", str(kolom), str(beku)),)
    return (*salinan, *ulang_keputusan(keputusan))

"""The papers of a claim as its pages ask for them."""

from __future__ import annotations

from klaim_jht.models import BerkasKlaim, Klaim

_ADA, _DIMINTA = BerkasKlaim.Status.ADA, BerkasKlaim.Status.DIMINTA


def jenis_berkas_ada(klaim: Klaim | None) -> frozenset[str]:
    """Return the kinds of paper that were handed in for a claim and still stand."""
    if klaim is None:
        return frozenset()
    ada = BerkasKlaim.objects.filter(klaim=klaim, status=_ADA, dihapus_pada=None)
    return frozenset(ada.values_list("jenis", flat=True))


def berkas_berlaku(klaim: Klaim) -> list[BerkasKlaim]:
    """Return the papers that count, asked for or handed in, without their content."""
    baris = BerkasKlaim.objects.filter(klaim=klaim).exclude(status=BerkasKlaim.Status.DIGANTI)
    return list(baris.defer("isi").order_by("pk"))


def berkas_diminta(klaim: Klaim) -> list[BerkasKlaim]:
    """Return the papers for which an officer waits, oldest first."""
    return list(BerkasKlaim.objects.filter(klaim=klaim, status=_DIMINTA).order_by("pk"))

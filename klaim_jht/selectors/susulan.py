"""Money that came to the cards of paid claims later: whose claim it belongs to, where it goes."""

from __future__ import annotations

from django.db.models import F, Q

from accounts.models import Akun
from klaim_jht.models import Klaim, Pembayaran, Susulan
from klaim_jht.rules.status import StatusKlaim, StatusPembayaran
from klaim_jht.selectors.klaim import milik
from pengkinian.models import Rekening
from pengkinian.selectors import rekening_berlaku
from saldo.models import TahananSaldo
from saldo.selectors import kartu_bersusulan

BATAS = 500
_PEMISAH = ":susulan:"


def klaim_bersusulan(*, batas: int = BATAS) -> list[int]:
    """Return the claims for which a later payment has to be written, or to go on.

    Result: paid claims whose cards have money again and that have no later payment under way; and
            those whose later payment waited for an account that is there now. Never of the dead
            who claimed themselves: what came after is their heirs'.
    """
    terbuka = Susulan.objects.filter(dibayar_pada=None)
    siap = terbuka.filter(
        menunggu=Susulan.Tunggu.REKENING,
        klaim__status=StatusKlaim.DIBAYAR,
        klaim__rekening__peserta__rekening__diganti_pada=None,
        klaim__rekening__peserta__rekening__status=Rekening.Status.TERBUKTI,
    )
    baru = Klaim.objects.filter(pk__in=set(_klaim_kartu().values()), status=StatusKlaim.DIBAYAR)
    baru = baru.exclude(pk__in=terbuka.values("klaim"))
    ids = {*siap.values_list("klaim_id", flat=True), *baru.values_list("pk", flat=True)}
    meninggal = Klaim.objects.filter(
        pk__in=ids, pengaju=None, peserta__meninggal_pada__isnull=False
    )
    return sorted(ids - set(meninggal.values_list("pk", flat=True)))[:batas]


def kartu_susulan(klaim: Klaim) -> list[int]:
    """Return the cards of this claim on which money stands that came after it."""
    kartu = _klaim_kartu(Q(kepesertaan__peserta=klaim.peserta_id))
    return sorted(satu for satu, klaim_id in kartu.items() if klaim_id == klaim.pk)


def rekening_susulan(klaim: Klaim) -> Rekening | None:
    """Return the account to which later money of a claim goes, or None while there is none.

    Result: the one that was paid last, unless its owner replaced it or the bank refused it; then
            the owner's proved account of today.
    """
    terakhir = (
        Pembayaran.objects.filter(klaim=klaim, status=StatusPembayaran.BERHASIL)
        .select_related("rekening__peserta__akun")
        .order_by(F("berhasil_pada").desc(), "-pk")
        .first()
    )
    rekening = terakhir.rekening if terakhir else klaim.rekening
    if rekening is None:
        return None
    if rekening.diganti_pada is None:
        kini: Rekening | None = rekening
    else:
        kini = rekening_berlaku(rekening.peserta)
    return kini if kini is not None and kini.status == Rekening.Status.TERBUKTI else None


def daftar_susulan(klaim: Klaim) -> list[Susulan]:
    """Return the later payments of a claim, oldest first, each with its payments at hand."""
    return list(klaim.susulan.prefetch_related("pembayaran__rekening").order_by("ke"))


def susulan_menunggu_rekening(klaim: Klaim) -> Susulan | None:
    """Return the later payment that waits for another account, or None."""
    return klaim.susulan.filter(dibayar_pada=None, menunggu=Susulan.Tunggu.REKENING).first()


def susulan_terbuka(akun: Akun) -> dict[int, str]:
    """Return by claim of this account's person what its later money, not yet paid, waits for.

    Shape:  "" = it goes by itself.
    """
    terbuka = Susulan.objects.filter(milik(akun, "klaim__"), dibayar_pada=None)
    return dict(terbuka.values_list("klaim_id", "menunggu"))


def _klaim_kartu(syarat: Q | None = None) -> dict[int, int]:
    """Return by card the claim that took it, for cards that have money again."""
    tahanan = (
        TahananSaldo.objects.filter(
            syarat or Q(),
            kepesertaan__in=kartu_bersusulan().values("pk"),
            status=TahananSaldo.Status.DIPAKAI,
            rujukan__startswith="klaim:",
        )
        .order_by("kepesertaan_id", "-pk")
        .distinct("kepesertaan_id")
        .values_list("kepesertaan_id", "rujukan")
    )
    return {kartu: int(rujukan.split(_PEMISAH)[0].split(":")[1]) for kartu, rujukan in tahanan}

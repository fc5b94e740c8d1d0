"""Accounts of the book: opened when first needed, locked in one order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import connection

from saldo.models import AkunBuku
from saldo.rules.buku import AKUN_PESERTA, JenisAkun

KunciAkun = tuple[int | None, JenisAkun]
_JENIS = {satu.value: satu for satu in JenisAkun}


def ambil_akun_kartu(
    *, kepesertaan_ids: Iterable[int], jenis: Iterable[JenisAkun] = AKUN_PESERTA
) -> dict[KunciAkun, int]:
    """Return the ids of the accounts of these kinds of each card, opened where they are missing.

    Shape:  keys are (card, kind).
    Writes: akun_buku.
    """
    kartu, macam = list(set(kepesertaan_ids)), sorted(jenis)
    akun = _akun_kartu(kartu, macam)
    if len(akun) == len(kartu) * len(macam):
        return akun
    with connection.cursor() as kursor:
        # Sorted, so that two who open accounts of the same cards wait for each other in one order.
        kursor.execute(
            "INSERT INTO saldo_akunbuku (kepesertaan_id, jenis, saldo) "
            "SELECT k, j, 0 FROM unnest(%s::bigint[]) AS k CROSS JOIN unnest(%s::text[]) AS j "
            "WHERE NOT EXISTS (SELECT 1 FROM saldo_akunbuku a "
            "WHERE a.kepesertaan_id = k AND a.jenis = j) "
            "ORDER BY k, j ON CONFLICT DO NOTHING RETURNING kepesertaan_id, jenis, id",
            [kartu, macam],
        )
        akun.update(_baca(kursor))
    if len(akun) == len(kartu) * len(macam):
        return akun
    # Somebody else opened some at the same moment.
    return _akun_kartu(kartu, macam)


def _akun_kartu(kartu: list[int], macam: list[JenisAkun]) -> dict[KunciAkun, int]:
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT kepesertaan_id, jenis, id FROM saldo_akunbuku "
            "WHERE kepesertaan_id = ANY(%s) AND jenis = ANY(%s)",
            [kartu, macam],
        )
        return dict(_baca(kursor))


def _baca(kursor: Iterable[tuple[int, str, int]]) -> Iterator[tuple[KunciAkun, int]]:
    return (((kartu, _JENIS[jenis]), pk) for kartu, jenis, pk in kursor)


def ambil_akun_lembaga(*, jenis: Iterable[JenisAkun]) -> dict[KunciAkun, int]:
    """Return the ids of the institution's accounts of these kinds, opened where they are missing.

    Writes: akun_buku.
    """
    perlu = set(jenis)
    for coba in range(2):
        ada = AkunBuku.objects.filter(kepesertaan=None, jenis__in=perlu)
        akun: dict[KunciAkun, int] = {(None, JenisAkun(satu.jenis)): satu.pk for satu in ada}
        kurang = sorted(satu for satu in perlu if (None, satu) not in akun)
        if not kurang or coba:
            break
        AkunBuku.objects.bulk_create(
            [AkunBuku(jenis=satu) for satu in kurang], ignore_conflicts=True
        )
    return akun


def kunci_akun(*, akun_ids: Iterable[int]) -> None:
    """Lock participants' accounts in the order of their ids until the transaction ends.

    Everybody locks in this order (the book's trigger too), so journals over the same accounts wait
    for each other and never deadlock.
    """
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT id FROM saldo_akunbuku WHERE id = ANY(%s) AND kepesertaan_id IS NOT NULL "
            "ORDER BY id FOR UPDATE",
            [list(akun_ids)],
        )


def saldo_iuran(*, kepesertaan_ids: Iterable[int]) -> dict[int, int]:
    """Return the running balance of the contribution account of each card that has one."""
    akun = AkunBuku.objects.filter(
        jenis=JenisAkun.PESERTA_IURAN, kepesertaan__in=list(kepesertaan_ids)
    )
    return {
        kartu: saldo or 0 for kartu, saldo in akun.values_list("kepesertaan_id", "saldo") if kartu
    }

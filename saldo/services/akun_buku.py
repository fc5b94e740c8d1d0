"""Accounts of the book: opened when first needed, locked in one order."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from saldo.models import AkunBuku
from saldo.rules.buku import AKUN_PESERTA, JenisAkun

KunciAkun = tuple[int | None, JenisAkun]


def ambil_akun_kartu(*, kepesertaan_ids: Iterable[int]) -> dict[KunciAkun, int]:
    """Return the ids of the three accounts of each card, opened where they are missing.

    Shape:  keys are (card, kind).
    Writes: akun_buku.
    """
    kartu = list(set(kepesertaan_ids))
    akun = _cari(kartu)
    # Sorted, so that two who open accounts of the same cards wait for each other in one order.
    kurang = sorted((k, jenis) for k in kartu for jenis in AKUN_PESERTA if (k, jenis) not in akun)
    if kurang:
        AkunBuku.objects.bulk_create(
            [AkunBuku(kepesertaan_id=k, jenis=jenis, saldo=0) for k, jenis in kurang],
            ignore_conflicts=True,
            batch_size=5_000,
        )
        akun = _cari(kartu)
    return akun


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


def _cari(kartu: list[int]) -> dict[KunciAkun, int]:
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT kepesertaan_id, jenis, id FROM saldo_akunbuku WHERE kepesertaan_id = ANY(%s)",
            [kartu],
        )
        return {(k, JenisAkun(jenis)): pk for k, jenis, pk in kursor.fetchall()}

"""Cards and the doors through which pages reach them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import connection

from accounts.models import Akun, Peserta
from jmo.lib.galat import TidakDitemukan
from saldo.models import Kepesertaan, TahananSaldo


def daftar_kepesertaan(peserta: Peserta) -> list[Kepesertaan]:
    """Return all cards of a person with their employers: active first, then the newest."""
    kartu = Kepesertaan.objects.filter(peserta=peserta).select_related("perusahaan")
    return sorted(kartu, key=urutan_kartu)


def urutan_kartu(kartu: Kepesertaan) -> tuple[bool, int, int]:
    """Return the sort key of cards: active first, then the newest."""
    return (
        kartu.status != Kepesertaan.Status.AKTIF,
        -kartu.tanggal_mulai.toordinal(),
        -(kartu.pk or 0),
    )


def rantai_gabungan(kepesertaan_ids: Collection[int]) -> dict[int, tuple[int, ...]]:
    """Return for each card that was merged the cards through which its money went, in order.

    Shape:  the last one holds the money today; a card that was not merged is absent.
    """
    with connection.cursor() as kursor:
        kursor.execute(
            "WITH RECURSIVE rantai AS ("
            "SELECT id AS asal, digabung_ke_id AS ke, 1 AS urut FROM saldo_kepesertaan "
            "WHERE id = ANY(%s) AND digabung_ke_id IS NOT NULL UNION ALL "
            "SELECT r.asal, k.digabung_ke_id, r.urut + 1 FROM rantai r "
            "JOIN saldo_kepesertaan k ON k.id = r.ke WHERE k.digabung_ke_id IS NOT NULL) "
            "SELECT asal, array_agg(ke ORDER BY urut) FROM rantai GROUP BY asal",
            [list(kepesertaan_ids)],
        )
        return {asal: tuple(ke) for asal, ke in kursor}


def ambil_kepesertaan_milik(akun: Akun, kepesertaan_id: int) -> Kepesertaan:
    """Return one card of this account's person.

    Raises: TidakDitemukan("kartu_tidak_ada"), also for somebody else's.
    """
    kartu = (
        Kepesertaan.objects.filter(pk=kepesertaan_id, peserta__akun=akun)
        .select_related("perusahaan", "peserta", "digabung_ke")
        .first()
    )
    if kartu is None:
        raise TidakDitemukan("kartu_tidak_ada")
    return kartu


def tahanan_berlaku(peserta: Peserta) -> Sequence[TahananSaldo]:
    """Return the holds on a person's cards that have not ended, oldest first."""
    return list(
        TahananSaldo.objects.filter(
            kepesertaan__peserta=peserta, status=TahananSaldo.Status.DITAHAN
        ).order_by("dibuat_pada", "pk")
    )

"""Sealing of the book: a job of its own, never a part of what it seals."""

from __future__ import annotations

from django.db import connection, transaction

from jmo.basisdata.salin import kunci_bergiliran
from saldo.models import SegelBuku
from saldo.rules.segel import AWAL_RANTAI, hitung_segel
from saldo.selectors.invarian.rantai import BATAS_SEGEL_JAM, SIDIK_JURNAL

TUMPUKAN = 10_000


def segel_buku(*, seluruhnya: bool = False, tumpukan: int = TUMPUKAN) -> int:
    """Seal every journal that is not sealed yet; a second time there is nothing to do.

    Shape:  looks from the journals of an hour ago on; `seluruhnya` looks from the first one, for
            what a very long transaction may have committed late. One link holds `tumpukan` at most.
    Result: how many journals were sealed.
    Writes: segel_buku, segel_jurnal; each link in a transaction of its own.
    """
    banyak, sejak = 0, 0 if seluruhnya else _batas_lama()
    while jurnal := _satu_segel(sejak=sejak, tumpukan=tumpukan):
        banyak, sejak = banyak + len(jurnal), jurnal[-1][0]
    return banyak


@transaction.atomic
def _satu_segel(*, sejak: int, tumpukan: int) -> list[tuple[int, bytes]]:
    # One sealer at a time: two would each make a link with the same number.
    kunci_bergiliran("segel_buku")
    jurnal = _belum_disegel(sejak, tumpukan)
    if not jurnal:
        return []
    lama = SegelBuku.objects.order_by("-nomor").first()
    sebelumnya = bytes(lama.sidik) if lama else AWAL_RANTAI
    nomor = (lama.nomor if lama else 0) + 1
    SegelBuku.objects.create(
        nomor=nomor, sebelumnya=sebelumnya, banyak=len(jurnal), jurnal_terakhir=jurnal[-1][0],
        sidik=hitung_segel(sebelumnya=sebelumnya, nomor=nomor, jurnal=jurnal),
    )  # fmt: skip
    with connection.cursor() as kursor:
        kursor.execute(
            "INSERT INTO saldo_segeljurnal (jurnal_id, segel_id, sidik) "
            "SELECT j, %s, s FROM unnest(%s::bigint[], %s::bytea[]) AS isi (j, s)",
            [nomor, [satu for satu, _ in jurnal], [sidik for _, sidik in jurnal]],
        )
    return jurnal


def _batas_lama() -> int:
    """Return the journal up to which nothing can be missing but what committed very late."""
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT coalesce(max(jurnal_terakhir), 0) FROM saldo_segelbuku "
            "WHERE disegel_pada < now() - %s * interval '1 hour'",
            [BATAS_SEGEL_JAM],
        )
        return int(kursor.fetchone()[0])


def _belum_disegel(sejak: int, tumpukan: int) -> list[tuple[int, bytes]]:
    with connection.cursor() as kursor:
        kursor.execute(
            f"""
            {SIDIK_JURNAL}
            WHERE j.id IN (
                SELECT b.id FROM saldo_jurnal b
                LEFT JOIN saldo_segeljurnal s ON s.jurnal_id = b.id
                WHERE b.id > %s AND s.jurnal_id IS NULL ORDER BY b.id LIMIT %s
            )
            GROUP BY j.id ORDER BY j.id
            """,  # noqa: S608 - ours
            [sejak, tumpukan],
        )
        return [(pk, bytes(sidik)) for pk, sidik in kursor.fetchall()]

"""Money that reached a card after its claim: late contributions, corrections, a final rate.

Nothing is written to mark it, so nothing can forget to: a claim holds the whole balance of a card,
hence whatever was posted after the last hold is what has to be paid later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery, Sum

from accounts.models import Peserta
from jmo.lib.uang import Rupiah
from saldo.models import AkunBuku, Kepesertaan
from saldo.rules.buku import JenisAkun

AKUN_BEBAS = (JenisAkun.PESERTA_IURAN.value, JenisAkun.PESERTA_PENGEMBANGAN.value)


@dataclass(frozen=True, slots=True)
class KreditSusulan:
    """What one journal added to a claimed card; negative where it took something back."""

    kartu_id: int
    jurnal_id: int
    jenis_jurnal: str
    jumlah: Rupiah
    pada: datetime


def kredit_susulan(
    peserta: Peserta, *, kepesertaan: Kepesertaan | None = None
) -> tuple[KreditSusulan, ...]:
    """Return what was posted to the claimed cards of a person after their claim, oldest first.

    Shape:  one row per card and journal; `kepesertaan` narrows it to one card.
    Result: the amounts of a card add up to its balance that is not held.
    """
    kartu_id = None if kepesertaan is None else kepesertaan.pk
    with connection.cursor() as kursor:
        # By number of the entry, not of the journal: a file reserves that before it waits for the
        # accounts, and the hold locks every account of the card.
        kursor.execute(
            """
            SELECT k.id, j.id, j.jenis, sum(e.kredit - e.debit), min(e.dibukukan_pada)
            FROM saldo_kepesertaan k
            CROSS JOIN LATERAL (
                SELECT max(h.id) AS terakhir FROM saldo_akunbuku b
                JOIN saldo_entrijurnal h ON h.akun_id = b.id
                JOIN saldo_jurnal t ON t.id = h.jurnal_id
                WHERE b.kepesertaan_id = k.id AND t.jenis = 'PENAHANAN'
            ) tahan
            JOIN saldo_akunbuku a ON a.kepesertaan_id = k.id AND a.jenis = ANY(%s)
            JOIN saldo_entrijurnal e ON e.akun_id = a.id AND e.id > coalesce(tahan.terakhir, 0)
            JOIN saldo_jurnal j ON j.id = e.jurnal_id
            WHERE k.peserta_id = %s AND k.status = 'DIKLAIM' AND (%s IS NULL OR k.id = %s)
            GROUP BY k.id, j.id, j.jenis HAVING sum(e.kredit - e.debit) <> 0
            ORDER BY min(e.id)
            """,
            [list(AKUN_BEBAS), peserta.pk, kartu_id, kartu_id],
        )
        return tuple(
            KreditSusulan(kartu, jurnal, jenis, Rupiah(int(jumlah)), pada)
            for kartu, jurnal, jenis, jumlah, pada in kursor.fetchall()
        )


def kartu_bersusulan() -> QuerySet[Kepesertaan]:
    """Return the claimed cards on which money stands, with `susulan` = how much."""
    # No balance is negative, so a sum above nothing has a part that is. What stands on the few is
    # added up for each of them alone: a join would add up every claimed card first.
    bebas = AkunBuku.objects.filter(jenis__in=AKUN_BEBAS, saldo__gt=0)
    beruang = bebas.filter(kepesertaan__status=Kepesertaan.Status.DIKLAIM).values("kepesertaan")
    jumlah = bebas.filter(kepesertaan=OuterRef("pk")).values("kepesertaan")
    return Kepesertaan.objects.filter(pk__in=beruang).annotate(
        susulan=Subquery(jumlah.annotate(jumlah=Sum("saldo")).values("jumlah"))
    )

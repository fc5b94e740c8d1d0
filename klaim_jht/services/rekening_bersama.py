"""Accounts that served somebody else before: money goes there on an officer's word alone."""

from __future__ import annotations

from django.db import connection

from klaim_jht.models import Pembayaran
from klaim_jht.rules.status import StatusPembayaran
from pengkinian.models import Rekening


def dipakai_orang_lain(rekening: Rekening) -> bool:
    """Tell whether money of another owner of this very account went there, or may go there."""
    lain = (
        Pembayaran.objects.filter(
            rekening__nomor_indeks=rekening.nomor_indeks, rekening__kode_bank=rekening.kode_bank
        )
        .exclude(rekening__peserta=rekening.peserta_id)
        .exclude(status=StatusPembayaran.GAGAL_PASTI)
    )
    return lain.exists()


def _kunci(rekening: Rekening) -> None:
    """Let one after the other decide about the same account, until the transaction ends.

    Two people who file at once would else each see an account that nobody was paid to.
    """
    assert connection.in_atomic_block
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"klaim_jht.rekening:{rekening.nomor_indeks}"],
        )


def sebab_rekening(rekening: Rekening) -> str:
    """Return why an officer has to look at this account before money goes there, "" for no reason.

    Shape:  asked in the transaction that would write the payment.
    """
    if rekening.status != Rekening.Status.TERBUKTI:
        return "nama_rekening_ditinjau"
    _kunci(rekening)
    return "rekening_dipakai_lain" if dipakai_orang_lain(rekening) else ""

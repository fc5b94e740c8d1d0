"""Rings the bell: tells a worker, after commit, that a due row waits for it.

Tasks are rung by name, so services import no task. A lost bell loses nothing: the sweeps find the
row, so a broker that is down is logged and passed over.
"""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import transaction

from jmo import layanan
from jmo.celery import aplikasi

log = logging.getLogger(__name__)


def bunyikan(nama: str, /, **id_baris: int) -> None:
    """Ring the task `nama` with the ids of its rows when the transaction has been committed."""

    def kirim() -> None:
        try:
            if settings.REDIS_TERTANAM:
                layanan.pastikan()
            aplikasi.send_task(nama, kwargs=id_baris)
        except Exception:  # a dead broker never breaks what has been committed
            log.warning("bel %s tidak berbunyi; sapuan akan menemukannya", nama)

    transaction.on_commit(kirim, robust=True)

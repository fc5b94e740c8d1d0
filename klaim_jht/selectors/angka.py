"""What the public may know of a day: how fast, how often by machine, how often too late.

Counts and times alone; nothing leads to a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from klaim_jht.rules.peringatan import DILANGGAR
from klaim_jht.rules.status import (
    PEMBAYARAN_TERBUKA,
    STATUS_MENUNGGU_PESERTA,
    STATUS_SELESAI,
    StatusKlaim,
)

# One statement: a page that anybody may ask for must stay cheap.
_KUERI = """
WITH dibayar AS (
    SELECT k.dibayar_pada - k.diajukan_pada - COALESCE(
               (SELECT sum(COALESCE(lanjut.pada, k.dibayar_pada) - jeda.pada)
                  FROM klaim_jht_riwayatstatus jeda
                  LEFT JOIN LATERAL (
                       SELECT n.pada FROM klaim_jht_riwayatstatus n
                        WHERE n.klaim_id = jeda.klaim_id AND n.pembayaran_id IS NULL
                          AND n.id > jeda.id ORDER BY n.id LIMIT 1) lanjut ON true
                 WHERE jeda.klaim_id = k.id AND jeda.pembayaran_id IS NULL
                   AND jeda.ke = ANY(%(jeda)s)), interval '0') AS lama,
           EXISTS (SELECT 1 FROM klaim_jht_riwayatstatus r
                    WHERE r.klaim_id = k.id AND r.pelaku_jenis = 'PETUGAS') AS petugas
      FROM klaim_jht_klaim k
     WHERE k.dibayar_pada >= %(sejak)s AND k.status = %(dibayar)s
)
SELECT count(*), count(*) FILTER (WHERE NOT petugas),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY lama),
       percentile_cont(0.95) WITHIN GROUP (ORDER BY lama),
       (SELECT count(*) FROM klaim_jht_peringatanjanji
         WHERE persen = %(dilanggar)s AND dicatat_pada >= %(sejak)s),
       (SELECT count(*) FROM klaim_jht_klaim
         WHERE status <> ALL(%(diam)s)),
       (SELECT min(jatuh_pada) FROM klaim_jht_pembayaran
         WHERE status = ANY(%(terbuka)s) AND jatuh_pada <= %(kini)s)
  FROM dibayar
"""


@dataclass(frozen=True, slots=True)
class AngkaHari:
    """The figures of one day.

    Shape:  `median` and `p95` from filing to money, time that the participant took left out; None
            when nothing was paid. `tertua_jatuh` = since when the most overdue payment is due.
    """

    dibayar: int
    tanpa_petugas: int
    median: timedelta | None
    p95: timedelta | None
    dilanggar: int
    berjalan: int
    tertua_jatuh: datetime | None


def angka_hari(*, sejak: datetime, kini: datetime) -> AngkaHari:
    """Return the public figures since this instant."""
    isi: dict[str, Any] = {
        "sejak": sejak,
        "kini": kini,
        "dibayar": StatusKlaim.DIBAYAR.value,
        "dilanggar": DILANGGAR,
        "jeda": [satu.value for satu in STATUS_MENUNGGU_PESERTA],
        "diam": [StatusKlaim.DRAF.value, *(satu.value for satu in STATUS_SELESAI)],
        "terbuka": [satu.value for satu in PEMBAYARAN_TERBUKA],
    }
    with connection.cursor() as kursor:
        kursor.execute(_KUERI, isi)
        baris = kursor.fetchone()
    assert baris is not None
    return AngkaHari(*baris)

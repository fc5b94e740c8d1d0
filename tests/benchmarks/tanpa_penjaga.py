"""Fills tables with millions of rows for a benchmark: guards asleep, references checked after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def tanpa_penjaga(tabel: Sequence[str]) -> Iterator[None]:
    """Run the block as the owner, without triggers and references of these tables.

    Both come back before it ends; the references are checked over all rows then.
    """
    with connection.cursor() as kursor:
        kursor.execute("SET ROLE NONE")
        with transaction.atomic():
            kursor.execute(
                "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) "
                "FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s)",
                [list(tabel)],
            )
            rujukan = kursor.fetchall()
            for induk, nama, _ in rujukan:
                kursor.execute(f"ALTER TABLE {induk} DROP CONSTRAINT {nama}")
            for satu in tabel:
                kursor.execute(f"ALTER TABLE {satu} DISABLE TRIGGER USER")
            yield
            for satu in tabel:
                kursor.execute(f"ALTER TABLE {satu} ENABLE TRIGGER USER")
            for induk, nama, isi in rujukan:
                kursor.execute(f"ALTER TABLE {induk} ADD CONSTRAINT {nama} {isi}")
        kursor.execute("VACUUM ANALYZE")
        kursor.execute("SET ROLE jmo_aplikasi")

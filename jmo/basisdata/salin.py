"""COPY in both directions: the one place that speaks to the driver past Django.

Rows travel as a stream, so memory stays the same however many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO, Protocol

from django.db import connection, models, transaction

NilaiSalin = str | int | date | bool | None


class Penulis(Protocol):
    """Takes bytes; a file or the end of a pipe."""

    def write(self, isi: bytes, /) -> Any:
        """Take some bytes."""


def salin_masuk(
    model: type[models.Model], kolom: Sequence[str], baris: Iterable[Sequence[NilaiSalin]]
) -> int:
    """Write rows into a model's table and return how many.

    Shape:  `kolom` = names of columns (kepesertaan_id, not kepesertaan); columns left out get the
            default of the database. Triggers and constraints hold as for INSERT.
    Raises: IntegrityError, as any other write.
    """
    kutip = connection.ops.quote_name
    nama = ", ".join(kutip(satu) for satu in kolom)
    perintah = f"COPY {kutip(model._meta.db_table)} ({nama}) FROM STDIN"
    # Django translates the driver's errors only in the calls that it knows.
    with connection.cursor() as kursor, connection.wrap_database_errors:
        kursor.copy_expert(perintah, _Bacaan(baris))
        return int(kursor.rowcount)


@dataclass(frozen=True, slots=True)
class SalinKeluar:
    """A COPY that is ready to run, in whichever thread; meanwhile nobody else uses the connection.

    Shape:  `jalankan` sends the rows as CSV and returns how many (UTF-8, LF, quoting as RFC 4180,
            NULL empty, no header); `batalkan` makes the server stop it, from another thread.
    """

    jalankan: Callable[[Penulis | BinaryIO], int]
    batalkan: Callable[[], None]


def siapkan_salin_keluar(kueri: str, parameter: Mapping[str, Any]) -> SalinKeluar:
    """Bind a query to the connection of this thread.

    Shape:  `kueri` is SQL written by us; values come as named parameters.
    """
    connection.ensure_connection()
    # Django gives each thread a connection of its own; the driver's may be handed over.
    mentah = connection.connection
    penerjemah = connection.wrap_database_errors

    def jalankan(tujuan: Penulis | BinaryIO) -> int:
        with penerjemah, mentah.cursor() as kursor:
            jadi = kursor.mogrify(kueri, parameter).decode()
            kursor.copy_expert(
                f"COPY ({jadi}) TO STDOUT WITH (FORMAT csv, ENCODING 'UTF8')", tujuan
            )
            return int(kursor.rowcount)

    return SalinKeluar(jalankan, mentah.cancel)


def kunci_bergiliran(nama: str) -> None:
    """Wait until nobody else holds the lock of this name; it lasts until the transaction ends.

    Raises: RuntimeError outside a transaction, where the lock would be gone at once.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an advisory lock belongs in a transaction")
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [nama])


@contextmanager
def tanpa_menunggu_disk() -> Iterator[None]:
    """Commit the block without waiting for the disk: a crash of the server may forget it.

    For writes whose loss costs a little time alone. Inside a transaction of the caller nothing
    changes: how durable it is, is the caller's to say.
    """
    terluar = not connection.in_atomic_block
    with transaction.atomic(savepoint=False):
        if terluar:
            with connection.cursor() as kursor:
                kursor.execute("SET LOCAL synchronous_commit TO off")
        yield


@contextmanager
def potret() -> Iterator[None]:
    """Let all queries of the block see one state of the database; nothing may be written in it.

    Inside a transaction of the caller, who has read already, the caller's isolation holds.
    """
    terluar = not connection.in_atomic_block
    with transaction.atomic():
        if terluar:
            with connection.cursor() as kursor:
                kursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


class _Bacaan:
    """A file for COPY whose text is made while it is read."""

    def __init__(self, baris: Iterable[Sequence[NilaiSalin]]) -> None:
        self._baris = _teks(baris)
        self._sisa = b""

    def read(self, ukuran: int = -1) -> bytes:
        """Return up to `ukuran` bytes; empty at the end."""
        bagian, panjang = [self._sisa], len(self._sisa)
        while ukuran < 0 or panjang < ukuran:
            berikut = next(self._baris, None)
            if berikut is None:
                break
            bagian.append(berikut)
            panjang += len(berikut)
        isi = b"".join(bagian)
        if ukuran < 0:
            ukuran = len(isi)
        self._sisa = isi[ukuran:]
        return isi[:ukuran]


# The plain types by a table: a file of contributions has millions of cells.
_UBAH: dict[type, Callable[[Any], str]] = {int: str, date: date.isoformat}
_KABUR = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _teks(baris: Iterable[Sequence[NilaiSalin]]) -> Iterator[bytes]:
    for satu in baris:
        yield ("\t".join([_UBAH.get(type(nilai), _sel)(nilai) for nilai in satu]) + "\n").encode()


def _sel(nilai: NilaiSalin) -> str:
    if nilai is None:
        return "\\N"
    if isinstance(nilai, str):
        return nilai.translate(_KABUR)
    if isinstance(nilai, bool):
        return "t" if nilai else "f"
    if isinstance(nilai, date):
        return nilai.isoformat()
    return str(nilai)

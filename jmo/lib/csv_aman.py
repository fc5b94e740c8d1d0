"""CSV that no spreadsheet mistakes for a formula: one guard, in Python and as SQL.

The guard is one leading single quote. It is also put before texts that look guarded already, so
that taking it off gives back exactly what went in.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

# What a spreadsheet takes for the start of a formula, and what it skips before looking.
PEMICU = "=+-@\t\r\x00＝＋－＠"
DILEWATI = " '\n\u00a0\u3000"

Nilai = str | int | Decimal | date | None


def jaga(teks: str) -> str:
    """Return the text with the guard in front when it could begin a formula."""
    return f"'{teks}" if _berbahaya(teks) else teks


def lepaskan_penjaga(teks: str) -> str:
    """Return what `jaga` was given: the inverse, for every text."""
    return teks[1:] if teks.startswith("'") and _berbahaya(teks[1:]) else teks


def penjaga_sql(kolom: str) -> str:
    """Return the same guard as an SQL expression for PostgreSQL.

    Shape:  `kolom` is SQL written by us (a column of type text), never a value from outside.
            NULL stays NULL. NUL is not looked for: PostgreSQL cannot store it in text.
    """
    dicari = PEMICU.replace("\x00", "")
    pemicu = ", ".join(_literal(huruf) for huruf in dicari)
    # Almost every cell ends at this first comparison, much cheaper than the ltrim behind it.
    awal = ", ".join(str(ord(huruf)) for huruf in dicari + DILEWATI)
    return (
        f"CASE WHEN ascii({kolom}) NOT IN ({awal}) THEN {kolom} "
        f"WHEN left(ltrim({kolom}, {_literal(DILEWATI)}), 1) IN ({pemicu}) "
        f"THEN '''' || {kolom} ELSE {kolom} END"
    )


def tulis_baris(nilai: Iterable[Nilai]) -> str:
    """Write one line of CSV after RFC 4180, ended by CRLF.

    Shape:  texts are guarded; numbers stay plain, dates and instants become ISO, None is empty,
            True and False are ya and tidak.
    """
    return ",".join(_kutip(_teks(satu)) for satu in nilai) + "\r\n"


def _berbahaya(teks: str) -> bool:
    return teks.lstrip(DILEWATI)[:1] in tuple(PEMICU)


def _teks(nilai: Nilai) -> str:
    match nilai:
        case None:
            return ""
        case bool():
            return "ya" if nilai else "tidak"
        case str():
            return jaga(nilai)
        case date():
            return nilai.isoformat()
        case Decimal():
            return format(nilai, "f")
        case _:
            return str(nilai)


def _kutip(teks: str) -> str:
    if any(tanda in teks for tanda in ',"\r\n'):
        return '"' + teks.replace('"', '""') + '"'
    return teks


def _literal(huruf: str) -> str:
    if any(h < " " for h in huruf):
        isi = "".join(f"\\x{ord(h):02x}" if h < " " else h for h in huruf)
        return "E'" + isi.replace("'", "''") + "'"
    return "'" + huruf.replace("'", "''") + "'"

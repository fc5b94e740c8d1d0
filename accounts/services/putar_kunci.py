"""Rotation of the keys of encrypted columns: what an older key wrote is written anew by the newest.

The portal serves meanwhile. Rows that somebody holds are passed over, never waited for, so no
request can get into a deadlock with a batch; a later round comes back to them. Which key wrote a
value stands in the value itself, so a run that was killed goes on by starting it again. Blind
indexes have a key of their own and stay as they are.

Rows of some tables are written once, by grant and by trigger. The application could not rotate
them, and must not be able to; the owner of the database, who migrates, lifts the trigger within the
batch's transaction and puts it back there.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import OperationalError, connection, models, transaction

from accounts import audit
from accounts.models.terenkripsi import BidangTerenkripsi, gantungan
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.lib.sandi import GagalDekripsi, nama_kunci

log = logging.getLogger(__name__)
TUMPUKAN = 200
# A batch never holds more ciphertext than this, a single larger value excepted.
BATAS_BYTE = 8 * 1024 * 1024
PUTARAN = 5
JEDA_DETIK = 0.5
Kabari = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table with encrypted columns."""

    model: type[models.Model]
    nama: str
    pk: str
    kolom: tuple[str, ...]


@dataclass
class HasilPutar:
    """Rows written anew, rows that somebody held throughout, rows that no key opens."""

    disandikan: int = 0
    terkunci: int = 0
    tak_terbaca: int = 0
    # Of tables that only grow, where the one who runs this is not the owner.
    perlu_pemilik: int = 0


def daftar_tabel() -> list[Tabel]:
    """Return every table with encrypted columns."""
    hasil = []
    for model in apps.get_models():
        kolom = [
            b.column or b.name for b in model._meta.local_fields if isinstance(b, BidangTerenkripsi)
        ]
        if kolom:
            pk = model._meta.pk.column
            assert pk is not None
            hasil.append(Tabel(model, model._meta.db_table, pk, tuple(kolom)))
    return hasil


def hitung_kunci() -> dict[str, dict[str, int]]:
    """Return how many values each key wrote, by "table.column": what a trial run shows."""
    hasil: dict[str, dict[str, int]] = {}
    with connection.cursor() as kursor:
        for tabel in daftar_tabel():
            for kolom in tabel.kolom:
                # An id has eight characters at most, so nine bytes hold it with its colon.
                kursor.execute(
                    f"SELECT split_part(encode(substring({kolom} from 1 for 9), 'escape'), ':', 1),"  # noqa: S608 - names of columns, ours
                    f" count(*) FROM {tabel.nama} WHERE {kolom} IS NOT NULL GROUP BY 1"
                )
                hasil[f"{tabel.nama}.{kolom}"] = dict(kursor.fetchall())
    return hasil


def putar_kunci(
    *, pelaku: Pelaku, tumpukan: int = TUMPUKAN, kabari: Kabari | None = None
) -> HasilPutar:
    """Write every value anew that another than the newest key wrote.

    Shape:  `kabari(table, rows so far)` is called after each batch, which is its own transaction.
    Result: with `terkunci`, `tak_terbaca` or `perlu_pemilik` above zero old keys are still needed.
    Writes: the encrypted columns of all tables.   Audit: kunci.diputar, once per table.
    """
    hasil = HasilPutar()
    for tabel in daftar_tabel():
        satu = _putar_tabel(tabel, tumpukan, kabari)
        _catat(tabel, satu, pelaku)
        hasil.disandikan += satu.disandikan
        hasil.terkunci += satu.terkunci
        hasil.tak_terbaca += satu.tak_terbaca
        hasil.perlu_pemilik += satu.perlu_pemilik
    return hasil


def _putar_tabel(tabel: Tabel, tumpukan: int, kabari: Kabari | None) -> HasilPutar:
    hasil = HasilPutar()
    if not _boleh_ditulis(tabel):
        hasil.perlu_pemilik = _hitung_lama(tabel)
        return hasil
    for putaran in range(PUTARAN):
        if putaran:
            time.sleep(JEDA_DETIK)
        hasil.terkunci = hasil.tak_terbaca = 0
        _satu_putaran(tabel, tumpukan, hasil, kabari)
        if not hasil.terkunci:
            break
    return hasil


def _boleh_ditulis(tabel: Tabel) -> bool:
    kueri = "SELECT bool_and(has_column_privilege(%s, satu, 'UPDATE')) FROM unnest(%s) AS satu"
    with connection.cursor() as kursor:
        kursor.execute(kueri, [tabel.nama, list(tabel.kolom)])
        return bool(kursor.fetchone()[0])


def _hitung_lama(tabel: Tabel) -> int:
    syarat, nilai = _lama(tabel)
    with connection.cursor() as kursor:
        kursor.execute(f"SELECT count(*) FROM {tabel.nama} WHERE {syarat}", nilai)  # noqa: S608 - names of columns, ours
        return int(kursor.fetchone()[0])


def _satu_putaran(tabel: Tabel, tumpukan: int, hasil: HasilPutar, kabari: Kabari | None) -> None:
    terakhir: int | None = None
    while kunci := _pilih(tabel, terakhir, tumpukan):
        hitungan = _satu_tumpukan(tabel, kunci)
        hasil.disandikan += hitungan["tulis"]
        hasil.tak_terbaca += hitungan["gagal"]
        hasil.terkunci += len(kunci) - hitungan.total()
        terakhir = kunci[-1]
        if kabari is not None:
            kabari(tabel.nama, hasil.disandikan)


def _satu_tumpukan(tabel: Tabel, kunci: list[int]) -> Counter[str]:
    try:
        with transaction.atomic(durable=True), _tanpa_penjaga(tabel):
            return Counter(_sandikan(tabel, *satu) for satu in _pegang(tabel, kunci))
    except OperationalError:
        # Somebody writes into a table that only grows for longer than we wait: next round.
        return Counter()


@contextmanager
def _tanpa_penjaga(tabel: Tabel) -> Iterator[None]:
    """Lift the trigger of a table that only grows, inside the caller's transaction."""
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT 1 FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = 'hanya_tambah'",
            [tabel.nama],
        )
        if kursor.fetchone() is None:
            yield
            return
        kursor.execute("SET LOCAL lock_timeout TO '1s'")
        kursor.execute(f"ALTER TABLE {tabel.nama} DISABLE TRIGGER hanya_tambah")
        yield
        kursor.execute(f"ALTER TABLE {tabel.nama} ENABLE TRIGGER hanya_tambah")


def _lama(tabel: Tabel) -> tuple[str, list[Any]]:
    """Return the condition "another key wrote one of the columns", and its values."""
    tanda = f"{gantungan().aktif}:".encode()
    syarat = " OR ".join(f"substring({k} from 1 for %s) <> %s" for k in tabel.kolom)
    return f"({syarat})", [isi for _ in tabel.kolom for isi in (len(tanda), tanda)]


def _pilih(tabel: Tabel, sesudah: int | None, tumpukan: int) -> list[int]:
    """Return the next rows by key, as many as fit into one batch."""
    syarat, nilai = _lama(tabel)
    panjang = " + ".join(f"coalesce(octet_length({k}), 0)" for k in tabel.kolom)
    if sesudah is not None:
        syarat, nilai = f"{tabel.pk} > %s AND {syarat}", [sesudah, *nilai]
    with connection.cursor() as kursor:
        kursor.execute(
            f"SELECT {tabel.pk}, {panjang} FROM {tabel.nama} WHERE {syarat} "  # noqa: S608 - names of columns, ours
            f"ORDER BY {tabel.pk} LIMIT %s",
            [*nilai, tumpukan],
        )
        calon = kursor.fetchall()
    hasil: list[int] = []
    byte = 0
    for kunci, besar in calon:
        byte += besar
        if hasil and byte > BATAS_BYTE:
            break
        hasil.append(kunci)
    return hasil


def _pegang(tabel: Tabel, kunci: list[int]) -> list[tuple[Any, ...]]:
    # Waiting for a row while others are held is how deadlocks are made: held rows come next round.
    with connection.cursor() as kursor:
        kursor.execute(
            f"SELECT {tabel.pk}, {', '.join(tabel.kolom)} FROM {tabel.nama} "  # noqa: S608 - names of columns, ours
            f"WHERE {tabel.pk} = ANY(%s) ORDER BY {tabel.pk} FOR NO KEY UPDATE SKIP LOCKED",
            [kunci],
        )
        hasil: list[tuple[Any, ...]] = kursor.fetchall()
    return hasil


def _sandikan(tabel: Tabel, kunci: int, *nilai: object) -> str:
    """Write one row anew; returns "tulis", "gagal" where a value does not open, or "sudah"."""
    ring, baru, gagal = gantungan(), {}, False
    for kolom, isi in zip(tabel.kolom, nilai, strict=True):
        if not isinstance(isi, memoryview | bytes) or nama_kunci(bytes(isi)) == ring.aktif:
            continue
        konteks = f"{tabel.nama}.{kolom}"
        try:
            baru[kolom] = ring.enkripsi(ring.dekripsi(bytes(isi), konteks=konteks), konteks=konteks)
        except GagalDekripsi:
            gagal = True
            log.error("no key opens %s of row %s", konteks, kunci)
    if baru:
        isian = ", ".join(f"{kolom} = %s" for kolom in baru)
        with connection.cursor() as kursor:
            kursor.execute(
                f"UPDATE {tabel.nama} SET {isian} WHERE {tabel.pk} = %s",  # noqa: S608 - names of columns, ours
                [*baru.values(), kunci],
            )
    if gagal:
        return "gagal"
    return "tulis" if baru else "sudah"


def _catat(tabel: Tabel, hasil: HasilPutar, pelaku: Pelaku) -> None:
    if not hasil.disandikan:
        return
    with transaction.atomic(durable=True):
        audit.catat(
            aksi=Aksi.KUNCI_DIPUTAR, pelaku=pelaku,
            objek=ContentType.objects.get_for_model(tabel.model),
            sesudah={"jumlah": hasil.disandikan, "ke": gantungan().aktif},
        )  # fmt: skip

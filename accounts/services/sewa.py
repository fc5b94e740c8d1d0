"""Leases on due rows: one worker at a time, and none for ever.

The row is the work. A task takes the lease, acts, and lets go; when its process dies the lease
runs out and the sweep rings again. Running a task a hundred times equals once.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.models import BarisJatuhTempo, DenyutAntrean
from jmo.antrean import bunyikan
from jmo.basisdata.salin import tanpa_menunggu_disk


def _bebas() -> Q:
    return Q(sewa_sampai=None) | Q(sewa_sampai__lt=Now())


@contextmanager
def pegang(model: type[BarisJatuhTempo], baris_id: int, *, detik: int) -> Iterator[bool]:
    """Hold the lease of one row for the block; yields False when another holds it.

    Shape:  the row must be due (`jatuh_pada` in the past), else False as well.
    Writes: sewa_pemilik, sewa_sampai, percobaan of the row.
    """
    pemilik = uuid.uuid4().hex
    baris = model._default_manager.filter(pk=baris_id)
    # Neither end of a lease waits for the disk. A crash of the server that forgets one breaks the
    # connection of its holder too, and a row that was let go in vain is free when its time is up.
    with tanpa_menunggu_disk():
        dapat = baris.filter(_bebas(), jatuh_pada__lte=Now()).update(
            sewa_pemilik=pemilik,
            sewa_sampai=Now() + timedelta(seconds=detik),
            percobaan=F("percobaan") + 1,
        )
    try:
        yield dapat == 1
    finally:
        if dapat:
            # Only our own lease: it may have run out and be somebody else's by now.
            with tanpa_menunggu_disk():
                baris.filter(sewa_pemilik=pemilik).update(sewa_pemilik="", sewa_sampai=None)


def sapu(
    model: type[BarisJatuhTempo],
    *,
    bel: str,
    kunci: str,
    batas: int = 200,
    syarat: Q | None = None,
    urutan: Sequence[str] = ("jatuh_pada",),
) -> int:
    """Ring `bel` for every due row that nobody holds; returns how many.

    Shape:  `kunci` is the task's argument, `syarat` narrows the rows to one queue, `urutan` says
            which rows are rung first.
    Rings:  `bel`, once per row.
    """
    with transaction.atomic():
        baris: models.QuerySet[BarisJatuhTempo] = (
            model._default_manager.select_for_update(skip_locked=True, of=("self",))
            .filter(_bebas(), syarat or Q(), jatuh_pada__lte=Now())
            .order_by(*urutan)
        )
        daftar = list(baris.values_list("pk", flat=True)[:batas])
        for pk in daftar:
            bunyikan(bel, **{kunci: pk})
    return len(daftar)


def catat_denyut(*, antrean: str) -> None:
    """Write that a worker of this queue is alive and consuming."""
    DenyutAntrean.objects.update_or_create(pk=antrean, defaults={"terakhir_pada": Now()})

"""Stopping and restarting all payouts.

Senders hold the brake's lock for reading while they commit that a message goes out; whoever sets a
brake takes it alone. So once a brake is committed, no payment begins to be sent that has not seen
it; what the bank may have already is asked about as ever.
"""

from __future__ import annotations

from django.db import connection, transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Akun
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku, tugas
from jmo.lib.galat import BelumLayak, Bentrok, TidakDitemukan
from klaim_jht.models import RemLembaga
from klaim_jht.selectors.rem import rem_terpasang

KUNCI = "klaim_jht.rem"


def pasang_rem(
    *, sebab: RemLembaga.Sebab, alasan: str, pelaku: Pelaku, petugas: Akun | None = None
) -> RemLembaga:
    """Stop all payouts; a cause that stands already is returned as it is.

    Shape:  waits for the senders that are at work; `petugas` None = the machine.
    Writes: rem_lembaga.   Audit: rem.dipasang.
    """
    with transaction.atomic():
        _kunci("pg_advisory_xact_lock")
        ada = RemLembaga.objects.filter(sebab=sebab, dilepas_pada=None).first()
        if ada is not None:
            return ada
        rem = RemLembaga.objects.create(sebab=sebab, alasan=alasan[:500], dipasang_oleh=petugas)
        catat(
            aksi=Aksi.REM_DIPASANG, pelaku=pelaku, objek=rem, alasan=alasan,
            sesudah={"sebab": str(sebab)},
        )  # fmt: skip
    return rem


def pasang_rem_buku(kode: list[str]) -> None:
    """Stop all payouts because the check of the book found these invariants broken.

    Writes: rem_lembaga.   Audit: rem.dipasang.
    """
    pasang_rem(
        sebab=RemLembaga.Sebab.BUKU, alasan=", ".join(kode), pelaku=tugas("saldo.periksa_buku")
    )


def minta_lepas_rem(*, rem_id: int, alasan: str, petugas: Akun, pelaku: Pelaku) -> RemLembaga:
    """Ask, as the first of two officers, that payouts go on.

    Writes: rem_lembaga.   Audit: rem.lepas_diminta.
    Raises: TidakDitemukan("rem_tidak_ada"); Bentrok("rem_sudah_dilepas"),
            Bentrok("rem_sudah_diminta").
    """
    with transaction.atomic():
        rem = _ambil(rem_id)
        if rem.lepas_diminta_oleh_id is not None:
            raise Bentrok("rem_sudah_diminta")
        rem.lepas_diminta_oleh, rem.lepas_diminta_pada = petugas, timezone.now()
        rem.alasan_lepas = alasan[:500]
        rem.save(update_fields=["lepas_diminta_oleh", "lepas_diminta_pada", "alasan_lepas"])
        catat(aksi=Aksi.REM_LEPAS_DIMINTA, pelaku=pelaku, objek=rem, alasan=alasan)
    return rem


def lepas_rem(*, rem_id: int, alasan: str, petugas: Akun, pelaku: Pelaku) -> RemLembaga:
    """Let payouts go on, as the second officer; other brakes may still stand.

    Writes: rem_lembaga.   Audit: rem.dilepas.
    Raises: as `minta_lepas_rem`; Bentrok("rem_belum_diminta"); BelumLayak("rem_petugas_sama").
    """
    with transaction.atomic():
        rem = _ambil(rem_id)
        if rem.lepas_diminta_oleh_id is None:
            raise Bentrok("rem_belum_diminta")
        if rem.lepas_diminta_oleh_id == petugas.pk:
            raise BelumLayak("rem_petugas_sama")
        rem.dilepas_oleh, rem.dilepas_pada = petugas, timezone.now()
        rem.save(update_fields=["dilepas_oleh", "dilepas_pada"])
        catat(aksi=Aksi.REM_DILEPAS, pelaku=pelaku, objek=rem, alasan=alasan)
    return rem


def pastikan_tanpa_rem() -> bool:
    """Tell, inside the transaction that commits a sending, whether it may go out.

    Two statements: one alone would look at the brakes before it waits for the lock.
    """
    _kunci("pg_advisory_xact_lock_shared")
    return not rem_terpasang()


def _kunci(fungsi: str) -> None:
    assert connection.in_atomic_block
    with connection.cursor() as kursor:
        kursor.execute(f"SELECT {fungsi}(hashtextextended(%s, 0))", [KUNCI])


def _ambil(rem_id: int) -> RemLembaga:
    rem = RemLembaga.objects.select_for_update().filter(pk=rem_id).first()
    if rem is None:
        raise TidakDitemukan("rem_tidak_ada")
    if rem.dilepas_pada is not None:
        raise Bentrok("rem_sudah_dilepas")
    return rem

"""Sessions of an account: kept alive by what people do, listed, and ended."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Akun, Sesi
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.rules.sesi import KETENTUAN_SESI, perlu_disentuh
from accounts.selectors import cari_peserta_akun
from jmo.lib.galat import TidakDitemukan


def sentuh_sesi(baris: Sesi) -> bool:
    """Write down that something happened in a session, at most twice a minute.

    Result: whether it was written.
    Writes: accounts_sesi.   Audit: none, it says nothing that the acts themselves do not say.
    """
    kini = timezone.now()
    if not perlu_disentuh(terakhir_pada=baris.terakhir_pada, kini=kini, ketentuan=KETENTUAN_SESI):
        return False
    return lanjutkan_sesi(baris)


def lanjutkan_sesi(baris: Sesi) -> bool:
    """Start the idle time of a session anew, as somebody asked for it.

    Result: whether it was still there.
    Writes: accounts_sesi.   Audit: none, as above.
    """
    # By key: a session that was ended meanwhile stays ended.
    baris.terakhir_pada = timezone.now()
    return bool(Sesi.objects.filter(pk=baris.pk).update(terakhir_pada=baris.terakhir_pada))


@transaction.atomic(durable=True)
def akhiri_sesi(*, akun: Akun, sidik: str, pelaku: Pelaku) -> None:
    """End one session of this account.

    Shape:  `sidik` as the list names it, never the key.
    Writes: accounts_sesi.   Audit: sesi.diakhiri.
    Raises: TidakDitemukan("sesi_tidak_ada"), also for somebody else's.
    """
    banyak, _ = akun.sesi.filter(sidik=sidik).delete()
    if not banyak:
        raise TidakDitemukan("sesi_tidak_ada")
    _catat(akun, pelaku, banyak=1)


@transaction.atomic(durable=True)
def akhiri_sesi_lain(*, akun: Akun, kecuali: str | None, pelaku: Pelaku) -> int:
    """End all sessions of this account but one.

    Shape:  `kecuali` is the key of the session that stays, None ends every one.
    Result: how many were ended.
    Writes: accounts_sesi.   Audit: sesi.diakhiri.
    """
    banyak, _ = akun.sesi.exclude(pk=kecuali or "").delete()
    _catat(akun, pelaku, banyak=banyak)
    return banyak


def bersihkan_sesi() -> int:
    """Delete the rows of sessions that are long over; nobody comes back with their keys anyway.

    Result: how many were deleted.
    Writes: accounts_sesi.
    """
    # Half a day later, so that whoever comes back meanwhile is still told why they are out.
    batas = timezone.now() - KETENTUAN_SESI.lama
    return Sesi.objects.filter(expire_date__lte=batas).delete()[0]


def _catat(akun: Akun, pelaku: Pelaku, *, banyak: int) -> None:
    audit.catat(
        aksi=Aksi.SESI_DIAKHIRI, pelaku=pelaku, objek=akun, peserta=cari_peserta_akun(akun),
        sesudah={"jumlah": banyak},
    )  # fmt: skip

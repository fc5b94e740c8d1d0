"""Second factors: what is done to them is written down, and their owner is told everywhere."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Akun
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.selectors import cari_peserta_akun
from accounts.services.pesan import beri_tahu


@transaction.atomic
def catat_faktor_kedua(*, akun: Akun, peristiwa: str, pelaku: Pelaku) -> None:
    """Record that a second factor came, went or was renewed, and tell every proved address.

    Shape:  `peristiwa` is the name of allauth's message, such as totp_activated.
    Writes: accounts_pesan.   Rings: accounts.kirim_pesan.   Audit: akun.faktor_kedua.
    """
    sekarang = timezone.now()
    audit.catat(
        aksi=Aksi.AKUN_FAKTOR_KEDUA, pelaku=pelaku, objek=akun, peserta=cari_peserta_akun(akun),
        sesudah={"sebab": peristiwa},
    )  # fmt: skip
    beri_tahu(
        akun=akun, jenis="faktor_kedua", keamanan=True,
        data={"peristiwa": peristiwa, "pada": sekarang},
        kunci_sekali=f"faktor_kedua:{akun.pk}:{peristiwa}:{sekarang.isoformat()}",
    )  # fmt: skip

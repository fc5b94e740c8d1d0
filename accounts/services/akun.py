"""Logins: made new or carried over from the old app."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Akun
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.sandi_lama import bungkus
from jmo.lib.galat import Bentrok


def buat_akun(
    *,
    nama_pengguna: str,
    kata_sandi: str | None,
    pelaku: Pelaku,
    email: str = "",
    email_bersama: bool = False,
    bahasa: str = "id",
    petugas: bool = False,
    peran: Sequence[str] = (),
) -> Akun:
    """Make a login; `kata_sandi` None makes one that cannot log in by password.

    Shape:  `peran` are names of groups that `siapkan_peran` made; `petugas` opens the admin.
    Writes: accounts_akun.   Audit: akun.dibuat.
    Raises: Bentrok("nama_pengguna_dipakai"), Bentrok("email_dipakai").
    """
    akun = Akun(
        nama_pengguna=nama_pengguna.strip(), email=email.strip(), email_bersama=email_bersama,
        bahasa=bahasa, is_staff=petugas, kata_sandi_diubah_pada=timezone.now(),
    )  # fmt: skip
    akun.set_password(kata_sandi)
    with transaction.atomic():
        _simpan_baru(akun)
        if peran:
            akun.groups.set(Group.objects.filter(name__in=peran))
        audit.catat(
            aksi=Aksi.AKUN_DIBUAT, pelaku=pelaku, objek=akun,
            sesudah={"asal": akun.asal, "peran": list(peran)},
        )  # fmt: skip
    return akun


def bawa_akun_lama(
    *, nama_pengguna: str, email: str, digest: str, pelaku: Pelaku, email_bersama: bool = False
) -> Akun:
    """Carry a login of the old app over: same user name, same password.

    Shape:  `digest` as in the old app's file; it is wrapped in Argon2 before it is stored, and
            the first login stores the password anew.
    Writes: accounts_akun.   Audit: akun.dibawa_dari_aplikasi_lama.
    Raises: DigestTakDikenal, Bentrok("nama_pengguna_dipakai"), Bentrok("email_dipakai").
    """
    akun = Akun(
        nama_pengguna=nama_pengguna.strip(), email=email.strip(), email_bersama=email_bersama,
        asal=Akun.Asal.BPJSTKU, password=bungkus(digest),
    )  # fmt: skip
    with transaction.atomic():
        _simpan_baru(akun)
        audit.catat(aksi=Aksi.AKUN_DIBAWA, pelaku=pelaku, objek=akun, sesudah={"asal": akun.asal})
    return akun


def _simpan_baru(akun: Akun) -> None:
    try:
        with transaction.atomic():
            akun.save(force_insert=True)
    except IntegrityError as sebab:
        kode = "email_dipakai" if "akun_email_unik" in str(sebab) else "nama_pengguna_dipakai"
        raise Bentrok(kode) from sebab

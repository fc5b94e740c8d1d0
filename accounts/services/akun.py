"""Logins: made new or carried over from the old app."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Akun, Pesan
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.sandi_lama import bungkus
from accounts.selectors import cari_peserta_akun
from accounts.services.pesan import antre_pesan, beri_tahu
from jmo.lib.galat import Bentrok, IsianTidakSah


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
    Raises: Bentrok("nama_pengguna_dipakai"), Bentrok("email_dipakai");
            IsianTidakSah("nama_pengguna_bentuk") for a name that looks like another's address.
    """
    if "@" in nama_pengguna and nama_pengguna.strip().lower() != email.strip().lower():
        raise IsianTidakSah(
            "nama_pengguna_bentuk", kolom={"nama_pengguna": ("nama_pengguna_bentuk",)}
        )
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
    *,
    nama_pengguna: str,
    email: str,
    digest: str,
    pelaku: Pelaku,
    email_bersama: bool = False,
    terbungkus: bool = False,
) -> Akun:
    """Carry a login of the old app over: same user name, same password.

    Shape:  `digest` as in the old app's file; it is wrapped in Argon2 before it is stored, and
            the first login stores the password anew. `terbungkus` = the caller wrapped it before
            its transaction began, because that takes a quarter of a second.
    Writes: accounts_akun.   Audit: akun.dibawa_dari_aplikasi_lama.
    Raises: DigestTakDikenal, Bentrok("nama_pengguna_dipakai"), Bentrok("email_dipakai").
    """
    akun = Akun(
        nama_pengguna=nama_pengguna.strip(), email=email.strip(), email_bersama=email_bersama,
        asal=Akun.Asal.BPJSTKU, password=digest if terbungkus else bungkus(digest),
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


@transaction.atomic
def ganti_kata_sandi(*, akun: Akun, kata_sandi: str, pelaku: Pelaku, dipulihkan: bool) -> Akun:
    """Store a new password; all other sessions end with it, and every proved address is told.

    Shape:  `dipulihkan` = by a link from an e-mail, not by somebody who was logged in: then the
            cooling time of a recovered account starts.
    Writes: accounts_akun, accounts_sesi, accounts_pesan.   Rings: accounts.kirim_pesan.
    Audit:  akun.kata_sandi_diganti.
    """
    sekarang = timezone.now()
    akun.set_password(kata_sandi)
    akun.kata_sandi_diubah_pada = sekarang
    bidang = ["password", "kata_sandi_diubah_pada"]
    if dipulihkan:
        akun.dipulihkan_pada = sekarang
        bidang.append("dipulihkan_pada")
    akun.save(update_fields=bidang)
    # The one that asked gets a new key right after; a thief's row does not stay on the list.
    akun.sesi.all().delete()
    audit.catat(
        aksi=Aksi.AKUN_KATA_SANDI, pelaku=pelaku, objek=akun,
        peserta=cari_peserta_akun(akun),
        sesudah={"sebab": "dipulihkan" if dipulihkan else "diganti"},
    )  # fmt: skip
    beri_tahu(
        akun=akun, jenis="kata_sandi_diganti", data={"pada": sekarang, "dipulihkan": dipulihkan},
        kunci_sekali=f"kata_sandi:{akun.pk}:{sekarang.isoformat()}", keamanan=True,
        juga_bawaan=dipulihkan,
    )  # fmt: skip
    return akun


@transaction.atomic(durable=True)
def ganti_bahasa(*, akun: Akun, bahasa: str, pelaku: Pelaku) -> Akun:
    """Keep the language of pages and messages with the account.

    Writes: accounts_akun.   Audit: akun.bahasa_diganti.
    Raises: IsianTidakSah("bahasa_asing") for a language that the portal does not speak.
    """
    if bahasa not in dict(settings.LANGUAGES):
        raise IsianTidakSah("bahasa_asing", kolom={"bahasa": ("bahasa_asing",)})
    if akun.bahasa != bahasa:
        sebelum, akun.bahasa = akun.bahasa, bahasa
        akun.save(update_fields=["bahasa"])
        audit.catat(
            aksi=Aksi.AKUN_BAHASA, pelaku=pelaku, objek=akun, sebelum={"bahasa": sebelum},
            sesudah={"bahasa": bahasa},
        )  # fmt: skip
    return akun


@transaction.atomic
def kirim_tautan_sandi(*, akun: Akun, email: str, tautan: str) -> None:
    """Send the link with which a forgotten password is set anew.

    Shape:  an address that a family shares opens no account alone: nothing is sent there.
    Writes: accounts_pesan.   Rings: accounts.kirim_pesan.
    """
    if akun.email_bersama:
        return
    antre_pesan(
        akun=akun, jenis="atur_ulang_sandi", saluran=Pesan.Saluran.EMAIL, tujuan=email,
        data={"tautan": tautan, "menit": settings.PASSWORD_RESET_TIMEOUT // 60},
        keamanan=True, tampil=False,
        kedaluwarsa_pada=timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT),
    )  # fmt: skip

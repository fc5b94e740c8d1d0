"""Addresses of people: proved by a code, replaced ones kept, old ones told.

An address may serve three people of a family. Then it is no login name, for none of them.
"""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import audit
from accounts.models import KodeOTP, Kontak, Pesan, Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.otp import PutusanKode
from accounts.rules.pelaku import Pelaku
from accounts.selectors import akun_beremail
from accounts.services import otp
from accounts.services.kunci import kunci_transaksi
from accounts.services.pemulihan import tolak_bila_dipulihkan
from accounts.services.pesan import antre_pesan
from accounts.services.peserta import tandai_kontak_diubah
from jmo.lib.galat import IsianTidakSah, NilaiTidakSah
from jmo.lib.telepon import parse_telepon

BATAS_BERSAMA = 3
KEPERLUAN = "KONTAK"
EMAIL, TELEPON = Kontak.Jenis.EMAIL, Kontak.Jenis.TELEPON


def normalkan_kontak(jenis: str, nilai: str) -> str:
    """Return the normal form of an address: E.164, or e-mail with its domain in lower case.

    Raises: NilaiTidakSah with telepon_bentuk, telepon_bukan_seluler or surel_bentuk.
    """
    if jenis == TELEPON:
        return parse_telepon(nilai, seluler=True)
    nama, _, ranah = nilai.strip().rpartition("@")
    surel = f"{nama}@{ranah.lower()}"
    try:
        validate_email(surel)
    except ValidationError:
        raise NilaiTidakSah("surel_bentuk") from None
    if len(surel) > 254:
        raise NilaiTidakSah("surel_bentuk")
    return surel


def kirim_kode_kontak(*, peserta: Peserta, jenis: str, nilai: str, pelaku: Pelaku) -> KodeOTP:
    """Send a code to an address that this person wants to prove.

    Shape:  `nilai` as typed.
    Writes: accounts_kodeotp, accounts_pesan.   Rings: accounts.kirim_pesan.   Audit: otp.dikirim.
    Raises: NilaiTidakSah, TerlaluSering; as `tolak_bila_dipulihkan` after a recovery.
    """
    tolak_bila_dipulihkan(peserta, pertama=not _ada_terbukti(peserta))
    return otp.kirim_kode(
        akun=peserta.akun, keperluan=KEPERLUAN, saluran=jenis, pelaku=pelaku,
        tujuan=normalkan_kontak(jenis, nilai),
    )  # fmt: skip


def buktikan_kontak(
    *, peserta: Peserta, jenis: str, nilai: str, kode: str, pelaku: Pelaku, bersama: bool = False
) -> Kontak:
    """Take the code that reached an address and make the address this person's current one.

    Shape:  `bersama` = "this address is shared with my family", asked only when it turns out that
            others proved it too; the code stays good for the second answer.
    Writes: accounts_kontak, accounts_peserta, accounts_akun, accounts_kodeotp, accounts_pesan.
    Rings:  accounts.kirim_pesan.   Audit: kontak.diubah, peserta.diubah, otp.diterima or ditolak.
    Raises: NilaiTidakSah; IsianTidakSah as `otp.periksa_kode`, or with kontak_dipakai_lain,
            kontak_penuh; as `tolak_bila_dipulihkan` after a recovery.
    """
    tujuan = normalkan_kontak(jenis, nilai)
    tolak_bila_dipulihkan(peserta, pertama=not _ada_terbukti(peserta))
    with transaction.atomic(durable=True):
        hasil, _ = otp.nilai_kode(
            akun=peserta.akun, keperluan=KEPERLUAN, saluran=jenis, tujuan=tujuan, kode=kode,
            pelaku=pelaku,
        )  # fmt: skip
        if hasil.putusan is PutusanKode.DITERIMA:
            # A refusal from here on undoes the use of the code, so that it can be sent again.
            return pasang_kontak(
                peserta=peserta, jenis=jenis, nilai=tujuan, pelaku=pelaku, bersama=bersama
            )
    otp.tolak_bila_bukan(hasil)
    raise AssertionError("a refused code was not raised")


@transaction.atomic
def pasang_kontak(
    *, peserta: Peserta, jenis: str, nilai: str, pelaku: Pelaku, bersama: bool = False
) -> Kontak:
    """Set a proved, normalised address as the current one of its kind.

    Writes: accounts_kontak, accounts_peserta, accounts_akun, accounts_pesan.
    Rings:  accounts.kirim_pesan.   Audit: kontak.diubah, peserta.diubah.
    Raises: IsianTidakSah with kontak_dipakai_lain, kontak_penuh.
    """
    sidik = otp.indeks_tujuan(jenis, nilai)
    kunci_transaksi(f"kontak:{sidik}")
    Peserta.objects.select_for_update().get(pk=peserta.pk)
    sekarang = timezone.now()
    lain = _pemakai_lain(peserta, jenis, nilai, sidik)
    _tolak_bila_penuh(len(lain), bersama=bersama)
    lama = Kontak.objects.filter(peserta=peserta, jenis=jenis, diganti_pada=None).first()
    if lama is not None and lama.nilai_indeks == sidik:
        lama.terbukti_pada, lama.bersama = sekarang, lama.bersama or bool(lain)
        lama.save(update_fields=["terbukti_pada", "bersama"])
        return lama
    baru = _ganti(peserta, lama, sekarang, Kontak(
        peserta=peserta, jenis=jenis, nilai=nilai, nilai_indeks=sidik, terbukti_pada=sekarang,
        nilai_samar=otp.samarkan_tujuan(jenis, nilai), bersama=bool(lain),
    ))  # fmt: skip
    _bagi(lain, jenis, nilai, sidik, pelaku)
    email_lama = peserta.akun.email if peserta.akun else ""
    _perbarui_email_akun(peserta, baru)
    audit.catat(
        aksi=Aksi.KONTAK_DIUBAH, pelaku=pelaku, objek=baru, peserta=peserta,
        sebelum={"tujuan_samar": lama.nilai_samar} if lama else {},
        sesudah={"jenis": jenis, "tujuan_samar": baru.nilai_samar},
    )  # fmt: skip
    if lama is not None and lama.terbukti_pada is not None:
        tandai_kontak_diubah(peserta=peserta, pada=sekarang, pelaku=pelaku)
    # An address carried over from the old app was never proved, but perhaps its owner reads it.
    alamat_lama = lama.nilai if lama is not None else email_lama if jenis == EMAIL else ""
    if alamat_lama and alamat_lama.lower() != nilai.lower():
        _beri_tahu_alamat_lama(peserta, alamat_lama, baru)
    return baru


def catat_kontak_bawaan(*, peserta: Peserta, jenis: str, nilai: str) -> Kontak | None:
    """Keep an address from the old app as current but not proved, where there is none yet.

    Shape:  `nilai` normalised.
    Writes: accounts_kontak, in the caller's transaction; the caller audits the carry-over.
    """
    if Kontak.objects.filter(peserta=peserta, jenis=jenis, diganti_pada=None).exists():
        return None
    return Kontak.objects.create(
        peserta=peserta, jenis=jenis, nilai=nilai, nilai_indeks=otp.indeks_tujuan(jenis, nilai),
        nilai_samar=otp.samarkan_tujuan(jenis, nilai),
    )  # fmt: skip


def _ada_terbukti(peserta: Peserta) -> bool:
    return peserta.kontak.filter(diganti_pada=None, terbukti_pada__isnull=False).exists()


def _ganti(peserta: Peserta, lama: Kontak | None, sekarang: datetime, baru: Kontak) -> Kontak:
    if lama is not None:
        lama.diganti_pada = sekarang
        lama.save(update_fields=["diganti_pada"])
    baru.save(force_insert=True)
    return baru


def _pemakai_lain(peserta: Peserta, jenis: str, nilai: str, sidik: str) -> set[int]:
    """Return the other people who hold this address, also as an address carried over."""
    syarat = Q(kontak__nilai_indeks=sidik, kontak__diganti_pada=None)
    syarat &= Q(kontak__terbukti_pada__isnull=False)
    if jenis == EMAIL:
        syarat |= Q(akun__in=akun_beremail(nilai))
    lain = Peserta.objects.filter(syarat).exclude(pk=peserta.pk)
    return set(lain.values_list("pk", flat=True))


def tolak_bila_dipakai(*, peserta: Peserta, jenis: str, nilai: str) -> None:
    """Refuse a normalised address that another person holds.

    Raises: IsianTidakSah("kontak_dipakai_lain").
    """
    sidik = otp.indeks_tujuan(jenis, nilai)
    _tolak_bila_penuh(min(1, len(_pemakai_lain(peserta, jenis, nilai, sidik))), bersama=False)


def _tolak_bila_penuh(banyak_lain: int, *, bersama: bool) -> None:
    kode = ""
    if banyak_lain >= BATAS_BERSAMA:
        kode = "kontak_penuh"
    elif banyak_lain and not bersama:
        kode = "kontak_dipakai_lain"
    if kode:
        raise IsianTidakSah(kode, kolom={"nilai": (kode,)})


def _bagi(lain: set[int], jenis: str, nilai: str, sidik: str, pelaku: Pelaku) -> None:
    """Mark an address as shared for the people who had it before."""
    if not lain:
        return
    dulu = Kontak.objects.filter(
        peserta__in=lain, nilai_indeks=sidik, diganti_pada=None, bersama=False
    ).select_related("peserta")
    for baris in dulu:
        baris.bersama = True
        baris.save(update_fields=["bersama"])
        audit.catat(
            aksi=Aksi.KONTAK_DIUBAH, pelaku=pelaku, objek=baris, peserta=baris.peserta,
            sesudah={"jenis": jenis, "tujuan_samar": baris.nilai_samar, "sebab": "bersama"},
        )  # fmt: skip
    if jenis == EMAIL:
        akun_beremail(nilai).update(email_bersama=True)


def _perbarui_email_akun(peserta: Peserta, kontak: Kontak) -> None:
    if kontak.jenis != EMAIL or peserta.akun is None:
        return
    lain = akun_beremail(kontak.nilai).exclude(pk=peserta.akun.pk)
    # A login without a person (staff, or a half-finished registration) may hold it as well.
    bersama = kontak.bersama or lain.exists()
    if bersama:
        lain.update(email_bersama=True)
    peserta.akun.email, peserta.akun.email_bersama = kontak.nilai, bersama
    peserta.akun.save(update_fields=["email", "email_bersama"])


def _beri_tahu_alamat_lama(peserta: Peserta, alamat: str, baru: Kontak) -> None:
    antre_pesan(
        akun=peserta.akun, jenis="kontak_diganti", tujuan=alamat, keamanan=True,
        saluran=Pesan.Saluran.EMAIL if baru.jenis == EMAIL else Pesan.Saluran.SMS,
        data={"telepon": baru.jenis == TELEPON, "baru": baru.nilai_samar,
              "pada": baru.terbukti_pada},
        kunci_sekali=f"kontak_diganti:{baru.pk}",
    )  # fmt: skip

"""One-time codes: sent to an address, kept as a keyed hash, judged by `rules.otp`.

A wrong answer must be counted even though it is refused, so the verdict is committed first and
raised afterwards: `nilai_kode` is for a caller's own transaction, `periksa_kode` for pages.
"""

from __future__ import annotations

import hmac
from dataclasses import replace
from datetime import datetime, timedelta
from random import SystemRandom
from typing import Literal

from django.db import transaction
from django.utils import timezone, translation

from accounts import audit
from accounts.models import Akun, KodeOTP, Kontak, Pesan, indeks
from accounts.rules import otp as aturan
from accounts.rules.aksi import Aksi
from accounts.rules.otp import FaktaKode, HasilKode, KetentuanOTP, PutusanKode, SebabTunda
from accounts.rules.pelaku import Pelaku
from accounts.services.kunci import kunci_transaksi
from accounts.services.pesan import antre_pesan
from jmo.lib.galat import IsianTidakSah, TerlaluSering
from jmo.lib.samarkan import samarkan_surel, samarkan_telepon
from jmo.lib.tanggal import format_jam

KETENTUAN = KetentuanOTP()
# One account may not pour codes over many addresses either.
KETENTUAN_AKUN = replace(KETENTUAN, jeda_kirim_detik=0, batas_kirim_per_jam=20)
_ACAK = SystemRandom()
_GALAT = {
    PutusanKode.SALAH: "kode_salah",
    PutusanKode.HABIS_PERCOBAAN: "kode_habis_percobaan",
    PutusanKode.KEDALUWARSA: "kode_kedaluwarsa",
    PutusanKode.TIDAK_BERLAKU: "kode_tidak_berlaku",
}


def indeks_tujuan(saluran: str, tujuan: str) -> str:
    """Return the blind index of a normalised address; e-mail addresses meet whatever their case."""
    ruang: Literal["email", "telepon"] = "email" if saluran == Kontak.Jenis.EMAIL else "telepon"
    return indeks(tujuan.lower(), ruang=ruang)


def samarkan_tujuan(saluran: str, tujuan: str) -> str:
    """Return the mask of a normalised address."""
    return samarkan_surel(tujuan) if saluran == Kontak.Jenis.EMAIL else samarkan_telepon(tujuan)


@transaction.atomic
def kirim_kode(
    *, akun: Akun | None, keperluan: str, saluran: str, tujuan: str, pelaku: Pelaku
) -> KodeOTP:
    """Send a new code to an address; older ones for the same purpose no longer count.

    Shape:  `saluran` TELEPON or EMAIL, `tujuan` normalised (`kontak.normalkan_kontak`).
    Writes: accounts_kodeotp, accounts_pesan.   Rings: accounts.kirim_pesan.   Audit: otp.dikirim.
    Raises: TerlaluSering("kode_jeda" | "kode_batas_jam"), whoever asked for this address before.
    """
    sidik = indeks_tujuan(saluran, tujuan)
    kunci_transaksi(f"otp:{sidik}")
    sekarang = timezone.now()
    _tolak_bila_sering(akun, sidik, sekarang)
    KodeOTP.objects.filter(
        akun=akun, keperluan=keperluan, tujuan_indeks=sidik, dipakai_pada=None, dibatalkan_pada=None
    ).update(dibatalkan_pada=sekarang)
    angka = aturan.buat_kode(_ACAK, KETENTUAN)
    kode = KodeOTP.objects.create(
        akun=akun, keperluan=keperluan, saluran=saluran, tujuan=tujuan, tujuan_indeks=sidik,
        tujuan_samar=samarkan_tujuan(saluran, tujuan), dibuat_pada=sekarang,
        sidik_kode=sidik_kode(sidik, keperluan, angka),
        kedaluwarsa_pada=aturan.kedaluwarsa_pada(sekarang, KETENTUAN),
    )  # fmt: skip
    antre_pesan(
        akun=akun, jenis="kode_verifikasi", tujuan=tujuan, tampil=False, keamanan=True,
        saluran=Pesan.Saluran.EMAIL if saluran == Kontak.Jenis.EMAIL else Pesan.Saluran.SMS,
        data={"kode": angka, "menit": KETENTUAN.umur_detik // 60},
        kedaluwarsa_pada=kode.kedaluwarsa_pada, bahasa=_bahasa(),
    )  # fmt: skip
    _catat(Aksi.OTP_DIKIRIM, kode, pelaku)
    return kode


def periksa_kode(
    *, akun: Akun | None, keperluan: str, saluran: str, tujuan: str, kode: str, pelaku: Pelaku
) -> KodeOTP:
    """Take a typed code, once; a wrong one is counted before it is refused.

    Shape:  spaces and hyphens in `kode` are ignored.
    Writes: accounts_kodeotp.   Audit: otp.diterima, otp.ditolak.
    Raises: IsianTidakSah with kode_salah (data `sisa`), kode_habis_percobaan, kode_kedaluwarsa,
            kode_tidak_berlaku; RuntimeError inside a transaction, where a refusal would undo
            the count.
    """
    with transaction.atomic(durable=True):
        hasil, baris = nilai_kode(
            akun=akun, keperluan=keperluan, saluran=saluran, tujuan=tujuan, kode=kode, pelaku=pelaku
        )
    tolak_bila_bukan(hasil)
    assert baris is not None
    return baris


def nilai_kode(
    *, akun: Akun | None, keperluan: str, saluran: str, tujuan: str, kode: str, pelaku: Pelaku
) -> tuple[HasilKode, KodeOTP | None]:
    """Judge a typed code in the caller's transaction, which must commit whatever the verdict.

    Writes: accounts_kodeotp.   Audit: otp.diterima, otp.ditolak.
    """
    sidik = indeks_tujuan(saluran, tujuan)
    with transaction.atomic():
        # The row lock lets fifty parallel answers pass one after another, each counted.
        baris = (
            KodeOTP.objects.select_for_update()
            .filter(akun=akun, keperluan=keperluan, tujuan_indeks=sidik)
            .order_by("-dibuat_pada", "-pk")
            .first()
        )
        if baris is None:
            return HasilKode(PutusanKode.TIDAK_BERLAKU, 0), None
        angka = "".join(huruf for huruf in kode if huruf.isdecimal() and huruf.isascii())
        cocok = hmac.compare_digest(baris.sidik_kode, sidik_kode(sidik, keperluan, angka))
        hasil = _putuskan(baris, cocok=cocok)
        _catat(
            Aksi.OTP_DITERIMA if hasil.putusan is PutusanKode.DITERIMA else Aksi.OTP_DITOLAK,
            baris, pelaku, hasil=hasil.putusan,
        )  # fmt: skip
    return hasil, baris


def tolak_bila_bukan(hasil: HasilKode) -> None:
    """Raise the refusal of a code that was not taken; call it after the commit."""
    if hasil.putusan is not PutusanKode.DITERIMA:
        kode = _GALAT[hasil.putusan]
        raise IsianTidakSah(kode, kolom={"kode": (kode,)}, sisa=hasil.sisa_coba)


def _putuskan(baris: KodeOTP, *, cocok: bool) -> HasilKode:
    sekarang = timezone.now()
    fakta = FaktaKode(
        kedaluwarsa_pada=baris.kedaluwarsa_pada, percobaan=baris.percobaan,
        sudah_dipakai=baris.dipakai_pada is not None, dibatalkan=baris.dibatalkan_pada is not None,
    )  # fmt: skip
    hasil = aturan.periksa_kode(fakta, cocok=cocok, sekarang=sekarang, ketentuan=KETENTUAN)
    if hasil.putusan is PutusanKode.DITERIMA:
        baris.dipakai_pada = sekarang
        baris.save(update_fields=["dipakai_pada"])
    elif not cocok and baris.percobaan < KETENTUAN.batas_coba:
        baris.percobaan += 1
        baris.save(update_fields=["percobaan"])
    return hasil


def _tolak_bila_sering(akun: Akun | None, sidik: str, sekarang: datetime) -> None:
    sejam = KodeOTP.objects.filter(dibuat_pada__gt=sekarang - timedelta(hours=1))
    izin = aturan.periksa_kirim(
        list(sejam.filter(tujuan_indeks=sidik).values_list("dibuat_pada", flat=True)),
        sekarang, KETENTUAN,
    )  # fmt: skip
    if izin.boleh and akun is not None:
        milik = list(sejam.filter(akun=akun).values_list("dibuat_pada", flat=True))
        izin = aturan.periksa_kirim(milik, sekarang, KETENTUAN_AKUN)
    if izin.coba_lagi_pada is None:
        return
    raise TerlaluSering(
        "kode_jeda" if izin.sebab is SebabTunda.JEDA else "kode_batas_jam",
        coba_lagi_pada=izin.coba_lagi_pada,
        detik=int((izin.coba_lagi_pada - sekarang).total_seconds()) + 1,
        jam=format_jam(izin.coba_lagi_pada, _bahasa()),
    )


def sidik_kode(tujuan_indeks: str, keperluan: str, angka: str) -> str:
    """Return the keyed hash of a code, bound to its address and purpose."""
    return indeks(f"{tujuan_indeks}:{keperluan}:{angka}", ruang="kode_otp")


def _bahasa() -> Literal["id", "en"]:
    return "en" if (translation.get_language() or "id").startswith("en") else "id"


def _catat(aksi: Aksi, kode: KodeOTP, pelaku: Pelaku, hasil: str | None = None) -> None:
    sesudah = {
        "keperluan": kode.keperluan,
        "saluran": kode.saluran,
        "tujuan_samar": kode.tujuan_samar,
    }
    if hasil is not None:
        sesudah["hasil"] = hasil
    audit.catat(
        aksi=aksi, pelaku=pelaku, objek=kode, sesudah=sesudah,
        peserta=getattr(kode.akun, "peserta", None),
    )  # fmt: skip

"""A limited account: for somebody known by number, name and phone, without a card of the fund.

The phone is proved first, so that nothing about a person is kept before the code came back. Face
and register follow where something is asked for; until then the account opens nothing.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.audit import pelaku_akun
from accounts.models import Akun, KodeOTP, Kontak, Peserta
from accounts.rules.pelaku import Pelaku
from accounts.rules.persetujuan import JenisPersetujuan
from accounts.selectors import cari_kode_daftar
from accounts.services import otp
from accounts.services.akun import buat_akun
from accounts.services.kontak import pasang_kontak
from accounts.services.persetujuan import beri_persetujuan
from accounts.services.peserta import buat_peserta, provinsi_nik
from jmo.lib.galat import Bentrok, IsianTidakSah
from jmo.lib.nik import parse_nik
from jmo.lib.telepon import parse_telepon

KEPERLUAN = "DAFTAR"
# From the proved phone to the last answer.
UMUR_BUKTI = timedelta(minutes=30)
PENDAFTAR = Pelaku("SISTEM", "pendaftar")


def kirim_kode_daftar(*, telepon: str) -> KodeOTP:
    """Send a code to the phone of somebody without an account.

    Shape:  `telepon` as typed.
    Writes: accounts_kodeotp, accounts_pesan.   Rings: accounts.kirim_pesan.   Audit: otp.dikirim.
    Raises: NilaiTidakSah, TerlaluSering.
    """
    return otp.kirim_kode(
        akun=None, keperluan=KEPERLUAN, saluran=Kontak.Jenis.TELEPON,
        tujuan=parse_telepon(telepon, seluler=True), pelaku=PENDAFTAR,
    )  # fmt: skip


def terima_kode_daftar(*, kode_id: int, kode: str) -> KodeOTP:
    """Take the code that reached the phone.

    Writes: accounts_kodeotp.   Audit: otp.diterima, otp.ditolak.
    Raises: IsianTidakSah as `otp.periksa_kode`.
    """
    baris = cari_kode_daftar(kode_id)
    if baris is None:
        raise IsianTidakSah("kode_tidak_berlaku", kolom={"kode": ("kode_tidak_berlaku",)})
    return otp.periksa_kode(
        akun=None, keperluan=KEPERLUAN, saluran=baris.saluran, tujuan=baris.tujuan, kode=kode,
        pelaku=PENDAFTAR,
    )  # fmt: skip


def telepon_terbukti(kode_id: int | None) -> KodeOTP | None:
    """Return the proof of a phone while a registration may still rest on it, or None."""
    if kode_id is None:
        return None
    return KodeOTP.objects.filter(
        pk=kode_id, akun=None, keperluan=KEPERLUAN, dipakai_pada__gt=timezone.now() - UMUR_BUKTI,
        dibatalkan_pada=None,
    ).first()  # fmt: skip


def buat_akun_terbatas(
    *,
    kode_id: int,
    nik: str,
    nama: str,
    tanggal_lahir: date,
    nama_pengguna: str,
    kata_sandi: str,
    telepon_bersama: bool = False,
    bahasa: str = "id",
) -> Akun:
    """Make the login, the person and the proved phone, all or none.

    Shape:  sex follows from the NIK. A number that somebody has already is refused with one code,
            whoever has it: it is no way to ask who takes part in the fund.
    Writes: accounts_akun, accounts_peserta, accounts_kontak, accounts_kodeotp,
            accounts_persetujuan.
    Audit:  akun.dibuat, peserta.dibuat, kontak.diubah, persetujuan.diberikan.
    Raises: NilaiTidakSah for a NIK that cannot be; IsianTidakSah with telepon_belum_terbukti,
            kata_sandi_lemah, kontak_dipakai_lain, kontak_penuh, nama_pengguna_bentuk;
            Bentrok("daftar_tidak_dapat", "nama_pengguna_dipakai").
    """
    angka = parse_nik(nik, provinsi=provinsi_nik())
    _tolak_sandi_lemah(kata_sandi, nama_pengguna=nama_pengguna, nama=nama)
    with transaction.atomic(durable=True):
        bukti = _pakai_bukti(kode_id)
        akun = buat_akun(
            nama_pengguna=nama_pengguna, kata_sandi=kata_sandi, pelaku=PENDAFTAR, bahasa=bahasa
        )
        pelaku = pelaku_akun(akun)
        try:
            peserta = buat_peserta(
                jenis_identitas=Peserta.JenisIdentitas.NIK, nomor_identitas=angka.angka, nama=nama,
                tanggal_lahir=tanggal_lahir, jenis_kelamin=angka.jenis_kelamin.value, akun=akun,
                jenis=Peserta.Jenis.NON, pelaku=pelaku,
            )  # fmt: skip
        except Bentrok as sebab:
            raise Bentrok("daftar_tidak_dapat") from sebab
        pasang_kontak(
            peserta=peserta, jenis=Kontak.Jenis.TELEPON, nilai=bukti.tujuan, pelaku=pelaku,
            bersama=telepon_bersama,
        )  # fmt: skip
        beri_persetujuan(akun=akun, jenis=JenisPersetujuan.LAYANAN, pelaku=pelaku)
    return akun


def _pakai_bukti(kode_id: int) -> KodeOTP:
    """Take the proof of the phone, once: a second registration needs another code."""
    bukti = telepon_terbukti(kode_id)
    sekarang = timezone.now()
    dipakai = KodeOTP.objects.filter(pk=kode_id, dibatalkan_pada=None)
    if bukti is None or not dipakai.update(dibatalkan_pada=sekarang):
        raise IsianTidakSah("telepon_belum_terbukti")
    return bukti


def _tolak_sandi_lemah(kata_sandi: str, *, nama_pengguna: str, nama: str) -> None:
    try:
        validate_password(kata_sandi, Akun(nama_pengguna=nama_pengguna))
    except ValidationError as sebab:
        raise IsianTidakSah(
            "kata_sandi_lemah", kolom={"kata_sandi": ("kata_sandi_lemah",)},
            kalimat=" ".join(sebab.messages),
        ) from sebab  # fmt: skip
    if nama and kata_sandi.casefold() == nama.casefold():
        raise IsianTidakSah("kata_sandi_lemah", kolom={"kata_sandi": ("kata_sandi_lemah",)})

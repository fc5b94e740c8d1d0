"""A forgotten account: NIK and card number, a code to an address of the account, a new password.

Everything that a page sees is the same whether the numbers name anybody or not: a worker looks
them up after the page has answered, and a code is judged on the same row by the same steps.
"""

from __future__ import annotations

import hmac
import secrets
import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Akun, Kontak, PermintaanPulih, indeks
from accounts.rules import otp as aturan
from accounts.rules.aksi import Aksi
from accounts.rules.otp import FaktaKode, HasilKode, KetentuanOTP, PutusanKode
from accounts.rules.pelaku import Pelaku
from accounts.selectors import cari_peserta_akun
from accounts.services import otp
from accounts.services.akun import ganti_kata_sandi
from accounts.services.kunci import kunci_transaksi
from accounts.services.layanan_175 import kontak_terbuka, selesaikan_175
from jmo.antrean import bunyikan
from jmo.lib.galat import Bentrok, TerlaluSering, TidakDitemukan

BEL = "pengkinian.cocokkan_pemulihan"
KEPERLUAN = "LUPA_AKUN"
KETENTUAN = KetentuanOTP(jeda_kirim_detik=0)
UMUR_SANDI = timedelta(minutes=15)
SIMPAN = timedelta(days=30)


@transaction.atomic(durable=True)
def minta_lupa_akun(*, nik: str, kpj: str, saluran: str) -> PermintaanPulih:
    """Take two numbers, whoever they name, and have them looked up.

    Shape:  `nik` and `kpj` normalised; `saluran` TELEPON or EMAIL.
    Writes: accounts_permintaanpulih.   Rings: pengkinian.cocokkan_pemulihan.
    Raises: TerlaluSering("pulih_batas_jam") from the sixth time in an hour for one NIK.
    """
    sidik = indeks(nik, ruang="nik")
    kunci_transaksi(f"pulih:{sidik}")
    sekarang = timezone.now()
    lalu = PermintaanPulih.objects.filter(
        nik_indeks=sidik, dibuat_pada__gt=sekarang - timedelta(hours=1)
    )
    izin = aturan.periksa_kirim(
        list(lalu.values_list("dibuat_pada", flat=True)), sekarang, KETENTUAN
    )
    if izin.coba_lagi_pada is not None:
        raise TerlaluSering("pulih_batas_jam", coba_lagi_pada=izin.coba_lagi_pada)
    permintaan = PermintaanPulih.objects.create(
        jenis=PermintaanPulih.Jenis.LUPA_AKUN, isian={"nik": nik, "kpj": kpj}, nik_indeks=sidik,
        saluran=saluran, tujuan_indeks=secrets.token_hex(32), jatuh_pada=sekarang,
        dibuat_pada=sekarang,
        kedaluwarsa_pada=aturan.kedaluwarsa_pada(sekarang, KETENTUAN),
    )  # fmt: skip
    bunyikan(BEL, permintaan_id=permintaan.pk)
    return permintaan


@transaction.atomic
def kirim_kode_pulih(*, permintaan: PermintaanPulih, akun: Akun | None, pelaku: Pelaku) -> None:
    """Close the look-up: send a code to the address of whom the numbers name, if they name anybody.

    Shape:  `akun` None = they name nobody. An address that a family shares recovers nothing, and
            one that was just flooded with codes gets no more.
    Writes: accounts_permintaanpulih, accounts_kodeotp, accounts_pesan.
    Audit:  pemulihan.diminta, otp.dikirim.
    """
    permintaan.isian, permintaan.jatuh_pada = {}, None
    # An approved new contact goes before the old one, which its caller cannot read any more.
    tujuan = _alamat(akun, permintaan.saluran) if akun is not None else ""
    if akun is not None and tujuan:
        try:
            kode = otp.kirim_kode(
                akun=akun, keperluan=KEPERLUAN, saluran=permintaan.saluran, tujuan=tujuan,
                pelaku=pelaku,
            )  # fmt: skip
        except TerlaluSering:
            pass
        else:
            permintaan.akun = akun
            permintaan.tujuan_indeks, permintaan.sidik_kode = kode.tujuan_indeks, kode.sidik_kode
            audit.catat(
                aksi=Aksi.PEMULIHAN_DIMINTA, pelaku=pelaku, objek=permintaan,
                peserta=cari_peserta_akun(akun),
                sesudah={"jenis": permintaan.jenis, "tujuan_samar": kode.tujuan_samar},
            )  # fmt: skip
    permintaan.save(
        update_fields=["isian", "jatuh_pada", "akun", "tujuan_indeks", "sidik_kode"]
    )  # fmt: skip


def periksa_kode_pulih(*, kode_permintaan: uuid.UUID, kode: str) -> PermintaanPulih:
    """Take a typed code, once; a wrong one is counted before it is refused.

    Writes: accounts_permintaanpulih.
    Raises: IsianTidakSah as `otp.periksa_kode`, whoever the numbers name; TidakDitemukan.
    """
    with transaction.atomic(durable=True):
        baris = _kunci(kode_permintaan)
        angka = "".join(huruf for huruf in kode if huruf.isdecimal() and huruf.isascii())
        sidik = otp.sidik_kode(baris.tujuan_indeks, KEPERLUAN, angka)
        hasil = _putuskan(baris, cocok=hmac.compare_digest(baris.sidik_kode, sidik))
    otp.tolak_bila_bukan(hasil)
    return baris


@transaction.atomic(durable=True)
def pulihkan_dengan_sandi(*, kode_permintaan: uuid.UUID, kata_sandi: str) -> Akun:
    """Store the new password of an account whose code was taken; once, within a quarter hour.

    Writes: accounts_akun, accounts_permintaanpulih, accounts_pesan.   Rings: accounts.kirim_pesan.
    Audit:  akun.kata_sandi_diganti.
    Raises: Bentrok("pulih_kedaluwarsa"), TidakDitemukan.
    """
    baris = _kunci(kode_permintaan)
    akun = akun_pulih(baris)
    if akun is None:
        raise Bentrok("pulih_kedaluwarsa")
    baris.selesai_pada = timezone.now()
    baris.save(update_fields=["selesai_pada"])
    pelaku = audit.pelaku_akun(akun)
    ganti_kata_sandi(akun=akun, kata_sandi=kata_sandi, pelaku=pelaku, dipulihkan=True)
    selesaikan_175(akun=akun, tujuan_indeks=baris.tujuan_indeks, pelaku=pelaku)
    return akun


def akun_pulih(baris: PermintaanPulih) -> Akun | None:
    """Return whose password may be set anew by this request now, or None."""
    pakai = baris.dipakai_pada
    if pakai is None or baris.selesai_pada is not None or timezone.now() > pakai + UMUR_SANDI:
        return None
    return baris.akun if baris.akun is not None and baris.akun.is_active else None


def akun_untuk_sandi(kode_permintaan: uuid.UUID) -> Akun | None:
    """Return whose password may be set anew by the request of this code now, or None."""
    baris = PermintaanPulih.objects.select_related("akun").filter(kode=kode_permintaan).first()
    return None if baris is None else akun_pulih(baris)


def hapus_permintaan_lama() -> int:
    """Delete requests that nobody needs any more; returns how many.

    Writes: accounts_permintaanpulih.
    """
    tua = PermintaanPulih.objects.filter(dibuat_pada__lt=timezone.now() - SIMPAN)
    return tua.delete()[0]


def _alamat(akun: Akun, saluran: str) -> str:
    """Return the address of this kind that belongs to this account alone, "" for none."""
    kasus = kontak_terbuka(akun, saluran)
    if kasus is not None and kasus.kontak:
        return str(kasus.kontak)
    kontak = Kontak.objects.filter(
        peserta__akun=akun, jenis=saluran, diganti_pada=None
    ).first()  # fmt: skip
    if kontak is not None:
        return "" if kontak.bersama else kontak.nilai
    return akun.email if saluran == Kontak.Jenis.EMAIL and not akun.email_bersama else ""


def _kunci(kode_permintaan: uuid.UUID) -> PermintaanPulih:
    baris = (
        PermintaanPulih.objects.select_for_update(of=("self",))
        .select_related("akun")
        .filter(kode=kode_permintaan)
        .first()
    )
    if baris is None:
        raise TidakDitemukan("pulih_tidak_ada")
    return baris


def _putuskan(baris: PermintaanPulih, *, cocok: bool) -> HasilKode:
    fakta = FaktaKode(
        kedaluwarsa_pada=baris.kedaluwarsa_pada, percobaan=baris.salah,
        sudah_dipakai=baris.dipakai_pada is not None,
    )  # fmt: skip
    hasil = aturan.periksa_kode(fakta, cocok=cocok, sekarang=timezone.now(), ketentuan=KETENTUAN)
    if hasil.putusan is PutusanKode.DITERIMA:
        baris.dipakai_pada = timezone.now()
    elif not cocok and baris.salah < KETENTUAN.batas_coba:
        baris.salah += 1
    baris.save(update_fields=["dipakai_pada", "salah"])
    return hasil

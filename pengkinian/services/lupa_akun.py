"""Finds whom a NIK and a card number name, for somebody who is not logged in."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q

from accounts.models import Akun, PermintaanPulih
from accounts.rules.pelaku import tugas
from accounts.selectors import cari_peserta_nik
from accounts.services import sewa
from accounts.services.lupa_akun import BEL, kirim_kode_pulih
from saldo.models import Kepesertaan


def cocokkan_permintaan(*, permintaan_id: int) -> None:
    """Look one request up and have its code sent; running it again changes nothing.

    Writes: permintaan_pulih, kode_otp, pesan.   Audit: pemulihan.diminta.
    """
    with sewa.pegang(PermintaanPulih, permintaan_id, detik=settings.SEWA_DETIK["pesan"]) as dapat:
        if not dapat:
            return
        permintaan = PermintaanPulih.objects.get(pk=permintaan_id)
        akun = cari_akun_kartu(nik=permintaan.isian["nik"], kpj=permintaan.isian["kpj"])
        kirim_kode_pulih(permintaan=permintaan, akun=akun, pelaku=tugas(BEL))


def cari_akun_kartu(*, nik: str, kpj: str) -> Akun | None:
    """Return the open login of the person of this NIK who holds or held this card, or None."""
    peserta = cari_peserta_nik(nik)
    if peserta is None or not Kepesertaan.objects.filter(peserta=peserta, kpj=kpj).exists():
        return None
    akun = peserta.akun
    return akun if akun is not None and akun.is_active else None


def sapu_permintaan() -> int:
    """Ring for requests that no bell reached; returns how many."""
    return sewa.sapu(PermintaanPulih, bel=BEL, kunci="permintaan_id", syarat=Q())

"""Reads of people and messages, and the doors through which pages reach them."""

from __future__ import annotations

from accounts.models import Akun, Kontak, Perangkat, Persetujuan, Pesan, Peserta, indeks
from accounts.rules import persetujuan as aturan_persetujuan
from accounts.rules.persetujuan import JenisPersetujuan, PersetujuanTercatat
from jmo.lib.galat import TidakDitemukan


def ambil_peserta_akun(akun: Akun) -> Peserta:
    """Return the person behind a login.

    Raises: TidakDitemukan("peserta_tidak_ada") for staff and auditors, who have none.
    """
    peserta = Peserta.objects.filter(akun=akun).first()
    if peserta is None:
        raise TidakDitemukan("peserta_tidak_ada")
    return peserta


def cari_peserta_nik(nik: str) -> Peserta | None:
    """Return the person with this NIK (16 digits, as `parse_nik` gives them), or None."""
    return Peserta.objects.filter(
        jenis_identitas=Peserta.JenisIdentitas.NIK, nomor_identitas_indeks=indeks(nik, ruang="nik")
    ).first()


def kontak_berlaku(peserta: Peserta) -> dict[str, Kontak]:
    """Return the current contacts by kind (EMAIL, TELEPON); proved or not, replaced ones never."""
    return {baris.jenis: baris for baris in peserta.kontak.filter(diganti_pada=None)}


def daftar_pesan_terbaru(akun: Akun, batas: int = 5) -> list[Pesan]:
    """Return the newest notices of an account, one row per event; codes are never among them.

    Shape:  `judul` is the headline, `isi["teks"]` the text, `dibaca_pada` None = unread.
    """
    return list(akun.pesan.filter(tampil=True).order_by("-dibuat_pada", "-pk")[:batas])


def ambil_pesan_milik(akun: Akun, pesan_id: int) -> Pesan:
    """Return one notice of this account.

    Raises: TidakDitemukan("pesan_tidak_ada"), also for somebody else's.
    """
    pesan = akun.pesan.filter(pk=pesan_id, tampil=True).first()
    if pesan is None:
        raise TidakDitemukan("pesan_tidak_ada")
    return pesan


def daftar_persetujuan(akun: Akun) -> list[Persetujuan]:
    """Return all consents of an account, newest first, withdrawn ones included."""
    return list(akun.persetujuan.order_by("-diberikan_pada", "-pk"))


def sudah_setuju(akun: Akun, jenis: JenisPersetujuan) -> bool:
    """Tell whether this account agreed to the version in force and did not withdraw."""
    tercatat = [
        PersetujuanTercatat(JenisPersetujuan(baris.jenis), baris.versi, baris.ditarik_pada)
        for baris in akun.persetujuan.filter(jenis=jenis)
    ]
    return aturan_persetujuan.sudah_setuju(jenis, tercatat)


def daftar_perangkat(akun: Akun) -> list[Perangkat]:
    """Return the browsers from which this account logged in, last used first."""
    return list(akun.perangkat.order_by("-terakhir_pada"))

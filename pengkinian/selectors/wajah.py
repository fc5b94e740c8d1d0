"""Reads of face attempts and of what was agreed to for them."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Akun, Persetujuan, Peserta
from accounts.rules.persetujuan import BERLAKU, JenisPersetujuan
from jmo.lib.galat import TidakDitemukan
from pengkinian.models import HasilVerifikasi, KasusPengkinian
from pengkinian.rules.percobaan import AkhirPercobaan, Percobaan
from pengkinian.rules.status import SEMENTARA, StatusVerifikasi
from pengkinian.rules.wajah import DITERIMA_UNTUK, Keperluan, KetentuanWajah, masih_segar


def ambil_verifikasi_milik(akun: Akun, kode: uuid.UUID) -> HasilVerifikasi:
    """Return one verdict of this account's person.

    Raises: TidakDitemukan("verifikasi_tidak_ada"), also for somebody else's.
    """
    verifikasi = (
        HasilVerifikasi.objects.filter(peserta__akun=akun, kode=kode)
        .select_related("peserta", "kasus")
        .first()
    )
    if verifikasi is None:
        raise TidakDitemukan("verifikasi_tidak_ada")
    return verifikasi


def riwayat_percobaan(peserta: Peserta) -> list[Percobaan]:
    """Return the face attempts of a person for counting: sent ones, by how they ended."""
    kueri = HasilVerifikasi.objects.filter(
        peserta=peserta, jenis=HasilVerifikasi.Jenis.WAJAH, dikirim_pada__isnull=False
    ).order_by("dikirim_pada")
    return [
        _percobaan(baris)
        for baris in kueri.only("status", "terhitung", "dikirim_pada", "diputus_pada")
    ]


def _percobaan(baris: HasilVerifikasi) -> Percobaan:
    assert baris.dikirim_pada is not None
    status = StatusVerifikasi(baris.status)
    if status in {StatusVerifikasi.MENUNGGU, StatusVerifikasi.DIPROSES}:
        akhir = AkhirPercobaan.BERJALAN
    elif status is StatusVerifikasi.COCOK:
        akhir = AkhirPercobaan.LULUS
    elif baris.terhitung and status not in SEMENTARA:
        akhir = AkhirPercobaan.GAGAL
    else:
        akhir = AkhirPercobaan.DIKEMBALIKAN
    return Percobaan(baris.diputus_pada or baris.dikirim_pada, akhir)


def wajah_segar(
    peserta: Peserta, *, untuk: Keperluan, sekarang: datetime | None = None
) -> HasilVerifikasi | None:
    """Return a face of this person that passed at most 24 h ago and counts for this purpose.

    Shape:  pictures that were taken before the account was recovered do not count: whoever
            recovered it may be another than whoever sat before the camera.
    """
    sekarang = sekarang or timezone.now()
    baris = (
        HasilVerifikasi.objects.filter(
            Q(peserta__akun=None)
            | Q(peserta__akun__dipulihkan_pada=None)
            | Q(peserta__akun__dipulihkan_pada__gt=sekarang)
            | Q(dikirim_pada__gt=F("peserta__akun__dipulihkan_pada")),
            peserta=peserta,
            jenis=HasilVerifikasi.Jenis.WAJAH,
            status=StatusVerifikasi.COCOK,
            keperluan__in=[butir.value for butir in DITERIMA_UNTUK[untuk]],
            diputus_pada__isnull=False,
        )
        .order_by("-diputus_pada")
        .first()
    )
    if baris is None or baris.diputus_pada is None:
        return None
    return baris if masih_segar(baris.diputus_pada, sekarang, KetentuanWajah()) else None


def persetujuan_berlaku(akun: Akun, jenis: JenisPersetujuan) -> Persetujuan | None:
    """Return the consent of the version in force that has not been withdrawn, or None."""
    return (
        Persetujuan.objects.filter(
            akun=akun, jenis=jenis, versi=BERLAKU[jenis].versi, ditarik_pada=None
        )
        .order_by("-diberikan_pada")
        .first()
    )


def percobaan_terakhir(peserta: Peserta) -> HasilVerifikasi | None:
    """Return the newest face attempt that was sent, for whatever purpose, or None."""
    return (
        HasilVerifikasi.objects.filter(
            peserta=peserta,
            jenis=HasilVerifikasi.Jenis.WAJAH,
            batal_pada=None,
            dikirim_pada__isnull=False,
        )
        .order_by("-dibuat_pada", "-pk")
        .first()
    )


def percobaan_terbuka(
    peserta: Peserta, *, kasus: KasusPengkinian | None = None
) -> HasilVerifikasi | None:
    """Return the attempt whose instructions were dealt and are still good, or None.

    Shape:  with `kasus` only one that counts for this data update.
    """
    kueri = HasilVerifikasi.objects.filter(
        peserta=peserta,
        jenis=HasilVerifikasi.Jenis.WAJAH,
        dikirim_pada=None,
        batal_pada=None,
        kedaluwarsa_pada__gt=timezone.now(),
    )
    if kasus is not None:
        kueri = kueri.filter(kasus=kasus)
    return kueri.order_by("-pk").first()


def ada_yang_dinilai(peserta: Peserta) -> bool:
    """Tell whether a face of this person waits for an officer."""
    return HasilVerifikasi.objects.filter(
        peserta=peserta,
        jenis=HasilVerifikasi.Jenis.WAJAH,
        batal_pada=None,
        status=StatusVerifikasi.DITINJAU_PETUGAS,
    ).exists()

"""Reads of claims and payments, and the doors through which pages reach them."""

from __future__ import annotations

import logging
import uuid
from typing import Literal

from django.db.models import Q, QuerySet

from accounts.models import Akun, Peserta
from jmo.lib.galat import TidakDitemukan
from klaim_jht.models import Klaim, Pembayaran
from klaim_jht.rules.status import STATUS_SELESAI, StatusPembayaran

log = logging.getLogger(__name__)


def klaim_terbuka(peserta: Peserta) -> Klaim | None:
    """Return the person's claim that has not ended, draft included, or None."""
    return _dengan_peserta().filter(peserta=peserta).exclude(status__in=STATUS_SELESAI).first()


def klaim_beranda(peserta: Peserta) -> Klaim | None:
    """Return what the home page says about the person's filed claim that has not ended, or None.

    Shape:  number, state, promise, address; nothing of the person or the account.
    """
    kueri = (
        "SELECT id, kode, nomor, status, janji_pada FROM klaim_jht_klaim "
        "WHERE (peserta_id = %s AND pengaju_id IS NULL OR pengaju_id = %s) "
        "AND diajukan_pada IS NOT NULL AND status <> ALL(%s) ORDER BY id LIMIT 1"
    )
    selesai = [satu.value for satu in STATUS_SELESAI]
    return next(iter(Klaim.objects.raw(kueri, [peserta.pk, peserta.pk, selesai])), None)


def ambil_klaim_milik(akun: Akun, kode: uuid.UUID, *, untuk: Literal["baca", "ubah"]) -> Klaim:
    """Return one claim of this account's person; "ubah" locks it.

    Raises: TidakDitemukan("klaim_tidak_ada"), also for somebody else's, which is logged: the answer
            is the same, but whoever tries addresses leaves a trace.
    """
    kueri = _dengan_peserta().filter(milik(akun), kode=kode)
    if untuk == "ubah":
        kueri = kueri.select_for_update(of=("self",))
    klaim = kueri.first()
    if klaim is None:
        asing = Klaim.objects.filter(kode=kode).values_list("pk", flat=True).first()
        if asing is not None:
            log.warning("claim %s asked for by account %s, which does not own it", asing, akun.pk)
        raise TidakDitemukan("klaim_tidak_ada")
    return klaim


def daftar_klaim_milik(akun: Akun) -> list[Klaim]:
    """Return all filed claims of this account's person, newest first."""
    return list(
        _dengan_peserta()
        .filter(milik(akun), diajukan_pada__isnull=False)
        .order_by("-diajukan_pada")
    )


def pembayaran_terakhir(klaim: Klaim) -> Pembayaran | None:
    """Return the newest payment of the claim itself, or None; later money is not meant."""
    utama = klaim.pembayaran.filter(jenis=Pembayaran.Jenis.UTAMA)
    return utama.select_related("rekening").order_by("-pk").first()


def ambil_pembayaran_dokumen(klaim: Klaim, ke: int | None = None) -> Pembayaran:
    """Return a payment that arrived, with what its papers need.

    Shape:  `ke` = number of the payment within the claim; None = the claim's own newest one.
    Raises: TidakDitemukan("pembayaran_tidak_ada").
    """
    kueri = Pembayaran.objects.filter(klaim=klaim, status=StatusPembayaran.BERHASIL)
    kueri = kueri.filter(jenis=Pembayaran.Jenis.UTAMA) if ke is None else kueri.filter(ke=ke)
    bayar = (
        kueri.select_related("klaim__peserta", "klaim__pengaju", "rekening", "susulan")
        .order_by("-ke")
        .first()
    )
    if bayar is None:
        raise TidakDitemukan("pembayaran_tidak_ada")
    return bayar


def cari_klaim_kunci(akun: Akun, kunci: str) -> Klaim | None:
    """Return the claim of this account's person that this confirmation filed, or None."""
    return _dengan_peserta().filter(milik(akun), kunci_pengajuan=kunci).first()


def milik(akun: Akun, awal: str = "") -> Q:
    """Return the condition "this account filed it": heirs' claims are the heir's.

    Shape:  `awal` = path to the claim, ended by two underscores.
    """
    sendiri = Q(**{f"{awal}peserta__akun": akun, f"{awal}pengaju": None})
    return sendiri | Q(**{f"{awal}pengaju__akun": akun})


def _dengan_peserta() -> QuerySet[Klaim]:
    return Klaim.objects.select_related("peserta__akun", "pengaju__akun", "rekening")

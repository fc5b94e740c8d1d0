"""The bank's notices: a genuine one makes the bank be asked now, and does nothing else.

What a notice says about a payment is not even read. A forged or repeated one leaves a line in the
log and nothing in the book.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from jmo.antrean import bunyikan
from jmo.gateways.bank_snap import Notifikasi, NotifikasiPalsu, periksa_notifikasi
from jmo.lib.galat import TidakDitemukan
from klaim_jht.models import NotifikasiBank, Pembayaran
from klaim_jht.rules.status import StatusPembayaran
from klaim_jht.services.penerbitan import BEL
from klaim_jht.services.status import tunda
from pengkinian.services import mitra

log = logging.getLogger(__name__)
_TERKIRIM = frozenset(StatusPembayaran) - {StatusPembayaran.SIAP, StatusPembayaran.DIKEMBALIKAN}

# What the bank is told, as SNAP says it: HTTP status, service 76, case.
JAWABAN = {
    200: {"responseCode": "2007600", "responseMessage": "Successful"},
    401: {"responseCode": "4017600", "responseMessage": "Unauthorized"},
    404: {"responseCode": "4047601", "responseMessage": "Transaction Not Found"},
}


class NotifikasiDitolak(Exception):
    """Not the bank's word, or one that we had already: answered 401."""


def terima_notifikasi(*, jalur: str, isi: bytes, kepala: Mapping[str, str]) -> None:
    """Check a notice and make its payment due now.

    Shape:  a payment that was never sent, or that waits for people, keeps its time.
    Writes: notifikasi_bank, pembayaran (due time).   Rings: klaim_jht.kirim_pembayaran.
    Raises: NotifikasiDitolak for a forged, late or repeated one; TidakDitemukan(
            "pembayaran_tidak_ada") for a genuine one about no payment of ours.
    """
    notifikasi = _periksa(jalur, isi, kepala)
    with transaction.atomic():
        _catat_sekali(notifikasi)
        pembayaran = (
            Pembayaran.objects.select_for_update()
            .filter(partner_ref=notifikasi.partner_ref)
            .first()
        )
        if pembayaran is not None:
            _segerakan(pembayaran)
    if pembayaran is None:
        log.warning("pemberitahuan bank tentang referensi yang tidak dikenal")
        raise TidakDitemukan("pembayaran_tidak_ada")


def _periksa(jalur: str, isi: bytes, kepala: Mapping[str, str]) -> Notifikasi:
    kunci = mitra.kunci_publik_bank()
    if kunci is None:
        raise _tolak("tanpa_kunci")
    try:
        return periksa_notifikasi(
            kunci=kunci, partner_id=settings.BANK["partner_id"], jalur=jalur, isi=isi,
            kepala=kepala, kini=timezone.now(),
        )  # fmt: skip
    except NotifikasiPalsu as palsu:
        raise _tolak(palsu.kode) from None


def _catat_sekali(notifikasi: Notifikasi) -> None:
    try:
        with transaction.atomic():
            NotifikasiBank.objects.create(
                sidik=notifikasi.sidik, external_id=notifikasi.external_id,
                partner_ref=notifikasi.partner_ref, dikirim_pada=notifikasi.waktu,
            )  # fmt: skip
    except IntegrityError:
        raise _tolak("berulang") from None


def _segerakan(pembayaran: Pembayaran) -> None:
    jatuh, kini = pembayaran.jatuh_pada, timezone.now()
    if pembayaran.status not in _TERKIRIM or (jatuh is None and pembayaran.perlu_petugas):
        return
    if jatuh is None or jatuh > kini:
        tunda(pembayaran, sampai=kini)
    bunyikan(BEL, pembayaran_id=pembayaran.pk)


def _tolak(sebab: str) -> NotifikasiDitolak:
    log.warning("pemberitahuan bank ditolak: %s", sebab)
    return NotifikasiDitolak(sebab)

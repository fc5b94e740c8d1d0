"""Papers of a paid claim: receipt and slip of withheld tax, for its owner alone."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from accounts.views.dasar import akun_masuk, pelaku_masuk
from jmo.lib.galat import Bentrok
from klaim_jht.models import Klaim
from klaim_jht.rules.status import StatusKlaim
from klaim_jht.selectors import ambil_klaim_milik, ambil_pembayaran_dokumen
from klaim_jht.services.bukti_potong import terbitkan_bukti
from klaim_jht.services.cetak_bukti import cetak_bukti
from klaim_jht.services.resi import buat_resi


@login_required
@require_GET
def resi(request: HttpRequest, kode: uuid.UUID, ke: int | None = None) -> HttpResponse:
    """The receipt as PDF, once the money has arrived; `ke` names a payment of its own."""
    klaim = _klaim(request, kode)
    if ke is None and klaim.status != StatusKlaim.DIBAYAR:
        raise Bentrok("klaim_belum_dibayar")
    bayar = ambil_pembayaran_dokumen(klaim, ke)
    ekor = "" if ke is None else f"-{ke}"
    return _unduh(buat_resi(bayar), f"resi-{klaim.nomor}{ekor}.pdf")


@login_required
@require_GET
def bukti_potong(request: HttpRequest, kode: uuid.UUID, ke: int) -> HttpResponse:
    """The slip of withheld tax of one payment as PDF; written now where the job has not yet."""
    bayar = ambil_pembayaran_dokumen(_klaim(request, kode), ke)
    bukti = terbitkan_bukti(pembayaran_id=bayar.pk, pelaku=pelaku_masuk(request))
    return _unduh(cetak_bukti(bukti), f"bukti-potong-{bukti.nomor}.pdf")


def _klaim(request: HttpRequest, kode: uuid.UUID) -> Klaim:
    return ambil_klaim_milik(akun_masuk(request), kode, untuk="baca")


def _unduh(isi: bytes, nama: str) -> HttpResponse:
    jawaban = HttpResponse(isi, content_type="application/pdf")
    jawaban["Content-Disposition"] = f'attachment; filename="{nama}"'
    return jawaban

"""Reads of the account to which money is sent."""

from __future__ import annotations

from datetime import timedelta

from accounts.models import KodeOTP, Kontak, Peserta
from accounts.rules.masa_tenang import AsalRekening, FaktaRekening
from pengkinian.models import Rekening
from pengkinian.rules.wajah import Keperluan
from pengkinian.selectors.wajah import wajah_segar


def rekening_berlaku(peserta: Peserta) -> Rekening | None:
    """Return the person's current account, or None."""
    return Rekening.objects.filter(peserta=peserta, diganti_pada=None).first()


def fakta_rekening(rekening: Rekening) -> FaktaRekening:
    """Return how an account came in, for the cooling rule."""
    lama = Rekening.objects.filter(
        peserta_id=rekening.peserta_id, dipakai_sejak__lt=rekening.dipakai_sejak
    )
    wajah = wajah_segar(rekening.peserta, untuk=Keperluan.KLAIM, sekarang=rekening.dipakai_sejak)
    kode = (
        KodeOTP.objects.filter(
            akun__peserta=rekening.peserta_id,
            keperluan="REKENING",
            dipakai_pada__range=(
                rekening.dipakai_sejak - timedelta(minutes=30),
                rekening.dipakai_sejak,
            ),
        )
        .order_by("-dipakai_pada")
        .first()
    )
    kontak = (
        Kontak.objects.filter(
            peserta_id=rekening.peserta_id,
            nilai_indeks=kode.tujuan_indeks,
            terbukti_pada__isnull=False,
        )
        .order_by("terbukti_pada")
        .first()
        if kode
        else None
    )
    return FaktaRekening(
        asal=AsalRekening.DIGANTI if lama.exists() else AsalRekening.PERTAMA,
        pada=rekening.dipakai_sejak,
        wajah_segar=wajah is not None and wajah.sumber in {"DUKCAPIL", "TEMPLATE"},
        nama_cocok=rekening.status == Rekening.Status.TERBUKTI
        and rekening.verifikasi_id is not None,
        bukti_kontak_pada=kontak.terbukti_pada if kontak else None,
    )

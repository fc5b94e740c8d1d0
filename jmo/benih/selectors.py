"""Reads for the pages of the sandbox."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Sum

from accounts.models import Akun, Kontak
from jmo.benih.models import OrangContoh
from klaim_jht.models import Pembayaran
from klaim_jht.rules.status import StatusPembayaran


def cari_orang(akun: Akun) -> OrangContoh | None:
    """Return what the person of this account knows, None for somebody outside the stories."""
    return OrangContoh.objects.filter(akun=akun).first()


def tujuan_pesan(akun: Akun) -> list[str]:
    """Return the addresses at which this account is reached, newest codes included."""
    kontak = Kontak.objects.filter(peserta__akun=akun, diganti_pada=None)
    kode = akun.kode_otp.order_by("-pk")[:5]
    semua = [akun.email, *(satu.nilai for satu in kontak), *(satu.tujuan for satu in kode)]
    return list(dict.fromkeys(satu for satu in semua if satu))


def buku_kami(*, batas: int = 50) -> dict[str, Any]:
    """Return our side of the comparison: newest payments and totals."""
    berhasil = Pembayaran.objects.filter(status=StatusPembayaran.BERHASIL)
    return {
        "pembayaran": list(
            Pembayaran.objects.select_related("rekening", "klaim").order_by("-pk")[:batas]
        ),
        "total": berhasil.aggregate(banyak=Count("pk"), jumlah=Sum("jumlah")),
    }

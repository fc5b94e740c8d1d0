"""The final rate of a year, and whether the year may be closed with it."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from jmo.lib.galat import BelumLayak
from jmo.lib.tanggal import hari_ini_wib
from saldo.models import Ketentuan
from saldo.selectors import tarif_pengembangan
from saldo.services.pengembangan.tumpukan import TarifBuku


def tarif_tutup_tahun(tahun: int) -> Ketentuan:
    """Return the final rate with which a year may be closed.

    Raises: BelumLayak("tahun_belum_berakhir"), BelumLayak("tarif_belum_ditetapkan"),
            BelumLayak("tarif_contoh_di_produksi").
    """
    if tahun >= hari_ini_wib(timezone.now()).year:
        raise BelumLayak("tahun_belum_berakhir", tahun=tahun)
    tarif = tarif_pengembangan().get(tahun)
    if tarif is None:
        raise BelumLayak("tarif_belum_ditetapkan", tahun=tahun)
    if tarif.contoh and not settings.TARIF_CONTOH:
        raise BelumLayak("tarif_contoh_di_produksi", tahun=tahun)
    return tarif


def tarif_buku(ketentuan: Ketentuan) -> TarifBuku:
    """Return that rate as a batch takes it."""
    return TarifBuku(ketentuan.berlaku_sejak.year, ketentuan.nilai, ketentuan.dasar_hukum)

"""Crediting of returns, and the sample rates for trying out."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Sum

from accounts.rules.pelaku import Pelaku
from jmo.lib.uang import Rupiah
from saldo.models import EntriJurnal, Jurnal, Kepesertaan, Ketentuan
from saldo.rules.buku import AKUN_PESERTA, JenisEntri, JenisJurnal, Posisi, susun_pengembangan
from saldo.rules.data_ketentuan import TARIF_CONTOH
from saldo.rules.pengembangan import SetoranBulan, hitung_pengembangan
from saldo.selectors import tarif_pengembangan
from saldo.services.buku import catat_jurnal


def muat_tarif_contoh(*, pelaku: Pelaku) -> int:
    """Load the return rates marked "tarif contoh, bukan resmi"; outside production only.

    Writes: ketentuan.
    """
    baru = Ketentuan.objects.bulk_create(
        [
            Ketentuan(
                jenis=satu.jenis.value, nilai=satu.nilai, berlaku_sejak=satu.berlaku_sejak,
                berlaku_sampai=satu.berlaku_sampai, dasar_hukum=satu.dasar_hukum, contoh=True,
            )
            for satu in TARIF_CONTOH
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    return len(baru)


def bukukan_pengembangan(*, kepesertaan: Kepesertaan, tahun: int, pelaku: Pelaku) -> Jurnal | None:
    """Credit the return of one card and year, once whatever happens.

    Result: None when the rate of the year is not set, or nothing was earned.
    Writes: jurnal, entri_jurnal, akun_buku.
    """
    tarif = tarif_pengembangan().get(tahun)
    if tarif is None:
        return None
    rujukan = f"pengembangan:{kepesertaan.pk}:{tahun}"
    lama = Jurnal.objects.filter(rujukan=rujukan).first()
    if lama is not None:
        return lama
    entri = EntriJurnal.objects.filter(
        akun__kepesertaan=kepesertaan, akun__jenis__in=[jenis.value for jenis in AKUN_PESERTA]
    )
    awal = entri.filter(tanggal_nilai__lt=date(tahun, 1, 1)).aggregate(
        jumlah=Sum("kredit") - Sum("debit")
    )["jumlah"]
    setoran = (
        entri.filter(tanggal_nilai__year=tahun, jenis=JenisEntri.IURAN)
        .values("tanggal_nilai__month")
        .annotate(jumlah=Sum("kredit") - Sum("debit"))
    )
    hasil = hitung_pengembangan(
        saldo_awal=Rupiah(awal or 0),
        setoran=[
            SetoranBulan(satu["tanggal_nilai__month"], Rupiah(satu["jumlah"])) for satu in setoran
        ],
        tarif=tarif.nilai,
    )
    if hasil.jumlah <= 0:
        return None
    akhir = date(tahun, 12, 31)
    posisi = Posisi(kepesertaan.pk, JenisEntri.PENGEMBANGAN, tahun, hasil.jumlah)
    with transaction.atomic():
        return catat_jurnal(
            jenis=JenisJurnal.PENGEMBANGAN,
            rujukan=rujukan,
            tanggal_nilai=akhir,
            baris=susun_pengembangan([posisi], tanggal_nilai=akhir),
            keterangan=tarif.dasar_hukum[:200],
        )

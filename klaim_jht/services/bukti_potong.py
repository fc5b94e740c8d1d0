"""Slips of withheld tax: numbered without gaps, written after the money arrived, void when it comes
back.

A number is taken in the transaction that writes the slip, never inside a payment: nobody's money
waits in the queue for a number.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku, tugas
from jmo.lib.galat import Bentrok
from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.models import BuktiPotong, Pembayaran, UrutanBukti
from klaim_jht.rules.status import StatusPembayaran

TUGAS = "klaim_jht.terbitkan_bukti"
UMUR_DICARI = timedelta(days=40)
BATAS = 1_000


def terbitkan_bukti(*, pembayaran_id: int, pelaku: Pelaku) -> BuktiPotong:
    """Return the slip of a payment that arrived, written now if there is none.

    Shape:  numbered within the calendar year of the payment (Jakarta).
    Writes: bukti_potong, urutan_bukti.   Audit: bukti_potong.diterbitkan.
    Raises: Bentrok("bukti_belum_ada") while the money has not arrived.
    """
    with transaction.atomic():
        bayar = (
            Pembayaran.objects.select_for_update(of=("self",), no_key=True)
            .select_related("klaim__peserta", "klaim__pengaju", "susulan")
            .get(pk=pembayaran_id)
        )
        ada = BuktiPotong.objects.filter(pembayaran=bayar).first()
        if ada is not None:
            return ada
        if bayar.status != StatusPembayaran.BERHASIL or bayar.berhasil_pada is None:
            raise Bentrok("bukti_belum_ada")
        return _tulis(bayar, pelaku=pelaku)


def sapu_bukti() -> int:
    """Write the slips that are missing, the oldest payment first, and void those of money that came
    back; returns how many were touched.

    Writes: bukti_potong, urutan_bukti.
    Audit:  bukti_potong.diterbitkan, bukti_potong.dibatalkan.
    """
    pelaku, sejak = tugas(TUGAS), timezone.now() - UMUR_DICARI
    kurang = Pembayaran.objects.filter(
        status=StatusPembayaran.BERHASIL, berhasil_pada__gte=sejak, bukti_potong=None
    )
    daftar = list(kurang.order_by("berhasil_pada", "pk").values_list("pk", flat=True)[:BATAS])
    for satu in daftar:
        terbitkan_bukti(pembayaran_id=satu, pelaku=pelaku)
    return len(daftar) + _batalkan(pelaku=pelaku)


def _tulis(bayar: Pembayaran, *, pelaku: Pelaku) -> BuktiPotong:
    assert bayar.berhasil_pada is not None
    klaim, susulan = bayar.klaim, bayar.susulan
    tanggal = hari_ini_wib(bayar.berhasil_pada)
    urut = _nomor_berikut(tanggal.year)
    bukti = BuktiPotong.objects.create(
        nomor=f"BP-{tanggal.year}-{urut:08d}",
        tahun=tanggal.year,
        urut=urut,
        tanggal=tanggal,
        pembayaran=bayar,
        bruto=susulan.bruto if susulan else klaim.bruto or 0,
        pajak=susulan.pajak if susulan else klaim.pajak or 0,
        rincian=susulan.rincian_pajak if susulan else klaim.rincian_pajak,
        npwp_samar=klaim.pemohon.npwp_samar,
    )
    catat(
        aksi=Aksi.BUKTI_DITERBITKAN, pelaku=pelaku, objek=bukti, peserta=klaim.peserta,
        sesudah={"nomor": bukti.nomor, "bruto": bukti.bruto, "pajak": bukti.pajak},
    )  # fmt: skip
    return bukti


def _nomor_berikut(tahun: int) -> int:
    """Take the next number; the row stays locked until the slip is there or nothing is."""
    UrutanBukti.objects.bulk_create([UrutanBukti(tahun=tahun)], ignore_conflicts=True)
    urutan = UrutanBukti.objects.select_for_update().get(tahun=tahun)
    urutan.terakhir += 1
    urutan.save(update_fields=["terakhir"])
    return urutan.terakhir


def _batalkan(*, pelaku: Pelaku) -> int:
    batal = BuktiPotong.objects.filter(batal_pada=None).exclude(
        pembayaran__status=StatusPembayaran.BERHASIL
    )
    banyak = 0
    for bukti in batal.select_related("pembayaran__klaim__peserta").order_by("pk")[:BATAS]:
        with transaction.atomic():
            kena = BuktiPotong.objects.filter(pk=bukti.pk, batal_pada=None)
            if kena.update(batal_pada=timezone.now()):
                banyak += 1
                catat(
                    aksi=Aksi.BUKTI_DIBATALKAN, pelaku=pelaku, objek=bukti,
                    peserta=bukti.pembayaran.klaim.peserta, sesudah={"nomor": bukti.nomor},
                )  # fmt: skip
    return banyak

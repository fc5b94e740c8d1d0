"""What officers decide: faces and account names that no machine may judge."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Akun
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.services.pesan import beri_tahu
from jmo.lib.galat import BelumLayak, Bentrok
from pengkinian.models import HasilVerifikasi, Rekening
from pengkinian.rules.status import StatusVerifikasi
from pengkinian.services.konfirmasi import lanjutkan_kasus
from pengkinian.services.rekening import tandai_bermasalah, tandai_terbukti
from pengkinian.services.status import pindahkan_verifikasi


def putuskan_verifikasi(
    *, verifikasi_id: int, cocok: bool, catatan: str, petugas: Akun, pelaku: Pelaku
) -> HasilVerifikasi:
    """Give a human's verdict on a face or on an account owner's name.

    Shape:  an officer never judges their own person.
    Writes: hasil_verifikasi, rekening, pesan; the case goes on by itself.
    Audit:  verifikasi.diputus.
    Raises: Bentrok when it was judged or replaced meanwhile, BelumLayak for the officer's own data.
    """
    with transaction.atomic():
        verifikasi = (
            HasilVerifikasi.objects.select_for_update(of=("self",))
            .select_related("peserta__akun")
            .get(pk=verifikasi_id)
        )
        if verifikasi.peserta.akun_id == petugas.pk:
            raise BelumLayak("petugas_data_sendiri")
        ditinjau = verifikasi.status == StatusVerifikasi.DITINJAU_PETUGAS
        if not ditinjau or verifikasi.batal_pada is not None:
            raise Bentrok("verifikasi_sudah_diputus")
        pindahkan_verifikasi(
            verifikasi,
            StatusVerifikasi.COCOK if cocok else StatusVerifikasi.TIDAK_COCOK,
            pelaku=pelaku,
            sebab=catatan[:200],
            petugas=petugas,
            catatan_petugas=catatan,
            sumber="PETUGAS",
            diputus_pada=timezone.now(),
        )
        for rekening in Rekening.objects.filter(
            verifikasi=verifikasi, status=Rekening.Status.DITINJAU_PETUGAS
        ):
            if cocok:
                tandai_terbukti(rekening=rekening)
            else:
                tandai_bermasalah(rekening=rekening, sebab="NAMA_BEDA", pelaku=pelaku)
        if verifikasi.kasus_id is not None:
            lanjutkan_kasus(kasus_id=verifikasi.kasus_id, pelaku=pelaku)
        if verifikasi.peserta.akun is not None:
            beri_tahu(
                akun=verifikasi.peserta.akun,
                jenis="tinjauan_diputus",
                data={"jenis": verifikasi.jenis, "cocok": cocok},
                kunci_sekali=f"tinjauan:{verifikasi.pk}",
                tautan="/pengkinian/",
            )
    return verifikasi


def buka_foto(*, verifikasi_id: int, urutan: int, tujuan: str, pelaku: Pelaku) -> bytes:
    """Return one picture for an officer who said why; the look is recorded.

    Audit:  data.dilihat_petugas.
    Raises: Bentrok when the picture is past its retention.
    """
    with transaction.atomic():
        verifikasi = HasilVerifikasi.objects.select_related("peserta").get(pk=verifikasi_id)
        bingkai = verifikasi.bingkai.get(urutan=urutan)
        if bingkai.isi is None:
            raise Bentrok("foto_sudah_dihapus")
        catat(
            aksi=Aksi.DATA_DILIHAT, pelaku=pelaku, objek=verifikasi, peserta=verifikasi.peserta,
            sesudah={"bidang": ["foto"]}, alasan=tujuan,
        )  # fmt: skip
    return bytes(bingkai.isi)

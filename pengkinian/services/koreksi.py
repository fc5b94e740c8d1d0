"""Corrections: the answer "Ada yang salah" opens a case for an officer; the person goes on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Akun, Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.services.pesan import beri_tahu
from jmo.lib.galat import BelumLayak, Bentrok
from pengkinian.models import KasusKoreksi, KasusPengkinian
from pengkinian.services.dukcapil import isi_kepesertaan
from pengkinian.services.konfirmasi import lanjutkan_kasus

# A correction of personal data is answered within 3x24 hours (UU 27/2022 Art. 30).
TENGGAT = timedelta(hours=72)


def buka_koreksi(
    *,
    peserta: Peserta,
    kasus: KasusPengkinian | None,
    jenis: KasusKoreksi.Jenis,
    uraian: str,
    pelaku: Pelaku,
) -> KasusKoreksi:
    """Open a correction; an open one of the same kind is taken up instead of a second.

    Writes: kasus_koreksi.   Audit: koreksi.dibuka.
    """
    with transaction.atomic():
        Peserta.objects.select_for_update().get(pk=peserta.pk)
        lama = KasusKoreksi.objects.filter(peserta=peserta, jenis=jenis, status="BARU").first()
        if lama is not None:
            lama.uraian = uraian
            lama.save(update_fields=["uraian"])
            return lama
        baru = KasusKoreksi.objects.create(
            peserta=peserta, kasus=kasus, jenis=jenis, uraian=uraian,
            tenggat_pada=timezone.now() + TENGGAT,
        )  # fmt: skip
        catat(
            aksi=Aksi.KOREKSI_DIBUKA, pelaku=pelaku, objek=baru, peserta=peserta,
            sesudah={"jenis": str(jenis), "tenggat_pada": baru.tenggat_pada},
        )  # fmt: skip
    return baru


def laporkan_salah(
    *, kasus: KasusPengkinian, jenis: KasusKoreksi.Jenis, uraian: str, pelaku: Pelaku
) -> KasusKoreksi:
    """Take the answer "Ada yang salah" of the first step: open the correction and go on.

    Writes: kasus_koreksi, kasus_pengkinian, hasil_verifikasi.   Rings: pengkinian.periksa_dukcapil.
    Audit:  koreksi.dibuka, pengkinian.diisi, verifikasi.diminta.
    Raises: Bentrok for a closed case, and then no correction is opened either.
    """
    with transaction.atomic():
        koreksi = buka_koreksi(
            peserta=kasus.peserta, kasus=kasus, jenis=jenis, uraian=uraian, pelaku=pelaku
        )
        isi_kepesertaan(
            kasus_id=kasus.pk, isian={"pernyataan": "koreksi"}, versi=None, pelaku=pelaku
        )
    return koreksi


def ambil_koreksi(*, koreksi_id: int, petugas: Akun, pelaku: Pelaku) -> KasusKoreksi:
    """Take a correction onto one's own desk, so that two officers do not answer the same one.

    Writes: kasus_koreksi.   Audit: koreksi.diambil.
    Raises: Bentrok when it is closed or on another desk, BelumLayak for the officer's own data.
    """
    with transaction.atomic():
        koreksi = _kunci(koreksi_id, petugas)
        _tulis(koreksi, petugas=petugas)
        catat(
            aksi=Aksi.KOREKSI_DIAMBIL, pelaku=pelaku, objek=koreksi, peserta=koreksi.peserta,
            sesudah={"jenis": koreksi.jenis},
        )  # fmt: skip
    return koreksi


def lepaskan_koreksi(*, koreksi_id: int, alasan: str, pelaku: Pelaku) -> KasusKoreksi:
    """Give a correction back to all desks, also from the desk of somebody who is away.

    Writes: kasus_koreksi.   Audit: koreksi.dilepas.
    Raises: Bentrok when it is closed.
    """
    with transaction.atomic():
        koreksi = _kunci(koreksi_id, None)
        _tulis(koreksi, petugas=None)
        catat(
            aksi=Aksi.KOREKSI_DILEPAS, pelaku=pelaku, objek=koreksi, peserta=koreksi.peserta,
            alasan=alasan,
        )  # fmt: skip
    return koreksi


def putuskan_koreksi(
    *, koreksi_id: int, diterima: bool, jawaban: str, petugas: Akun, pelaku: Pelaku
) -> KasusKoreksi:
    """Close a correction with an answer that the participant reads; a case that waited goes on.

    Shape:  an officer never answers for their own person.
    Writes: kasus_koreksi, pesan, kasus_pengkinian.   Audit: koreksi.diputus.
    Raises: Bentrok when somebody else has closed it or holds it, BelumLayak for the officer's own
            data.
    """
    with transaction.atomic():
        koreksi = _kunci(koreksi_id, petugas)
        status = KasusKoreksi.Status.DITERIMA if diterima else KasusKoreksi.Status.DITOLAK
        _tulis(
            koreksi, status=status, jawaban=jawaban, petugas=petugas, diputus_pada=timezone.now()
        )
        catat(
            aksi=Aksi.KOREKSI_DIPUTUS, pelaku=pelaku, objek=koreksi, peserta=koreksi.peserta,
            sesudah={"status": str(status)},
        )  # fmt: skip
        if koreksi.kasus_id is not None:
            lanjutkan_kasus(kasus_id=koreksi.kasus_id, pelaku=pelaku)
        if koreksi.peserta.akun is not None:
            beri_tahu(
                akun=koreksi.peserta.akun,
                jenis="koreksi_diputus",
                data={"diterima": diterima, "jawaban": jawaban},
                kunci_sekali=f"koreksi:{koreksi.pk}",
                tautan="/pengkinian/koreksi/",
            )
    return koreksi


def _kunci(koreksi_id: int, petugas: Akun | None) -> KasusKoreksi:
    """Lock an open correction for this officer; None asks for no particular one."""
    koreksi = (
        KasusKoreksi.objects.select_for_update(of=("self",))
        .select_related("peserta__akun")
        .get(pk=koreksi_id)
    )
    if koreksi.status != KasusKoreksi.Status.BARU:
        raise Bentrok("koreksi_sudah_diputus")
    if petugas is not None and koreksi.peserta.akun_id == petugas.pk:
        raise BelumLayak("petugas_data_sendiri")
    if petugas is not None and koreksi.petugas_id not in {None, petugas.pk}:
        raise Bentrok("koreksi_dipegang_lain")
    return koreksi


def _tulis(koreksi: KasusKoreksi, **ubah: Any) -> None:
    KasusKoreksi.objects.filter(pk=koreksi.pk).update(**ubah)
    koreksi.refresh_from_db()

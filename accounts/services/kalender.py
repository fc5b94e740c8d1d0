"""The working calendar: what officers lay over the library, each with its legal basis."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from accounts import audit
from accounts.models import HariKalender, TahunKalender
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.lib.galat import Bentrok, TidakDitemukan


def tetapkan_hari(
    *, tanggal: date, jenis: HariKalender.Jenis, dasar_hukum: str, pelaku: Pelaku
) -> HariKalender:
    """Lay one decreed day over the library; deadlines that were promised before stay as they are.

    Writes: accounts_harikalender.   Audit: kalender.diubah.
    Raises: Bentrok when something was said about this day before.
    """
    try:
        with transaction.atomic():
            hari = HariKalender.objects.create(
                tanggal=tanggal, jenis=jenis, dasar_hukum=dasar_hukum
            )
            audit.catat(
                aksi=Aksi.KALENDER_DIUBAH, pelaku=pelaku, objek=hari, alasan=dasar_hukum,
                sesudah={"per": tanggal, "jenis": jenis.value},
            )  # fmt: skip
    except IntegrityError as galat:
        raise Bentrok("kalender_hari_sudah_ada") from galat
    return hari


def cabut_hari(*, hari_id: int, alasan: str, pelaku: Pelaku) -> None:
    """Take back what was said about a day, so that the library's word holds again.

    Writes: accounts_harikalender.   Audit: kalender.diubah.
    Raises: TidakDitemukan when it was taken back before.
    """
    with transaction.atomic():
        hari = HariKalender.objects.select_for_update().filter(pk=hari_id).first()
        if hari is None:
            raise TidakDitemukan("kalender_hari_tidak_ada")
        audit.catat(
            aksi=Aksi.KALENDER_DIUBAH, pelaku=pelaku, objek=hari, alasan=alasan,
            sebelum={"per": hari.tanggal, "jenis": hari.jenis},
        )  # fmt: skip
        hari.delete()


def tetapkan_tahun(*, tahun: int, dasar_hukum: str, pelaku: Pelaku) -> TahunKalender:
    """Record that the holidays of a year were held against the decree.

    Writes: accounts_tahunkalender.   Audit: kalender.ditetapkan.
    Raises: Bentrok when the year was confirmed before.
    """
    try:
        with transaction.atomic():
            baris = TahunKalender.objects.create(tahun=tahun, dasar_hukum=dasar_hukum)
            audit.catat(
                aksi=Aksi.KALENDER_DITETAPKAN, pelaku=pelaku, objek=baris, alasan=dasar_hukum,
                sesudah={"per": tahun},
            )  # fmt: skip
    except IntegrityError as galat:
        raise Bentrok("kalender_tahun_sudah_ada") from galat
    return baris

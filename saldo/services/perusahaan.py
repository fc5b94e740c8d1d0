"""Employers as the fund knows them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.lib.galat import IsianTidakSah
from jmo.lib.samarkan import samarkan_surel
from jmo.lib.tanggal import hari_ini_wib
from saldo.models import LaporanBerhenti, Perusahaan
from saldo.rules.laporan_berhenti import StatusLaporan
from saldo.services.laporan_berhenti.kabar import tanya_perusahaan


def pastikan_perusahaan(*, npp: str, nama: str, pelaku: Pelaku) -> Perusahaan:
    """Return the employer of this number, entered if it is new; a known one keeps its name.

    Writes: perusahaan.   Audit: perusahaan.dicatat.
    """
    with transaction.atomic():
        perusahaan, baru = Perusahaan.objects.get_or_create(npp=npp, defaults={"nama": nama})
        if baru:
            audit.catat(
                aksi=Aksi.PERUSAHAAN_DICATAT, pelaku=pelaku, objek=perusahaan,
                sesudah={"nomor": npp},
            )  # fmt: skip
    return perusahaan


def ubah_email_perusahaan(*, perusahaan_id: int, email: str, pelaku: Pelaku) -> Perusahaan:
    """Write down where questions to an employer go, and send there what waits for its answer.

    Writes: perusahaan; laporan_berhenti, pesan: links that went to another address die.
    Rings:  accounts.kirim_pesan.   Audit: perusahaan.diubah, the address masked.
    Raises: IsianTidakSah("email_perusahaan_salah").
    """
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError as galat:
        raise IsianTidakSah("email_perusahaan_salah") from galat
    with transaction.atomic():
        perusahaan = Perusahaan.objects.select_for_update().get(pk=perusahaan_id)
        lama = perusahaan.email
        perusahaan.email = email
        perusahaan.save(update_fields=["email"])
        audit.catat(
            aksi=Aksi.PERUSAHAAN_DIUBAH, pelaku=pelaku, objek=perusahaan,
            sebelum={"tujuan_samar": samarkan_surel(lama) if lama else ""},
            sesudah={"tujuan_samar": samarkan_surel(email)},
        )  # fmt: skip
        if email != lama:
            _tanyakan_yang_menunggu(perusahaan)
    return perusahaan


def _tanyakan_yang_menunggu(perusahaan: Perusahaan) -> None:
    menunggu = LaporanBerhenti.objects.filter(
        perusahaan=perusahaan, status=StatusLaporan.MENUNGGU_PERUSAHAAN,
        tenggat_perusahaan__gte=hari_ini_wib(timezone.now()),
    )  # fmt: skip
    terkunci = menunggu.select_for_update(of=("self",)).select_related(
        "perusahaan", "kepesertaan__peserta"
    )
    for laporan in terkunci.order_by("pk"):
        tanya_perusahaan(laporan)

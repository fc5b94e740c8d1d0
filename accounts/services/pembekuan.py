"""The account of somebody who died: closed for everybody, and opened again when that was wrong."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts import audit
from accounts.models import Akun, Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku


def bekukan_peserta(*, peserta_id: int, meninggal_pada: date, pelaku: Pelaku) -> bool:
    """Write down that a person died and close their login; every open session ends with it.

    Result: whether a login was closed by this; `buka_peserta` is told so, because one that was
            closed for another reason stays closed.
    Writes: accounts_peserta, accounts_akun.   Audit: peserta.dibekukan.
    """
    with transaction.atomic():
        peserta = Peserta.objects.select_for_update().get(pk=peserta_id)
        peserta.meninggal_pada = meninggal_pada
        peserta.save(update_fields=["meninggal_pada"])
        # Each request reads this flag again, so a running session is nobody's from now on.
        ditutup = Akun.objects.filter(peserta=peserta, is_active=True).update(is_active=False)
        audit.catat(
            aksi=Aksi.PESERTA_DIBEKUKAN, pelaku=pelaku, objek=peserta, peserta=peserta,
            sesudah={"per": meninggal_pada},
        )  # fmt: skip
    return bool(ditutup)


def buka_peserta(*, peserta_id: int, buka_akun: bool, pelaku: Pelaku, alasan: str) -> None:
    """Take back that a person died; the login opens again when it was closed for that.

    Writes: accounts_peserta, accounts_akun.   Audit: peserta.dibuka_kembali.
    """
    with transaction.atomic():
        peserta = Peserta.objects.select_for_update().get(pk=peserta_id)
        sebelum, peserta.meninggal_pada = peserta.meninggal_pada, None
        peserta.save(update_fields=["meninggal_pada"])
        if buka_akun:
            Akun.objects.filter(peserta=peserta).update(is_active=True)
        audit.catat(
            aksi=Aksi.PESERTA_DIBUKA, pelaku=pelaku, objek=peserta, peserta=peserta,
            sebelum={"per": sebelum}, alasan=alasan,
        )  # fmt: skip

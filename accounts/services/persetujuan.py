"""Consents: given and withdrawn, each with the version and the hash of the text that was shown."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import transaction
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone

from accounts import audit
from accounts.models import Akun, Persetujuan
from accounts.rules import persetujuan as aturan
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.rules.persetujuan import BERLAKU, JenisPersetujuan
from jmo.lib.galat import BelumLayak, TidakDitemukan


def teks_persetujuan(jenis: JenisPersetujuan) -> str:
    """Return the text in force, in the current language: what pages show and the hash covers."""
    nama = f"persetujuan/{jenis.lower()}_{BERLAKU[jenis].versi}.txt"
    templat = getattr(get_template(nama), "template")  # noqa: B009 - absent from the stubs
    konteks = Context({"nama_portal": settings.NAMA_PORTAL}, autoescape=False)
    return str(templat.render(konteks)).strip()


@transaction.atomic
def beri_persetujuan(
    *,
    akun: Akun,
    jenis: JenisPersetujuan,
    pelaku: Pelaku,
    teks: str | None = None,
    saluran: str = "WEB",
) -> Persetujuan:
    """Record that this account agreed to the text in force.

    Shape:  `teks` as it was shown; None means `teks_persetujuan` in the current language.
    Result: the standing row when the same text was agreed to already.
    Writes: accounts_persetujuan.   Audit: persetujuan.diberikan.
    """
    tampil = teks_persetujuan(jenis) if teks is None else teks
    sidik = hashlib.sha256(tampil.encode()).hexdigest()
    versi = BERLAKU[jenis].versi
    Akun.objects.select_for_update().get(pk=akun.pk)
    berdiri = Persetujuan.objects.filter(
        akun=akun, jenis=jenis, versi=versi, sidik_teks=sidik, ditarik_pada=None
    ).first()
    if berdiri is not None:
        return berdiri
    baris = Persetujuan.objects.create(
        akun=akun, jenis=jenis, versi=versi, sidik_teks=sidik, saluran=saluran,
        diberikan_pada=timezone.now(),
    )  # fmt: skip
    _catat(Aksi.PERSETUJUAN_DIBERIKAN, baris, pelaku)
    return baris


@transaction.atomic
def tarik_persetujuan(*, akun: Akun, persetujuan_id: int, pelaku: Pelaku) -> Persetujuan:
    """Take a consent back; what rests on it is gone within 3x24 hours (UU 27/2022 art. 40).

    Writes: accounts_persetujuan: all standing rows of that kind.   Audit: persetujuan.ditarik.
    Raises: TidakDitemukan for somebody else's, BelumLayak("persetujuan_tidak_dapat_ditarik").
    """
    milik = Persetujuan.objects.select_for_update().filter(akun=akun)
    baris = milik.filter(pk=persetujuan_id).first()
    if baris is None:
        raise TidakDitemukan("persetujuan_tidak_ada")
    if not aturan.boleh_ditarik(JenisPersetujuan(baris.jenis)):
        raise BelumLayak("persetujuan_tidak_dapat_ditarik")
    # One answer in two languages is two rows: both go.
    for satu in milik.filter(jenis=baris.jenis, ditarik_pada=None):
        satu.ditarik_pada = timezone.now()
        satu.save(update_fields=["ditarik_pada"])
        _catat(Aksi.PERSETUJUAN_DITARIK, satu, pelaku)
    baris.refresh_from_db()
    return baris


def _catat(aksi: Aksi, baris: Persetujuan, pelaku: Pelaku) -> None:
    audit.catat(
        aksi=aksi, pelaku=pelaku, objek=baris, peserta=getattr(baris.akun, "peserta", None),
        sesudah={"jenis": baris.jenis, "versi": baris.versi, "sidik": baris.sidik_teks},
    )  # fmt: skip

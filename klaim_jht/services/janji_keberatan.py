"""Watching over the time of an answer: up to supervisors before it ends, recorded when broken."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import tugas
from klaim_jht.models import Keberatan
from klaim_jht.rules.peringatan import DILANGGAR, tahap_jawaban
from klaim_jht.selectors.janji import keberatan_berjanji

BEL = "klaim_jht.sapu_keberatan"


def sapu_keberatan() -> int:
    """Look at every objection whose answer is due or came late; returns how many marks are new.

    Safe to run any number of times at once: each mark is set once.
    Writes: keberatan.   Audit: keberatan.dinaikkan, keberatan.dilanggar.
    """
    kini = timezone.now()
    return sum(_lihat(satu, kini) for satu in keberatan_berjanji().iterator(chunk_size=500))


def _lihat(keberatan: Keberatan, kini: datetime) -> bool:
    dijawab = keberatan.dijawab_pada
    tahap = tahap_jawaban(
        dibuat=keberatan.dibuat_pada, janji=keberatan.janji_pada, kini=dijawab or kini,
        naik_persen=max(settings.JANJI_PERINGATAN_PERSEN),
    )  # fmt: skip
    if tahap == DILANGGAR:
        return _tandai(keberatan, "dilanggar_pada", Aksi.KEBERATAN_DILANGGAR, kini)
    if tahap and dijawab is None and keberatan.dinaikkan_pada is None:
        return _tandai(keberatan, "dinaikkan_pada", Aksi.KEBERATAN_DINAIKKAN, kini)
    return False


def _tandai(keberatan: Keberatan, kolom: str, aksi: Aksi, kini: datetime) -> bool:
    with transaction.atomic():
        baru = Keberatan.objects.filter(pk=keberatan.pk, **{kolom: None}).update(**{kolom: kini})
        if baru:
            catat(
                aksi=aksi, pelaku=tugas(BEL), objek=keberatan, peserta=keberatan.klaim.peserta,
                sesudah={
                    "nomor": keberatan.klaim.nomor or "", "tenggat_pada": keberatan.janji_pada
                },
            )  # fmt: skip
    return bool(baru)

"""Telling people that they may claim now: on the day, and once more after thirty days.

The same rules as at filing decide, on fresh facts. No amount and no name of an employer stands in
the message.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import tugas
from accounts.services.pesan import beri_tahu
from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.models import KabarHak
from klaim_jht.rules.alasan import AlasanKlaim
from klaim_jht.rules.kabar_hak import hak_mulai, masih_kabar, mulai_dikabarkan, tinggal_diajukan
from klaim_jht.rules.keputusan import Keputusan, putuskan
from klaim_jht.selectors import ketentuan_klaim, susun_fakta
from klaim_jht.selectors.kabar_hak import (
    CalonKabar,
    ada_jadwal,
    calon_kabar,
    kabar_untuk_diingatkan,
)

BEL = "klaim_jht.sapu_kabar_hak"


def sapu_kabar_hak() -> int:
    """Tell whose right began, and remind whom was told a month ago; returns how many were told.

    Safe to run any number of times at once: the database lets each piece of news in once.
    Writes: kabar_hak, pesan.   Audit: hak.dikabari.
    """
    kini = timezone.now()
    baru = sum(_kabari(satu, kini) for satu in calon_kabar(hari_ini=hari_ini_wib(kini)))
    return baru + sum(_ingatkan(satu, kini) for satu in kabar_untuk_diingatkan(kini=kini))


def _kabari(calon: CalonKabar, kini: datetime) -> bool:
    peserta = Peserta.objects.select_related("akun").get(pk=calon.peserta_id)
    hari_ini = hari_ini_wib(kini)
    keputusan = _putuskan(peserta, calon.alasan, hari_ini)
    mulai = hak_mulai(keputusan.fakta, keputusan.hasil, keputusan.ketentuan)
    if mulai is None or not tinggal_diajukan(keputusan.hasil) or ada_jadwal(peserta.pk):
        return False
    mulai = mulai_dikabarkan(mulai=mulai, dilaporkan=calon.dilaporkan_pada)
    if not masih_kabar(mulai, hari_ini=hari_ini):
        return False
    try:
        with transaction.atomic():
            kabar = KabarHak.objects.create(
                peserta=peserta, alasan=calon.alasan.value, mulai=mulai, diberitahu_pada=kini
            )
            _beri_tahu(kabar, "hak_mulai")
    except IntegrityError:
        # Told before, or by another sweep that was faster.
        return False
    return True


def _ingatkan(kabar: KabarHak, kini: datetime) -> bool:
    keputusan = _putuskan(kabar.peserta, AlasanKlaim(kabar.alasan), hari_ini_wib(kini))
    perlu = (
        tinggal_diajukan(keputusan.hasil)
        and kabar.peserta.meninggal_pada is None
        and not ada_jadwal(kabar.peserta_id)
    )
    with transaction.atomic():
        terbuka = KabarHak.objects.filter(pk=kabar.pk, selesai_pada=None)
        dapat = terbuka.update(selesai_pada=kini, diingatkan_pada=kini if perlu else None)
        if dapat and perlu:
            _beri_tahu(kabar, "hak_diingatkan")
    return bool(dapat and perlu)


def _putuskan(peserta: Peserta, alasan: AlasanKlaim, hari_ini: date) -> Keputusan:
    return putuskan(
        fakta=susun_fakta(peserta, alasan),
        ketentuan=ketentuan_klaim(alasan, pada=hari_ini),
        hari_ini=hari_ini,
    )


def _beri_tahu(kabar: KabarHak, jenis: str) -> None:
    assert kabar.peserta.akun is not None
    catat(
        aksi=Aksi.HAK_DIKABARI, pelaku=tugas(BEL), objek=kabar, peserta=kabar.peserta,
        sesudah={"jenis": jenis, "alasan": kabar.alasan, "per": kabar.mulai},
    )  # fmt: skip
    beri_tahu(
        akun=kabar.peserta.akun, jenis=jenis,
        data={"pensiun": kabar.alasan == AlasanKlaim.PENSIUN, "mulai": kabar.mulai},
        kunci_sekali=f"{jenis}:{kabar.pk}", tautan="/klaim/",
    )  # fmt: skip

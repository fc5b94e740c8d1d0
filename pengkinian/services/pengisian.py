"""Filling in the wizard: the draft is a row, and going back voids only what depends on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from accounts.audit import catat
from accounts.models import Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.lib.galat import Bentrok, TidakDitemukan
from pengkinian.alur import ALUR
from pengkinian.models import HasilVerifikasi, KasusPengkinian
from pengkinian.selectors import TERBUKA, kasus_terbuka, susun_fakta


def mulai_pengkinian(*, peserta: Peserta, pelaku: Pelaku) -> KasusPengkinian:
    """Return the person's open data update, or open one.

    Writes: kasus_pengkinian.   Audit: pengkinian.dimulai.
    """
    with transaction.atomic():
        # The person's row is the lock: two tabs that start at once open one case.
        Peserta.objects.select_for_update().get(pk=peserta.pk)
        kasus = kasus_terbuka(peserta)
        if kasus is None:
            kasus = KasusPengkinian.objects.create(peserta=peserta)
            catat(aksi=Aksi.PENGKINIAN_DIMULAI, pelaku=pelaku, objek=kasus, peserta=peserta)
    return kasus


def kunci_kasus(kasus_id: int, *, versi: int | None = None) -> KasusPengkinian:
    """Lock an open case for writing; call it first in a transaction.

    Raises: TidakDitemukan, Bentrok("kasus_tidak_terbuka"), Bentrok("kasus_versi_lama") when the
            page was made from an older version.
    """
    kasus = (
        KasusPengkinian.objects.select_for_update(of=("self",))
        .select_related("peserta", "peserta__akun")
        .filter(pk=kasus_id)
        .first()
    )
    if kasus is None:
        raise TidakDitemukan("kasus_tidak_ada")
    if kasus.status not in TERBUKA:
        raise Bentrok("kasus_tidak_terbuka")
    if versi is not None and kasus.versi != versi:
        raise Bentrok("kasus_versi_lama")
    return kasus


def isi_langkah(
    *, kasus_id: int, kunci: str, isian: Mapping[str, Any], versi: int | None, pelaku: Pelaku
) -> KasusPengkinian:
    """Save the answers of one step and void what depends on them, when they changed.

    Shape:  `kunci` is a step of `pengkinian.alur`; `isian` JSON values; `versi` of the page.
    Result: a second sending of the very same answers (double click) changes nothing.
    Writes: kasus_pengkinian, hasil_verifikasi (voided verdicts).   Audit: pengkinian.diisi.
    Raises: Bentrok (stale page, closed case, step not open yet).
    """
    with transaction.atomic():
        kasus = kunci_kasus(kasus_id)
        if not ALUR.boleh_masuk(kunci, susun_fakta(kasus)):
            raise Bentrok("langkah_belum_terbuka")
        lama = kasus.isian.get(kunci)
        baru = dict(isian)
        if versi is not None and versi != kasus.versi:
            if kunci in kasus.langkah_terisi and lama == baru:
                return kasus
            raise Bentrok("kasus_versi_lama")
        batal = ALUR.dibatalkan_oleh(kunci) if lama is not None and lama != baru else frozenset()
        # What was kept for later is answered now.
        lain = {k: isi for k, isi in kasus.isian.items() if k != f"{kunci}.draf"}
        kasus.isian = {**lain, kunci: baru}
        terisi = [butir for butir in kasus.langkah_terisi if butir not in batal | {kunci}]
        kasus.langkah_terisi = [*terisi, kunci]
        kasus.versi += 1
        _simpan(kasus)
        dibatalkan = sorted(batal)
        if dibatalkan:
            _batalkan_verdict(kasus, dibatalkan)
        catat(
            aksi=Aksi.PENGKINIAN_DIISI,
            pelaku=pelaku,
            objek=kasus,
            peserta=kasus.peserta,
            sesudah={"langkah": kunci, "dibatalkan": dibatalkan},
        )
    return kasus


def simpan_sementara(*, kasus_id: int, kunci: str, isian: Mapping[str, Any]) -> None:
    """Keep what was typed on a step that is not complete yet ("Simpan dan lanjut nanti").

    Writes: kasus_pengkinian; the step does not count as answered.
    """
    with transaction.atomic():
        kasus = kunci_kasus(kasus_id)
        kasus.isian = {**kasus.isian, f"{kunci}.draf": dict(isian)}
        _simpan(kasus)


def _simpan(kasus: KasusPengkinian) -> None:
    kasus.diubah_pada = Now()
    kasus.save(update_fields=["isian", "langkah_terisi", "versi", "diubah_pada"])


_VERDICT_LANGKAH = {
    "kepesertaan": HasilVerifikasi.Jenis.NIK,
    "wajah": HasilVerifikasi.Jenis.WAJAH,
    "rekening": HasilVerifikasi.Jenis.REKENING,
    "kependudukan": HasilVerifikasi.Jenis.KEPENDUDUKAN,
}


def _batalkan_verdict(kasus: KasusPengkinian, langkah: list[str]) -> None:
    jenis = [_VERDICT_LANGKAH[kunci] for kunci in langkah if kunci in _VERDICT_LANGKAH]
    HasilVerifikasi.objects.filter(kasus=kasus, jenis__in=jenis, batal_pada=None).update(
        batal_pada=Now(), jatuh_pada=None
    )

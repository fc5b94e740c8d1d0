"""Reads of applications of heirs, and the door through which their pages reach them."""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import Count, Min
from django.utils import timezone

from accounts.models import Akun, Peserta
from jmo.lib.galat import TidakDitemukan
from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.alur_waris import FaktaAlurWaris
from klaim_jht.models import BerkasWaris, LaporanKematian, PermohonanWaris
from klaim_jht.rules.ahli_waris import BuktiKematian, HasilWaris, aturan_waris, golongan_berhak
from klaim_jht.rules.ahli_waris import periksa_waris as tanya_aturan
from klaim_jht.rules.ahli_waris.permohonan import (
    WARIS_SELESAI,
    StatusWaris,
    baca_ditinggalkan,
    baca_fakta_waris,
    berkas_waris_kurang,
    boleh_diajukan,
)
from pengkinian.models import HasilVerifikasi, Rekening
from pengkinian.rules.wajah import Keperluan
from pengkinian.selectors import rekening_berlaku, wajah_segar

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeadaanWaris:
    """One application as it stands now.

    Shape:  `hasil` None until all heirs are named; `bukti` as the report of the death says.
    """

    hasil: HasilWaris | None
    wajah: HasilVerifikasi | None
    rekening: Rekening | None
    fakta: FaktaAlurWaris


def permohonan_terbuka(pemohon: Peserta) -> PermohonanWaris | None:
    """Return the person's application that has not ended, draft included, or None."""
    kueri = PermohonanWaris.objects.select_related("pemohon__akun", "laporan__peserta", "klaim")
    return kueri.filter(pemohon=pemohon).exclude(status__in=WARIS_SELESAI).first()


def ambil_permohonan_milik(
    akun: Akun, kode: uuid.UUID, *, untuk: Literal["baca", "ubah"] = "baca"
) -> PermohonanWaris:
    """Return one application of this account's person; "ubah" locks it.

    Raises: TidakDitemukan("permohonan_tidak_ada"), also for somebody else's, which is logged.
    """
    kueri = PermohonanWaris.objects.select_related("pemohon__akun", "laporan__peserta", "klaim")
    if untuk == "ubah":
        kueri = kueri.select_for_update(of=("self",))
    baris = kueri.filter(pemohon__akun=akun, kode=kode).first()
    if baris is None:
        asing = PermohonanWaris.objects.filter(kode=kode).values_list("pk", flat=True).first()
        if asing is not None:
            log.warning("heirs' application %s asked for by account %s", asing, akun.pk)
        raise TidakDitemukan("permohonan_tidak_ada")
    return baris


def daftar_permohonan(pemohon: Peserta) -> list[PermohonanWaris]:
    """Return all applications of a person that were sent, newest first."""
    kueri = PermohonanWaris.objects.filter(pemohon=pemohon, diajukan_pada__isnull=False)
    return list(kueri.select_related("klaim").order_by("-diajukan_pada"))


def berkas_waris_ada(permohonan: PermohonanWaris) -> set[tuple[str, int | None]]:
    """Return kind and number of every paper that was handed in and counts."""
    ada = permohonan.berkas.filter(status=BerkasWaris.Status.ADA)
    return set(ada.values_list("jenis", "nomor"))


def berkas_waris_diminta(permohonan: PermohonanWaris) -> list[BerkasWaris]:
    """Return the papers for which an officer waits."""
    diminta = permohonan.berkas.filter(status=BerkasWaris.Status.DIMINTA)
    return list(diminta.defer("isi").order_by("pk"))


def bukti_kematian(laporan: LaporanKematian | None) -> BuktiKematian:
    """Return who said that the person of this report died.

    Shape:  a second report of the same death counts with the first one's proof.
    """
    if laporan is None or laporan.peserta is None or laporan.peserta.meninggal_pada is None:
        return BuktiKematian.BELUM
    beku = LaporanKematian.objects.filter(peserta=laporan.peserta, status="DIBEKUKAN").first()
    return BuktiKematian(beku.bukti) if beku is not None and beku.bukti else BuktiKematian.BELUM


def hasil_waris(permohonan: PermohonanWaris) -> HasilWaris | None:
    """Ask the rules about an application as it stands; None until all heirs are named."""
    if "ahli_waris" not in permohonan.isian:
        return None
    fakta = baca_fakta_waris(permohonan.isian, bukti=bukti_kematian(permohonan.laporan))
    return tanya_aturan(fakta, pada=hari_ini_wib(timezone.now()))


def keadaan_waris(permohonan: PermohonanWaris) -> KeadaanWaris:
    """Return what is true of an application now, for its wizard and for filing alike."""
    isian = permohonan.isian
    aturan = aturan_waris(hari_ini_wib(timezone.now()))
    hasil = hasil_waris(permohonan)
    wajah = wajah_segar(permohonan.pemohon, untuk=Keperluan.KLAIM)
    rekening = rekening_berlaku(permohonan.pemohon)
    if rekening is not None and rekening.status == Rekening.Status.BERMASALAH:
        rekening = None
    boleh = hasil is not None and boleh_diajukan(hasil)
    kurang = (
        berkas_waris_kurang(hasil.berkas, berkas_waris_ada(permohonan)) if hasil is not None else ()
    )
    return KeadaanWaris(
        hasil=hasil,
        wajah=wajah,
        rekening=rekening,
        fakta=FaktaAlurWaris(
            meninggal="meninggal" in isian,
            keluarga=bool(golongan_berhak(aturan, baca_ditinggalkan(isian))),
            ahli_waris=boleh,
            surat=boleh and not kurang,
            wajah_segar=wajah is not None,
            rekening_siap=rekening is not None,
            diajukan=permohonan.status != StatusWaris.DRAF,
        ),
    )


def hitung_permohonan_waris() -> tuple[int, datetime | None]:
    """Return how many applications wait for an officer, and the nearest deadline."""
    hasil = PermohonanWaris.objects.filter(status=StatusWaris.DIAJUKAN).aggregate(
        banyak=Count("pk"), sejak=Min("diajukan_pada")
    )
    return hasil["banyak"], hasil["sejak"]

"""The yearly run over all cards: begun by a person or a command, gone on with by workers."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from accounts import audit
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku, tugas
from accounts.services import sewa
from jmo.antrean import bunyikan
from jmo.lib.galat import Bentrok
from jmo.lib.uang import Rupiah
from saldo.models import Kepesertaan, Ketentuan, PutaranPengembangan
from saldo.services.pengembangan.lajur import BATAS_DIAM, TUMPUKAN, buka_lajur, kerjakan
from saldo.services.pengembangan.tarif_tahun import tarif_buku, tarif_tutup_tahun
from saldo.services.pengembangan.tumpukan import (
    HasilTumpukan,
    ambil_tumpukan,
    hitung_tumpukan,
    kreditkan_tumpukan,
)

BEL = "saldo.tutup_tahun"
# Shorter than the soft limit of a task by the longest batch.
DETIK_TUGAS = 30

_S = PutaranPengembangan.Status


@dataclass(frozen=True, slots=True)
class LaporanPutaran:
    """What a yearly run came to: dikreditkan + nihil + tanpa_uang + sudah = diperiksa.

    Shape:  `sudah` = cards that were credited before; `contoh` marks a rate that is not official.
    """

    tahun: int
    contoh: bool
    diperiksa: int
    dikreditkan: int
    nihil: int
    tanpa_uang: int
    sudah: int
    jumlah: Rupiah


def tutup_tahun(
    *,
    tahun: int,
    pelaku: Pelaku,
    tumpukan: int = TUMPUKAN,
    uji: bool = False,
    kemajuan: Callable[[int], None] | None = None,
) -> LaporanPutaran:
    """Credit the return of a year to every card, here and now, until all are done.

    Shape:  an interrupted run goes on; a finished one looks for cards that have got money of that
            year since. `uji` counts and writes nothing. `kemajuan` is told how many were looked at.
    Writes: putaran_pengembangan, jurnal, entri_jurnal, akun_buku, kredit_pengembangan; a
            transaction per batch.   Audit: putaran.dimulai, pengembangan.dibukukan.
    Raises: as `tarif_tutup_tahun`.
    """
    ketentuan = tarif_tutup_tahun(tahun)
    if uji:
        return _uji(ketentuan, tumpukan, kemajuan)
    putaran = _siapkan(ketentuan, pelaku=pelaku, jatuh=BATAS_DIAM)
    if putaran.status == _S.SELESAI:
        return _periksa_lagi(putaran, ketentuan, tumpukan, pelaku=pelaku)

    def maju() -> bool:
        semula = putaran.diperiksa
        putaran.refresh_from_db()
        if kemajuan is not None and putaran.diperiksa != semula:
            kemajuan(putaran.diperiksa)
        return True

    kerjakan(putaran.pk, tumpukan, pelaku=pelaku, lanjut=maju)
    putaran.refresh_from_db()
    return _laporan(putaran, ketentuan)


def minta_tutup_tahun(*, tahun: int, pelaku: Pelaku) -> PutaranPengembangan:
    """Let a worker credit the return of a year to every card.

    Writes: putaran_pengembangan.   Audit: putaran.dimulai.   Rings: saldo.tutup_tahun.
    Raises: as `tarif_tutup_tahun`; Bentrok("tahun_sudah_ditutup").
    """
    ketentuan = tarif_tutup_tahun(tahun)
    with transaction.atomic(durable=True):
        putaran = _siapkan(ketentuan, pelaku=pelaku, jatuh=timedelta(0))
        if putaran.status == _S.SELESAI:
            raise Bentrok("tahun_sudah_ditutup", tahun=tahun)
        bunyikan(BEL, putaran_id=putaran.pk)
    return putaran


def lanjutkan_putaran(*, putaran_id: int, batas_detik: int = DETIK_TUGAS) -> None:
    """Go on with a run for some seconds, then ring for the next turn; safe any number of times.

    Writes: as `tutup_tahun`.   Rings: saldo.tutup_tahun while cards are left.
    """
    sampai = time.monotonic() + batas_detik
    pelaku = tugas(BEL)
    with sewa.pegang(PutaranPengembangan, putaran_id, detik=settings.SEWA_DETIK["umum"]) as dapat:
        lagi = dapat and kerjakan(
            putaran_id, TUMPUKAN, pelaku=pelaku, lanjut=lambda: time.monotonic() < sampai
        )
    if lagi:
        with transaction.atomic(durable=True):
            PutaranPengembangan.objects.filter(pk=putaran_id, status=_S.BERJALAN).update(
                jatuh_pada=Now()
            )
            bunyikan(BEL, putaran_id=putaran_id)


def sapu_putaran() -> int:
    """Ring for runs whose worker fell silent; returns how many."""
    return sewa.sapu(PutaranPengembangan, bel=BEL, kunci="putaran_id")


def _siapkan(ketentuan: Ketentuan, *, pelaku: Pelaku, jatuh: timedelta) -> PutaranPengembangan:
    """Return the row of the run, made when it is the first one of its year."""
    with transaction.atomic():
        putaran, baru = PutaranPengembangan.objects.get_or_create(
            tahun=ketentuan.berlaku_sejak.year,
            defaults={
                "tarif": ketentuan.nilai,
                "total": Kepesertaan.objects.count(),
                "diminta_oleh_id": pelaku.akun_id,
                "jatuh_pada": Now() + jatuh,
            },
        )
        if baru:
            buka_lajur(putaran)
            audit.catat(
                aksi=Aksi.PUTARAN_DIMULAI, pelaku=pelaku, objek=putaran,
                sesudah={"per": putaran.tahun, "total": putaran.total},
            )  # fmt: skip
            putaran.refresh_from_db()
    return putaran


def _periksa_lagi(
    putaran: PutaranPengembangan, ketentuan: Ketentuan, banyak: int, *, pelaku: Pelaku
) -> LaporanPutaran:
    """Go over all cards of a finished run; what it finds is added to the run."""
    hasil: list[HasilTumpukan] = []
    tarif, dari, kartu = tarif_buku(ketentuan), 0, 0
    while (bagian := ambil_tumpukan(dari=dari, banyak=banyak)) is not None:
        with transaction.atomic(durable=True):
            PutaranPengembangan.objects.select_for_update().get(pk=putaran.pk)
            satu = kreditkan_tumpukan(bagian, tarif=tarif, pelaku=pelaku)
            if satu.dikreditkan:
                PutaranPengembangan.objects.filter(pk=putaran.pk).update(
                    diperiksa=F("diperiksa") + satu.dikreditkan,
                    dikreditkan=F("dikreditkan") + satu.dikreditkan,
                    jumlah=F("jumlah") + satu.jumlah,
                )
        hasil.append(satu)
        dari, kartu = bagian.sampai, kartu + bagian.kartu
    return _jumlahkan(hasil, ketentuan, kartu)


def _uji(
    ketentuan: Ketentuan, banyak: int, kemajuan: Callable[[int], None] | None
) -> LaporanPutaran:
    hasil: list[HasilTumpukan] = []
    tarif, dari, kartu = tarif_buku(ketentuan), 0, 0
    while (bagian := ambil_tumpukan(dari=dari, banyak=banyak)) is not None:
        hasil.append(hitung_tumpukan(bagian, tarif=tarif))
        dari, kartu = bagian.sampai, kartu + bagian.kartu
        if kemajuan is not None:
            kemajuan(kartu)
    return _jumlahkan(hasil, ketentuan, kartu)


def _jumlahkan(hasil: list[HasilTumpukan], ketentuan: Ketentuan, kartu: int) -> LaporanPutaran:
    jumlah = {
        satu.name: sum(getattr(isi, satu.name) for isi in hasil) for satu in fields(HasilTumpukan)
    }
    return LaporanPutaran(
        tahun=ketentuan.berlaku_sejak.year, contoh=ketentuan.contoh, diperiksa=kartu, **jumlah
    )


def _laporan(putaran: PutaranPengembangan, ketentuan: Ketentuan) -> LaporanPutaran:
    return LaporanPutaran(
        tahun=putaran.tahun, contoh=ketentuan.contoh, diperiksa=putaran.diperiksa,
        dikreditkan=putaran.dikreditkan, nihil=putaran.nihil, tanpa_uang=putaran.tanpa_uang,
        sudah=putaran.sudah, jumlah=Rupiah(putaran.jumlah),
    )  # fmt: skip

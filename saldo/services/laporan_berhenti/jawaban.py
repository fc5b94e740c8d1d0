"""The employer's word: through the link that was sent, or as an officer heard it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Akun
from accounts.rules.pelaku import Pelaku, tugas
from jmo.lib.galat import BelumLayak, Bentrok, TidakDitemukan
from jmo.lib.tanggal import hari_ini_wib
from saldo.models import Kepesertaan, LaporanBerhenti
from saldo.rules.laporan_berhenti import StatusLaporan
from saldo.services.laporan_berhenti.kabar import baca_tanda, cocok
from saldo.services.laporan_berhenti.status import (
    hentikan_menurut,
    kunci_laporan,
    kunci_terbuka,
    pindahkan_laporan,
)

PERUSAHAAN = tugas("saldo.jawab_berhenti")


def buka_tautan(tanda: str) -> LaporanBerhenti:
    """Return the report to which a link leads; reading changes nothing, however often.

    Raises: TidakDitemukan("tautan_tidak_sah"); Bentrok("tautan_sudah_dipakai") once somebody
            answered or the report has ended; Bentrok("tautan_kedaluwarsa") after the deadline.
    """
    laporan_id, kode = baca_tanda(tanda)
    laporan = (
        LaporanBerhenti.objects.select_related("kepesertaan__peserta", "perusahaan")
        .filter(pk=laporan_id)
        .first()
    )
    if laporan is None:
        raise TidakDitemukan("tautan_tidak_sah")
    _periksa(laporan, kode)
    return laporan


def jawab_lewat_tautan(*, tanda: str, benar: bool, kata: str) -> LaporanBerhenti:
    """Take the employer's answer, once.

    Writes: laporan_berhenti, riwayat_laporan, pesan; kepesertaan when it says yes.
    Audit:  laporan_berhenti.pindah_status, kartu.diubah.
    Raises: as `buka_tautan`.
    """
    laporan_id, kode = baca_tanda(tanda)
    with transaction.atomic():
        laporan = kunci_laporan(laporan_id)
        _periksa(laporan, kode)
        _jawab(laporan, benar=benar, kata=kata, lewat="TAUTAN", pelaku=PERUSAHAAN)
    return laporan


def catat_jawaban(
    *, laporan_id: int, benar: bool, kata: str, petugas: Akun, pelaku: Pelaku
) -> LaporanBerhenti:
    """Write down what the employer told an officer, by telephone or on paper.

    Writes: laporan_berhenti, riwayat_laporan, pesan; kepesertaan when it says yes.
    Audit:  laporan_berhenti.pindah_status, kartu.diubah.
    Raises: Bentrok("laporan_sudah_selesai"), Bentrok("laporan_sudah_dijawab");
            BelumLayak("petugas_data_sendiri"); BelumLayak("laporan_tanpa_perusahaan").
    """
    with transaction.atomic():
        laporan = kunci_terbuka(laporan_id)
        if laporan.kepesertaan.peserta.akun_id == petugas.pk:
            raise BelumLayak("petugas_data_sendiri")
        if laporan.perusahaan is None:
            raise BelumLayak("laporan_tanpa_perusahaan")
        _jawab(laporan, benar=benar, kata=kata, lewat="PETUGAS", pelaku=pelaku)
    return laporan


def _periksa(laporan: LaporanBerhenti, kode: str) -> None:
    tenggat = laporan.tenggat_perusahaan
    if laporan.jawaban or laporan.status != StatusLaporan.MENUNGGU_PERUSAHAAN:
        lewat = laporan.status == StatusLaporan.MENUNGGU_PETUGAS and not laporan.jawaban
        raise Bentrok("tautan_kedaluwarsa" if lewat else "tautan_sudah_dipakai")
    if not cocok(laporan, kode):
        raise TidakDitemukan("tautan_tidak_sah")
    if tenggat is None or hari_ini_wib(timezone.now()) > tenggat:
        raise Bentrok("tautan_kedaluwarsa")


def _jawab(laporan: LaporanBerhenti, *, benar: bool, kata: str, lewat: str, pelaku: Pelaku) -> None:
    jawaban = LaporanBerhenti.Jawaban.BENAR if benar else LaporanBerhenti.Jawaban.TIDAK_BENAR
    isi: dict[str, Any] = {
        "jawaban": jawaban.value, "kata_perusahaan": kata, "dijawab_lewat": lewat,
        "dijawab_pada": timezone.now(),
    }  # fmt: skip
    if benar:
        hentikan_menurut(laporan, pelapor=Kepesertaan.Pelapor.PERUSAHAAN, pelaku=pelaku)
        pindahkan_laporan(laporan, StatusLaporan.DITERIMA, pelaku=pelaku, **isi)
    else:
        pindahkan_laporan(laporan, StatusLaporan.DIBANTAH, pelaku=pelaku, **isi)

"""What an officer does: look at the paper, decide."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Akun
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.lib.galat import BelumLayak, Bentrok, TidakDitemukan
from jmo.lib.tanggal import hari_ini_wib
from saldo.models import BuktiBerhenti, Kepesertaan, LaporanBerhenti
from saldo.rules.laporan_berhenti import DI_MEJA_PETUGAS, StatusLaporan
from saldo.services.laporan_berhenti.status import (
    hentikan_menurut,
    kunci_terbuka,
    pindahkan_laporan,
)


def putuskan_laporan(
    *,
    laporan_id: int,
    diterima: bool,
    alasan: str,
    petugas: Akun,
    pelaku: Pelaku,
    tanggal: date | None = None,
) -> LaporanBerhenti:
    """Decide a report that the employer did not confirm; the participant reads the reason.

    Shape:  `tanggal` = the date that the paper proves, where it differs from the reported one.
    Writes: laporan_berhenti, riwayat_laporan, pesan; kepesertaan when accepted.
    Audit:  laporan_berhenti.pindah_status, kartu.diubah.
    Raises: Bentrok("laporan_sudah_selesai"), Bentrok("laporan_menunggu_perusahaan") while the
            employer still has time; BelumLayak("petugas_data_sendiri"),
            BelumLayak("laporan_salah_di_depan"), BelumLayak("laporan_salah_sebelum_mulai").
    """
    with transaction.atomic():
        laporan = kunci_terbuka(laporan_id)
        if laporan.kepesertaan.peserta.akun_id == petugas.pk:
            raise BelumLayak("petugas_data_sendiri")
        if laporan.status not in DI_MEJA_PETUGAS:
            raise Bentrok("laporan_menunggu_perusahaan")
        if diterima:
            _periksa_tanggal(laporan, tanggal)
            hentikan_menurut(
                laporan, tanggal=tanggal, pelapor=Kepesertaan.Pelapor.PETUGAS, pelaku=pelaku
            )
        pindahkan_laporan(
            laporan, StatusLaporan.DITERIMA if diterima else StatusLaporan.DITOLAK, pelaku=pelaku,
            alasan=alasan, alasan_putusan=alasan, petugas=petugas,
        )  # fmt: skip
    return laporan


def buka_bukti(*, laporan_id: int, tujuan: str, pelaku: Pelaku) -> BuktiBerhenti:
    """Return the paper of a report for an officer; the look is recorded.

    Audit:  data.dilihat_petugas.
    Raises: TidakDitemukan("bukti_tidak_ada").
    """
    with transaction.atomic():
        bukti = (
            BuktiBerhenti.objects.select_related("laporan__kepesertaan__peserta")
            .filter(laporan=laporan_id, dihapus_pada=None)
            .first()
        )
        if bukti is None:
            raise TidakDitemukan("bukti_tidak_ada")
        catat(
            aksi=Aksi.DATA_DILIHAT, pelaku=pelaku, objek=bukti.laporan,
            peserta=bukti.laporan.kepesertaan.peserta, sesudah={"bidang": ["bukti"]},
            alasan=tujuan,
        )  # fmt: skip
    return bukti


def _periksa_tanggal(laporan: LaporanBerhenti, tanggal: date | None) -> None:
    if tanggal is None:
        return
    if tanggal > hari_ini_wib(timezone.now()):
        raise BelumLayak("laporan_salah_di_depan")
    if tanggal < laporan.kepesertaan.tanggal_mulai:
        raise BelumLayak("laporan_salah_sebelum_mulai")

"""The one door to the state of a report, and the order in which its rows are locked."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection
from django.utils import timezone

from accounts.audit import catat
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.lib.galat import Bentrok, TidakDitemukan
from saldo.models import Kepesertaan, LaporanBerhenti, RiwayatLaporan
from saldo.rules.laporan_berhenti import TERBUKA, StatusLaporan, boleh_pindah
from saldo.rules.masa_kepesertaan import SebabKeluar
from saldo.services.kartu import hentikan_kartu, kunci_kartu
from saldo.services.laporan_berhenti.kabar import kabari_peserta


def kunci_laporan(laporan_id: int) -> LaporanBerhenti:
    """Return a report with its card and person, both rows locked until the transaction ends.

    Raises: TidakDitemukan("laporan_tidak_ada").
    """
    assert connection.in_atomic_block
    baris = LaporanBerhenti.objects.filter(pk=laporan_id)
    kartu = baris.values_list("kepesertaan_id", flat=True).first()
    if kartu is None:
        raise TidakDitemukan("laporan_tidak_ada")
    # The card first: a file that ends it holds the card, and then looks for the report.
    kunci_kartu(kepesertaan_id=kartu)
    return (
        baris.select_for_update(of=("self",))
        .select_related("kepesertaan__peserta__akun", "perusahaan")
        .get()
    )


def kunci_terbuka(laporan_id: int) -> LaporanBerhenti:
    """Return a report that nobody has ended yet, locked.

    Raises: TidakDitemukan("laporan_tidak_ada"), Bentrok("laporan_sudah_selesai").
    """
    laporan = kunci_laporan(laporan_id)
    if laporan.status not in TERBUKA:
        raise Bentrok("laporan_sudah_selesai")
    return laporan


def catat_lahir(laporan: LaporanBerhenti, *, pelaku: Pelaku) -> None:
    """Write the first line of a report's history.

    Writes: riwayat_laporan.   Audit: laporan_berhenti.dibuat.
    """
    RiwayatLaporan.objects.create(laporan=laporan, ke=laporan.status, pelaku_jenis=pelaku.jenis)
    catat(
        aksi=Aksi.LAPORAN_DIBUAT, pelaku=pelaku, objek=laporan,
        peserta=laporan.kepesertaan.peserta,
        sesudah={
            "status": laporan.status, "sebab": laporan.sebab, "per": laporan.tanggal_berhenti,
            "kpj_samar": laporan.kepesertaan.kpj_samar, "tenggat_pada": laporan.tenggat_putusan,
        },
    )  # fmt: skip


def pindahkan_laporan(
    laporan: LaporanBerhenti, ke: StatusLaporan, *, pelaku: Pelaku, alasan: str = "", **ubah: Any
) -> None:
    """Move a report to `ke`, set the columns of `ubah` with it, and tell its participant.

    Writes: laporan_berhenti, riwayat_laporan, audit, pesan, in the caller's transaction.
    Audit:  laporan_berhenti.pindah_status.
    Raises: Bentrok when the move is not in the table or the row has moved meanwhile.
    """
    assert connection.in_atomic_block
    dari = StatusLaporan(laporan.status)
    if not boleh_pindah(dari, ke):
        raise Bentrok("laporan_sudah_selesai" if dari not in TERBUKA else "laporan_sudah_dijawab")
    if ke not in TERBUKA:
        ubah |= {"selesai_pada": timezone.now()}
    if ke is not StatusLaporan.MENUNGGU_PERUSAHAAN:
        # Whoever asks no longer waits for the employer's link, nor for its deadline.
        ubah |= {"sidik_tautan": "", "jatuh_pada": None}
    terubah = LaporanBerhenti.objects.filter(pk=laporan.pk, status=dari).update(status=ke, **ubah)
    if terubah != 1:
        raise Bentrok("laporan_sudah_selesai")
    for nama, nilai in {"status": ke.value, **ubah}.items():
        setattr(laporan, nama, nilai)
    RiwayatLaporan.objects.create(
        laporan=laporan, dari=dari.value, ke=ke.value, pelaku_jenis=pelaku.jenis
    )
    catat(
        aksi=Aksi.LAPORAN_PINDAH, pelaku=pelaku, objek=laporan,
        peserta=laporan.kepesertaan.peserta, sebelum={"status": dari.value},
        sesudah={"status": ke.value, "sebab": ubah.get("sebab_petugas", "")}, alasan=alasan,
    )  # fmt: skip
    kabari_peserta(laporan)


def hentikan_menurut(
    laporan: LaporanBerhenti,
    *,
    pelapor: Kepesertaan.Pelapor,
    pelaku: Pelaku,
    tanggal: date | None = None,
) -> None:
    """End the card of a report on the date that was proved; by default the reported one.

    Writes: kepesertaan.   Audit: kartu.diubah.
    Raises: Bentrok("laporan_kartu_sudah_berakhir") for a card that is not active any more.
    """
    if laporan.kepesertaan.status != Kepesertaan.Status.AKTIF:
        raise Bentrok("laporan_kartu_sudah_berakhir")
    hentikan_kartu(
        kepesertaan_id=laporan.kepesertaan_id, tanggal=tanggal or laporan.tanggal_berhenti,
        sebab=SebabKeluar(laporan.sebab), tanggal_pernyataan=laporan.tanggal_pernyataan,
        dilaporkan_pada=laporan.dibuat_pada, pelapor=pelapor, pelaku=pelaku,
    )  # fmt: skip

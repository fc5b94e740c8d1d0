"""Tasks of claims: an id comes in, a service does the work."""

from __future__ import annotations

from celery import shared_task

from klaim_jht.services import (
    berkas,
    bukan_saya,
    bukti_potong,
    jadwal,
    janji,
    janji_keberatan,
    kabar_hak,
    kematian,
    pagu,
    pembayaran,
    pengajuan,
    rekening_koran,
    susulan,
)
from klaim_jht.services.waris import berkas as berkas_waris
from klaim_jht.services.waris import identitas
from pengkinian.services import mitra


# The bank answers within 13 s or not at all; the lease of 30 s outlives the hard limit.
@shared_task(name="klaim_jht.kirim_pembayaran", soft_time_limit=20, time_limit=25)
def tugas_kirim_pembayaran(pembayaran_id: int) -> None:
    pembayaran.kirim_pembayaran(pembayaran_id=pembayaran_id, bank=mitra.bank())


@shared_task(name="klaim_jht.proses_klaim")
def tugas_proses_klaim(klaim_id: int) -> None:
    pengajuan.proses_klaim(klaim_id=klaim_id)


@shared_task(name="klaim_jht.sapu_pembayaran")
def tugas_sapu_pembayaran() -> None:
    pembayaran.sapu_pembayaran()


@shared_task(name="klaim_jht.sapu_bukan_saya")
def tugas_sapu_bukan_saya() -> None:
    bukan_saya.sapu_bukan_saya()


@shared_task(name="klaim_jht.sapu_tanya_akhir")
def tugas_sapu_tanya_akhir() -> None:
    pembayaran.sapu_tanya_akhir()


# A week of statements at most, each within the bank's read timeout.
@shared_task(
    name="klaim_jht.ambil_rekening_koran", acks_late=False, soft_time_limit=240, time_limit=280
)
def tugas_ambil_rekening_koran(kini: int = 0) -> None:
    rekening_koran.rekonsiliasi_harian(bank=mitra.bank(), kini=bool(kini))


@shared_task(name="klaim_jht.sapu_klaim")
def tugas_sapu_klaim() -> None:
    pengajuan.sapu_klaim()


@shared_task(name="klaim_jht.bayar_susulan")
def tugas_bayar_susulan(klaim_id: int) -> None:
    susulan.bayar_susulan(klaim_id=klaim_id)


@shared_task(name="klaim_jht.sapu_susulan")
def tugas_sapu_susulan() -> None:
    susulan.sapu_susulan()


@shared_task(name="klaim_jht.terbitkan_bukti")
def tugas_terbitkan_bukti() -> None:
    bukti_potong.sapu_bukti()


@shared_task(name="klaim_jht.sapu_janji")
def tugas_sapu_janji() -> None:
    janji.sapu_janji()


@shared_task(name="klaim_jht.jalankan_jadwal")
def tugas_jalankan_jadwal(jadwal_id: int) -> None:
    jadwal.jalankan_jadwal(jadwal_id=jadwal_id)


@shared_task(name="klaim_jht.sapu_jadwal")
def tugas_sapu_jadwal() -> None:
    jadwal.sapu_jadwal()


@shared_task(name="klaim_jht.periksa_pagu")
def tugas_periksa_pagu() -> None:
    pagu.periksa_pagu()


@shared_task(name="klaim_jht.sapu_keberatan")
def tugas_sapu_keberatan() -> None:
    janji_keberatan.sapu_keberatan()


@shared_task(name="klaim_jht.sapu_kabar_hak")
def tugas_sapu_kabar_hak() -> None:
    kabar_hak.sapu_kabar_hak()


@shared_task(name="klaim_jht.periksa_kematian")
def tugas_periksa_kematian(laporan_id: int) -> None:
    kematian.periksa_kematian(laporan_id=laporan_id, dukcapil=mitra.dukcapil())


@shared_task(name="klaim_jht.sapu_kematian")
def tugas_sapu_kematian() -> None:
    kematian.sapu_kematian()


@shared_task(name="klaim_jht.bersihkan_berkas")
def tugas_bersihkan_berkas() -> None:
    berkas.bersihkan_berkas()
    berkas_waris.bersihkan_berkas_waris()


@shared_task(name="klaim_jht.periksa_pemohon")
def tugas_periksa_pemohon(permohonan_id: int) -> None:
    identitas.periksa_pemohon(permohonan_id=permohonan_id, dukcapil=mitra.dukcapil())


@shared_task(name="klaim_jht.sapu_pemohon")
def tugas_sapu_pemohon() -> None:
    identitas.sapu_pemohon()

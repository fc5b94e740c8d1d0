"""Tasks of the data update: an id comes in, a service does the work."""

from __future__ import annotations

from dataclasses import asdict

from celery import shared_task

from pengkinian.services import lupa_akun, mitra, pembersihan, sapuan
from pengkinian.services.dukcapil import periksa_dukcapil
from pengkinian.services.penilaian_wajah import verifikasi_wajah
from pengkinian.services.tanya_rekening import periksa_rekening


@shared_task(name="pengkinian.periksa_wajah")
def tugas_periksa_wajah(verifikasi_id: int) -> None:
    from pengkinian.wajah.ambang import AMBANG
    from pengkinian.wajah.penilai import penilai_portal

    verifikasi_wajah(
        verifikasi_id=verifikasi_id, penilai=penilai_portal, dukcapil=mitra.dukcapil(),
        batas=asdict(AMBANG),
    )  # fmt: skip


@shared_task(name="pengkinian.periksa_dukcapil")
def tugas_periksa_dukcapil(verifikasi_id: int) -> None:
    periksa_dukcapil(verifikasi_id=verifikasi_id, dukcapil=mitra.dukcapil())


@shared_task(name="pengkinian.periksa_rekening")
def tugas_periksa_rekening(verifikasi_id: int) -> None:
    periksa_rekening(verifikasi_id=verifikasi_id, bank=mitra.bank())


@shared_task(name="pengkinian.cocokkan_pemulihan")
def tugas_cocokkan_pemulihan(permintaan_id: int) -> None:
    lupa_akun.cocokkan_permintaan(permintaan_id=permintaan_id)


@shared_task(name="pengkinian.sapu_pemulihan")
def tugas_sapu_pemulihan() -> None:
    lupa_akun.sapu_permintaan()


@shared_task(name="pengkinian.sapu_verifikasi")
def tugas_sapu_verifikasi() -> None:
    sapuan.sapu_verifikasi()


@shared_task(name="pengkinian.bersihkan")
def tugas_bersihkan() -> None:
    pembersihan.bersihkan()

"""What benchmarks of the payout share: claims ready to be paid, bells, and both books."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import requests
from django.conf import settings
from django.db.models import Max, Sum
from django.utils import timezone

from accounts.models import DenyutAntrean, Peserta
from jmo.celery import aplikasi
from klaim_jht.models import Klaim, Pembayaran, PercobaanKirim
from klaim_jht.rules.status import StatusPembayaran
from saldo.models import Jurnal
from tests.benchmarks.lingkungan import buat_peserta_siap_klaim

BEL = "klaim_jht.kirim_pembayaran"
BATAS_DETIK = 1800


def kendali(jalur: str, isi: dict[str, Any] | None = None) -> dict[str, Any]:
    """Speak to the bank's control door; without `isi` it is a question."""
    alamat = f"{settings.SANDBOX_URL['bank']}/kendali/{jalur}"
    kepala = {"X-Kendali": settings.SANDBOX_KENDALI}
    if isi is None:
        return dict(requests.get(alamat, headers=kepala, timeout=60).json())
    jawaban = requests.post(alamat, json=isi, headers=kepala, timeout=60)
    assert jawaban.ok, jawaban.text
    return dict(jawaban.json())


def siapkan(banyak: int, skenario: Callable[[int], str] = lambda _: "0000") -> list[Peserta]:
    """Make people who may file; the bank does with the account of the nth as told."""
    peserta = buat_peserta_siap_klaim(banyak)
    for ke, satu in enumerate(peserta):
        kendali(
            "rekening",
            {
                "kode_bank": "002", "nomor": satu.rekening.get().nomor, "nama": satu.nama,
                "skenario": skenario(ke),
            },
        )  # fmt: skip
    return peserta


def kosongkan_antrean() -> None:
    """Forget the bells of filing, so that a clock starts with an idle worker."""
    with aplikasi.connection_for_write() as sambungan:
        kanal: Any = sambungan.default_channel
        kanal.queue_purge("pembayaran")


def bunyikan(daftar: Sequence[int]) -> None:
    """Ring once for each payment."""
    for pk in daftar:
        aplikasi.send_task(BEL, kwargs={"pembayaran_id": pk})


def tunggu(syarat: Callable[[], bool], apa: str, *, batas: float = BATAS_DETIK) -> None:
    """Wait until this holds."""
    akhir = time.monotonic() + batas
    while not syarat():
        assert time.monotonic() < akhir, f"did not happen: {apa}"
        time.sleep(0.2)


def tunggu_denyut() -> None:
    """Wait until a worker of the payments' queue consumes."""
    aplikasi.send_task("accounts.denyut", args=["pembayaran"], queue="pembayaran")
    tunggu(
        lambda: DenyutAntrean.objects.filter(pk="pembayaran").exists(), "the worker started",
        batas=120,
    )  # fmt: skip


def bayar_semua() -> float:
    """Pay what is SIAP; returns seconds from the first bell to the last posted journal."""
    daftar = list(
        Pembayaran.objects.filter(status=StatusPembayaran.SIAP).values_list("pk", flat=True)
    )
    sudah = Pembayaran.objects.filter(status=StatusPembayaran.BERHASIL)
    awal, mulai = sudah.count(), timezone.now()
    bunyikan(daftar)
    tunggu(lambda: sudah.count() >= awal + len(daftar), "the payouts finished")
    akhir = Jurnal.objects.filter(jenis="PEMBAYARAN").aggregate(a=Max("dibukukan_pada"))["a"]
    return float((akhir - mulai).total_seconds())


def periksa_kedua_buku(banyak: int) -> None:
    """Let each of so many claims have been paid once, by one message, in both books."""
    total = kendali("buku?batas=1")["total"]
    jumlah = Klaim.objects.filter(status="DIBAYAR").aggregate(a=Sum("neto"))["a"]
    assert total["transfer"] == banyak, total
    assert total["dibayar"] == jumlah, (total, jumlah)
    assert PercobaanKirim.objects.filter(jenis="KIRIM").count() == banyak


def program_postgres(nama: str) -> str:
    """Return the path of a program of the embedded server."""
    from jmo import layanan

    return str(Path(layanan._folder_postgres()) / nama)

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from pengkinian.models import HasilVerifikasi
from pengkinian.services.sapuan import sapu_verifikasi
from tests.pengkinian.orang import buka_kasus, jawaban

pytestmark = pytest.mark.usefixtures("db")
LALU = timezone.now() - timedelta(hours=1)
NANTI = timezone.now() + timedelta(hours=1)


def due(jenis: str, **lain: Any) -> HasilVerifikasi:
    isi: dict[str, Any] = {"diputus_pada": None, "jatuh_pada": LALU} | lain
    return jawaban(buka_kasus(), jenis, "LAYANAN_TIDAK_TERSEDIA", **isi)


def test_yang_jatuh_tempo_dibunyikan_ke_tugasnya(
    django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jmo.celery import aplikasi

    terkirim: list[tuple[str, Any]] = []
    monkeypatch.setattr(
        aplikasi, "send_task", lambda nama, **isi: terkirim.append((nama, isi["kwargs"]))
    )
    baris = {jenis: due(jenis) for jenis in ("NIK", "KEPENDUDUKAN", "REKENING", "WAJAH")}
    with django_capture_on_commit_callbacks(execute=True):
        assert sapu_verifikasi() == 4
    assert sorted((nama, isi["verifikasi_id"]) for nama, isi in terkirim) == sorted(
        [
            ("pengkinian.periksa_dukcapil", baris["NIK"].pk),
            ("pengkinian.periksa_dukcapil", baris["KEPENDUDUKAN"].pk),
            ("pengkinian.periksa_rekening", baris["REKENING"].pk),
            ("pengkinian.periksa_wajah", baris["WAJAH"].pk),
        ]
    )


@pytest.mark.parametrize(
    "lain",
    [
        {"jatuh_pada": NANTI},
        {"jatuh_pada": None},
        {"sewa_pemilik": "lain", "sewa_sampai": NANTI},
        {"batal_pada": LALU},
    ],
    ids=["belum-waktunya", "selesai", "dipegang", "dibatalkan"],
)
def test_yang_lain_dibiarkan(lain: dict[str, Any]) -> None:
    due("NIK", **lain)
    assert sapu_verifikasi() == 0


def test_sewa_yang_habis_dibunyikan_lagi() -> None:
    due("WAJAH", sewa_pemilik="mati", sewa_sampai=LALU)
    assert sapu_verifikasi() == 1

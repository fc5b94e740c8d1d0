"""Killed with SIGKILL in the middle of a file: nothing of it stays, and it goes on by itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from accounts.audit import pelaku_akun
from saldo.models import BerkasIuran, Iuran, Jurnal, UnggahanIuran
from saldo.services.unggahan import (
    proses_unggahan,
    sapu_unggahan,
    setujui_unggahan,
    unggah_berkas,
)
from tests.pabrik import buat_akun, buat_kartu, isi_baris, isi_berkas

pytestmark = pytest.mark.django_db(transaction=True)
AKAR = Path(__file__).resolve().parents[3]


def _bunuh(unggahan: UnggahanIuran, saat: str) -> None:
    """Let a worker of its own die at that moment, then let its lease run out."""
    nama = str(connection.settings_dict["NAME"])
    hasil = subprocess.run(
        [sys.executable, "-m", "tests.saldo.pekerja_unggahan_mati", saat, str(unggahan.pk), nama],
        cwd=AKAR, capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "JMO_PERAN_DB": "aplikasi", "JMO_LAYANAN_DIJAGA": "1"},
    )  # fmt: skip
    assert hasil.returncode == -signal.SIGKILL, hasil.stderr[-2000:]
    unggahan.refresh_from_db()
    assert unggahan.sewa_pemilik, "the dead worker still holds the lease"
    assert sapu_unggahan() == 0
    lewat = timezone.now() - timedelta(seconds=1)
    UnggahanIuran.objects.filter(pk=unggahan.pk).update(sewa_sampai=lewat)
    assert sapu_unggahan() == 1


@pytest.mark.parametrize("saat", ["di-tengah", "sebelum-ditetapkan"])
def test_berkas_pekerja_yang_dibunuh_dilanjutkan_dan_dibukukan_sekali(saat: str) -> None:
    rina, hadi = (pelaku_akun(buat_akun(nama, petugas=True)) for nama in ("rina", "hadi"))
    isi = isi_berkas(isi_baris(date(2025, 1, 1), kpj=buat_kartu().kpj) for _ in range(6))
    unggahan = unggah_berkas(potongan=[isi], nama="januari.csv", pelaku=rina)
    if saat == "di-tengah":
        _bunuh(unggahan, saat)
        assert (unggahan.status, unggahan.baris_selesai) == ("MENUNGGU_UJI", 4)
    proses_unggahan(unggahan_id=unggahan.pk)
    unggahan.refresh_from_db()
    setujui_unggahan(unggahan_id=unggahan.pk, sidik_beda=unggahan.sidik_beda, pelaku=hadi)

    _bunuh(unggahan, saat)
    assert unggahan.status == "MENUNGGU_BUKU"
    assert (Iuran.objects.count(), Jurnal.objects.count(), BerkasIuran.objects.count()) == (0, 0, 0)
    proses_unggahan(unggahan_id=unggahan.pk)
    unggahan.refresh_from_db()
    assert (unggahan.status, unggahan.baris_selesai, unggahan.percobaan) == ("DIBUKUKAN", 6, 2)
    assert (Iuran.objects.count(), Jurnal.objects.count(), BerkasIuran.objects.count()) == (6, 1, 1)
    assert sapu_unggahan() == 0

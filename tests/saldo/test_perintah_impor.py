from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from saldo.models import BerkasIuran
from tests.pabrik import buat_kartu, isi_baris, isi_berkas

pytestmark = pytest.mark.usefixtures("db")


def jalankan(berkas: Path, *pilihan: str) -> tuple[str, str]:
    keluar, galat = io.StringIO(), io.StringIO()
    try:
        call_command("impor_iuran", str(berkas), *pilihan, stdout=keluar, stderr=galat)
    except CommandError as sebab:
        return keluar.getvalue(), f"{galat.getvalue()}{sebab}"
    return keluar.getvalue(), ""


def test_perintah_menguji_membukukan_dan_mengenali_berkas_lama(tmp_path: Path) -> None:
    kartu = buat_kartu()
    berkas = tmp_path / "november.csv"
    berkas.write_bytes(isi_berkas([isi_baris(date(2025, 1, 1), kpj=kartu.kpj)]))
    keluar, _ = jalankan(berkas, "--uji")
    assert keluar.startswith("Uji: akan membukukan 1 baris, 1 baru")
    assert not BerkasIuran.objects.exists()
    keluar, _ = jalankan(berkas)
    assert "Dibukukan: 1 baris, 1 baru, 0 koreksi" in keluar
    assert BerkasIuran.objects.get().nama == "november.csv"
    keluar, _ = jalankan(berkas)
    assert "sudah pernah dibukukan" in keluar


def test_perintah_menyebut_setiap_kesalahan_lalu_gagal(tmp_path: Path) -> None:
    kartu = buat_kartu()
    berkas = tmp_path / "salah.csv"
    baris = isi_baris(date(2025, 1, 1), kpj=kartu.kpj)
    berkas.write_bytes(isi_berkas([baris | {"upah": "-1"}, baris | {"kpj": "00000000000"}]))
    keluar, galat = jalankan(berkas)
    assert keluar == ""
    assert "Baris 2, kolom upah: tidak boleh negatif" in galat
    assert "Baris 3, kolom kpj: nomor kartu itu tidak terdaftar" in galat
    assert "ditolak seluruhnya" in galat
    assert kartu.kpj not in galat
    _, galat = jalankan(tmp_path / "tiada.csv")
    assert "tidak ada" in galat

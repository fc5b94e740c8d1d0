"""Areas come whole or not at all, parents before children whatever their order in the file."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from jmo.layanan import AKAR
from jmo.lib.galat import IsianTidakSah
from pengkinian.models import Wilayah
from pengkinian.selectors.wilayah import daftar_kabupaten
from pengkinian.services.wilayah import HasilWilayah, impor_wilayah

pytestmark = pytest.mark.django_db(transaction=True)
BARIS = ["kode,nama", "34.71.01.1001,Kricak", "34.71,Kota Yogyakarta", "34.71.01, Tegalrejo "]


@pytest.fixture(autouse=True)
def provinsi() -> None:
    for titik in (3, 2, 1):
        Wilayah.objects.filter(kode__regex=rf"^[0-9]+([.][0-9]+){{{titik}}}$").delete()
    Wilayah.objects.get_or_create(kode="34", defaults={"nama": "DI Yogyakarta"})


def test_muat_lalu_muat_lagi_dengan_nama_baru() -> None:
    assert impor_wilayah(baris=BARIS) == HasilWilayah(3, 0, 0)
    desa = Wilayah.objects.get(kode="34.71.01.1001")
    assert desa.induk is not None
    assert (desa.induk.nama, desa.induk.induk_id) == ("Tegalrejo", "34.71")
    assert impor_wilayah(baris=BARIS) == HasilWilayah(0, 0, 3)
    lain = [*BARIS[:2], "34.71,Kota Jogja"]
    assert impor_wilayah(baris=lain) == HasilWilayah(0, 1, 1)
    assert daftar_kabupaten() == ("Kota Jogja",)


@pytest.mark.parametrize(
    ("baris", "kode", "nomor"),
    [
        ([], "wilayah_kolom", 1),
        (["nama,kode"], "wilayah_kolom", 1),
        (["kode,nama", ""], "wilayah_kosong", 1),
        (["kode,nama", "34.7,Salah"], "wilayah_baris", 2),
        (["kode,nama", "34.71"], "wilayah_baris", 2),
        (["kode,nama", "34.71,"], "wilayah_baris", 2),
        (["kode,nama", "34.71,A", "", "34.71,B"], "wilayah_ganda", 4),
        (["kode,nama", "34.71,A", "34.72.01,B"], "wilayah_tanpa_induk", 3),
        (["kode,nama", "34.71," + "x" * 101], "wilayah_baris", 2),
    ],
)
def test_satu_baris_salah_tidak_ada_yang_dimuat(baris: list[str], kode: str, nomor: int) -> None:
    with pytest.raises(IsianTidakSah, match=kode) as galat:
        impor_wilayah(baris=baris)
    assert galat.value.data["nomor"] == nomor
    assert not Wilayah.objects.filter(kode__contains=".").exists()


def test_perintah_dengan_contoh_dan_dengan_berkas_salah(tmp_path: Path) -> None:
    keluaran = StringIO()
    call_command("impor_wilayah", str(AKAR / "docs" / "contoh_wilayah.csv"), stdout=keluaran)
    assert "25 baru" in keluaran.getvalue()
    assert "Kota Denpasar" in daftar_kabupaten()
    salah = tmp_path / "salah.csv"
    salah.write_text("kode,nama\n34.71.01.1001\n", encoding="utf-8")
    with pytest.raises(CommandError, match="Baris 2"):
        call_command("impor_wilayah", str(salah))
    salah.write_bytes(b"kode,nama\n34.71,\xff\n")
    with pytest.raises(CommandError, match="UTF-8"):
        call_command("impor_wilayah", str(salah))
    with pytest.raises(CommandError, match="tidak ada"):
        call_command("impor_wilayah", str(tmp_path / "tiada.csv"))

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from accounts.models import Peserta
from klaim_jht.models import Klaim
from tests.klaim_jht.orang import ajukan, bayar, buat_siap_klaim, masuk, tolak_bank

pytestmark = pytest.mark.usefixtures("db")
ALAMAT = "/api/v1/klaim/"


@pytest.fixture
def budi() -> Peserta:
    return buat_siap_klaim()


@pytest.fixture
def klaim(budi: Peserta) -> Klaim:
    return ajukan(budi)


def test_klaim_terbuka_lalu_lama(budi: Peserta) -> None:
    klien = masuk(budi)
    assert klien.get(ALAMAT).json() == {"terbuka": None, "lama": []}
    klaim = ajukan(budi)
    isi = klien.get(ALAMAT).json()
    assert isi["terbuka"]["nomor"] == klaim.nomor
    assert isi["terbuka"]["neto"] == klaim.neto
    assert isi["lama"] == []
    bayar(klaim)
    isi = klien.get(ALAMAT).json()
    assert isi["terbuka"] is None
    assert isi["lama"][0]["kalimat"] == "Dibayar"


def test_status_dengan_riwayat_dan_pembayaran(budi: Peserta, klaim: Klaim) -> None:
    klien = masuk(budi)
    isi = klien.get(f"{ALAMAT}{klaim.kode}/").json()
    assert [satu["ke"] for satu in isi["riwayat"]] == [
        "DIAJUKAN", "VERIFIKASI_IDENTITAS", "VERIFIKASI_KEPESERTAAN", "DISETUJUI",
        "PEMBAYARAN_DIPROSES",
    ]  # fmt: skip
    assert isi["pembayaran"]["rekening"] == "BRI ****0000"
    assert isi["janji_pada"]
    assert (isi["dapat_dibatalkan"], isi["jam_berhenti"]) == (True, False)
    tolak_bank(klaim)
    isi = klien.get(f"{ALAMAT}{klaim.kode}/").json()
    assert (isi["status"], isi["jam_berhenti"]) == ("PERLU_PERBAIKAN_REKENING", True)


def test_sebelum_ada_pembayaran(budi: Peserta) -> None:
    budi.pengkinian_menunggu_register = True
    budi.save(update_fields=["pengkinian_menunggu_register"])
    isi = masuk(budi).get(f"{ALAMAT}{ajukan(budi).kode}/").json()
    assert (isi["pembayaran"], isi["dapat_dibatalkan"]) == (None, True)


def test_klaim_orang_lain_dan_draf_tidak_ada(budi: Peserta, klaim: Klaim) -> None:
    asing = masuk(buat_siap_klaim())
    jawaban = asing.get(f"{ALAMAT}{klaim.kode}/")
    assert jawaban.status_code == 404
    assert jawaban.json()["kode"] == "klaim_tidak_ada"
    asing.post("/klaim/ajukan/")
    draf = Klaim.objects.get(status="DRAF")
    assert asing.get(f"{ALAMAT}{draf.kode}/").status_code == 404


def test_tanpa_masuk_ditolak() -> None:
    assert Client().get(ALAMAT).status_code in {401, 403}


def test_skema_memuat_kedua_operasi() -> None:
    pembuat: Any = SchemaGenerator
    skema = pembuat().get_schema(public=True)
    operasi = {isi["get"]["operationId"] for isi in skema["paths"].values()}
    assert operasi == {"klaim_daftar", "klaim_status"}

"""The projection as people use it: prefilled, changed, sent by a script or by the button."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import Peserta
from accounts.rules.pelaku import SISTEM
from jmo.lib.uang import format_rupiah
from klaim_jht.selectors.simulasi import awal_simulasi, tahun_meleset
from saldo.selectors import saldo_peserta
from saldo.services.buku import bayarkan_tahanan, tahan_saldo
from saldo.services.tarif import bukukan_pengembangan, muat_tarif_contoh
from tests.klaim_jht.orang import masuk
from tests.pabrik import buat_iuran, buat_kartu, buat_peserta

pytestmark = pytest.mark.usefixtures("db")
ALAMAT = "/klaim/simulasi/"
HARI = date(2026, 11, 20)
RESMI = {
    "upah": "5.000.000", "saldo_awal": "Rp 0", "pembayar": "PU", "sampai": "TAHUN", "tahun": "5",
    "kenaikan": "0", "inflasi": "3",
}  # fmt: skip


@pytest.fixture
def siti() -> Peserta:
    """Thirty-six years old, still working, two years of contributions, one of them credited."""
    peserta = buat_peserta(nama="SITI AMINAH", dengan_akun=True)
    kartu = buat_kartu(peserta, mulai=date(2025, 1, 1))
    muat_tarif_contoh(pelaku=SISTEM)
    buat_iuran(kartu, date(2025, 1, 1), banyak=12)
    bukukan_pengembangan(kepesertaan=kartu, tahun=2025, pelaku=SISTEM)
    return peserta


@pytest.fixture
def klien(siti: Peserta) -> Client:
    return masuk(siti)


def kirim(klien: Client, **ubah: str) -> str:
    return _baca(klien.post(ALAMAT, {**RESMI, **ubah}))


def kirim_naskah(klien: Client, **ubah: str) -> str:
    return _baca(klien.post(ALAMAT, {**RESMI, **ubah}, headers={"HX-Request": "true"}))


def _baca(jawaban: Any) -> str:
    assert jawaban.status_code == 200
    return re.sub(r"\s+", " ", jawaban.content.decode())


def test_isian_resmi_menghasilkan_angka_resmi(klien: Client) -> None:
    isi = kirim(klien)
    for angka in ("Rp17.100.000", "Rp2.309.470", "Rp19.409.470"):
        assert angka in isi
    assert "3,7% perusahaan dan 2% Anda" in isi


def test_halaman_terisi_dari_data_sendiri_tanpa_menaruhnya_di_alamat(
    siti: Peserta, klien: Client
) -> None:
    awal = awal_simulasi(siti, hari_ini=HARI)
    assert (awal.saldo, awal.upah, awal.pembayar) == (saldo_peserta(siti).total, 5_000_000, "PU")
    with time_machine.travel(HARI, tick=False):
        isi = klien.get(ALAMAT).content.decode()
    assert f'value="{format_rupiah(awal.saldo).removeprefix("Rp")}"' in isi
    assert "Sampai usia 56 masih 19 tahun 1 bulan." in isi
    assert 'method="post"' in isi
    assert "hx-get" not in isi


def test_perubahan_membawa_hasilnya_saja(klien: Client) -> None:
    isi = kirim_naskah(klien, tahun="10")
    assert "<html" not in isi
    assert "data-siarkan" in isi
    assert isi.count("<polyline") == 3
    assert "Tunggu 10 tahun 0 bulan" in isi


def test_iuran_sendiri_dan_tanpa_iuran(klien: Client) -> None:
    assert "0% perusahaan dan 2% Anda" in kirim(klien, pembayar="BPU")
    tanpa = kirim(klien, pembayar="TIDAK", saldo_awal="10.000.000", tahun="1")
    assert "Rp10.500.000" in tanpa
    assert "Rp10.400.000" in tanpa
    assert "Rp10.600.000" in tanpa


def test_pajak_dihitung_di_akhir(klien: Client) -> None:
    # 100.000.000 grows to 105.000.000: 5 per cent of what is above 50.000.000.
    isi = kirim(klien, pembayar="TIDAK", saldo_awal="100.000.000", tahun="1")
    assert "Rp2.750.000" in isi
    assert "Rp102.250.000" in isi
    assert "Rp97.500.000" in isi


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        pytest.param({"upah": "lima juta"}, "Tulis rupiah dengan angka saja", id="upah-kata"),
        pytest.param({"upah": "-5"}, "Tulis rupiah dengan angka saja", id="upah-negatif"),
        pytest.param({"upah": ""}, "Isi upah sebulan", id="upah-kosong"),
        pytest.param({"saldo_awal": "9" * 14}, "terlalu besar", id="saldo-terlalu-besar"),
        pytest.param({"tahun": "61"}, "paling lama 60 tahun", id="terlalu-lama"),
        pytest.param({"tahun": ""}, "Isi jumlah tahunnya", id="tanpa-tahun"),
        pytest.param({"tahun": "dua"}, "angka bulat", id="tahun-kata"),
        pytest.param({"kenaikan": "21"}, "Tulis persen dari 0 sampai 20", id="kenaikan-besar"),
        pytest.param({"inflasi": "1e3"}, "Tulis persen dari 0 sampai 20", id="inflasi-bentuk"),
    ],
)
def test_isian_yang_salah_disebut_dan_tidak_hilang(
    klien: Client, ubah: dict[str, str], kata: str
) -> None:
    isi = kirim(klien, **ubah)
    assert kata in isi
    for nilai in ubah.values():
        assert f'value="{nilai}"' in isi or not nilai
    potongan = kirim_naskah(klien, **ubah)
    assert kata in potongan
    assert "Yang Anda terima" not in potongan


def test_nol_tahun_dan_persen_berkoma(klien: Client) -> None:
    isi = kirim(klien, tahun="0", saldo_awal="1.000.000", kenaikan="4,5", inflasi="2.5 %")
    assert "Tunggu 0 tahun 0 bulan" in isi
    assert "<polyline" not in isi


def test_yang_lewat_56_memakai_jumlah_tahun() -> None:
    tua = buat_peserta(lahir=date(1960, 1, 1), dengan_akun=True)
    isi = masuk(tua).get(ALAMAT).content.decode()
    assert re.search(r'value="TAHUN"[^>]*checked', isi)
    assert "Sampai usia 56 masih 0 tahun 0 bulan." in isi


def test_simulasi_tahun_lalu_dibandingkan_dengan_buku(siti: Peserta, klien: Client) -> None:
    with time_machine.travel(HARI, tick=False):
        meleset = tahun_meleset(siti, hari_ini=HARI)
        assert meleset is not None
        # The month of December was paid in January, so eleven of twelve were booked in that year.
        assert (meleset.tahun, meleset.upah) == (2025, 5_000_000)
        assert meleset.hasil.beda_iuran == -285_000
        assert meleset.hasil.saldo_akhir == saldo_peserta(siti).total - 285_000
        isi = klien.get(ALAMAT).content.decode()
    assert "Seberapa jauh simulasi meleset?" in isi
    assert format_rupiah(meleset.hasil.beda) in isi


def test_tahun_yang_dibayarkan_atau_belum_dikreditkan_tidak_dibandingkan(siti: Peserta) -> None:
    kartu = siti.kepesertaan.get()
    (tahanan,) = tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="uji:1", pelaku=SISTEM)
    bayarkan_tahanan(
        rujukan="uji:1", neto=tahanan.jumlah, pajak=0, pelaku=SISTEM,
        tanggal_nilai=date(2025, 12, 31),
    )  # fmt: skip
    assert tahun_meleset(siti, hari_ini=HARI) is None
    assert tahun_meleset(buat_peserta(), hari_ini=HARI) is None


def test_hanya_untuk_yang_masuk_dan_punya_data() -> None:
    assert Client().get(ALAMAT).status_code == 302


def test_tahun_tanpa_tarif_resmi_disebut_juga_bila_ada_contohnya(klien: Client) -> None:
    with time_machine.travel(HARI, tick=False):
        isi = re.sub(r"\s+", " ", klien.get(ALAMAT).content.decode())
    (tahun,) = re.findall(r"Tarif resmi tahun ([\d, ]+) belum ada pada kami", isi)
    assert tahun == "2021, 2022, 2023, 2024, 2025"


def test_tanpa_iuran_tidak_menyebut_nol_persen(klien: Client) -> None:
    isi = kirim(klien, pembayar="TIDAK", saldo_awal="1.000.000", tahun="1")
    assert "Dihitung tanpa iuran baru." in isi
    assert "0% perusahaan" not in isi
    assert "Rp0 di antaranya" not in isi


def test_penggeser_tidak_ikut_terkirim_dan_tersembunyi_tanpa_naskah(klien: Client) -> None:
    penggeser = re.findall(r'<input type="range"[^>]*>', klien.get(ALAMAT).content.decode())
    assert len(penggeser) == 3
    for satu in penggeser:
        assert " hidden " in satu
        assert " name=" not in satu

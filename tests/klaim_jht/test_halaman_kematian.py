"""The heirs' door: public, the same for everybody, counted, with a way out for the living."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import Akun, Peserta
from accounts.rules.pelaku import SISTEM
from accounts.services.peran import siapkan_peran
from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.models import LaporanKematian
from klaim_jht.rules.kematian import StatusKematian
from klaim_jht.services.kematian import bekukan_karena_laporan, pindahkan_laporan
from tests.pabrik import buat_akun, buat_peserta

pytestmark = pytest.mark.django_db(transaction=True)
LAPOR = "/ahli-waris/lapor/"


@pytest.fixture(autouse=True)
def _hitungan_kosong() -> None:
    cache.clear()


def isian(peserta: Peserta | None = None, **lain: str) -> dict[str, str]:
    isi = {
        "jenis": "NIK", "nomor": peserta.nomor_identitas if peserta else "9901 0101 0170 0001",
        "nama": peserta.nama if peserta else "Orang Asing",
        "tanggal_lahir": peserta.tanggal_lahir.isoformat() if peserta else "1970-01-01",
        "tanggal_kematian": "2026-11-01", "hubungan": "KELUARGA", "pelapor_nama": "Sri",
        "pelapor_telepon": "0812 3456 7890",
    }  # fmt: skip
    return isi | lain


def beku(peserta: Peserta) -> LaporanKematian:
    laporan = LaporanKematian.objects.create(
        peserta=peserta, tanggal_kematian="2026-11-01", hubungan="KELUARGA"
    )
    bekukan_karena_laporan(laporan, bukti=LaporanKematian.Bukti.DUKCAPIL, pelaku=SISTEM)
    return laporan


def test_jawaban_sama_untuk_peserta_dan_orang_asing(client: Client) -> None:
    peserta = buat_peserta(dengan_akun=True)
    jawaban = [client.post(LAPOR, isian(siapa), follow=True) for siapa in (peserta, None)]
    assert jawaban[0].redirect_chain == jawaban[1].redirect_chain == [(f"{LAPOR}terkirim/", 302)]
    # Around the page stands a token that differs each time.
    isi = [satu.content.decode().partition("<main")[2].partition("</main")[0] for satu in jawaban]
    assert isi[0] == isi[1]
    assert "turut berduka" in isi[0]
    satu, dua = LaporanKematian.objects.order_by("pk")
    assert (satu.status, satu.peserta) == (dua.status, dua.peserta) == ("MENUNGGU", None)
    assert satu.pelapor_telepon == "+6281234567890"
    assert dua.masukan["nomor"] == "9901010101700001"
    assert Akun.objects.get(peserta=peserta).is_active


@pytest.mark.parametrize(
    ("lain", "kata"),
    [
        pytest.param({"nomor": "123"}, "16", id="nik-pendek"),
        pytest.param({"jenis": "KPJ", "nomor": "12"}, "11", id="kpj-pendek"),
        pytest.param({"tanggal_kematian": "1960-01-01"}, "sebelum tanggal lahir", id="sebelum"),
        pytest.param({"pelapor_telepon": "entah"}, "nomor", id="telepon"),
        pytest.param(
            {"tanggal_kematian": (hari_ini_wib(timezone.now()) + timedelta(days=1)).isoformat()},
            "belum tiba", id="masa-depan",
        ),
    ],
)  # fmt: skip
def test_isian_keliru_punya_kalimat_dan_tidak_disimpan(
    client: Client, lain: dict[str, str], kata: str
) -> None:
    jawaban = client.post(LAPOR, isian() | lain)
    assert kata in jawaban.content.decode()
    assert "medan-galat" in jawaban.content.decode()
    assert not LaporanKematian.objects.exists()


def test_laporan_yang_sama_dibatasi_yang_lain_tidak(client: Client) -> None:
    for _ in range(5):
        assert client.post(LAPOR, isian()).status_code == 302
    jawaban = client.post(LAPOR, isian())
    assert jawaban.status_code == 429
    assert "sudah cukup banyak" in jawaban.content.decode()
    assert client.post(LAPOR, isian(nama="Nama Sebenarnya")).status_code == 302


def test_yang_hidup_punya_jalan_keluar_yang_tidak_membuka_sendiri(client: Client) -> None:
    peserta = buat_peserta(dengan_akun=True)
    laporan = beku(peserta)
    alamat = f"/ahli-waris/keliru/{laporan.kode}/"
    assert "Saya masih hidup" in client.get(alamat).content.decode()
    sesudah = client.post(alamat, follow=True).content.decode()
    assert "Kami mendengar Anda" in sesudah
    assert peserta.nama not in sesudah
    assert not Akun.objects.get(peserta=peserta).is_active
    pindahkan_laporan(laporan, StatusKematian.DICABUT, pelaku=SISTEM)
    assert "sudah dibuka kembali" in client.get(alamat).content.decode()
    assert client.get("/ahli-waris/keliru/00000000-0000-4000-8000-000000000000/").status_code == 404


@pytest.mark.parametrize(
    ("jawaban", "kata"),
    [
        pytest.param({}, ["Apakah ada istri atau suami"], id="pertama"),
        pytest.param({"PASANGAN": "ada"}, ["Apakah ada anak"], id="kedua"),
        pytest.param({"ANAK": "ada"}, ["Apakah ada istri atau suami"], id="melompat"),
        pytest.param(
            {"PASANGAN": "ada", "ANAK": "tidak"},
            ["Istri atau suami", "Buku atau akta nikah", "Surat keterangan ahli waris"],
            id="janda",
        ),
        pytest.param(
            {"PASANGAN": "ada", "ANAK": "ada"}, ["Akta kelahiran", "Surat kuasa"], id="keluarga"
        ),
        pytest.param(
            {"PASANGAN": "tidak", "ANAK": "ragu"}, ["Tanyakan dulu kepada keluarga"], id="ragu"
        ),
        pytest.param({"PASANGAN": "'><script>"}, ["Apakah ada istri atau suami"], id="ngawur"),
    ],
)
def test_urutan_bertanya_seperlunya(
    client: Client, jawaban: dict[str, str], kata: list[str]
) -> None:
    isi = client.get("/ahli-waris/urutan/", jawaban).content.decode()
    assert all(satu in isi for satu in kata)
    assert "<script>" not in isi


def test_tanpa_siapa_pun(client: Client) -> None:
    semua = ("PASANGAN", "ANAK", "ORANG_TUA", "CUCU", "KAKEK_NENEK", "SAUDARA", "MERTUA", "WASIAT")
    isi = client.get("/ahli-waris/urutan/", dict.fromkeys(semua, "tidak")).content.decode()
    assert "Balai Harta Peninggalan" in isi


def test_pintu_menyebut_jalan_klaim(client: Client) -> None:
    assert "lima hari kerja" in client.get("/ahli-waris/").content.decode()
    assert "/ahli-waris/" in client.get("/akun/login/").content.decode()


def test_petugas_memutus_dari_meja(client: Client) -> None:
    siapkan_peran()
    rina, hadi = buat_akun(petugas=True), buat_akun(petugas=True)
    for petugas in (rina, hadi):
        petugas.groups.add(_kelompok("petugas"))
    peserta = buat_peserta(dengan_akun=True)
    laporan = LaporanKematian.objects.create(
        peserta=peserta, tanggal_kematian="2026-11-01", hubungan="KELUARGA", status="DITINJAU",
        sebab="TIDAK_DITEMUKAN",
    )  # fmt: skip
    client.force_login(rina)
    daftar = "/petugas/klaim_jht/laporankematian/"
    assert peserta.nama in client.get(f"{daftar}?menunggu=ya").content.decode()
    assert (
        "NIK tidak ada di Dukcapil" in client.get(f"{daftar}{laporan.pk}/change/").content.decode()
    )
    _tekan(client, laporan, "tetapkan")
    assert laporan.status == "DIBEKUKAN"
    isi = _tekan(client, laporan, "cabut")
    assert "petugas lain yang harus membukanya" in isi
    client.force_login(hadi)
    _tekan(client, laporan, "cabut")
    assert laporan.status == "DICABUT"


def test_petugas_menutup_laporan(client: Client) -> None:
    siapkan_peran()
    rina = buat_akun(petugas=True)
    rina.groups.add(_kelompok("petugas"))
    laporan = LaporanKematian.objects.create(
        peserta=buat_peserta(), tanggal_kematian="2026-11-01", hubungan="LAIN", status="DITINJAU"
    )
    client.force_login(rina)
    _tekan(client, laporan, "tutup")
    assert laporan.status == "DITUTUP"


def _kelompok(nama: str) -> Any:
    from django.contrib.auth.models import Group

    return Group.objects.get(name=nama)


def _tekan(client: Client, laporan: LaporanKematian, kunci: str) -> str:
    alamat = f"/petugas/klaim_jht/laporankematian/{laporan.pk}/tombol/{kunci}/"
    isi = client.post(alamat, {"alasan": "Akta 474/12"}, follow=True).content.decode()
    laporan.refresh_from_db()
    return isi

"""Officers' pages of uploaded contribution files, through the client, as two people."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.rules.pelaku import SISTEM
from accounts.services.akun import buat_akun
from accounts.services.peran import siapkan_peran
from saldo.models import Iuran, UnggahanIuran
from saldo.services.unggahan import proses_unggahan
from tests.pabrik import buat_kartu, impor, isi_baris, isi_berkas

pytestmark = pytest.mark.django_db(transaction=True)
JANUARI = date(2025, 1, 1)


def masuk(nama: str, peran: str) -> Client:
    siapkan_peran()
    akun = buat_akun(
        nama_pengguna=nama, kata_sandi=None, petugas=True, peran=[peran], pelaku=SISTEM
    )
    klien = Client()
    klien.force_login(akun)
    return klien


@pytest.fixture
def rina() -> Client:
    return masuk("rina", "petugas")


@pytest.fixture
def hadi() -> Client:
    return masuk("hadi", "penyelia")


def unggah(klien: Client, isi: bytes, nama: str = "januari.csv") -> str:
    """Send a file and return the text of the page that follows."""
    jawaban = klien.post(
        reverse("admin:saldo_unggahaniuran_unggah"),
        {"berkas": SimpleUploadedFile(nama, isi)}, follow=True,
    )  # fmt: skip
    assert jawaban.status_code == 200
    return jawaban.content.decode()


def lihat(klien: Client, unggahan: UnggahanIuran) -> str:
    alamat = reverse("admin:saldo_unggahaniuran_change", args=[unggahan.pk])
    return klien.get(alamat).content.decode()


def tekan(klien: Client, unggahan: UnggahanIuran, kunci: str, **isi: str) -> str:
    alamat = reverse("admin:saldo_unggahaniuran_tombol", args=[unggahan.pk, kunci])
    jawaban = klien.post(alamat, isi, follow=True)
    return jawaban.content.decode() if jawaban.status_code == 200 else str(jawaban.status_code)


def test_dari_unggah_sampai_dibukukan_oleh_petugas_lain(rina: Client, hadi: Client) -> None:
    kartu = buat_kartu()
    impor([isi_baris(JANUARI, kpj=kartu.kpj)])
    isi = isi_berkas(
        [
            isi_baris(JANUARI, kpj=kartu.kpj, upah=6_000_000),
            isi_baris(date(2025, 2, 1), kpj=kartu.kpj),
        ]
    )
    halaman = unggah(rina, isi)
    assert "Sedang diperiksa" in halaman
    assert "Muat ulang" in halaman
    unggahan = UnggahanIuran.objects.get()
    keadaan = reverse("admin:saldo_unggahaniuran_keadaan", args=[unggahan.pk])
    assert "HX-Refresh" not in rina.get(keadaan)
    proses_unggahan(unggahan_id=unggahan.pk)
    assert rina.get(keadaan)["HX-Refresh"] == "true"
    unggahan.refresh_from_db()

    halaman = lihat(rina, unggahan)
    assert "Anda yang mengunggah berkas ini" in halaman
    assert 'name="sidik"' not in halaman
    assert "Yang mengunggah tidak dapat membukukan" in tekan(
        rina, unggahan, "bukukan", sidik=unggahan.sidik_beda
    )
    for kata in ("Koreksi: 1", "Iuran baru: 1", "Rp5.000.000 → Rp6.000.000", "Rp342.000"):
        assert kata in lihat(hadi, unggahan), kata
    assert kartu.kpj not in lihat(hadi, unggahan)
    assert "Berkas iuran yang menunggu persetujuan" in hadi.get("/petugas/").content.decode()

    assert "Perbedaan berkas ini berubah" in tekan(hadi, unggahan, "bukukan", sidik="x")
    assert "Sedang dibukukan" in tekan(hadi, unggahan, "bukukan", sidik=unggahan.sidik_beda)
    proses_unggahan(unggahan_id=unggahan.pk)
    halaman = lihat(rina, unggahan)
    assert "Sudah dibukukan" in halaman
    assert "hadi" in halaman
    assert Iuran.objects.filter(berlaku=True).count() == 2
    assert "sudah dibukukan pada" in unggah(rina, isi)


def test_temuan_dengan_baris_kolom_sebab_dan_perbaikan(rina: Client) -> None:
    salah = isi_baris(JANUARI, kpj=buat_kartu().kpj) | {"upah": "-5", "nama": "<b>=1</b>"}
    unggah(rina, isi_berkas([salah]), "salah.csv")
    unggahan = UnggahanIuran.objects.get()
    proses_unggahan(unggahan_id=unggahan.pk)
    halaman = lihat(rina, unggahan)
    for kata in (
        "Ditolak, tidak ada yang dibukukan", "<code>upah</code>", "Tidak boleh negatif",
        "Tulis nilai yang benar untuk bulan itu",
    ):  # fmt: skip
        assert kata in halaman, kata


def test_daftar_perbedaan_diunduh_sebagai_csv(rina: Client) -> None:
    unggah(rina, isi_berkas([isi_baris(JANUARI, kpj=buat_kartu().kpj)]))
    unggahan = UnggahanIuran.objects.get()
    proses_unggahan(unggahan_id=unggahan.pk)
    jawaban = rina.get(reverse("admin:saldo_unggahaniuran_perbedaan", args=[unggahan.pk]))
    isi = jawaban.getvalue().decode()
    assert jawaban["Content-Type"].startswith("text/csv")
    assert isi.splitlines()[0].startswith("jenis,baris,kpj,bulan,upah_lama")
    assert len(isi.splitlines()) == 2


def test_kosong_disebut_dan_dibatalkan_dengan_alasan(rina: Client) -> None:
    assert "Berkas itu kosong" in unggah(rina, b"")
    unggah(rina, isi_berkas([isi_baris(JANUARI, kpj=buat_kartu().kpj)]))
    unggahan = UnggahanIuran.objects.get()
    proses_unggahan(unggahan_id=unggahan.pk)
    assert "Tuliskan alasannya" in tekan(rina, unggahan, "batalkan")
    assert "Unggahan dibatalkan" in tekan(rina, unggahan, "batalkan", alasan="salah bulan")


def test_auditor_melihat_tetapi_tidak_mengunggah_dan_tidak_memutus(rina: Client) -> None:
    unggah(rina, isi_berkas([isi_baris(JANUARI, kpj=buat_kartu().kpj)]))
    unggahan = UnggahanIuran.objects.get()
    proses_unggahan(unggahan_id=unggahan.pk)
    unggahan.refresh_from_db()
    tono = masuk("tono", "auditor")
    assert "Iuran baru: 1" in lihat(tono, unggahan)
    assert tono.get(reverse("admin:saldo_unggahaniuran_unggah")).status_code == 403
    assert tekan(tono, unggahan, "bukukan", sidik=unggahan.sidik_beda) == "403"
    assert Client().get(reverse("admin:saldo_unggahaniuran_unggah")).status_code == 302

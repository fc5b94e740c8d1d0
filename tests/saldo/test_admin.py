from __future__ import annotations

import csv
import hashlib
import io
from datetime import date
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from accounts.models import CatatanAudit
from accounts.rules.pelaku import SISTEM
from accounts.services.akun import buat_akun
from accounts.services.peran import siapkan_peran
from saldo.admin import buku as modul
from saldo.models import Jurnal, Kepesertaan
from saldo.services.buku import tahan_saldo
from saldo.services.pemeriksaan import periksa_buku
from tests.pabrik import buat_kartu_bersaldo

pytestmark = pytest.mark.usefixtures("db")
MODEL = ["perusahaan", "kepesertaan", "iuran", "berkasiuran", "jurnal", "entrijurnal",
         "tahanansaldo", "akunbuku", "ketentuan", "pemeriksaanbuku", "segelbuku"]  # fmt: skip


def masuk(peran: str) -> Client:
    siapkan_peran()
    klien = Client()
    klien.force_login(
        buat_akun(nama_pengguna=peran, kata_sandi=None, petugas=True, peran=[peran], pelaku=SISTEM)
    )
    return klien


@pytest.fixture
def kartu() -> Kepesertaan:
    kartu = buat_kartu_bersaldo()
    tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="klaim:1", pelaku=SISTEM)
    periksa_buku()
    return kartu


@pytest.mark.parametrize("model", MODEL)
def test_daftar_dan_halaman_terbaca_tanpa_pengenal_utuh(model: str, kartu: Kepesertaan) -> None:
    klien = masuk("penyelia")
    daftar = klien.get(reverse(f"admin:saldo_{model}_changelist"))
    assert daftar.status_code == 200
    satu = next(iter(admin.site.get_model_admin(type_model(model)).model.objects.all()))
    halaman = klien.get(reverse(f"admin:saldo_{model}_change", args=[satu.pk]))
    assert halaman.status_code == 200
    for jawaban in (daftar, halaman):
        isi = jawaban.content.decode()
        assert kartu.kpj not in isi
        assert kartu.peserta.nomor_identitas not in isi
        assert "_save" not in isi


def type_model(nama: str) -> Any:
    return next(m for m in admin.site._registry if m._meta.label_lower == f"saldo.{nama}")


def test_tidak_ada_yang_dapat_ditambah_diubah_atau_dihapus(kartu: Kepesertaan) -> None:
    klien = masuk("penyelia")
    for model in MODEL:
        assert klien.get(f"/petugas/saldo/{model}/add/").status_code == 403
    assert klien.post(f"/petugas/saldo/kepesertaan/{kartu.pk}/change/", {}).status_code == 403
    assert klien.post(f"/petugas/saldo/kepesertaan/{kartu.pk}/delete/").status_code == 403


def test_melihat_kartu_iuran_dan_tahanan_tercatat_atas_nama_orangnya(kartu: Kepesertaan) -> None:
    klien = masuk("petugas")
    for model, objek in (
        ("kepesertaan", kartu),
        ("iuran", kartu.iuran.get(bulan=date(2024, 1, 1))),
        ("tahanansaldo", kartu.tahanan.get()),
    ):
        assert klien.get(f"/petugas/saldo/{model}/{objek.pk}/change/").status_code == 200
    lihat = CatatanAudit.objects.filter(aksi="data.dilihat_petugas")
    assert {satu.peserta for satu in lihat} == {kartu.peserta}
    assert lihat.count() == 3


def test_pemeriksaan_menunjukkan_yang_dilanggar_dan_meja_menyebutnya(kartu: Kepesertaan) -> None:
    klien = masuk("penyelia")
    kartu.tahanan.update(jumlah=1)
    pemeriksaan, _ = periksa_buku()
    halaman = klien.get(reverse("admin:saldo_pemeriksaanbuku_change", args=[pemeriksaan.pk]))
    isi = halaman.content.decode()
    assert f"kartu {kartu.pk} berbeda" in isi
    assert pemeriksaan.pangkal in isi
    meja = klien.get(reverse("admin:index")).content.decode()
    assert "Yang tidak cocok di buku" in meja


def test_entri_sebaris_hanya_pada_jurnal_kecil(kartu: Kepesertaan, monkeypatch: Any) -> None:
    klien = masuk("penyelia")
    jurnal = Jurnal.objects.get(jenis="PENAHANAN")
    alamat = reverse("admin:saldo_jurnal_change", args=[jurnal.pk])
    assert "entri-group" in klien.get(alamat).content.decode()
    monkeypatch.setattr(modul, "ENTRI_TERBANYAK", 1)
    isi = klien.get(alamat).content.decode()
    assert "entri-group" not in isi
    daftar = f"/petugas/saldo/entrijurnal/?jurnal__id__exact={jurnal.pk}"
    assert daftar in isi
    assert "2 entri" in klien.get(daftar).content.decode()


def test_auditor_menghitung_mengunduh_dan_membuktikan(kartu: Kepesertaan) -> None:
    klien = masuk("auditor")
    daftar = klien.get("/petugas/saldo/iuran/").content.decode()
    assert "/petugas/saldo/iuran/ekspor/" in daftar
    alamat = "/petugas/saldo/iuran/ekspor/"
    pratinjau = klien.get(alamat, {"per": "", "bulan_dari": "2024-02"}).content.decode()
    assert "2 baris." in pratinjau
    assert not CatatanAudit.objects.filter(aksi="data.diekspor").exists()
    jawaban: Any = klien.post(alamat, {"bulan_dari": "2024-02"})
    isi = b"".join(jawaban.streaming_content)
    assert jawaban["Content-Disposition"].startswith('attachment; filename="iuran-')
    assert "no-store" in jawaban["Cache-Control"]
    assert len(list(csv.DictReader(io.StringIO(isi.decode())))) == 2
    catatan = CatatanAudit.objects.get(aksi="data.diekspor")
    assert (catatan.pelaku_nama, catatan.pelaku_jenis) == ("auditor", "PETUGAS")
    halaman = klien.get(alamat).content.decode()
    bukti = f"/petugas/saldo/iuran/ekspor/{catatan.pk}/"
    assert bukti in halaman
    manifes = klien.get(bukti)
    assert manifes["Content-Disposition"].endswith('.csv.manifest.json"')
    assert manifes.json()["sha256"] == hashlib.sha256(isi).hexdigest()
    assert manifes.json()["saringan"] == {"bulan_dari": "2024-02-01"}
    # A proof belongs to its own kind of export.
    assert klien.get(f"/petugas/saldo/jurnal/ekspor/{catatan.pk}/").status_code == 404


def test_tanpa_isian_seluruhnya_diunduh(kartu: Kepesertaan) -> None:
    jawaban: Any = masuk("auditor").post("/petugas/saldo/jurnal/ekspor/", {})
    isi = b"".join(jawaban.streaming_content).decode()
    assert isi.count("\n") == 1 + sum(satu.entri.count() for satu in Jurnal.objects.all())


def test_isian_ekspor_yang_salah_disebut_di_kolomnya(kartu: Kepesertaan) -> None:
    klien = masuk("auditor")
    for isian, kalimat in (
        ({"bulan_dari": "kemarin"}, "Isian ini tidak terbaca"),
        ({"per": "2999-01-01"}, "Tanggal itu belum tiba"),
    ):
        jawaban = klien.post("/petugas/saldo/iuran/ekspor/", isian)
        assert (jawaban.status_code, kalimat in jawaban.content.decode()) == (200, True)
    assert not CatatanAudit.objects.filter(aksi="data.diekspor").exists()


def test_petugas_biasa_tidak_dapat_mengekspor(kartu: Kepesertaan) -> None:
    klien = masuk("petugas")
    assert "ekspor/" not in klien.get("/petugas/saldo/iuran/").content.decode()
    for alamat in ("/petugas/saldo/iuran/ekspor/", "/petugas/accounts/peserta/ekspor/"):
        assert klien.get(alamat).status_code == 403
        assert klien.post(alamat, {}).status_code == 403


def test_daftar_jurnal_tidak_menjumlah_seluruh_buku(
    kartu: Kepesertaan, django_assert_max_num_queries: Any
) -> None:
    for ke in range(5):
        buat_kartu_bersaldo(npp=f"GH12345{ke}")
    klien = masuk("penyelia")
    with django_assert_max_num_queries(15):
        isi = klien.get("/petugas/saldo/jurnal/").content.decode()
    assert "Rp855.000" in isi

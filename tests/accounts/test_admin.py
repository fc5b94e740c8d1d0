from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Akun, CatatanAudit, Kontak, Pesan, Peserta
from accounts.rules.pelaku import SISTEM
from accounts.services.akun import buat_akun
from accounts.services.kontak import pasang_kontak
from accounts.services.peran import siapkan_peran
from accounts.services.pesan import antre_pesan
from accounts.services.peserta import pasang_kependudukan

NIK = "9901011203880001"
KK = "9901010101150001"
TELEPON = "+6281234567890"


def _petugas(peran: str) -> Client:
    siapkan_peran()
    akun = buat_akun(
        nama_pengguna=peran, kata_sandi=None, petugas=True, peran=[peran], pelaku=SISTEM
    )
    klien = Client()
    klien.force_login(akun)
    return klien


@pytest.fixture
def klien(db: None) -> Client:
    return _petugas("penyelia")


@pytest.fixture
def lengkap(budi: Peserta) -> Peserta:
    pasang_kependudukan(peserta=budi, no_kk=KK, nama_ibu="SRI WAHYUNI", pelaku=SISTEM)
    pasang_kontak(peserta=budi, jenis=Kontak.Jenis.TELEPON, nilai=TELEPON, pelaku=SISTEM)
    return budi


def test_peserta_tersamar_dan_setiap_lihat_tercatat(klien: Client, lengkap: Peserta) -> None:
    daftar = klien.get(reverse("admin:accounts_peserta_changelist"))
    assert "99**********0001" in daftar.content.decode()
    halaman = klien.get(reverse("admin:accounts_peserta_change", args=[lengkap.pk]))
    isi = halaman.content.decode()
    assert "BUDI SANTOSO" in isi
    assert "0812-****-890" in isi
    for rahasia in (NIK, KK, "SRI WAHYUNI", "1234567890", lengkap.nomor_identitas_indeks):
        assert rahasia not in isi
    catatan = CatatanAudit.objects.get(aksi="data.dilihat_petugas")
    assert (catatan.peserta, catatan.pelaku_jenis) == (lengkap, "PETUGAS")
    assert catatan.permintaan == halaman["X-Request-ID"]


def test_cari_nik_lewat_isi_bukan_alamat(klien: Client, lengkap: Peserta) -> None:
    alamat = reverse("admin:accounts_peserta_cari")
    assert klien.get(alamat).status_code == 200
    jawaban = klien.post(alamat, {"nik": "990101 120388 0001"})
    assert jawaban["Location"] == reverse("admin:accounts_peserta_change", args=[lengkap.pk])
    tidak_ada = klien.post(alamat, {"nik": "9901026508920002"}).content.decode()
    assert "Tidak ada peserta dengan NIK itu." in tidak_ada
    assert "16 angka" in klien.post(alamat, {"nik": "123"}).content.decode()


@pytest.mark.parametrize(
    "model", ["akun", "peserta", "persetujuan", "pesan", "catatanaudit", "denyutantrean"]
)
def test_tidak_ada_yang_dapat_ditambah_diubah_atau_dihapus(
    model: str, akun_budi: Akun, budi: Peserta
) -> None:
    """A superuser, who has every right, finds no door either."""
    Akun.objects.filter(pk=akun_budi.pk).update(is_staff=True, is_superuser=True)
    klien = Client()
    klien.force_login(Akun.objects.get(pk=akun_budi.pk))
    assert klien.get(reverse(f"admin:accounts_{model}_changelist")).status_code == 200
    assert klien.get(reverse(f"admin:accounts_{model}_add")).status_code == 403
    if model in {"akun", "peserta"}:
        objek = {"akun": akun_budi, "peserta": budi}[model]
        ubah = reverse(f"admin:accounts_{model}_change", args=[objek.pk])
        assert klien.get(ubah).status_code == 200
        assert klien.post(ubah, {"nama": "X", "nama_pengguna": "X"}).status_code == 403
        hapus = reverse(f"admin:accounts_{model}_delete", args=[objek.pk])
        assert klien.post(hapus, {"post": "yes"}).status_code == 403


def test_halaman_akun_tanpa_sidik_kata_sandi(klien: Client, akun_budi: Akun) -> None:
    isi = klien.get(reverse("admin:accounts_akun_change", args=[akun_budi.pk])).content.decode()
    assert "argon2" not in isi
    assert "budi@contoh.id" not in isi


def _pesan(akun: Akun) -> Pesan:
    pesan = antre_pesan(
        akun=akun, jenis="kata_sandi_diganti", saluran=Pesan.Saluran.SMS, tujuan=TELEPON,
        data={"dipulihkan": False, "pada": timezone.now()},
    )  # fmt: skip
    assert pesan is not None
    return pesan


def test_pesan_gagal_dikirim_ulang_dengan_alasan(klien: Client, akun_budi: Akun) -> None:
    pesan = _pesan(akun_budi)
    tekan = reverse("admin:accounts_pesan_tombol", args=[pesan.pk, "kirim_ulang"])
    lihat = reverse("admin:accounts_pesan_change", args=[pesan.pk])
    assert "Kirim ulang" not in klien.get(lihat).content.decode()
    assert klien.post(tekan, {"alasan": "x"}).status_code == 403
    Pesan.objects.update(status=Pesan.Status.GAGAL)
    assert "Kirim ulang" in klien.get(lihat).content.decode()
    assert klien.get(tekan).status_code == 405
    assert "Tuliskan alasannya" in klien.post(tekan, follow=True).content.decode()
    sesudah = klien.post(tekan, {"alasan": "Alamat benar"}, follow=True).content.decode()
    assert "Pesan masuk antrean lagi." in sesudah
    pesan.refresh_from_db()
    assert pesan.status == "SIAP"
    assert CatatanAudit.objects.get(aksi="pesan.dikirim_ulang").alasan == "Alamat benar"


def test_auditor_melihat_jejak_tetapi_tidak_menekan_tombol(akun_budi: Akun) -> None:
    klien = _petugas("auditor")
    pesan = _pesan(akun_budi)
    Pesan.objects.update(status=Pesan.Status.GAGAL)
    tekan = reverse("admin:accounts_pesan_tombol", args=[pesan.pk, "kirim_ulang"])
    assert klien.post(tekan, {"alasan": "x"}).status_code == 403
    assert klien.get(reverse("admin:accounts_catatanaudit_changelist")).status_code == 200


def test_petugas_tidak_membuka_jejak_dan_orang_asing_tidak_masuk(akun_budi: Akun) -> None:
    petugas = _petugas("petugas")
    jejak = reverse("admin:accounts_catatanaudit_changelist")
    assert petugas.get(jejak).status_code == 403
    peserta = Client()
    peserta.force_login(akun_budi)
    assert peserta.get(reverse("admin:index")).status_code in {302, 403}
    assert (
        reverse("account_login")
        in Client().get(reverse("admin:index"), follow=True).redirect_chain[-1][0]
    )


def test_tombol_pada_baris_yang_tidak_ada(klien: Client) -> None:
    tekan = reverse("admin:accounts_pesan_tombol", args=[9999, "kirim_ulang"])
    assert klien.post(tekan, {"alasan": "x"}).status_code == 404

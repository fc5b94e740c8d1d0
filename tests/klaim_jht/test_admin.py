from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Akun, CatatanAudit
from accounts.rules.pelaku import SISTEM
from accounts.services.akun import buat_akun
from accounts.services.peran import siapkan_peran
from jmo.lib.uang import Rupiah, format_rupiah
from klaim_jht.models import KeputusanKlaim, Klaim, Pembayaran
from klaim_jht.rules.status import StatusPembayaran
from klaim_jht.services.status import pindahkan_pembayaran
from tests.klaim_jht.orang import (
    ajukan,
    bayar,
    buat_siap_klaim,
    jawaban_bank,
    ubah_sebagai_pemilik,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("db")


def petugas(peran: str) -> Client:
    siapkan_peran()
    akun = buat_akun(
        nama_pengguna=peran, kata_sandi=None, petugas=True, peran=[peran], pelaku=SISTEM
    )
    klien = Client()
    klien.force_login(akun)
    return klien


@pytest.fixture
def rina() -> Client:
    return petugas("petugas")


@pytest.fixture
def tinjauan() -> Klaim:
    return ajukan(buat_siap_klaim(upah=900_000_000, nama="AGUS WIBOWO"))


def halaman(klaim: Klaim) -> str:
    return reverse("admin:klaim_jht_klaim_change", args=[klaim.pk])


def tekan(klaim: Klaim, kunci: str) -> str:
    return reverse("admin:klaim_jht_klaim_tombol", args=[klaim.pk, kunci])


def test_satu_layar_memuat_semuanya_tersamar_dan_tercatat(rina: Client, tinjauan: Klaim) -> None:
    isi = rina.get(halaman(tinjauan)).content.decode()
    peserta = tinjauan.peserta
    for kata in (
        tinjauan.nomor, "AGUS WIBOWO", peserta.nomor_identitas_samar, "Saya terkena PHK",
        "Masa tunggu satu bulan sudah lewat", "laporan PT Contoh Makmur", "Ditinjau petugas",
        format_rupiah(Rupiah(tinjauan.neto or 0)), "Setujui klaim", "Tolak klaim", "di atas batas",
        "BRI ****0000",
    ):  # fmt: skip
        assert str(kata) in isi, kata
    for rahasia in (peserta.nomor_identitas, "112233440000"):
        assert rahasia not in isi
    assert CatatanAudit.objects.filter(aksi="data.dilihat_petugas", peserta=peserta).exists()


def test_daftar_tinjauan_menurut_tenggat(rina: Client, tinjauan: Klaim) -> None:
    lewat = ajukan(buat_siap_klaim(upah=900_000_000, nama="DEWI ANGGRAINI"))
    lalu = timezone.now() - timedelta(hours=1)
    Klaim.objects.filter(pk=lewat.pk).update(janji_pada=lalu, boleh_kirim_pada=None)
    isi = rina.get(reverse("admin:klaim_jht_tinjauan")).content.decode()
    assert isi.index("DEWI ANGGRAINI") < isi.index("AGUS WIBOWO")
    assert "(lewat)" in isi
    assert "di atas batas" in isi
    Klaim.objects.update(status="DITOLAK")
    kosong = rina.get(reverse("admin:klaim_jht_tinjauan")).content.decode()
    assert "Tidak ada klaim yang menunggu putusan" in kosong


def test_meja_kerja_menghitung_yang_menunggu_menurut_hak(tinjauan: Klaim) -> None:
    def isi(peran: str) -> str:
        return petugas(peran).get(reverse("admin:index")).content.decode()

    assert reverse("admin:klaim_jht_tinjauan") in (meja := isi("petugas"))
    assert "Klaim yang menunggu putusan" in meja
    assert "Pembayaran yang tidak boleh" not in meja
    assert "Ekspor CSV" not in meja
    assert "Pembayaran yang tidak boleh" in isi("penyelia")
    auditor = isi("auditor")
    assert "Klaim yang menunggu putusan" not in auditor
    assert "Yang tidak cocok di buku" in auditor
    assert reverse("admin:klaim_jht_klaim_ekspor") in auditor


def test_meja_kerja_menyebut_yang_terlama(rina: Client, tinjauan: Klaim) -> None:
    lama = timezone.now() - timedelta(days=3, hours=1)
    Klaim.objects.filter(pk=tinjauan.pk).update(diajukan_pada=lama)
    assert "3\xa0hari" in rina.get(reverse("admin:index")).content.decode()
    Klaim.objects.filter(pk=tinjauan.pk).update(status="DITOLAK")
    assert "tidak ada" in rina.get(reverse("admin:index")).content.decode()


def test_setujui_memerlukan_alasan_dan_menulis_pembayaran(rina: Client, tinjauan: Klaim) -> None:
    tanpa = rina.post(tekan(tinjauan, "setujui"), follow=True).content.decode()
    assert "Tuliskan alasannya" in tanpa
    isi = rina.post(tekan(tinjauan, "setujui"), {"alasan": "Sah."}, follow=True).content.decode()
    assert "pembayaran masuk antrean" in isi
    tinjauan.refresh_from_db()
    assert tinjauan.status == "PEMBAYARAN_DIPROSES"
    assert rina.post(tekan(tinjauan, "setujui"), {"alasan": "Lagi."}).status_code == 403


def test_tolak_mengembalikan_saldo(rina: Client, tinjauan: Klaim) -> None:
    isi = rina.post(tekan(tinjauan, "tolak"), {"alasan": "Keliru."}, follow=True).content.decode()
    assert "saldo peserta kembali" in isi
    assert "Keliru." in isi
    tinjauan.refresh_from_db()
    assert tinjauan.status == "DITOLAK"


def test_petugas_yang_juga_peserta_tidak_memutus_klaimnya(tinjauan: Klaim) -> None:
    siapkan_peran()
    akun = tinjauan.peserta.akun
    assert akun is not None
    Akun.objects.filter(pk=akun.pk).update(is_staff=True, is_superuser=True)
    klien = Client()
    klien.force_login(Akun.objects.get(pk=akun.pk))
    isi = klien.post(tekan(tinjauan, "setujui"), {"alasan": "Saya."}, follow=True).content.decode()
    assert "petugas lain yang harus memutusnya" in isi
    tinjauan.refresh_from_db()
    assert tinjauan.status == "TINJAUAN_PETUGAS"


def test_auditor_melihat_tetapi_tidak_memutus(tinjauan: Klaim) -> None:
    tono = petugas("auditor")
    isi = tono.get(halaman(tinjauan)).content.decode()
    assert "Setujui klaim" not in isi
    assert tono.post(tekan(tinjauan, "setujui"), {"alasan": "x"}).status_code == 403
    daftar = tono.get(reverse("admin:klaim_jht_klaim_changelist")).content.decode()
    assert "Ekspor CSV" in daftar
    ekspor = tono.post(reverse("admin:klaim_jht_klaim_ekspor"), {"per": ""})
    assert str(tinjauan.nomor) in b"".join(ekspor).decode()
    jejak = tono.post(reverse("admin:klaim_jht_riwayatstatus_ekspor"), {"per": ""})
    assert "PENAHANAN" in b"".join(jejak).decode()


def belum_pasti(klaim: Klaim) -> Pembayaran:
    baris = klaim.pembayaran.select_related("klaim__peserta").get()
    with transaction.atomic():
        pindahkan_pembayaran(baris, StatusPembayaran.DIKIRIM, pelaku=SISTEM)
        pindahkan_pembayaran(
            baris, StatusPembayaran.BELUM_PASTI, pelaku=SISTEM,
            jatuh_pada=timezone.now() + timedelta(hours=1),
        )  # fmt: skip
    return baris


def test_tanya_bank_sekarang_hanya_oleh_penyelia(rina: Client) -> None:
    baris = belum_pasti(ajukan(buat_siap_klaim()))
    alamat = reverse("admin:klaim_jht_pembayaran_tombol", args=[baris.pk, "tanya_bank"])
    assert rina.post(alamat, {"alasan": "x"}).status_code == 403
    hadi = petugas("penyelia")
    isi = hadi.get(reverse("admin:klaim_jht_pembayaran_change", args=[baris.pk])).content.decode()
    assert "Tanya bank sekarang" in isi
    assert "Bank belum memastikan" in isi
    sesudah = hadi.post(alamat, {"alasan": "Peserta menelepon."}, follow=True).content.decode()
    assert "Bank ditanya sekarang" in sesudah
    baris.refresh_from_db()
    assert baris.jatuh_pada is not None
    assert baris.jatuh_pada <= timezone.now()


def test_pembayaran_selesai_tanpa_tombol(rina: Client) -> None:
    klaim = ajukan(buat_siap_klaim())
    bayar(klaim)
    hadi = petugas("penyelia")
    alamat = reverse("admin:klaim_jht_pembayaran_change", args=[klaim.pembayaran.get().pk])
    isi = hadi.get(alamat).content.decode()
    assert "BANK0001" in isi
    assert "Tanya bank sekarang" not in isi


def test_antrean_memuat_baris_semua_antrean(rina: Client) -> None:
    kosong = rina.get(reverse("admin:klaim_jht_antrean")).content.decode()
    assert "Semua antrean kosong" in kosong
    peserta = buat_siap_klaim()
    klaim = ajukan(peserta)
    jawaban_bank(peserta, nomor="998877660001", jatuh_pada=timezone.now())
    isi = rina.get(reverse("admin:klaim_jht_antrean")).content.decode()
    for kata in (
        klaim.pembayaran.get().partner_ref, "REKENING KLAIM", "klaim_diajukan EMAIL",
        "sudah waktunya",
    ):  # fmt: skip
        assert kata in isi, kata
    Pembayaran.objects.update(jatuh_pada=None, perlu_petugas=True)
    assert "perlu petugas" in rina.get(reverse("admin:klaim_jht_antrean")).content.decode()


@pytest.mark.parametrize("nama", ["klaim_jht_tinjauan", "klaim_jht_antrean"])
def test_meja_kerja_tertutup_bagi_peserta(tinjauan: Klaim, nama: str) -> None:
    klien = Client()
    assert tinjauan.peserta.akun is not None
    klien.force_login(tinjauan.peserta.akun)
    assert klien.get(reverse(f"admin:{nama}")).status_code in {302, 403}


def test_petugas_tanpa_hak_tidak_membuka_meja_kerja() -> None:
    akun = buat_akun(nama_pengguna="baru", kata_sandi=None, petugas=True, pelaku=SISTEM)
    klien = Client()
    klien.force_login(akun)
    for nama in ("klaim_jht_tinjauan", "klaim_jht_antrean"):
        assert klien.get(reverse(f"admin:{nama}")).status_code == 403


def test_daftar_dan_riwayat_terbuka(rina: Client, tinjauan: Klaim) -> None:
    for model in ("klaim", "pembayaran", "riwayatstatus"):
        alamat = reverse(f"admin:klaim_jht_{model}_changelist")
        assert rina.get(alamat).status_code == 200
        assert rina.get(reverse(f"admin:klaim_jht_{model}_add")).status_code == 403
    satu = tinjauan.riwayat.latest("pk")
    alamat = reverse("admin:klaim_jht_riwayatstatus_change", args=[satu.pk])
    assert str(tinjauan.nomor) in rina.get(alamat).content.decode()


def test_daftar_disaring_dengan_kata_dan_tanpa_draf(rina: Client, tinjauan: Klaim) -> None:
    from klaim_jht.services.pengajuan import mulai_klaim

    draf = mulai_klaim(peserta=buat_siap_klaim(nama="BELUM MENGAJUKAN"), pelaku=SISTEM)
    alamat = reverse("admin:klaim_jht_klaim_changelist")
    isi = rina.get(alamat).content.decode()
    assert "BELUM MENGAJUKAN" not in isi
    assert "Ditinjau petugas" in isi
    assert rina.get(reverse("admin:klaim_jht_klaim_change", args=[draf.pk])).status_code == 302
    assert "AGUS" in rina.get(alamat, {"status": "TINJAUAN_PETUGAS"}).content.decode()
    assert "AGUS" not in rina.get(alamat, {"status": "DIBAYAR"}).content.decode()


def test_keputusan_yang_rusak_tidak_merobohkan_halaman(rina: Client, tinjauan: Klaim) -> None:
    assert KeputusanKlaim.objects.count() == 1
    ubah_sebagai_pemilik("klaim_jht_keputusanklaim", "versi_aturan = '{}'")
    assert "tidak terbaca lagi" in rina.get(halaman(tinjauan)).content.decode()

from __future__ import annotations

import pytest

from accounts.models import Akun, CatatanAudit, KodeOTP, Kontak, PermintaanPulih, Pesan, Peserta
from accounts.rules.pelaku import SISTEM
from accounts.services.kontak import pasang_kontak
from accounts.services.lupa_akun import minta_lupa_akun
from accounts.services.otp import kirim_kode
from pengkinian.services.lupa_akun import cari_akun_kartu, cocokkan_permintaan, sapu_permintaan
from tests.pabrik import buat_kartu, buat_peserta

pytestmark = pytest.mark.usefixtures("db")
NOMOR = "+6281234567890"


@pytest.fixture
def budi() -> Peserta:
    peserta = buat_peserta(dengan_akun=True)
    buat_kartu(peserta)
    pasang_kontak(peserta=peserta, jenis=Kontak.Jenis.TELEPON, nilai=NOMOR, pelaku=SISTEM)
    return peserta


def minta(peserta: Peserta, *, kpj: str = "", saluran: str = "TELEPON") -> PermintaanPulih:
    permintaan = minta_lupa_akun(
        nik=peserta.nomor_identitas, kpj=kpj or peserta.kepesertaan.get().kpj, saluran=saluran
    )
    cocokkan_permintaan(permintaan_id=permintaan.pk)
    permintaan.refresh_from_db()
    return permintaan


def test_kode_hanya_ke_alamat_yang_terdaftar_dan_nomor_dilupakan(budi: Peserta) -> None:
    permintaan = minta(budi)
    assert permintaan.akun == budi.akun
    assert (permintaan.isian, permintaan.jatuh_pada) == ({}, None)
    assert Pesan.objects.get(jenis="kode_verifikasi").tujuan == NOMOR
    catatan = CatatanAudit.objects.get(aksi="pemulihan.diminta")
    assert catatan.sesudah["tujuan_samar"] == "0812-****-890"
    cocokkan_permintaan(permintaan_id=permintaan.pk)
    assert KodeOTP.objects.count() == 1, "running it again changes nothing"


def test_kartu_orang_lain_tidak_membuka_apa_pun(budi: Peserta) -> None:
    kartu = buat_kartu(buat_peserta(dengan_akun=True))
    permintaan = minta(budi, kpj=kartu.kpj)
    assert permintaan.akun is None
    assert permintaan.isian == {}
    assert not KodeOTP.objects.exists()


@pytest.mark.parametrize("keadaan", ["bersama", "tanpa-alamat", "ditutup", "baru-saja"])
def test_yang_tidak_dikirimi_kode(budi: Peserta, keadaan: str) -> None:
    saluran = "TELEPON"
    if keadaan == "bersama":
        Kontak.objects.update(bersama=True)
    elif keadaan == "tanpa-alamat":
        saluran = "EMAIL"
        Akun.objects.update(email="")
    elif keadaan == "ditutup":
        Akun.objects.update(is_active=False)
    else:
        kirim_kode(
            akun=budi.akun, keperluan="KONTAK", saluran="TELEPON", tujuan=NOMOR, pelaku=SISTEM
        )
    semula = KodeOTP.objects.count()
    assert minta(budi, saluran=saluran).akun is None
    assert KodeOTP.objects.count() == semula


def test_alamat_bawaan_aplikasi_lama_menerima_kode(budi: Peserta) -> None:
    Kontak.objects.all().delete()
    minta(budi, saluran="EMAIL")
    assert budi.akun is not None
    assert Pesan.objects.get(jenis="kode_verifikasi").tujuan == budi.akun.email


def test_akun_dicari_lewat_kartu_miliknya(budi: Peserta) -> None:
    kpj = budi.kepesertaan.get().kpj
    assert cari_akun_kartu(nik=budi.nomor_identitas, kpj=kpj) == budi.akun
    assert cari_akun_kartu(nik=budi.nomor_identitas, kpj="00000000000") is None
    tanpa = buat_peserta()
    kartu = buat_kartu(tanpa)
    assert cari_akun_kartu(nik=tanpa.nomor_identitas, kpj=kartu.kpj) is None


def test_sapuan_menemukan_yang_tidak_berbunyi(budi: Peserta) -> None:
    minta_lupa_akun(nik=budi.nomor_identitas, kpj="00000000000", saluran="EMAIL")
    assert sapu_permintaan() == 1

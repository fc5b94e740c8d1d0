"""The whole way back through 175, at the officers' pages, and that no money moves meanwhile."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Akun, CatatanAudit, KasusPemulihan, Kontak, PermintaanPulih, Pesan
from accounts.rules.pelaku import SISTEM
from accounts.services.akun import buat_akun
from accounts.services.kontak import kirim_kode_kontak, pasang_kontak
from accounts.services.peran import siapkan_peran
from jmo.lib.galat import PerluBuktiUlang
from klaim_jht.models import Klaim, Pembayaran
from pengkinian.models import Rekening
from pengkinian.rules.wajah import Keperluan
from pengkinian.selectors import wajah_segar
from pengkinian.services.lupa_akun import cocokkan_permintaan
from pengkinian.services.tanya_rekening import minta_periksa_rekening
from tests.klaim_jht.orang import ajukan, buat_siap_klaim

pytestmark = pytest.mark.usefixtures("db")
BARU = "+6281398765432"


@pytest.fixture
def petugas() -> dict[str, Client]:
    siapkan_peran()
    klien = {}
    for nama, peran in (("rina", "petugas"), ("hadi", "penyelia")):
        akun = buat_akun(
            nama_pengguna=nama, kata_sandi=None, petugas=True, peran=[peran], pelaku=SISTEM
        )
        klien[nama] = Client()
        klien[nama].force_login(akun)
    return klien


def tekan(klien: Client, kasus: KasusPemulihan, tombol: str) -> str:
    alamat = reverse("admin:accounts_kasuspemulihan_tombol", args=[kasus.pk, tombol])
    return klien.post(alamat, {"alasan": "contoh"}, follow=True).content.decode()


def isi_fakta(peserta: Any) -> dict[str, str]:
    kartu = peserta.kepesertaan.get()
    return {
        "BULAN_PERTAMA": f"{kartu.tanggal_mulai:%Y-%m}", "BANYAK_KARTU": "1",
        "PERUSAHAAN": "Contoh Makmur", "jenis": "TELEPON", "kontak": "0813 9876 5432",
    }  # fmt: skip


def test_hp_hilang_kembali_masuk_lewat_175_tanpa_uang_bergerak(petugas: dict[str, Client]) -> None:
    budi = buat_siap_klaim()
    pasang_kontak(peserta=budi, jenis=Kontak.Jenis.TELEPON, nilai="+6281234567890", pelaku=SISTEM)
    nik, kpj = budi.nomor_identitas, budi.kepesertaan.get().kpj
    rina, hadi = petugas["rina"], petugas["hadi"]
    asing = rina.post(reverse("admin:pemulihan_buka"), {"nik": nik, "kpj": "00000000000"})
    assert "Tidak ada akun dengan NIK" in asing.content.decode()
    rina.post(reverse("admin:pemulihan_buka"), {"nik": nik, "kpj": kpj})
    kasus = KasusPemulihan.objects.get()
    halaman = reverse("admin:accounts_kasuspemulihan_change", args=[kasus.pk])
    assert "0812-3456-7890" in rina.get(halaman).content.decode()
    assert CatatanAudit.objects.filter(aksi="data.dilihat_petugas", peserta=budi).exists()
    tekan(rina, kasus, "ditelepon")
    assert "0812-3456-7890" not in rina.get(halaman).content.decode()
    fakta = reverse("admin:pemulihan_fakta", args=[kasus.pk])
    kurang = rina.post(fakta, {**isi_fakta(budi), "PERUSAHAAN": "Bank Lain"}, follow=True)
    assert "Jawaban tidak cukup" in kurang.content.decode()
    assert "Jawaban cukup" in rina.post(fakta, isi_fakta(budi), follow=True).content.decode()
    alamat = reverse("admin:accounts_kasuspemulihan_tombol", args=[kasus.pk, "setujui"])
    assert rina.post(alamat, {"alasan": "contoh"}).status_code == 403, "a supervisor's alone"
    KasusPemulihan.objects.update(petugas=Akun.objects.get(nama_pengguna="hadi"))
    assert "penyelia lain" in tekan(hadi, kasus, "setujui"), "not his own case"
    KasusPemulihan.objects.update(petugas=Akun.objects.get(nama_pengguna="rina"))
    assert "Disetujui" in tekan(hadi, kasus, "setujui")

    assert kode_lupa_akun(nik, kpj) is None, "a day of waiting"
    KasusPemulihan.objects.update(terbuka_pada=timezone.now())
    klien = Client()
    kode = kode_lupa_akun(nik, kpj, klien)
    assert kode is not None
    klien.post("/pengkinian/lupa-akun/kode/", {"kode": kode})
    klien.post(
        "/pengkinian/lupa-akun/sandi/",
        {"new_password1": "angin-di-bulan-mei", "new_password2": "angin-di-bulan-mei"},
    )
    kasus.refresh_from_db()
    assert kasus.status == "SELESAI"
    assert budi.kontak.get(diganti_pada=None).nilai == BARU
    akun = Akun.objects.get(peserta=budi)
    assert akun.check_password("angin-di-bulan-mei")
    periksa_uang_diam(akun)


def kode_lupa_akun(nik: str, kpj: str, klien: Client | None = None) -> str | None:
    """Ask for a code as the caller would, and return what reached the new contact."""
    klien = klien or Client()
    klien.post("/pengkinian/lupa-akun/", {"nik": nik, "kpj": kpj, "saluran": "TELEPON"})
    permintaan = PermintaanPulih.objects.latest("pk")
    cocokkan_permintaan(permintaan_id=permintaan.pk)
    pesan = Pesan.objects.filter(jenis="kode_verifikasi").last()
    if pesan is None or pesan.tujuan != BARU:
        Pesan.objects.filter(jenis="kode_verifikasi").delete()
        return None
    cocok = re.search(r"\b\d{6}\b", pesan.isi["teks"])
    return cocok[0] if cocok else None


def periksa_uang_diam(akun: Akun) -> None:
    """A recovered session looks, and nothing of money, contact or account moves."""
    klien, peserta = Client(), akun.peserta
    klien.force_login(akun)
    assert klien.get("/saldo/").status_code == 200
    assert wajah_segar(peserta, untuk=Keperluan.KLAIM) is None
    with pytest.raises(PerluBuktiUlang, match="klaim_perlu_wajah"):
        ajukan(peserta)
    with pytest.raises(PerluBuktiUlang, match="pulih_perlu_bukti"):
        kirim_kode_kontak(
            peserta=peserta, jenis="EMAIL", nilai="maling@contoh.id", pelaku=SISTEM
        )  # fmt: skip
    with pytest.raises(PerluBuktiUlang, match="pulih_perlu_bukti"):
        minta_periksa_rekening(
            peserta=peserta, kasus=None, keperluan=Keperluan.KLAIM, kode_bank="002",
            nomor="998877660001", pelaku=SISTEM,
        )  # fmt: skip
    assert not Klaim.objects.exclude(status="DRAF").exists()
    assert not Pembayaran.objects.exists()
    assert Rekening.objects.filter(peserta=peserta, diganti_pada=None).count() == 1
    assert akun.dipulihkan_pada is not None
    assert timezone.now() - akun.dipulihkan_pada < timedelta(minutes=5)

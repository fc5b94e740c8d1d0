from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import CatatanAudit
from accounts.rules.pelaku import SISTEM
from accounts.services.akun import buat_akun
from accounts.services.peran import siapkan_peran
from saldo.models import Kepesertaan, PenggabunganKartu
from saldo.services.penggabungan import gabungkan_kartu
from tests.saldo.gabungan import Wati, buat_wati

DAFTAR = "/petugas/saldo/penggabungankartu/"


@pytest.fixture
def wati(db: None) -> Wati:
    return buat_wati(tarif=False)


def masuk(nama: str, peran: str) -> Client:
    siapkan_peran()
    klien = Client()
    klien.force_login(
        buat_akun(nama_pengguna=nama, kata_sandi=None, petugas=True, peran=[peran], pelaku=SISTEM)
    )
    return klien


def minta(wati: Wati, *, mirip: bool) -> PenggabunganKartu:
    if mirip:
        Kepesertaan.objects.filter(pk=wati.lama.pk).update(
            nama_terdaftar="WATI LASTERINI", tanggal_lahir_terdaftar=date(1990, 1, 2)
        )
    (satu,) = gabungkan_kartu(peserta=wati.peserta, kepesertaan_ids=[wati.lama.pk], pelaku=SISTEM)
    return satu


def tekan(klien: Client, satu: PenggabunganKartu, tombol: str, alasan: str = "sudah cocok") -> str:
    jawaban = klien.post(f"{DAFTAR}{satu.pk}/tombol/{tombol}/", {"alasan": alasan}, follow=True)
    assert jawaban.status_code == 200
    satu.refresh_from_db()
    return jawaban.content.decode()


def test_petugas_membandingkan_lalu_menggabungkan_dengan_alasan(wati: Wati) -> None:
    satu = minta(wati, mirip=True)
    klien = masuk("rina", "petugas")
    assert "Penggabungan kartu yang menunggu petugas" in klien.get("/petugas/").content.decode()
    daftar = klien.get(f"{DAFTAR}?menunggu=ya").content.decode()
    assert "bandingkan identitas" in daftar
    isi = klien.get(f"{DAFTAR}{satu.pk}/change/").content.decode()
    for teks in ("WATI LASTERINI, lahir 1990-01-02", "WATI LESTARI, lahir 1990-01-01"):
        assert teks in isi
    assert wati.lama.kpj not in isi
    assert wati.peserta.nomor_identitas not in isi
    assert CatatanAudit.objects.filter(aksi="data.dilihat_petugas").count() == 1
    assert "Tuliskan alasannya lebih dahulu." in tekan(klien, satu, "setujui", alasan=" ")
    assert satu.status == "MENUNGGU_PETUGAS"
    assert "Kartu digabung; peserta diberi tahu." in tekan(klien, satu, "setujui")
    assert (satu.status, wati.segar(wati.lama).status) == ("BERLAKU", "DIGABUNG")
    assert "0" in klien.get(f"{DAFTAR}?menunggu=ya").content.decode()


def test_petugas_menolak_dengan_jawaban_untuk_peserta(wati: Wati) -> None:
    satu = minta(wati, mirip=True)
    klien = masuk("rina", "petugas")
    assert "jawaban Anda dikirim" in tekan(klien, satu, "tolak", "Bawa akta lahir.")
    assert (satu.status, satu.jawaban) == ("DITOLAK", "Bawa akta lahir.")
    # The button is gone, so pressing it from an old page is refused.
    assert klien.post(f"{DAFTAR}{satu.pk}/tombol/setujui/", {"alasan": "x"}).status_code == 403


def test_pembatalan_terlambat_memerlukan_dua_petugas(wati: Wati) -> None:
    satu = minta(wati, mirip=False)
    rina, hadi = masuk("rina", "petugas"), masuk("hadi", "penyelia")
    assert "Peserta masih dapat membatalkannya sendiri" in tekan(rina, satu, "minta_batal")
    PenggabunganKartu.objects.filter(pk=satu.pk).update(
        boleh_urung_sampai=timezone.now() - timedelta(seconds=1)
    )
    assert "petugas lain memutusnya" in tekan(rina, satu, "minta_batal", "peserta keliru")
    assert "pembatalan menunggu petugas kedua" in rina.get(DAFTAR).content.decode()
    assert "tidak boleh menyetujui permintaannya sendiri" in tekan(rina, satu, "setujui_batal")
    assert satu.status == "BERLAKU"
    assert "penggabungan tetap berlaku" in tekan(hadi, satu, "tolak_batal")
    assert "petugas lain memutusnya" in tekan(rina, satu, "minta_batal", "surat peserta")
    assert "Penggabungan dibatalkan" in tekan(hadi, satu, "setujui_batal")
    assert (satu.status, wati.segar(wati.lama).status) == ("DIURUNGKAN", "NONAKTIF")


def test_auditor_membaca_tetapi_tidak_menekan(wati: Wati) -> None:
    satu = minta(wati, mirip=True)
    klien = masuk("tono", "auditor")
    isi = klien.get(f"{DAFTAR}{satu.pk}/change/").content.decode()
    assert "Data cocok: gabungkan" not in isi
    assert klien.post(f"{DAFTAR}{satu.pk}/tombol/setujui/", {"alasan": "x"}).status_code == 403
    satu.refresh_from_db()
    assert satu.status == "MENUNGGU_PETUGAS"


def test_kartu_ditandai_disengketakan_dan_diselesaikan_dengan_alasan(wati: Wati) -> None:
    klien = masuk("rina", "petugas")
    alamat = f"/petugas/saldo/kepesertaan/{wati.lama.pk}/"
    for tombol, ada in (("sengketakan", True), ("selesaikan", False)):
        jawaban = klien.post(f"{alamat}tombol/{tombol}/", {"alasan": "dua pengaku"}, follow=True)
        assert jawaban.status_code == 200
        assert (wati.segar(wati.lama).disengketakan_pada is not None) is ada
    assert CatatanAudit.objects.filter(aksi="kartu.disengketakan").count() == 2

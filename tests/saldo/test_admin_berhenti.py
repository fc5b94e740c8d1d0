from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from PIL import Image

from accounts.models import CatatanAudit
from accounts.rules.pelaku import SISTEM
from accounts.services.akun import buat_akun
from accounts.services.peran import siapkan_peran
from saldo.models import Kepesertaan, LaporanBerhenti, Perusahaan
from saldo.rules.laporan_berhenti import JenisBukti
from tests.saldo.laporan import HARI_LAPOR, PDF, kartu_bekerja, lapor

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def waktu() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(HARI_LAPOR, tick=False) as mesin:
        yield mesin


@pytest.fixture
def kartu() -> Kepesertaan:
    kartu = kartu_bekerja()
    Perusahaan.objects.update(aktif=False)
    return kartu


def masuk(peran: str) -> Client:
    siapkan_peran()
    klien = Client()
    klien.force_login(
        buat_akun(nama_pengguna=peran, kata_sandi=None, petugas=True, peran=[peran], pelaku=SISTEM)
    )
    return klien


def alamat(laporan: LaporanBerhenti, ekor: str = "change/") -> str:
    return f"/petugas/saldo/laporanberhenti/{laporan.pk}/{ekor}"


def baca(klien: Client, tujuan: str) -> str:
    jawaban = klien.get(tujuan)
    assert jawaban.status_code == 200
    return re.sub(r"\s+", " ", jawaban.content.decode())


def test_meja_dan_daftar_kerja_menyebut_umur_tenggat_dan_yang_lewat(
    kartu: Kepesertaan, waktu: time_machine.Traveller
) -> None:
    laporan = lapor(kartu)
    Perusahaan.objects.update(aktif=True, email="")
    lapor(kartu_bekerja(email=""))
    klien = masuk("petugas")
    assert "Laporan berhenti" in baca(klien, "/petugas/")
    isi = baca(klien, "/petugas/saldo/laporanberhenti/tinjauan/")
    for kata in ("BUDI SANTOSO", "25 November 2026", "Perusahaan sudah tutup", "hubungi sendiri"):
        assert kata in isi
    assert "(lewat)" not in isi
    waktu.move_to("2026-11-26T03:00:00Z", tick=False)
    isi = baca(masuk("penyelia"), "/petugas/saldo/laporanberhenti/tinjauan/")
    assert "(lewat)" in isi
    assert alamat(laporan) in isi


def test_surat_hanya_bagi_yang_memutus_selama_terbuka_dan_tercatat(kartu: Kepesertaan) -> None:
    foto = BytesIO()
    Image.new("RGB", (60, 40), "white").save(foto, "PNG")
    laporan = lapor(kartu, bukti=JenisBukti.PAKLARING, isi_berkas=foto.getvalue())
    petugas, auditor = masuk("petugas"), masuk("auditor")
    assert "Buka surat" in baca(petugas, alamat(laporan))
    CatatanAudit.objects.filter(aksi="data.dilihat_petugas").count()
    jawaban = petugas.get(alamat(laporan, "surat/"))
    assert (jawaban.status_code, jawaban["Content-Type"]) == (200, "image/jpeg")
    assert "sandbox" in jawaban["Content-Security-Policy"]
    lihat = CatatanAudit.objects.filter(aksi="data.dilihat_petugas").latest("pk")
    assert lihat.sesudah == {"bidang": ["bukti"]}
    assert auditor.get(alamat(laporan)).status_code == 200
    assert auditor.get(alamat(laporan, "surat/")).status_code == 403
    petugas.post(alamat(laporan, "tombol/tolak/"), {"alasan": "Surat palsu"})
    assert petugas.get(alamat(laporan, "surat/")).status_code == 403
    pdf = lapor(kartu, bukti=JenisBukti.KONTRAK, isi_berkas=PDF)
    assert petugas.get(alamat(pdf, "surat/"))["Content-Disposition"].startswith("attachment")
    assert petugas.get(alamat(laporan, "surat/").replace(str(laporan.pk), "999")).status_code == 404


def test_terima_dengan_tanggal_yang_terbukti(kartu: Kepesertaan) -> None:
    laporan = lapor(kartu)
    klien = masuk("petugas")
    assert "Terima laporan" in baca(klien, alamat(laporan))
    klien.post(alamat(laporan, "terima/"), {"tanggal": "2026-10-31"})
    laporan.refresh_from_db()
    assert laporan.status == "MENUNGGU_PETUGAS"
    jawaban = klien.post(
        alamat(laporan, "terima/"), {"tanggal": "2026-10-31", "alasan": "Paklaring"}, follow=True
    )
    assert "kartu berhenti pada tanggal itu" in jawaban.content.decode()
    kartu.refresh_from_db()
    assert (kartu.status, kartu.tanggal_berakhir) == ("NONAKTIF", date(2026, 10, 31))
    lagi = klien.post(
        alamat(laporan, "terima/"), {"tanggal": "2026-10-01", "alasan": "x"}, follow=True
    )
    assert "sudah selesai" in lagi.content.decode()
    assert klien.get(alamat(laporan, "terima/")).status_code == 404


def test_tolak_perlu_alasan_dan_izin(kartu: Kepesertaan) -> None:
    laporan = lapor(kartu)
    auditor, petugas = masuk("auditor"), masuk("petugas")
    assert auditor.post(alamat(laporan, "tombol/tolak/"), {"alasan": "x"}).status_code == 403
    assert (
        auditor.post(alamat(laporan, "terima/"), {"tanggal": "2026-10-31", "alasan": "x"})
    ).status_code == 403
    petugas.post(alamat(laporan, "tombol/tolak/"), {"alasan": " "})
    laporan.refresh_from_db()
    assert laporan.status == "MENUNGGU_PETUGAS"
    petugas.post(alamat(laporan, "tombol/tolak/"), {"alasan": "Masih ada slip gaji"})
    laporan.refresh_from_db()
    assert (laporan.status, laporan.alasan_putusan) == ("DITOLAK", "Masih ada slip gaji")


def test_kata_perusahaan_dicatat_petugas(kartu: Kepesertaan) -> None:
    laporan = lapor(kartu)
    klien = masuk("petugas")
    klien.post(alamat(laporan, "tombol/bantah/"), {"alasan": "Bu Ani: masih bekerja"})
    laporan.refresh_from_db()
    assert (laporan.status, laporan.kata_perusahaan) == ("DIBANTAH", "Bu Ani: masih bekerja")
    assert "tombol/bantah/" not in baca(klien, alamat(laporan))
    klien.post(alamat(laporan, "tombol/benarkan/"), {"alasan": "Bu Ani: keliru"})
    laporan.refresh_from_db()
    assert laporan.status == "DITERIMA"


def test_alamat_perusahaan_hanya_diubah_penyelia(kartu: Kepesertaan) -> None:
    perusahaan = Perusahaan.objects.get()
    tujuan = f"/petugas/saldo/perusahaan/{perusahaan.pk}/tombol/email/"
    assert masuk("petugas").post(tujuan, {"alasan": "a@contoh.id"}).status_code == 403
    penyelia = masuk("penyelia")
    salah = penyelia.post(tujuan, {"alasan": "bukan alamat"}, follow=True)
    assert "alamat e-mail yang lengkap" in salah.content.decode()
    penyelia.post(tujuan, {"alasan": "personalia@contoh.id"})
    perusahaan.refresh_from_db()
    assert perusahaan.email == "personalia@contoh.id"
    jejak = CatatanAudit.objects.get(aksi="perusahaan.diubah")
    assert jejak.sesudah == {"tujuan_samar": "p***a@contoh.id"}

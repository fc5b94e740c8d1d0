from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone, translation
from PIL import Image
from pypdf import PdfReader

from accounts.models import Peserta
from accounts.rules.pelaku import SISTEM
from jmo.lib.tanda import KeadaanTanda
from jmo.tanda_dokumen import periksa
from saldo.models import Kepesertaan, TahananSaldo
from saldo.selectors import saldo_kartu
from saldo.selectors.kartu_digital import kartu_digital
from saldo.services.buku import bayarkan_tahanan, tahan_saldo
from saldo.services.dokumen import (
    UMUR_BERKAS,
    UMUR_LAYAR,
    buat_berkas_kartu,
    buat_kode_kartu,
    status_sejak,
)
from saldo.services.penggabungan import gabungkan_kartu
from tests.pabrik import buat_iuran, buat_kartu, buat_peserta
from tests.saldo.qr import baca_qr

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def wati() -> Peserta:
    return buat_peserta(nama="WATI LESTARI", dengan_akun=True)


@pytest.fixture
def kartu(wati: Peserta) -> Kepesertaan:
    return buat_kartu(wati)


def token(alamat: str) -> str:
    return alamat.rpartition("/")[2]


def baca_gambar(isi: bytes) -> str:
    """Find the code in the picture of a card and read it."""
    gambar = Image.open(io.BytesIO(isi)).convert("L")
    bawah = gambar.crop((0, gambar.height * 13 // 20, gambar.width * 6 // 10, gambar.height))
    hitam = bawah.point(lambda n: 255 if n < 60 else 0).getbbox()
    assert hitam is not None
    qr = bawah.crop(hitam)
    gelap = [n < 128 for n in qr.tobytes()]
    # The finder pattern tells the size of a square: seven dark ones in the first row.
    sisi = round(qr.width / (gelap[2 * qr.width :].index(False) / 7))
    tengah = [int((n + 0.5) * qr.width / sisi) for n in range(sisi)]
    return baca_qr([[gelap[y * qr.width + x] for x in tengah] for y in tengah])


def test_kode_layar_berumur_menit_dan_kode_berkas_sehari(kartu: Kepesertaan) -> None:
    tampilan = kartu_digital(kartu)
    for umur in (UMUR_LAYAR, UMUR_BERKAS):
        kode = buat_kode_kartu(tampilan, umur=umur)
        jawab = periksa(token(kode.alamat))
        assert (jawab.keadaan, jawab.isi) == (KeadaanTanda.SAH, {"kartu": kartu.pk})
        with time_machine.travel(timezone.now() + umur, tick=False):
            assert periksa(token(kode.alamat)).keadaan is KeadaanTanda.KEDALUWARSA
    assert timedelta(minutes=15) == UMUR_LAYAR
    assert timedelta(hours=24) == UMUR_BERKAS


def test_gambar_kartu_tajam_dan_kodenya_terbaca_dari_gambarnya(kartu: Kepesertaan) -> None:
    isi = buat_berkas_kartu(kartu_digital(kartu), bentuk="png")
    lebar, tinggi = Image.open(io.BytesIO(isi)).size
    assert 1080 <= lebar <= 1082
    assert lebar < tinggi
    alamat = baca_gambar(isi)
    assert periksa(token(alamat)).isi == {"kartu": kartu.pk}
    assert kartu.kpj not in alamat


def test_pdf_memuat_kartu_seutuhnya_dan_nik_tersamar(kartu: Kepesertaan) -> None:
    buat_iuran(kartu, banyak=1)
    pdf = PdfReader(io.BytesIO(buat_berkas_kartu(kartu_digital(kartu), bentuk="pdf")))
    [halaman] = pdf.pages
    isi = " ".join(halaman.extract_text().split())
    for kata in (
        "WATI LESTARI", kartu.kpj, kartu.peserta.nomor_identitas_samar, "Penerima upah",
        "PT Contoh Makmur", "Jaminan Hari Tua (JHT), Jaminan Pensiun (JP)",
        "Aktif sejak 1 Januari 2024", "Kode berlaku sampai",
    ):  # fmt: skip
        assert kata in isi, kata
    assert kartu.peserta.nomor_identitas not in isi
    assert "Rp" not in isi, "a card that lies about carries no balance"
    tautan = [str(satu.get_object()["/A"]["/URI"]) for satu in halaman.annotations or []]
    assert periksa(token(tautan[0])).keadaan is KeadaanTanda.SAH


def test_kartu_berbahasa_inggris(kartu: Kepesertaan) -> None:
    with translation.override("en"):
        pdf = PdfReader(io.BytesIO(buat_berkas_kartu(kartu_digital(kartu), bentuk="pdf")))
    isi = " ".join(pdf.pages[0].extract_text().split())
    assert "1 January 2024" in isi
    assert "Aktif" not in isi


def test_nama_tidak_menjadi_perintah_dokumen(kartu: Kepesertaan) -> None:
    kartu.peserta.nama = '#read("/etc/hostname") $x$ <b>'
    pdf = PdfReader(io.BytesIO(buat_berkas_kartu(kartu_digital(kartu), bentuk="pdf")))
    assert '#read("/etc/hostname") $x$ <b>' in " ".join(pdf.pages[0].extract_text().split())


def test_status_menyebut_sejak_kapan(wati: Peserta) -> None:
    with time_machine.travel("2026-11-23T03:00:00Z", tick=False):
        lama = buat_kartu(wati, npp="CD123456", berhenti=date(2024, 5, 31))
        diklaim = buat_kartu(wati, npp="EF123456", berhenti=date(2024, 6, 30))
        buat_iuran(diklaim, banyak=1)
        baru = buat_kartu(wati, mulai=date(2024, 6, 1))
        assert status_sejak(kartu_digital(lama)) == "Tidak aktif sejak 31 Mei 2024"
        assert status_sejak(kartu_digital(baru)) == "Aktif sejak 1 Juni 2024"
        jumlah = saldo_kartu(diklaim).total
        tahan_saldo(kepesertaan_ids=[diklaim.pk], rujukan="klaim:1", pelaku=SISTEM)
        bayarkan_tahanan(
            rujukan="klaim:1", neto=jumlah, pajak=0, pelaku=SISTEM, tanggal_nilai=date(2026, 11, 23)
        )
        # The database's own clock wrote it down.
        TahananSaldo.objects.update(berakhir_pada=timezone.now())
        diklaim.refresh_from_db()
        assert status_sejak(kartu_digital(diklaim)) == "Sudah diklaim 23 November 2026"
        gabungkan_kartu(peserta=wati, kepesertaan_ids=[lama.pk], pelaku=SISTEM)
        lama.refresh_from_db()
        assert status_sejak(kartu_digital(lama)) == "Digabung 23 November 2026"

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Kontak, Pesan, Peserta
from accounts.rules.pelaku import SISTEM
from accounts.services.kontak import pasang_kontak
from klaim_jht.models import Klaim
from pengkinian.models import HasilVerifikasi, Rekening
from tests.klaim_jht.orang import ajukan, baca, buat_siap_klaim, jawaban_bank, masuk, tolak_bank

pytestmark = pytest.mark.usefixtures("db")
LAMA, BARU = "112233440000", "998877660001"


@pytest.fixture
def budi() -> Peserta:
    peserta = buat_siap_klaim()
    pasang_kontak(
        peserta=peserta, jenis=Kontak.Jenis.EMAIL, nilai="budi.lama@contoh.id", pelaku=SISTEM
    )
    Kontak.objects.update(terbukti_pada=timezone.now() - timedelta(days=3))
    return peserta


@pytest.fixture
def klaim(budi: Peserta) -> Klaim:
    klaim = ajukan(budi)
    tolak_bank(klaim)
    return klaim


def kode_terkirim() -> str:
    pesan = Pesan.objects.filter(jenis="kode_verifikasi").latest("pk")
    cocok = re.search(r"\b(\d{6})\b", pesan.isi["teks"] + " " + pesan.judul)
    assert cocok is not None
    return cocok[1]


def test_rekening_baru_dengan_kode_dibayar_segera(budi: Peserta, klaim: Klaim) -> None:
    klien, alamat = masuk(budi), f"/klaim/{klaim.kode}/rekening/"
    isi = baca(klien, alamat)
    assert "Bank menolak BRI ****0000" in isi
    assert "tetap aman" in isi
    klien.post(alamat, {"kode_bank": "002", "nomor": BARU})
    assert "Bertanya kepada bank" in baca(klien, alamat)
    HasilVerifikasi.objects.filter(masukan__isnull=False, jenis="REKENING", rekening=None).delete()
    jawaban_bank(budi, nomor=BARU)
    assert "Kirim kode ke b***a@contoh.id" in baca(klien, alamat)
    klien.post(alamat, {"kirim": "EMAIL"})
    isi = baca(klien, alamat)
    assert "Kode enam angka dikirim ke b***a@contoh.id" in isi
    assert "BRI ****0001" in isi
    salah = klien.post(alamat, {"kode": "000000" if kode_terkirim() != "000000" else "111111"})
    assert "tidak cocok" in salah.content.decode()
    tepat = klien.post(alamat, {"kode": kode_terkirim()})
    assert tepat["Location"] == f"/klaim/{klaim.kode}/"
    klaim.refresh_from_db()
    assert klaim.status == "PEMBAYARAN_DIPROSES"
    baru = klaim.pembayaran.get(ke=2)
    assert baru.rekening.nomor_samar.endswith("0001")
    assert baru.jatuh_pada is not None
    assert baru.jatuh_pada <= timezone.now()
    assert Pesan.objects.filter(jenis="klaim_rekening_diganti", keamanan=True).exists()
    assert klien.get(alamat)["Location"] == f"/klaim/{klaim.kode}/"


def test_tanpa_kode_uang_menunggu_dua_belas_jam(budi: Peserta, klaim: Klaim) -> None:
    jawaban_bank(budi, nomor=BARU)
    klien = masuk(budi)
    klien.post(f"/klaim/{klaim.kode}/rekening/", {"tanpa_kode": "1"})
    baru = klaim.pembayaran.get(ke=2)
    assert baru.jatuh_pada is not None
    sisa = baru.jatuh_pada - timezone.now()
    assert timedelta(hours=11, minutes=59) < sisa <= timedelta(hours=12)
    assert "Masa tenang berjalan" in baca(klien, f"/klaim/{klaim.kode}/")


def test_wajah_basi_diminta_dulu(budi: Peserta, klaim: Klaim) -> None:
    jawaban_bank(budi, nomor=BARU)
    HasilVerifikasi.objects.filter(jenis="WAJAH").update(
        diputus_pada=timezone.now() - timedelta(hours=25)
    )
    klien, alamat = masuk(budi), f"/klaim/{klaim.kode}/rekening/"
    assert "Mulai swafoto" in baca(klien, alamat)
    assert klien.post(alamat, {"tanpa_kode": "1"}).status_code == 200
    assert not klaim.pembayaran.filter(ke=2).exists()
    # The face pages lead back to the step of the draft, and that to the repair.
    assert klien.get("/klaim/ajukan/wajah/")["Location"] == alamat


def test_rekening_yang_bukan_miliknya_tidak_terpasang(budi: Peserta, klaim: Klaim) -> None:
    jawaban_bank(budi, nomor=BARU, status="TIDAK_COCOK", alasan=["NAMA_BEDA"])
    klien, alamat = masuk(budi), f"/klaim/{klaim.kode}/rekening/"
    isi = baca(klien, alamat)
    assert "Rekening harus atas nama Anda" in isi
    assert "Nama di bank: B*** S***" in isi
    assert klien.post(alamat, {"tanpa_kode": "1"}).status_code == 200
    assert Rekening.objects.filter(peserta=budi).count() == 1


def test_kode_yang_sudah_lewat_diminta_lagi(budi: Peserta, klaim: Klaim) -> None:
    jawaban_bank(budi, nomor=BARU)
    jawaban = masuk(budi).post(f"/klaim/{klaim.kode}/rekening/", {"kode": "123456"})
    assert "Minta kode baru" in jawaban.content.decode()
    assert not klaim.pembayaran.filter(ke=2).exists()


def test_dua_kali_menekan_memasang_satu_pembayaran(budi: Peserta, klaim: Klaim) -> None:
    jawaban_bank(budi, nomor=BARU)
    klien, alamat = masuk(budi), f"/klaim/{klaim.kode}/rekening/"
    for _ in range(2):
        assert klien.post(alamat, {"tanpa_kode": "1"})["Location"] == f"/klaim/{klaim.kode}/"
    assert klaim.pembayaran.count() == 2

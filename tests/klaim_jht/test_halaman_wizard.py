from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Peserta
from jmo.lib.uang import format_rupiah
from klaim_jht.models import Klaim, Pembayaran
from klaim_jht.rules.alasan import AlasanKlaim
from klaim_jht.services.pratinjau import susun_pratinjau
from pengkinian.models import HasilVerifikasi, Rekening
from saldo.models import TahananSaldo
from tests.klaim_jht.orang import (
    ajukan,
    baca,
    bayar,
    beri_rekening,
    beri_wajah,
    buat_pekerja,
    buat_siap_klaim,
    kinikan,
    masuk,
)  # fmt: skip
from tests.klaim_jht.wizard import (
    ALASAN,
    KONFIRMASI,
    REKENING,
    RINCIAN,
    SYARAT,
    WAJAH,
    isian,
    sampai_konfirmasi,
)

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def budi() -> Peserta:
    return buat_siap_klaim()


def test_dari_tombol_sampai_diajukan(budi: Peserta) -> None:
    klien = masuk(budi)
    assert "Belum ada klaim" in baca(klien, "/klaim/")
    isi = sampai_konfirmasi(klien)
    pratinjau = susun_pratinjau(budi, AlasanKlaim.PHK, klaim=Klaim.objects.get())
    assert pratinjau.rincian is not None
    for kata in (
        "Saya terkena PHK", "BRI ****0000", budi.nama, "Uang sampai paling lambat",
        format_rupiah(pratinjau.rincian.neto), "Langkah 4 dari 4",
    ):  # fmt: skip
        assert kata in isi, kata
    jawaban = klien.post(KONFIRMASI, isian(isi))
    klaim = Klaim.objects.get()
    assert jawaban["Location"] == f"/klaim/{klaim.kode}/"
    assert klaim.status == "PEMBAYARAN_DIPROSES"
    assert klaim.neto == pratinjau.rincian.neto
    assert klaim.pembayaran.get().status == "SIAP"


def test_alasan_terisi_dari_laporan_perusahaan(budi: Peserta) -> None:
    klien = masuk(budi)
    klien.post("/klaim/ajukan/")
    isi = baca(klien, ALASAN)
    assert re.search(r'value="PHK"[^>]*checked', isi)
    assert "PT Contoh Makmur" in isi
    assert "Langkah 1 dari 4" in isi
    assert 'value="MENINGGAL"' not in isi
    assert "kantor cabang" in isi


@pytest.mark.parametrize("kirim", ["", "MENINGGAL", "APA SAJA"])
def test_alasan_lain_ditolak_dengan_kalimat_di_medan(budi: Peserta, kirim: str) -> None:
    klien = masuk(budi)
    klien.post("/klaim/ajukan/")
    jawaban = klien.post(ALASAN, {"alasan": kirim, "versi": 1})
    assert jawaban.status_code == 200
    isi = jawaban.content.decode()
    assert "Pilih salah satu" in isi or "belum dapat diajukan di portal" in isi
    assert Klaim.objects.get().alasan == ""


def test_langkah_yang_belum_terbuka_membawa_ke_yang_pertama(budi: Peserta) -> None:
    klien = masuk(budi)
    assert klien.get(KONFIRMASI)["Location"] == "/klaim/"
    klien.post("/klaim/ajukan/")
    for alamat in (KONFIRMASI, RINCIAN, "/klaim/ajukan/apa-saja/"):
        assert klien.get(alamat, follow=True).redirect_chain[-1][0] == ALASAN
        assert klien.post(alamat, {"versi": 1}, follow=True).redirect_chain[-1][0] == ALASAN


def test_syarat_phk_menyebut_sumber_dan_hak_jkp(budi: Peserta) -> None:
    klien = masuk(budi)
    klien.post("/klaim/ajukan/")
    klien.post(ALASAN, {"alasan": "PHK", "versi": 1})
    isi = baca(klien, SYARAT)
    for kata in (
        "Semua syarat terpenuhi", "Masa tunggu satu bulan sudah lewat", "ditambah 1 bulan",
        "Menurut laporan PT Contoh Makmur", "Anda mungkin juga berhak atas JKP", "PP 6/2025",
        "60 % upah, paling lama 6 bulan",
    ):  # fmt: skip
        assert kata in isi, kata
    assert "docs/" not in isi


def test_belum_lewat_masa_tunggu_disebut_tanggalnya_dan_uangnya_tetap_terlihat() -> None:
    joko = buat_siap_klaim(berhenti_hari_lalu=10, sebab="RESIGN", nama="JOKO")
    klien = masuk(joko)
    klien.post("/klaim/ajukan/")
    klien.post(ALASAN, {"alasan": "RESIGN", "versi": 1})
    isi = baca(klien, SYARAT)
    assert "hanya waktunya yang kurang" in isi
    assert "Terpenuhi dengan sendirinya pada" in isi
    assert "Perkiraan uang bila nanti diajukan" in isi
    assert "JKP" not in isi
    jawaban = klien.post(SYARAT, {"versi": 2})
    assert "Klaim belum dapat diajukan" in jawaban.content.decode()
    assert klien.get(RINCIAN)["Location"] == "/klaim/ajukan/"


def test_memilih_phk_padahal_dilaporkan_mundur_disebut() -> None:
    klien = masuk(buat_siap_klaim(sebab="RESIGN"))
    klien.post("/klaim/ajukan/")
    klien.post(ALASAN, {"alasan": "PHK", "versi": 1})
    assert "berbunyi mengundurkan diri" in baca(klien, SYARAT)


def test_tanpa_pengkinian_syaratnya_menunjuk_ke_sana() -> None:
    klien = masuk(buat_pekerja())
    klien.post("/klaim/ajukan/")
    klien.post(ALASAN, {"alasan": "PHK", "versi": 1})
    isi = baca(klien, SYARAT)
    assert "Data Anda belum pernah dikinikan" in isi
    assert 'href="/pengkinian/"' in isi


def test_masih_bekerja_menyebut_kartu_yang_aktif() -> None:
    klien = masuk(buat_siap_klaim(berhenti_hari_lalu=None))
    klien.post("/klaim/ajukan/")
    klien.post(ALASAN, {"alasan": "PKWT", "versi": 1})
    assert "Masih tercatat aktif" in baca(klien, SYARAT)


def test_rincian_menjelaskan_pajak() -> None:
    kaya = buat_siap_klaim(upah=900_000_000)
    klien = masuk(kaya)
    klien.post("/klaim/ajukan/")
    klien.post(ALASAN, {"alasan": "PHK", "versi": 1})
    klien.post(SYARAT, {"versi": 2})
    isi = baca(klien, RINCIAN)
    assert "Rp50.000.000 dikenai 0 %" in isi
    assert "dikenai 5 %" in isi
    assert "PP 68/2009" in isi


def test_mengganti_alasan_membatalkan_langkah_sesudahnya(budi: Peserta) -> None:
    klien = masuk(budi)
    sampai_konfirmasi(klien)
    klien.post(ALASAN, {"alasan": "PKWT", "versi": 4})
    assert klien.get("/klaim/ajukan/")["Location"] == SYARAT
    assert klien.get(KONFIRMASI)["Location"] == "/klaim/ajukan/"


def test_halaman_basi_tidak_menimpa_dan_isiannya_tetap(budi: Peserta) -> None:
    klien = masuk(budi)
    klien.post("/klaim/ajukan/")
    klien.post(ALASAN, {"alasan": "PHK", "versi": 1})
    jawaban = klien.post(ALASAN, {"alasan": "PKWT", "versi": 1})
    isi = re.sub(r"\s+", " ", jawaban.content.decode())
    assert jawaban.status_code == 409
    assert "berubah di tab atau perangkat lain" in isi
    assert re.search(r'value="PKWT"[^>]*checked', isi)
    assert isian(isi)["versi"] == "2"
    assert Klaim.objects.get().alasan == "PHK"


def test_dua_kali_menekan_mengajukan_satu_klaim(budi: Peserta) -> None:
    klien = masuk(budi)
    kirim = isian(sampai_konfirmasi(klien))
    pertama, kedua = klien.post(KONFIRMASI, kirim), klien.post(KONFIRMASI, kirim)
    assert pertama["Location"] == kedua["Location"]
    assert (Klaim.objects.count(), Pembayaran.objects.count()) == (1, 1)
    assert TahananSaldo.objects.count() == 1


def test_tekanan_kedua_setelah_dibayar_membawa_ke_klaim_itu(budi: Peserta) -> None:
    klien = masuk(budi)
    kirim = isian(sampai_konfirmasi(klien))
    klien.post(KONFIRMASI, kirim)
    klaim = Klaim.objects.get()
    bayar(klaim)
    assert klien.post(KONFIRMASI, kirim)["Location"] == f"/klaim/{klaim.kode}/"
    asing = masuk(buat_siap_klaim())
    assert asing.post(KONFIRMASI, kirim)["Location"] == "/klaim/"


def test_tab_kedua_mengajukan_tidak_menambah_klaim(budi: Peserta) -> None:
    klien = masuk(budi)
    satu = isian(sampai_konfirmasi(klien))
    dua = isian(baca(klien, KONFIRMASI))
    assert satu["kunci"] != dua["kunci"]
    klien.post(KONFIRMASI, satu)
    assert klien.post(KONFIRMASI, dua)["Location"] == f"/klaim/{Klaim.objects.get().kode}/"
    assert Pembayaran.objects.count() == 1


def test_konfirmasi_basi_diminta_lagi(budi: Peserta) -> None:
    klien = masuk(budi)
    kirim = isian(sampai_konfirmasi(klien))
    Klaim.objects.update(versi=9)
    jawaban = klien.post(KONFIRMASI, kirim)
    assert jawaban.status_code == 409
    assert isian(jawaban.content.decode())["versi"] == "9"
    assert Klaim.objects.get().status == "DRAF"


def test_kunci_yang_diubah_tidak_mengajukan(budi: Peserta) -> None:
    klien = masuk(budi)
    kirim = isian(sampai_konfirmasi(klien))
    assert klien.post(KONFIRMASI, {**kirim, "kunci": "x"}).status_code == 200
    assert Klaim.objects.get().status == "DRAF"


def test_wajah_basi_diminta_lagi_di_dalam_klaim(budi: Peserta) -> None:
    klien = masuk(budi)
    kirim = isian(sampai_konfirmasi(klien))
    HasilVerifikasi.objects.filter(jenis="WAJAH").update(
        diputus_pada=timezone.now() - timedelta(hours=25)
    )
    assert klien.post(KONFIRMASI, kirim)["Location"] == "/klaim/ajukan/"
    isi = baca(klien, "/klaim/ajukan/")
    assert "Setiap klaim memerlukan wajah" in isi
    assert "Mulai swafoto" in isi
    klien.post("/pengkinian/wajah/mulai/", {"setuju": "on"})
    dibagikan = HasilVerifikasi.objects.get(jenis="WAJAH", dikirim_pada=None)
    assert dibagikan.keperluan == "KLAIM"
    isi = baca(klien, WAJAH)
    assert dibagikan.nonce in isi
    beri_wajah(budi)
    assert klien.get(WAJAH)["Location"] == "/klaim/ajukan/"
    assert klien.post(KONFIRMASI, kirim)["Location"].startswith("/klaim/")


def test_tanpa_rekening_bank_ditanya_di_dalam_klaim() -> None:
    peserta = buat_pekerja()
    kinikan(peserta)
    beri_wajah(peserta)
    klien = masuk(peserta)
    isi = sampai_konfirmasi(klien)
    assert "Ke rekening inilah uang dikirim" in isi
    salah = klien.post(REKENING, {"kode_bank": "002", "nomor": "12ab", "versi": 4})
    assert "6 sampai 34 angka" in salah.content.decode()
    assert "12ab" in salah.content.decode()
    klien.post(REKENING, {"kode_bank": "002", "nomor": "1122-3344 0000", "versi": 4})
    verifikasi = HasilVerifikasi.objects.get(jenis="REKENING")
    assert (verifikasi.keperluan, verifikasi.masukan["nomor"]) == ("KLAIM", "112233440000")
    isi = baca(klien, REKENING)
    assert "Bertanya kepada bank" in isi
    assert "112233440000" not in isi
    panel = klien.get("/klaim/ajukan/rekening/status/", headers={"HX-Request": "true"})
    assert "Bertanya kepada bank" in panel.content.decode()
    assert "<html" not in panel.content.decode()


@pytest.mark.parametrize(
    ("status", "kata", "dipakai"),
    [
        ("COCOK", "rekening ini atas nama Anda", True),
        ("DITINJAU_PETUGAS", "sedikit berbeda", True),
        ("TIDAK_COCOK", "Rekening harus atas nama Anda", False),
        ("TIDAK_DITEMUKAN", "tidak menemukan rekening", False),
    ],
)
def test_jawaban_bank_menentukan_boleh_dipakai(status: str, kata: str, dipakai: bool) -> None:
    peserta = buat_pekerja()
    kinikan(peserta)
    beri_wajah(peserta)
    klien = masuk(peserta)
    sampai_konfirmasi(klien)
    klien.post(REKENING, {"kode_bank": "002", "nomor": "112233440000", "versi": 4})
    verifikasi = HasilVerifikasi.objects.get(jenis="REKENING")
    verifikasi.masukan |= {"nama_pemilik": peserta.nama}
    verifikasi.rincian |= {"nama_samar": "B*** S***"}
    HasilVerifikasi.objects.filter(pk=verifikasi.pk).update(
        status=status, masukan=verifikasi.masukan, rincian=verifikasi.rincian, skor=1,
        diputus_pada=timezone.now(),
    )  # fmt: skip
    panel = klien.get("/klaim/ajukan/rekening/status/", headers={"HX-Request": "true"})
    assert panel["HX-Redirect"] == REKENING
    isi = baca(klien, REKENING)
    assert kata in isi
    # What the bank refused is there to be mended; what it confirmed is not shown again.
    assert ('value="112233440000"' in isi) == (not dipakai)
    klien.post(REKENING, {"pakai": "1", "versi": 4})
    assert Rekening.objects.filter(peserta=peserta).exists() == dipakai
    tujuan = klien.get("/klaim/ajukan/")["Location"]
    assert tujuan == (KONFIRMASI if dipakai else REKENING)


def test_rekening_yang_diganti_menyebut_masa_tenang_sebelum_mengajukan(budi: Peserta) -> None:
    beri_rekening(budi, nomor="998877660001")
    isi = sampai_konfirmasi(masuk(budi))
    assert "Rekening diganti" in isi
    assert "Klaim tetap diproses; uang dikirim" in isi


def test_di_atas_batas_petugas_yang_memutus() -> None:
    klien = masuk(buat_siap_klaim(upah=900_000_000))
    klien.post("/klaim/ajukan/")
    klien.post(ALASAN, {"alasan": "PHK", "versi": 1})
    assert "Petugas yang memutus" in baca(klien, SYARAT)


def test_simpan_dan_lanjut_nanti_menyimpan_yang_sah(budi: Peserta) -> None:
    klien = masuk(budi)
    klien.post("/klaim/ajukan/")
    jawaban = klien.post(ALASAN, {"alasan": "PKWT", "versi": 1, "nanti": "1"})
    assert jawaban["Location"] == "/klaim/"
    isi = baca(klien, "/klaim/")
    assert "Klaim yang belum selesai diisi" in isi
    assert "Kontrak kerja saya berakhir" in isi
    assert klien.get("/klaim/ajukan/")["Location"] == SYARAT


def test_klaim_selesai_boleh_mengajukan_lagi_tetapi_saldonya_habis(budi: Peserta) -> None:
    klaim = ajukan(budi)
    bayar(klaim)
    klien = masuk(budi)
    isi = baca(klien, "/klaim/")
    assert "Ajukan klaim" in isi
    assert "Dibayar" in isi
    klien.post("/klaim/ajukan/")
    klien.post(ALASAN, {"alasan": "PHK", "versi": 1})
    assert "Saldo Anda Rp0" in baca(klien, SYARAT)


@pytest.mark.parametrize("alamat", ["/klaim/", "/klaim/ajukan/", ALASAN])
def test_tanpa_masuk_tidak_ada_halaman_dan_petugas_tidak_punya_klaim(alamat: str) -> None:
    from tests.pabrik import buat_akun

    assert "/akun/" in Client().get(alamat)["Location"]
    klien = Client()
    klien.force_login(buat_akun(petugas=True))
    assert klien.get(alamat).status_code == 404


def test_terlalu_banyak_rekening_orang_lain_disebut_dan_isiannya_tetap() -> None:
    peserta = buat_pekerja()
    kinikan(peserta)
    beri_wajah(peserta)
    klien = masuk(peserta)
    sampai_konfirmasi(klien)
    for ke in range(10):
        HasilVerifikasi.objects.create(
            peserta=peserta, jenis="REKENING", keperluan="KLAIM", status="TIDAK_COCOK",
            masukan={"kode_bank": "002", "nomor": f"11223344{ke:04d}"}, diputus_pada=timezone.now(),
        )  # fmt: skip
    versi = Klaim.objects.get().versi
    jawaban = klien.post(REKENING, {"kode_bank": "002", "nomor": "998877660000", "versi": versi})
    assert jawaban.status_code == 429
    isi = jawaban.content.decode()
    assert "Sudah sepuluh rekening" in isi
    assert 'value="998877660000"' in isi

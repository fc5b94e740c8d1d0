from __future__ import annotations

import pytest
from django.utils import timezone

from pengkinian.models import HasilVerifikasi
from tests.pengkinian.halaman import Langkah, galat_medan, isian_kembali, versi
from tests.pengkinian.orang import KEPENDUDUKAN, kasus_sampai, konfirmasikan

pytestmark = pytest.mark.usefixtures("db")
ISI = {"kode_bank": "002", "nomor_rekening": "1122-3344 0000", "npwp": ""}


@pytest.fixture
def langkah() -> Langkah:
    return Langkah("rekening")


@pytest.mark.parametrize(
    ("ganti", "medan", "kalimat"),
    [
        ({"kode_bank": ""}, "kode_bank", "Pilih bank Anda"),
        ({"nomor_rekening": ""}, "nomor_rekening", "Isi nomor rekening"),
        ({"nomor_rekening": "12ab"}, "nomor_rekening", "6 sampai 34 angka"),
        ({"nomor_rekening": "١٢٣٤٥٦٧٨"}, "nomor_rekening", "6 sampai 34 angka"),
        ({"npwp": "123"}, "npwp", "NPWP"),
    ],
)
def test_setiap_kesalahan_ada_kalimatnya_di_medan_dan_isian_tetap(
    langkah: Langkah, ganti: dict[str, str], medan: str, kalimat: str
) -> None:
    isi = langkah.kirim(ISI | ganti, status=200)
    assert kalimat in galat_medan(isi, medan)
    for nama in ("nomor_rekening", "npwp"):
        assert isian_kembali(isi, nama) == (ISI | ganti)[nama]
    assert not HasilVerifikasi.objects.filter(jenis="REKENING").exists()


def test_bank_ditanya_dan_halaman_menunggu(langkah: Langkah) -> None:
    assert langkah.kirim(ISI) == langkah.alamat
    assert "Bertanya kepada bank" in langkah.buka()
    verifikasi = HasilVerifikasi.objects.get(jenis="REKENING")
    assert verifikasi.masukan["nomor"] == "112233440000"
    # Not yet answered: the way on is closed, the question is not asked twice.
    assert langkah.kirim(ISI) == langkah.alamat
    assert HasilVerifikasi.objects.filter(jenis="REKENING").count() == 1


@pytest.mark.parametrize(
    ("status", "kata", "lanjut"),
    [
        ("COCOK", "atas nama Anda.", True),
        ("DITINJAU_PETUGAS", "petugas memeriksanya hari ini", True),
        ("LAYANAN_TIDAK_TERSEDIA", "Kami bertanya lagi sendiri", True),
        ("TIDAK_COCOK", "Rekening harus atas nama Anda", False),
        ("TIDAK_DITEMUKAN", "Bank tidak menemukan rekening itu", False),
    ],
)
def test_jawaban_bank_disebut_dan_menentukan_jalan(
    langkah: Langkah, status: str, kata: str, lanjut: bool
) -> None:
    langkah.kirim(ISI)
    verifikasi = HasilVerifikasi.objects.get(jenis="REKENING")
    verifikasi.rincian |= {"nama_samar": "S*** R***"}
    HasilVerifikasi.objects.filter(pk=verifikasi.pk).update(
        status=status, rincian=verifikasi.rincian, diputus_pada=timezone.now()
    )
    isi = langkah.buka()
    assert kata in isi
    assert "S*** R***" in isi
    assert "minta petugas" not in isi
    tujuan = langkah.kirim(ISI)
    assert tujuan == ("/pengkinian/kependudukan/" if lanjut else langkah.alamat)


def test_belum_punya_rekening_melanjutkan(langkah: Langkah) -> None:
    tujuan = langkah.kirim({"belum_punya_rekening": "on"})
    assert tujuan == "/pengkinian/kependudukan/"
    assert not HasilVerifikasi.objects.filter(jenis="REKENING").exists()


def test_dua_tab_yang_basi_dijelaskan_dan_isiannya_tetap(langkah: Langkah) -> None:
    basi = versi(langkah.buka())
    langkah.kirim(ISI)
    isi = langkah.kirim(ISI, status=409, nomor_rekening="998877660000", versi=basi)
    assert "berubah di tab atau perangkat lain" in isi
    assert isian_kembali(isi, "nomor_rekening") == "998877660000"
    assert versi(isi) == langkah.kasus.versi
    assert langkah.kasus.isian["rekening"]["nomor_rekening"] == "112233440000"
    # Sent again from the page that came back, it counts.
    assert langkah.kirim(ISI, nomor_rekening="998877660000", versi=versi(isi)) == langkah.alamat


def test_simpan_dan_lanjut_nanti_menyimpan_yang_belum_lengkap(langkah: Langkah) -> None:
    assert langkah.kirim({"nomor_rekening": "11-22", "npwp": "12", "nanti": "1"}) == "/"
    isi = langkah.buka()
    assert (isian_kembali(isi, "nomor_rekening"), isian_kembali(isi, "npwp")) == ("11-22", "12")
    assert "rekening" not in langkah.kasus.langkah_terisi


def test_mengganti_rekening_tidak_menyentuh_langkah_lain() -> None:
    langkah = Langkah("rekening", peserta=kasus_sampai("tinjau").peserta)
    langkah.kirim(ISI, nomor_rekening="998877660000")
    batal = HasilVerifikasi.objects.exclude(batal_pada=None)
    assert set(batal.values_list("jenis", flat=True)) == {"REKENING"}
    assert {"kependudukan", "tambahan"} <= set(langkah.kasus.langkah_terisi)


def test_jawaban_pengkinian_lalu_diisikan_setelah_wajah_cocok() -> None:
    lama = konfirmasikan(kasus_sampai("tinjau"))
    baru = Langkah("kependudukan", peserta=lama.peserta)
    assert f'value="{KEPENDUDUKAN["alamat_ktp"]}"' in baru.buka()
    HasilVerifikasi.objects.filter(kasus=baru.kasus, jenis="WAJAH").update(
        status="DITINJAU_PETUGAS"
    )
    isi = baru.buka()
    assert KEPENDUDUKAN["alamat_ktp"] not in isi

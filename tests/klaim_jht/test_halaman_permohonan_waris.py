"""The heirs' pages as a family walks them: account, seven steps, papers asked again."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.audit import pelaku_akun
from accounts.models import Akun, KodeOTP, Kontak, Pesan, Peserta
from klaim_jht.models import PermohonanWaris
from klaim_jht.services.waris.berkas import minta_berkas_waris
from tests.klaim_jht.orang import baca, beri_rekening, beri_wajah, masuk
from tests.klaim_jht.surat import PDF
from tests.klaim_jht.waris import isian_meninggal, siapkan
from tests.pabrik import buat_akun, buat_peserta, nik_baru

pytestmark = pytest.mark.django_db
ISI = "/ahli-waris/permohonan/isi/"


@pytest.fixture
def sri() -> Peserta:
    return buat_peserta(nama="SRI WAHYUNI", dengan_akun=True)


@pytest.fixture
def budi() -> Peserta:
    return buat_peserta(nama="BUDI SANTOSO", dengan_akun=True)


def kirim_langkah(klien: Client, langkah: str, **isi: Any) -> str:
    """Send one step with the version that its page carries; returns where it leads."""
    baris = PermohonanWaris.objects.latest("pk")
    jawaban = klien.post(f"{ISI}{langkah}/", {"versi": baris.versi, **isi})
    assert jawaban.status_code == 302, jawaban.content.decode()[:3000]
    return str(klien.get(jawaban["Location"], follow=True).redirect_chain or jawaban["Location"])


def orang(ke: int, nama: str, lahir: str, **lain: str) -> dict[str, str]:
    isi = {f"nama_{ke}": nama, f"lahir_{ke}": lahir, f"wakil_{ke}": "SENDIRI"}
    return isi | {f"{k}_{ke}": v for k, v in lain.items()}


def test_tujuh_langkah_sampai_di_meja_petugas(sri: Peserta, budi: Peserta) -> None:
    klien = masuk(sri)
    assert "Yang perlu Anda siapkan" in baca(klien, "/ahli-waris/permohonan/")
    klien.post("/ahli-waris/permohonan/")
    assert "Langkah 1" in baca(klien, f"{ISI}")
    assert "meninggal" in baca(klien, f"{ISI}kirim/")  # not before its turn
    kirim_langkah(klien, "meninggal", **isian_meninggal(budi))
    kirim_langkah(klien, "keluarga", jumlah="1")
    kirim_langkah(klien, "keluarga", jumlah="1")
    isi = baca(klien, f"{ISI}")
    assert "1. Istri atau suami" in isi
    assert "2. Anak" in isi
    sendiri = orang(0, sri.nama, sri.tanggal_lahir.isoformat(), kawin="on", setuju="on")
    # A child of six, and nobody who acts for it: the rule says so on the same page.
    kirim_langkah(
        klien, "ahli-waris", **sendiri, **orang(1, "Dewi", "2020-01-02", setuju="on"), pengaju="0"
    )
    assert "diwakili orang tua" in baca(klien, f"{ISI}ahli-waris/")
    anak = orang(1, "Dewi", "2020-01-02", setuju="on", wakil="ORANG_TUA", saya="on")
    kirim_langkah(klien, "ahli-waris", **sendiri, **anak, pengaju="0")
    assert "Akta kelahiran: Dewi" in baca(klien, f"{ISI}surat/")
    nama = re.findall(r'type="file" name="([^"]+)"', klien.get(f"{ISI}surat/").content.decode())
    baik = {n: SimpleUploadedFile("a.pdf", PDF) for n in nama if n != "SURAT_KEMATIAN"}
    rusak = {**baik, nama[-1]: SimpleUploadedFile("a.pdf", b"bukan surat")}
    kirim_langkah(klien, "surat", **rusak)
    isi = baca(klien, f"{ISI}surat/")
    assert isi.count("Sudah kami terima") == len(baik) - 1
    ulang = {nama[-1]: SimpleUploadedFile("a.pdf", PDF)}
    kirim_langkah(klien, "surat", **ulang)
    assert "wajah" in baca(klien, ISI)
    beri_wajah(sri)
    beri_rekening(sri)
    isi = baca(klien, ISI)
    assert "Periksa sekali lagi" in isi
    assert "Dewi" in isi
    assert "belum mengunggah surat kematian" in isi
    kirim_langkah(klien, "kirim")
    baris = PermohonanWaris.objects.get()
    assert baris.status == "DIAJUKAN"
    isi = baca(klien, f"/ahli-waris/permohonan/{baris.kode}/")
    assert "Petugas menjawab paling lambat" in isi
    assert "Rp" not in isi
    assert "turut berduka" in Pesan.objects.filter(jenis="waris_diajukan")[0].isi["teks"]
    kirim_lagi = klien.post(f"{ISI}kirim/", {"versi": baris.versi})
    assert kirim_lagi["Location"] == ISI
    klien.post(f"/ahli-waris/permohonan/{baris.kode}/batal/")
    assert PermohonanWaris.objects.get().status == "DIBATALKAN"


def test_yang_mengajukan_harus_diri_sendiri_atau_yang_diwakili(sri: Peserta, budi: Peserta) -> None:
    klien = masuk(sri)
    klien.post("/ahli-waris/permohonan/")
    kirim_langkah(klien, "meninggal", **isian_meninggal(budi))
    kirim_langkah(klien, "keluarga", jumlah="0")
    kirim_langkah(klien, "keluarga", jumlah="1")
    isi = {**orang(0, "Orang Lain", "1980-01-01", setuju="on"), "pengaju": "0", "versi": "99"}
    jawaban = klien.post(f"{ISI}ahli-waris/", isi)
    assert "bukan Anda menurut akun ini" in jawaban.content.decode()
    jawaban = klien.post(f"{ISI}ahli-waris/", {**isi, "saya_0": "on"})
    assert "Pilih sebagai apa" in jawaban.content.decode()
    # A stale page is refused, and what was typed stays on it.
    jawaban = klien.post(f"{ISI}ahli-waris/", {**isi, "saya_0": "on", "wakil_0": "WALI"})
    assert jawaban.status_code == 409
    assert "Orang Lain" in jawaban.content.decode()


def test_jawaban_ragu_berhenti_dan_dapat_diulang(sri: Peserta, budi: Peserta) -> None:
    klien = masuk(sri)
    klien.post("/ahli-waris/permohonan/")
    kirim_langkah(klien, "meninggal", **isian_meninggal(budi))
    kirim_langkah(klien, "keluarga", jumlah="0")
    kirim_langkah(klien, "keluarga", jumlah="ragu")
    isi = baca(klien, ISI)
    assert "Tanyakan dulu kepada keluarga" in isi
    kirim_langkah(klien, "keluarga", ulang="1")
    assert "Jawaban Anda" not in baca(klien, ISI)
    assert "keluarga/" in klien.get(ISI, follow=True).redirect_chain[-1][0]


def test_surat_yang_diminta_dikirim_dari_halamannya_dan_orang_lain_tidak_melihat(
    sri: Peserta, budi: Peserta
) -> None:
    beri_wajah(sri)
    beri_rekening(sri)
    baris = siapkan(sri, budi)
    PermohonanWaris.objects.filter(pk=baris.pk).update(status="DIAJUKAN", nomor="W1")
    PermohonanWaris.objects.filter(pk=baris.pk).update(diajukan_pada=baris.dibuat_pada)
    rina = buat_akun(petugas=True)
    minta_berkas_waris(
        permohonan_id=baris.pk, jenis="AKTA_NIKAH", nomor=0, alasan="Halaman pertama terpotong",
        petugas=rina, pelaku=pelaku_akun(rina),
    )  # fmt: skip
    alamat = f"/ahli-waris/permohonan/{baris.kode}/"
    klien = masuk(sri)
    isi = baca(klien, alamat)
    assert "Halaman pertama terpotong" in isi
    assert "SRI WAHYUNI" in isi
    klien.post(alamat, {"AKTA_NIKAH-0": SimpleUploadedFile("a.pdf", PDF)})
    baris.refresh_from_db()
    assert baris.status == "DIAJUKAN"
    assert baris.janji_pada is not None
    assert masuk(budi).get(alamat).status_code == 404
    assert masuk(budi).post(f"{alamat}batal/").status_code == 404
    assert Client().get(alamat).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_akun_terbatas_dari_nomor_hp_sampai_pintu_permohonan() -> None:
    klien, nik = Client(), nik_baru(perempuan=True)
    assert "Nomor HP" in baca(klien, "/akun/baru/")
    assert klien.get("/akun/baru/data/")["Location"] == "/akun/baru/"
    klien.post("/akun/baru/", {"telepon": "0812-3456-7890"})
    pesan = Pesan.objects.get(jenis="kode_verifikasi")
    kode = re.search(r"\b\d{6}\b", pesan.isi["teks"])
    assert kode is not None
    salah = klien.post("/akun/baru/kode/", {"kode": "000000" if kode[0] != "000000" else "1"})
    assert "tidak cocok" in salah.content.decode()
    klien.post("/akun/baru/kode/", {"kode": f" {kode[0][:3]} {kode[0][3:]} "})
    isi = {
        "nama": "Sri  Wahyuni", "nik": nik, "tanggal_lahir": "1990-01-01",
        "nama_pengguna": "sri.wahyuni", "kata_sandi": "12345678", "setuju": "on",
    }  # fmt: skip
    assert "terlalu mudah" in klien.post("/akun/baru/data/", isi).content.decode()
    jawaban = klien.post("/akun/baru/data/", isi | {"kata_sandi": "hujan-di-bulan-juni"})
    assert jawaban["Location"] == "/ahli-waris/permohonan/"
    sri = Peserta.objects.get(nama="Sri Wahyuni")
    assert (sri.jenis, sri.jenis_kelamin) == ("NON", "P")
    assert Kontak.objects.get(peserta=sri).terbukti_pada is not None
    assert "Yang perlu Anda siapkan" in baca(klien, "/ahli-waris/permohonan/")
    beranda = baca(klien, "/")
    assert "Saldo Jaminan Hari Tua" not in beranda
    assert "Klaim ahli waris" in beranda
    assert KodeOTP.objects.get().dibatalkan_pada is not None
    # The same person a second time: one sentence, whoever has the number.
    klien, lain = Client(), isi | {"nama_pengguna": "lain.lagi", "kata_sandi": "pagi-di-kota-tua"}
    klien.post("/akun/baru/", {"telepon": "0813-3456-7891"})
    kode = re.search(r"\b\d{6}\b", Pesan.objects.latest("pk").isi["teks"])
    assert kode is not None
    klien.post("/akun/baru/kode/", {"kode": kode[0]})
    assert (
        "tidak dapat dipakai untuk akun baru"
        in klien.post("/akun/baru/data/", lain).content.decode()
    )
    assert not Akun.objects.filter(nama_pengguna="lain.lagi").exists()

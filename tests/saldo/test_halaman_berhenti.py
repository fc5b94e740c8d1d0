from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Peserta
from saldo.models import Kepesertaan, LaporanBerhenti, Perusahaan
from saldo.services.laporan_berhenti import jawab_lewat_tautan
from tests.pabrik import buat_peserta
from tests.saldo.laporan import HARI_LAPOR, PDF, kartu_bekerja, lapor, tanda_terkirim

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def waktu() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(HARI_LAPOR, tick=False) as mesin:
        yield mesin


@pytest.fixture
def kartu() -> Kepesertaan:
    return kartu_bekerja()


def masuk(peserta: Peserta) -> Client:
    klien = Client()
    assert peserta.akun is not None
    klien.force_login(peserta.akun)
    return klien


def baca(klien: Client, alamat: str, status: int = 200) -> str:
    jawaban = klien.get(alamat)
    assert jawaban.status_code == status
    isi = jawaban.content.decode()
    assert " style=" not in isi
    assert isi.count("<h1") == 1
    return re.sub(r"\s+", " ", isi)


def alamat(kartu: Kepesertaan, ekor: str = "") -> str:
    return f"/saldo/kartu/{kartu.pk}/berhenti/{ekor}"


ISIAN: dict[str, Any] = {
    "sebab": "RESIGN", "tanggal": "2026-11-03", "bukti": "TIDAK_ADA", "benar": "on",
}  # fmt: skip


def test_dari_formulir_sampai_status_dengan_hari_berjalan(
    kartu: Kepesertaan, waktu: time_machine.Traveller
) -> None:
    klien = masuk(kartu.peserta)
    isi = baca(klien, alamat(kartu))
    assert "3 hari kerja" in isi
    assert "Berhenti berusaha" not in isi
    surat = SimpleUploadedFile("x.exe", PDF, "image/png")
    jawaban = klien.post(alamat(kartu), ISIAN | {"bukti": "PAKLARING", "berkas": surat})
    assert (jawaban.status_code, jawaban["Location"]) == (302, alamat(kartu))
    assert LaporanBerhenti.objects.get().berkas.tipe == "application/pdf"
    waktu.move_to("2026-11-25T03:00:00Z", tick=False)
    isi = baca(masuk(kartu.peserta), alamat(kartu))
    for kata in (
        "Menunggu PT Contoh Makmur: hari ke-2 dari 3", "26 November 2026", "30 November 2026",
        "Tarik laporan", "paklaring",
    ):  # fmt: skip
        assert kata in isi


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"tanggal": "2026-11-24"}, "tidak boleh di depan"),
        ({"tanggal": "2026-07-31"}, "lebih awal daripada mulainya"),
        ({"tanggal": "kemarin"}, "tanggal"),
        ({"bukti": "PAKLARING"}, "Saya tidak punya surat”: itu juga diterima"),
        ({"benar": ""}, "Saya menyatakan"),
        ({"sebab": "BPU_BERHENTI"}, "pilihan"),
    ],
)
def test_isian_yang_salah_dijelaskan_dan_tidak_hilang(
    kartu: Kepesertaan, ubah: dict[str, str], kata: str
) -> None:
    jawaban = masuk(kartu.peserta).post(alamat(kartu), ISIAN | ubah)
    isi = jawaban.content.decode()
    assert jawaban.status_code == 200
    assert kata in isi
    assert "ringkasan-galat" in isi
    assert not LaporanBerhenti.objects.exists()


def test_berkas_yang_bukan_surat_ditolak_di_medannya(kartu: Kepesertaan) -> None:
    berkas = SimpleUploadedFile("surat.pdf", b"MZ program", "application/pdf")
    jawaban = masuk(kartu.peserta).post(
        alamat(kartu), ISIAN | {"bukti": "SURAT_PHK", "berkas": berkas}
    )
    assert "bukan foto atau PDF" in jawaban.content.decode()


def test_halaman_hanya_untuk_pemiliknya(kartu: Kepesertaan) -> None:
    asing = masuk(buat_peserta(dengan_akun=True))
    assert asing.get(alamat(kartu)).status_code == 404
    for ekor in ("tarik/", "tanggapi/"):
        assert asing.post(alamat(kartu, ekor), {"tanggapan": "x"}).status_code == 404
        assert masuk(kartu.peserta).get(alamat(kartu, ekor)).status_code == 405
    assert Client().get(alamat(kartu)).status_code == 302


def test_tarik_lalu_lapor_lagi(kartu: Kepesertaan) -> None:
    lapor(kartu)
    klien = masuk(kartu.peserta)
    assert klien.post(alamat(kartu, "tarik/")).status_code == 302
    isi = baca(klien, alamat(kartu))
    assert "Anda boleh melapor lagi" in isi
    assert klien.post(alamat(kartu), ISIAN).status_code == 302
    assert LaporanBerhenti.objects.count() == 2
    # Nothing open any more: the second press does no harm.
    klien.post(alamat(kartu, "tarik/"))
    assert klien.post(alamat(kartu, "tarik/")).status_code == 302


def test_bantahan_terbaca_dan_dapat_ditanggapi_sekali(kartu: Kepesertaan) -> None:
    lapor(kartu)
    jawab_lewat_tautan(tanda=tanda_terkirim(), benar=False, kata="Masih <b>bekerja</b>")
    klien = masuk(kartu.peserta)
    isi = baca(klien, alamat(kartu))
    assert "Masih &lt;b&gt;bekerja" in isi
    assert "Tanggapan Anda" in isi
    kosong = klien.post(alamat(kartu, "tanggapi/"), {"tanggapan": " "})
    assert kosong.status_code == 200
    assert klien.post(alamat(kartu, "tanggapi/"), {"tanggapan": "Saya keluar"}).status_code == 302
    isi = baca(klien, alamat(kartu))
    assert "Saya keluar" in isi
    assert "Kirim tanggapan" not in isi


def test_pekerja_mandiri_langsung_selesai_dan_membaca_tanggalnya() -> None:
    kartu = kartu_bekerja(jenis="BPU")
    klien = masuk(kartu.peserta)
    assert "pernyataan Anda cukup" in baca(klien, alamat(kartu))
    klien.post(alamat(kartu), ISIAN | {"sebab": "BPU_BERHENTI"})
    isi = baca(klien, alamat(kartu))
    assert "tidak aktif sejak 3 November 2026" in isi
    assert klien.post(alamat(kartu), ISIAN).status_code == 302


def test_perusahaan_tutup_langsung_ke_petugas(kartu: Kepesertaan) -> None:
    Perusahaan.objects.update(aktif=False)
    lapor(kartu)
    isi = baca(masuk(kartu.peserta), alamat(kartu))
    assert "tercatat sudah tutup" in isi
    assert "25 November 2026" in isi


def test_halaman_perusahaan_tanpa_akun_menyamarkan_dan_menjawab_sekali(
    kartu: Kepesertaan,
) -> None:
    lapor(kartu)
    tujuan = f"/saldo/jawab-berhenti/{tanda_terkirim()}/"
    klien = Client(enforce_csrf_checks=True)
    jawaban = klien.get(tujuan)
    isi = jawaban.content.decode()
    assert jawaban["Referrer-Policy"] == "no-referrer"
    assert "no-store" in jawaban["Cache-Control"]
    assert "noindex" in jawaban["X-Robots-Tag"]
    assert kartu.peserta.nama not in isi
    assert kartu.kpj not in isi
    assert "B*** S******" in isi
    assert klien.head(tujuan).status_code == 200
    assert LaporanBerhenti.objects.get().jawaban == ""
    assert klien.post(tujuan, {"jawaban": "BENAR"}).status_code == 403
    biasa = Client()
    salah = biasa.post(tujuan, {"jawaban": "TIDAK_BENAR"})
    assert "Tuliskan apa yang tidak benar" in salah.content.decode()
    assert "Terima kasih" in biasa.post(tujuan, {"jawaban": "BENAR"}).content.decode()
    kartu.refresh_from_db()
    assert kartu.status == "NONAKTIF"
    assert "sudah dipakai" in baca(biasa, tujuan, 409)
    assert biasa.post(tujuan, {"jawaban": "TIDAK_BENAR", "kata": "x"}).status_code == 409


def test_tautan_palsu_dan_kedaluwarsa_menyebut_yang_mana(
    kartu: Kepesertaan, waktu: time_machine.Traveller
) -> None:
    lapor(kartu)
    tanda = tanda_terkirim()
    assert "tidak sah" in baca(Client(), f"/saldo/jawab-berhenti/{tanda[:-2]}/", 404)
    waktu.move_to("2026-11-27T03:00:00Z", tick=False)
    assert "kedaluwarsa" in baca(Client(), f"/saldo/jawab-berhenti/{tanda}/", 409)


def test_halaman_juga_berbahasa_inggris(kartu: Kepesertaan) -> None:
    klien = masuk(kartu.peserta)
    klien.cookies["jmo_bahasa"] = "en"
    assert "I have stopped working" in baca(klien, alamat(kartu))
    lapor(kartu)
    assert "Waiting for PT Contoh Makmur: day 1 of 3" in baca(klien, alamat(kartu))


def test_halaman_kartu_mengantar_ke_laporan_dan_menyebut_siapa_yang_melaporkan(
    kartu: Kepesertaan,
) -> None:
    klien = masuk(kartu.peserta)
    tujuan = f"/saldo/kartu/{kartu.pk}/"
    isi = baca(klien, tujuan)
    assert "Saya sudah berhenti" in isi
    assert alamat(kartu) in isi
    assert "Penerima upah" in isi
    lapor(kartu)
    isi = baca(klien, tujuan)
    assert "Menunggu PT Contoh Makmur: hari ke-1 dari 3" in isi
    assert "Diputus paling lambat 30 November 2026" in isi
    jawab_lewat_tautan(tanda=tanda_terkirim(), benar=True, kata="")
    isi = baca(klien, tujuan)
    assert "dilaporkan Anda 23 November 2026, dibenarkan perusahaan" in isi
    assert "mengundurkan diri" in isi
    assert "Saya sudah berhenti" not in isi
    ringkas = baca(klien, "/saldo/")
    for kata in ("Riwayat kepesertaan", "1 Agustus 2026 – 3 November 2026", "Tidak aktif"):
        assert kata in ringkas


def test_kata_sendiri_dan_kata_petugas_disebut_apa_adanya() -> None:
    bpu = kartu_bekerja(jenis="BPU")
    lapor(bpu)
    isi = baca(masuk(bpu.peserta), f"/saldo/kartu/{bpu.pk}/")
    assert "dilaporkan Anda sendiri 23 November 2026" in isi
    assert "Bukan penerima upah" in isi
    Kepesertaan.objects.filter(pk=bpu.pk).update(pelapor="PETUGAS")
    assert "diputus petugas" in baca(masuk(bpu.peserta), f"/saldo/kartu/{bpu.pk}/")
    Kepesertaan.objects.filter(pk=bpu.pk).update(pelapor="PERUSAHAAN")
    isi = baca(masuk(bpu.peserta), f"/saldo/kartu/{bpu.pk}/")
    assert "dilaporkan perusahaan 23 November 2026" in isi

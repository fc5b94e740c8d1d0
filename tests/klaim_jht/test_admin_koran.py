"""Statements and differences on the officers' desk."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import CatatanAudit
from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.models import MutasiBank, RekeningKoran, SelisihBank
from tests.klaim_jht.koran import berkas, gerak
from tests.klaim_jht.test_admin import petugas

pytestmark = pytest.mark.django_db(transaction=True)
UNGGAH, AMBIL = "admin:klaim_jht_koran_unggah", "admin:klaim_jht_koran_ambil"


def unggah(klien: Client, isi: bytes) -> str:
    satu = SimpleUploadedFile("koran.csv", isi)
    jawaban = klien.post(reverse(UNGGAH), {"berkas": satu}, follow=True)
    return jawaban.content.decode()


def test_dari_unggah_sampai_selisih_ditutup() -> None:
    hadi = petugas("penyelia")
    kemarin = hari_ini_wib(timezone.now()) - timedelta(days=1)
    isi = unggah(hadi, berkas(gerak(7, -12_500, "JHT-ASING"), tanggal=kemarin))
    assert "Selisih baru: 1, masih terbuka: 1." in isi
    assert "Referensi tidak dikenal" in isi
    assert "Rp12.500" in isi
    assert RekeningKoran.objects.get().diterima_oleh is not None
    assert "Selisih dengan rekening koran bank" in hadi.get(reverse("admin:index")).content.decode()
    selisih = SelisihBank.objects.get()
    halaman = reverse("admin:klaim_jht_selisihbank_change", args=[selisih.pk])
    assert "Minta pembayaran diakui" not in hadi.get(halaman).content.decode()
    tombol = reverse("admin:klaim_jht_selisihbank_tombol", args=[selisih.pk, "tutup"])
    assert "Tuliskan alasannya" in hadi.post(tombol, follow=True).content.decode()
    isi = hadi.post(tombol, {"alasan": "Biaya bank."}, follow=True).content.decode()
    assert "Selisih ditutup." in isi
    assert "Ditutup petugas" in isi
    for nama in ("rekeningkoran", "mutasibank"):
        assert hadi.get(reverse(f"admin:klaim_jht_{nama}_changelist")).status_code == 200
    mutasi = MutasiBank.objects.get()
    alamat = reverse("admin:klaim_jht_mutasibank_change", args=[mutasi.pk])
    assert "JHT-ASING" in hadi.get(alamat).content.decode()


def test_berkas_buruk_dijelaskan_dan_tidak_mengubah_apa_pun() -> None:
    rina = petugas("petugas")
    isi = unggah(rina, berkas(gerak(7, -5)).replace(b"TRANSFER", b"x" * 201))
    assert "Baris 3: Ada baris yang rusak." in isi
    assert "Berkas ini kosong" in unggah(rina, b"")
    assert "pernah diubah" in unggah(rina, berkas(gerak(7, -5)).replace(b",5,", b",6,"))
    assert not RekeningKoran.objects.exists()


def test_petugas_meminta_rekening_koran_diambil() -> None:
    rina = petugas("petugas")
    assert rina.get(reverse(AMBIL)).status_code == 405
    jawaban = rina.post(reverse(AMBIL), follow=True)
    assert "diambil dan dicocokkan" in jawaban.content.decode()
    assert CatatanAudit.objects.filter(aksi="koran.diminta").count() == 1


def test_auditor_melihat_tetapi_tidak_mengunggah() -> None:
    tono = petugas("auditor")
    assert tono.get(reverse("admin:klaim_jht_rekeningkoran_changelist")).status_code == 200
    assert tono.get(reverse("admin:klaim_jht_selisihbank_changelist")).status_code == 200
    assert tono.get(reverse(UNGGAH)).status_code == 403
    assert tono.post(reverse(AMBIL)).status_code == 403
    assert Client().get(reverse(UNGGAH)).status_code == 302


def test_perintah_membaca_berkas(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    satu = tmp_path / "koran.sta"
    kemarin = hari_ini_wib(timezone.now()) - timedelta(days=1)
    satu.write_bytes(berkas(tanggal=kemarin, mt=True))
    call_command("rekening_koran", berkas=satu)
    assert f"rekening koran {kemarin}: 0 gerak" in capsys.readouterr().out
    satu.write_bytes(berkas(gerak(1, -5, "JHT-ASING"), tanggal=kemarin))
    with pytest.raises(SystemExit):
        call_command("rekening_koran", berkas=satu)
    assert "selisih baru 1, selesai 0, terbuka 1" in capsys.readouterr().out
    satu.write_bytes(b"halo")
    with pytest.raises(CommandError, match="bukan rekening koran"):
        call_command("rekening_koran", berkas=satu)
    with pytest.raises(CommandError, match="tidak terbaca"):
        call_command("rekening_koran", berkas=tmp_path / "tidak-ada")

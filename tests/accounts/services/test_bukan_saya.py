from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts import audit
from accounts.models import Akun, CatatanAudit, LaporanBukanSaya, Perangkat, Pesan, Peserta
from accounts.rules.pelaku import SISTEM
from accounts.services import bukan_saya as layanan
from accounts.services.masuk import catat_masuk
from accounts.services.pesan import beri_tahu
from accounts.services.tanda_pesan import tanda_pesan
from jmo.lib.galat import BelumLayak, Bentrok, TidakDitemukan


def kabari(akun: Akun, ke: int = 1, jenis: str = "perangkat_baru", *, aman: bool = True) -> Pesan:
    beri_tahu(
        akun=akun, jenis=jenis, keamanan=aman, kunci_sekali=f"uji:{ke}",
        data={"perangkat": "Chrome", "pada": timezone.now()},
    )  # fmt: skip
    return Pesan.objects.latest("pk")


@pytest.fixture
def pesan(budi: Peserta) -> Pesan:
    assert budi.akun is not None
    return kabari(budi.akun)


def lapor(pesan: Pesan) -> LaporanBukanSaya:
    return layanan.laporkan_bukan_saya(tanda=tanda_pesan(pesan.referensi))


def tutup(laporan: LaporanBukanSaya, petugas: Akun) -> LaporanBukanSaya:
    return layanan.tutup_bukan_saya(
        laporan_id=laporan.pk, hasil=LaporanBukanSaya.Hasil.AMAN, petugas=petugas,
        alasan="Ditelepon, data cocok.", pelaku=audit.pelaku_akun(petugas),
    )  # fmt: skip


def test_pemberitahuan_keamanan_membawa_tautan_dan_kode_tidak(pesan: Pesan) -> None:
    assert tanda_pesan(pesan.referensi) in pesan.isi["teks"]
    assert layanan.tanda_bila_berlaku(pesan) == tanda_pesan(pesan.referensi)
    pesan.isi = {**pesan.isi, "kedaluwarsa_pada": "2026-11-23T00:00:00+00:00"}
    assert layanan.tanda_bila_berlaku(pesan) == ""


def test_laporan_mengeluarkan_semua_sesi_dan_menahan_uang(budi: Peserta, pesan: Pesan) -> None:
    akun = budi.akun
    assert akun is not None
    klien = [Client(), Client()]
    for satu in klien:
        satu.force_login(akun)
        assert satu.get("/akun-saya/").status_code == 200
    catat_masuk(akun=akun, tanda="", agen="Firefox/128.0", pelaku=SISTEM)
    lapor(pesan)
    assert [satu.get("/akun-saya/").status_code for satu in klien] == [302, 302]
    assert not Perangkat.objects.exists()
    assert not akun.sesi.exists()
    budi.refresh_from_db()
    assert budi.bukan_saya_pada is not None
    catatan = CatatanAudit.objects.get(aksi="akun.bukan_saya")
    assert (catatan.peserta, catatan.sesudah["jenis"]) == (budi, "perangkat_baru")
    kabar = Pesan.objects.get(jenis="bukan_saya_diterima")
    assert "bukan-saya/" not in kabar.isi["teks"], "an answer does not invite the next report"
    baru = Client()
    akun.refresh_from_db()
    baru.force_login(akun)
    assert baru.get("/akun-saya/").status_code == 200, "the owner logs in again"


def test_tautan_yang_sama_hanya_sekali(pesan: Pesan) -> None:
    satu = lapor(pesan)
    putaran = Akun.objects.get(pk=satu.akun_id).putaran_sesi
    assert lapor(pesan) == satu
    assert Akun.objects.get(pk=satu.akun_id).putaran_sesi == putaran
    assert Pesan.objects.filter(jenis="bukan_saya_diterima").count() == 1


def test_tautan_lewat_sepuluh_hari_atau_bukan_milik_siapa_pun(pesan: Pesan) -> None:
    Pesan.objects.update(dibuat_pada=timezone.now() - timedelta(hours=240))
    with pytest.raises(Bentrok, match="bukan_saya_kedaluwarsa"):
        lapor(pesan)
    pesan.refresh_from_db()
    assert layanan.tanda_bila_berlaku(pesan) == ""
    with pytest.raises(TidakDitemukan, match="bukan_saya_tanda"):
        layanan.laporkan_bukan_saya(tanda=tanda_pesan(uuid.uuid4()))
    assert not LaporanBukanSaya.objects.exists()


def test_laporan_yang_sudah_masuk_tetap_terbaca_setelah_sepuluh_hari(pesan: Pesan) -> None:
    lapor(pesan)
    Pesan.objects.update(dibuat_pada=timezone.now() - timedelta(hours=241))
    assert layanan.ambil_pesan_bertanda(tanda_pesan(pesan.referensi)) == pesan


def test_uang_berjalan_lagi_setelah_laporan_terakhir_ditutup(
    budi: Peserta, pesan: Pesan, rina: Akun
) -> None:
    assert budi.akun is not None
    satu, dua = lapor(pesan), lapor(kabari(budi.akun, 2))
    tutup(satu, rina)
    budi.refresh_from_db()
    assert budi.bukan_saya_pada is not None
    tutup(dua, rina)
    assert Peserta.objects.get(pk=budi.pk).bukan_saya_pada is None
    with pytest.raises(Bentrok, match="bukan_saya_sudah_ditutup"):
        tutup(dua, rina)
    assert CatatanAudit.objects.filter(aksi="akun.bukan_saya_ditutup").count() == 2
    assert Pesan.objects.filter(jenis="bukan_saya_ditutup").count() == 2


def test_petugas_tidak_menutup_laporannya_sendiri(pesan: Pesan) -> None:
    laporan = lapor(pesan)
    with pytest.raises(BelumLayak, match="petugas_sendiri"):
        tutup(laporan, laporan.akun)


def test_akun_tanpa_peserta_pun_dapat_melapor(akun_siti: Akun) -> None:
    laporan = lapor(kabari(akun_siti))
    assert laporan.akun == akun_siti


def test_halaman_bertanya_dulu_dan_tautan_di_surat_membukanya(budi: Peserta, pesan: Pesan) -> None:
    cocok = re.search(r"http://[\d.:]+(/akun/bukan-saya/\S+)", pesan.isi["teks"])
    assert cocok is not None
    klien = Client()
    halaman = klien.get(cocok[1])
    assert "Ini bukan Anda?" in halaman.content.decode()
    assert not LaporanBukanSaya.objects.exists(), "readers of mail open links by themselves"
    assert klien.post(cocok[1], follow=True).status_code == 200
    assert "sudah kami terima" in klien.get(cocok[1]).content.decode()
    assert LaporanBukanSaya.objects.count() == 1
    rusak = klien.get(cocok[1][:-2] + "/")
    assert rusak.status_code == 404
    assert "Tautan itu tidak utuh" in rusak.content.decode()

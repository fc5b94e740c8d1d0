from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection

from accounts.models import Akun, Kontak, Pesan, Peserta
from accounts.rules.pelaku import SISTEM
from accounts.selectors import daftar_pesan_terbaru
from accounts.services import pesan as layanan
from accounts.services.kontak import catat_kontak_bawaan, pasang_kontak
from jmo.lib.galat import TidakDitemukan
from jmo.lib.tanggal import format_waktu

TELEPON = "+6281234567890"
PADA = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def kabari(akun: Akun, kunci: str = "uji:1", **lain: Any) -> None:
    layanan.beri_tahu(
        akun=akun, jenis="perangkat_baru", kunci_sekali=kunci,
        data={"perangkat": "O'Brien & <Chrome>", "pada": PADA}, **lain,
    )  # fmt: skip


def test_setiap_alamat_terbukti_disurati_dan_beranda_menampilkan_satu(budi: Peserta) -> None:
    assert budi.akun is not None
    pasang_kontak(peserta=budi, jenis=Kontak.Jenis.TELEPON, nilai=TELEPON, pelaku=SISTEM)
    pasang_kontak(peserta=budi, jenis=Kontak.Jenis.EMAIL, nilai="budi@contoh.id", pelaku=SISTEM)
    kabari(budi.akun)
    pesan = {baris.saluran: baris for baris in Pesan.objects.all()}
    assert {baris.tujuan for baris in pesan.values()} == {TELEPON, "budi@contoh.id"}
    (tampil,) = daftar_pesan_terbaru(budi.akun)
    assert tampil == pesan["EMAIL"]
    assert tampil.judul == "Masuk dari perangkat baru"
    assert "O'Brien & <Chrome>" in tampil.isi["teks"], "plain text is not escaped"


def test_hanya_bernomor_hp_pun_mendapat_judul_di_beranda(budi: Peserta) -> None:
    assert budi.akun is not None
    pasang_kontak(peserta=budi, jenis=Kontak.Jenis.TELEPON, nilai=TELEPON, pelaku=SISTEM)
    kabari(budi.akun)
    (tampil,) = daftar_pesan_terbaru(budi.akun)
    assert (tampil.saluran, tampil.judul) == ("SMS", "Masuk dari perangkat baru")


def test_peristiwa_yang_sama_hanya_memberi_tahu_sekali(akun_budi: Akun) -> None:
    kabari(akun_budi)
    kabari(akun_budi)
    assert Pesan.objects.count() == 1
    kabari(akun_budi, kunci="uji:2")
    assert Pesan.objects.count() == 2


def test_tanpa_kontak_terbukti_memakai_email_akun_dan_tanpa_itu_tidak_ada(
    akun_budi: Akun, rina: Akun
) -> None:
    kabari(akun_budi)
    assert Pesan.objects.get().tujuan == "budi@contoh.id"
    kabari(rina, kunci="uji:2")
    assert Pesan.objects.count() == 1


def test_alamat_bawaan_hanya_bila_diminta(budi: Peserta) -> None:
    assert budi.akun is not None
    catat_kontak_bawaan(peserta=budi, jenis=Kontak.Jenis.TELEPON, nilai=TELEPON)
    kabari(budi.akun)
    assert Pesan.objects.get().tujuan == "budi@contoh.id"
    kabari(budi.akun, kunci="uji:2", juga_bawaan=True)
    baru = Pesan.objects.filter(kunci_sekali__startswith="uji:2")
    assert {baris.tujuan for baris in baru} == {TELEPON, "budi@contoh.id"}


def test_bahasa_akun_dipakai(akun_budi: Akun) -> None:
    """Times are written in the language of whoever reads, not of the process that queues."""
    kabari(akun_budi)
    akun_budi.bahasa = "en"
    kabari(akun_budi, kunci="uji:2")
    indonesia, inggris = (baris.isi["teks"] for baris in Pesan.objects.order_by("pk"))
    assert format_waktu(PADA, "id") in indonesia
    assert format_waktu(PADA, "en") in inggris


def test_isi_dan_tujuan_tersandi_di_basis_data(akun_budi: Akun) -> None:
    kabari(akun_budi)
    with connection.cursor() as kursor:
        kursor.execute("SELECT p::text FROM accounts_pesan p")
        baris = kursor.fetchone()[0]
    assert "budi@contoh.id" not in baris
    assert "Brien" not in baris
    assert "b***i@contoh.id" in baris


def test_dibaca_satu_dan_semua(akun_budi: Akun, akun_siti: Akun) -> None:
    for ke in range(3):
        kabari(akun_budi, kunci=f"uji:{ke}")
    satu = Pesan.objects.earliest("pk")
    with pytest.raises(TidakDitemukan):
        layanan.tandai_dibaca(akun=akun_siti, pesan_id=satu.pk)
    pertama = layanan.tandai_dibaca(akun=akun_budi, pesan_id=satu.pk).dibaca_pada
    assert layanan.tandai_dibaca(akun=akun_budi, pesan_id=satu.pk).dibaca_pada == pertama
    assert layanan.tandai_semua_dibaca(akun=akun_siti) == 0
    assert layanan.tandai_semua_dibaca(akun=akun_budi) == 2
    assert layanan.tandai_semua_dibaca(akun=akun_budi) == 0

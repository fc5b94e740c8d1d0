from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import redis
import time_machine
from django.conf import settings
from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import Akun, CatatanAudit, Pesan, Peserta
from accounts.rules.pelaku import SISTEM
from accounts.services import otp
from accounts.services import pengiriman as layanan
from accounts.services.pesan import antre_pesan, sapu_pesan
from accounts.tasks import tugas_kirim_pesan
from jmo.lib.galat import Bentrok, TidakDitemukan

if TYPE_CHECKING:
    from tests.accounts.conftest import KotakMasuk

Intip = Callable[[str], list[dict[str, Any]]]


def antre(akun: Akun | None = None, tujuan: str = "budi@contoh.id", **lain: Any) -> Pesan:
    pesan = antre_pesan(
        **{
            "akun": akun, "jenis": "perangkat_baru", "saluran": Pesan.Saluran.EMAIL,
            "tujuan": tujuan, "data": {"perangkat": "O'Brien <Chrome>", "pada": timezone.now()},
            **lain,
        }
    )  # fmt: skip
    assert pesan is not None
    return pesan


def jatuhkan(pesan: Pesan) -> Pesan:
    Pesan.objects.filter(pk=pesan.pk).update(jatuh_pada=Now())
    return Pesan.objects.get(pk=pesan.pk)


def kirim(pesan: Pesan) -> Pesan:
    layanan.kirim_pesan(pesan_id=pesan.pk)
    pesan.refresh_from_db()
    return pesan


def test_pesan_sampai_sekali_dan_apa_adanya(akun_budi: Akun, kotak: KotakMasuk) -> None:
    pesan = kirim(antre(akun_budi))
    assert (pesan.status, pesan.jatuh_pada, pesan.sewa_pemilik) == ("TERKIRIM", None, "")
    assert pesan.dikirim_pada is not None
    (sampai,) = kotak.pesan()
    assert sampai["tujuan"] == "budi@contoh.id"
    assert sampai["subjek"] == "Masuk dari perangkat baru"
    assert "O'Brien <Chrome>" in sampai["teks"]
    kirim(pesan)
    assert len(kotak.pesan()) == 1


@pytest.mark.django_db(transaction=True)
def test_bel_yang_sama_seratus_kali_satu_pesan(akun_budi: Akun, kotak: KotakMasuk) -> None:
    """P12."""
    pesan = antre(akun_budi)

    def bel(_: int) -> None:
        try:
            tugas_kirim_pesan(pesan.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as kolam:
        list(kolam.map(bel, range(100)))
    assert len(kotak.pesan()) == 1
    assert Pesan.objects.get().status == "TERKIRIM"


@pytest.mark.django_db(transaction=True)
def test_antrean_terhapus_dibangun_lagi_oleh_sapuan(
    akun_budi: Akun, kotak: KotakMasuk, antrean: Intip
) -> None:
    """P14."""
    semua = [antre(akun_budi, tujuan=f"b{ke}@contoh.id") for ke in range(5)]
    assert len(antrean("pesan")) == 5
    redis.from_url(settings.REDIS_URL).flushall()
    assert antrean("pesan") == []
    assert sapu_pesan() == 5
    assert {bel["pesan_id"] for bel in antrean("pesan")} == {pesan.pk for pesan in semua}
    for bel in antrean("pesan"):
        tugas_kirim_pesan(**bel)
    assert len(kotak.pesan()) == 5
    assert sapu_pesan() == 0


@pytest.mark.django_db(transaction=True)
def test_sapuan_membunyikan_pesan_keamanan_lebih_dulu(akun_budi: Akun, antrean: Intip) -> None:
    biasa = [antre(akun_budi).pk for _ in range(3)]
    aman = [antre(akun_budi, keamanan=True).pk for _ in range(2)]
    rung = len(antrean("pesan"))
    sapu_pesan()
    assert [bel["pesan_id"] for bel in antrean("pesan")[rung:]] == aman + biasa


@pytest.mark.parametrize("gangguan", ["putus", "500", "ngawur", "putus_sesudah", "kuota"])
def test_surat_mati_lalu_pulih_tetap_satu_pesan(
    akun_budi: Akun, kotak: KotakMasuk, gangguan: str
) -> None:
    """P30."""
    pesan = antre(akun_budi)
    kotak.ganggu(gangguan)
    for ke in (1, 2, 3):
        pesan = kirim(jatuhkan(pesan))
        assert (pesan.status, pesan.percobaan) == ("SIAP", ke)
        assert pesan.jatuh_pada is not None
        assert pesan.jatuh_pada > timezone.now() + timedelta(seconds=10)
    assert kirim(pesan).percobaan == 3, "not due yet, so no call"
    kotak.ganggu("nihil")
    assert kirim(jatuhkan(pesan)).status == "TERKIRIM"
    assert len(kotak.pesan()) == 1


def test_penyedia_tidak_ada_sama_sekali(akun_budi: Akun, settings: Any) -> None:
    settings.PESAN = {**settings.PESAN, "url": "http://127.0.0.1:9"}
    layanan.pengirim_portal.cache_clear()
    assert kirim(antre(akun_budi)).status == "SIAP"
    layanan.pengirim_portal.cache_clear()


def test_tunda_tumbuh_sampai_setengah_jam() -> None:
    tunda = [layanan.tunda(ke).total_seconds() for ke in range(1, 12)]
    assert tunda == sorted(tunda)
    assert (tunda[0], tunda[-1]) == (15, 1800)


def test_menyerah_setelah_sehari_dan_dicatat(
    akun_budi: Akun, budi: Peserta, kotak: KotakMasuk
) -> None:
    pesan = antre(akun_budi)
    kotak.ganggu("500")
    with time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1), tick=False):
        assert kirim(pesan).status == "GAGAL"
    catatan = CatatanAudit.objects.get(aksi="pesan.gagal")
    assert catatan.peserta == budi
    assert catatan.sesudah == {
        "jenis": "perangkat_baru", "saluran": "EMAIL", "tujuan_samar": "b***i@contoh.id",
        "kode": "TIDAK_TERSEDIA",
    }  # fmt: skip


def test_alamat_yang_ditolak_gagal_lalu_dikirim_ulang_petugas(
    akun_budi: Akun, kotak: KotakMasuk
) -> None:
    pesan = kirim(antre(akun_budi, tujuan="tanpa-titik@lokal"))
    assert (pesan.status, pesan.jatuh_pada) == ("GAGAL", None)
    assert CatatanAudit.objects.get(aksi="pesan.gagal").sesudah["kode"] == "TUJUAN_TIDAK_SAH"
    Pesan.objects.update(tujuan="budi@contoh.id")
    layanan.kirim_ulang_pesan(pesan_id=pesan.pk, alasan="Alamat diperbaiki", pelaku=SISTEM)
    pesan.refresh_from_db()
    assert (pesan.status, pesan.percobaan) == ("SIAP", 0)
    assert CatatanAudit.objects.get(aksi="pesan.dikirim_ulang").alasan == "Alamat diperbaiki"
    assert kirim(pesan).status == "TERKIRIM"
    with pytest.raises(Bentrok):
        layanan.kirim_ulang_pesan(pesan_id=pesan.pk, alasan="", pelaku=SISTEM)
    with pytest.raises(TidakDitemukan):
        layanan.kirim_ulang_pesan(pesan_id=0, alasan="", pelaku=SISTEM)


def test_kode_terkirim_dilupakan_dan_yang_kedaluwarsa_tidak_dikirim(
    akun_budi: Akun, kotak: KotakMasuk
) -> None:
    def kode() -> Pesan:
        otp.kirim_kode(
            akun=akun_budi, keperluan="KONTAK", saluran="EMAIL", tujuan="budi@contoh.id",
            pelaku=SISTEM,
        )  # fmt: skip
        return Pesan.objects.latest("pk")

    pesan = kirim(kode())
    assert pesan.isi["teks"] == ""
    assert "Kode verifikasi Anda adalah" in kotak.pesan()[0]["teks"]
    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=False) as waktu:
        kedua = kode()
        waktu.shift(timedelta(minutes=5))
        kedua = kirim(kedua)
    assert (kedua.status, kedua.isi["teks"]) == ("GAGAL", "")
    assert len(kotak.pesan()) == 1
    with pytest.raises(Bentrok):
        layanan.kirim_ulang_pesan(pesan_id=kedua.pk, alasan="x", pelaku=SISTEM)


def test_sewa_orang_lain_tidak_diganggu(akun_budi: Akun, kotak: KotakMasuk) -> None:
    pesan = antre(akun_budi)
    Pesan.objects.update(sewa_pemilik="lain", sewa_sampai=Now() + timedelta(seconds=30))
    assert kirim(pesan).status == "SIAP"
    Pesan.objects.update(sewa_sampai=Now() - timedelta(seconds=1))
    assert kirim(pesan).status == "TERKIRIM"


def test_isi_rusak_tidak_menyumbat_antrean(akun_budi: Akun, kotak: KotakMasuk) -> None:
    pesan = antre(akun_budi)
    Pesan.objects.update(judul="dua\nbaris")
    assert kirim(pesan).status == "GAGAL"

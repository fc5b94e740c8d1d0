from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import Akun, DenyutAntrean, Pesan
from accounts.services import sewa
from accounts.services.pesan import antre_pesan


@pytest.fixture
def baris(akun_budi: Akun) -> Pesan:
    pesan = antre_pesan(
        akun=akun_budi, jenis="perangkat_baru", saluran=Pesan.Saluran.EMAIL,
        tujuan="budi@contoh.id", data={"perangkat": "Chrome", "pada": timezone.now()},
    )  # fmt: skip
    assert pesan is not None
    return pesan


def test_sewa_dipegang_lalu_dilepas(baris: Pesan) -> None:
    with sewa.pegang(Pesan, baris.pk, detik=30) as dapat:
        assert dapat
        with sewa.pegang(Pesan, baris.pk, detik=30) as lagi:
            assert not lagi
        baris.refresh_from_db()
        assert baris.sewa_pemilik
        assert baris.sewa_sampai is not None
    baris.refresh_from_db()
    assert (baris.sewa_pemilik, baris.percobaan) == ("", 1)
    assert Pesan.objects.get().sewa_sampai is None


def test_sewa_dilepas_juga_bila_gagal(baris: Pesan) -> None:
    with pytest.raises(ZeroDivisionError), sewa.pegang(Pesan, baris.pk, detik=30):
        raise ZeroDivisionError
    baris.refresh_from_db()
    assert baris.sewa_pemilik == ""


@pytest.mark.parametrize("menit", [None, 5])
def test_baris_yang_belum_jatuh_tempo_tidak_dipegang(baris: Pesan, menit: int | None) -> None:
    jatuh = None if menit is None else timezone.now() + timedelta(minutes=menit)
    Pesan.objects.update(jatuh_pada=jatuh)
    with sewa.pegang(Pesan, baris.pk, detik=30) as dapat:
        assert not dapat
    assert sewa.sapu(Pesan, bel="accounts.kirim_pesan", kunci="pesan_id") == 0


def test_sewa_yang_habis_diambil_alih_dan_pemilik_lama_tidak_melepasnya(baris: Pesan) -> None:
    with sewa.pegang(Pesan, baris.pk, detik=30):
        Pesan.objects.update(sewa_sampai=Now() - timedelta(seconds=1))
        baru = sewa.pegang(Pesan, baris.pk, detik=30)
        assert baru.__enter__() is True
    baris.refresh_from_db()
    assert baris.sewa_pemilik, "the late owner must not let go of what is another's"
    assert sewa.sapu(Pesan, bel="accounts.kirim_pesan", kunci="pesan_id") == 0
    baru.__exit__(None, None, None)
    assert sewa.sapu(Pesan, bel="accounts.kirim_pesan", kunci="pesan_id") == 1


@pytest.mark.django_db(transaction=True)
def test_dua_puluh_pekerja_satu_pemegang(baris: Pesan) -> None:
    garis = Barrier(20)

    def rebut(_: int) -> bool:
        garis.wait(20)
        try:
            with sewa.pegang(Pesan, baris.pk, detik=30) as dapat:
                garis.wait(20)
                return dapat
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as kolam:
        assert sum(kolam.map(rebut, range(20))) == 1
    assert Pesan.objects.get().percobaan == 1


def test_denyut_ditulis_dan_diperbarui(db: None) -> None:
    sewa.catat_denyut(antrean="pesan")
    DenyutAntrean.objects.update(terakhir_pada=timezone.now() - timedelta(hours=1))
    sewa.catat_denyut(antrean="pesan")
    assert DenyutAntrean.objects.get().terakhir_pada > timezone.now() - timedelta(minutes=1)

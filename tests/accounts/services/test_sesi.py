from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import Akun, CatatanAudit, Sesi
from accounts.rules.pelaku import SISTEM
from accounts.selectors import daftar_sesi
from accounts.services import sesi as layanan
from accounts.services.akun import ganti_kata_sandi
from accounts.services.masuk import lupakan_perangkat
from jmo.lib.galat import TidakDitemukan


def masuk(akun: Akun) -> Client:
    klien = Client()
    klien.force_login(akun)
    return klien


def kunci(klien: Client) -> str:
    return str(klien.session.session_key)


def test_sesi_milik_sendiri_diakhiri_milik_orang_lain_tidak(
    akun_budi: Akun, akun_siti: Akun
) -> None:
    rumah, kantor = masuk(akun_budi), masuk(akun_budi)
    baris = Sesi.objects.get(pk=kunci(kantor))
    assert baris.sidik not in kunci(kantor)
    with pytest.raises(TidakDitemukan):
        layanan.akhiri_sesi(akun=akun_siti, sidik=baris.sidik, pelaku=SISTEM)
    layanan.akhiri_sesi(akun=akun_budi, sidik=baris.sidik, pelaku=SISTEM)
    with pytest.raises(TidakDitemukan):
        layanan.akhiri_sesi(akun=akun_budi, sidik=baris.sidik, pelaku=SISTEM)
    assert kantor.get("/akun-saya/").status_code == 302
    assert rumah.get("/akun-saya/").status_code == 200
    assert CatatanAudit.objects.filter(aksi="sesi.diakhiri").count() == 1


def test_semua_sesi_lain_berakhir_dan_yang_ini_tinggal(akun_budi: Akun, akun_siti: Akun) -> None:
    ini, lain, orang = masuk(akun_budi), masuk(akun_budi), masuk(akun_siti)
    banyak = layanan.akhiri_sesi_lain(akun=akun_budi, kecuali=kunci(ini), pelaku=SISTEM)
    assert banyak == 1
    assert [k.get("/akun-saya/").status_code for k in (ini, lain, orang)] == [200, 302, 200]


def test_kata_sandi_baru_mengakhiri_semua_sesi(akun_budi: Akun) -> None:
    masuk(akun_budi)
    ganti_kata_sandi(akun=akun_budi, kata_sandi="kopi-tanpa-gula", pelaku=SISTEM, dipulihkan=False)
    assert daftar_sesi(akun_budi) == []
    assert not akun_budi.sesi.exists()


def test_melupakan_perangkat_mengakhiri_sesinya(akun_budi: Akun) -> None:
    klien = Client()
    isian = {"login": "budi", "password": "hujan-di-bulan-juni"}
    assert klien.post("/akun/login/", isian).status_code == 302
    (sesi,) = daftar_sesi(akun_budi)
    assert sesi.perangkat is not None
    lupakan_perangkat(akun=akun_budi, perangkat_id=sesi.perangkat.pk, pelaku=SISTEM)
    assert klien.get("/akun-saya/").status_code == 302


def test_daftar_hanya_memuat_sesi_yang_hidup(akun_budi: Akun) -> None:
    awal = timezone.now()
    masuk(akun_budi)
    with time_machine.travel(awal + timedelta(minutes=14), tick=False):
        masuk(akun_budi)
        assert len(daftar_sesi(akun_budi)) == 2
    with time_machine.travel(awal + timedelta(minutes=16), tick=False):
        assert len(daftar_sesi(akun_budi)) == 1


def test_sesi_yang_diakhiri_tidak_hidup_lagi_oleh_kegiatan(akun_budi: Akun) -> None:
    baris = Sesi.objects.get(pk=kunci(masuk(akun_budi)))
    assert not layanan.sentuh_sesi(baris), "a moment ago is soon enough"
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        assert layanan.sentuh_sesi(baris)
        Sesi.objects.all().delete()
        assert not layanan.lanjutkan_sesi(baris)
    assert not Sesi.objects.exists()


def test_baris_lama_dibersihkan_yang_baru_berakhir_belum(akun_budi: Akun) -> None:
    awal = timezone.now()
    masuk(akun_budi)
    for jam, sisa in ((13, 1), (25, 0)):
        with time_machine.travel(awal + timedelta(hours=jam), tick=False):
            layanan.bersihkan_sesi()
        assert Sesi.objects.count() == sisa

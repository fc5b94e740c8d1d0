from __future__ import annotations

import hashlib

import pytest
from django.utils import translation

from accounts.models import Akun, CatatanAudit, Persetujuan, Peserta
from accounts.rules.pelaku import SISTEM
from accounts.rules.persetujuan import JenisPersetujuan
from accounts.selectors import daftar_persetujuan, sudah_setuju
from accounts.services import persetujuan as layanan
from jmo.lib.galat import BelumLayak, TidakDitemukan

WAJAH = JenisPersetujuan.WAJAH


@pytest.mark.parametrize("jenis", JenisPersetujuan)
def test_setiap_jenis_punya_teks_yang_berlaku(jenis: JenisPersetujuan) -> None:
    assert len(layanan.teks_persetujuan(jenis)) > 80


def test_persetujuan_tercatat_dengan_sidik_teks_yang_tampil(akun_budi: Akun, budi: Peserta) -> None:
    assert not sudah_setuju(akun_budi, WAJAH)
    baris = layanan.beri_persetujuan(akun=akun_budi, jenis=WAJAH, pelaku=SISTEM)
    sidik = hashlib.sha256(layanan.teks_persetujuan(WAJAH).encode()).hexdigest()
    assert (baris.versi, baris.sidik_teks, baris.saluran) == ("1", sidik, "WEB")
    assert sudah_setuju(akun_budi, WAJAH)
    catatan = CatatanAudit.objects.get(aksi="persetujuan.diberikan")
    assert catatan.peserta == budi
    assert catatan.sesudah == {"jenis": "WAJAH", "versi": "1", "sidik": sidik}


def test_dua_kali_setuju_satu_baris(akun_budi: Akun) -> None:
    pertama = layanan.beri_persetujuan(akun=akun_budi, jenis=WAJAH, pelaku=SISTEM)
    assert layanan.beri_persetujuan(akun=akun_budi, jenis=WAJAH, pelaku=SISTEM) == pertama
    assert Persetujuan.objects.count() == 1


def test_teks_lain_adalah_persetujuan_lain(akun_budi: Akun) -> None:
    satu = layanan.beri_persetujuan(akun=akun_budi, jenis=WAJAH, pelaku=SISTEM)
    dua = layanan.beri_persetujuan(akun=akun_budi, jenis=WAJAH, teks="Teks lain.", pelaku=SISTEM)
    assert satu.sidik_teks != dua.sidik_teks
    assert dua.sidik_teks == hashlib.sha256(b"Teks lain.").hexdigest()


def test_ditarik_lalu_diberikan_lagi_menjadi_baris_baru(akun_budi: Akun) -> None:
    lama = layanan.beri_persetujuan(akun=akun_budi, jenis=WAJAH, pelaku=SISTEM)
    with translation.override("en"):
        layanan.beri_persetujuan(akun=akun_budi, jenis=WAJAH, pelaku=SISTEM)
    layanan.tarik_persetujuan(akun=akun_budi, persetujuan_id=lama.pk, pelaku=SISTEM)
    assert not sudah_setuju(akun_budi, WAJAH)
    assert not Persetujuan.objects.filter(ditarik_pada=None).exists()
    baru = layanan.beri_persetujuan(akun=akun_budi, jenis=WAJAH, pelaku=SISTEM)
    assert daftar_persetujuan(akun_budi)[0] == baru
    assert sudah_setuju(akun_budi, WAJAH)


def test_milik_orang_lain_dan_pernyataan_tidak_dapat_ditarik(
    akun_budi: Akun, akun_siti: Akun
) -> None:
    wajah = layanan.beri_persetujuan(akun=akun_budi, jenis=WAJAH, pelaku=SISTEM)
    with pytest.raises(TidakDitemukan):
        layanan.tarik_persetujuan(akun=akun_siti, persetujuan_id=wajah.pk, pelaku=SISTEM)
    pernyataan = layanan.beri_persetujuan(
        akun=akun_budi, jenis=JenisPersetujuan.PERNYATAAN_PENGKINIAN, pelaku=SISTEM
    )
    with pytest.raises(BelumLayak):
        layanan.tarik_persetujuan(akun=akun_budi, persetujuan_id=pernyataan.pk, pelaku=SISTEM)
    assert sudah_setuju(akun_budi, WAJAH)

"""Whose right begins is told once, and reminded once, on facts of that day."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from time_machine import travel

from accounts.models import CatatanAudit, Pesan, Peserta
from accounts.rules.pelaku import SISTEM
from jmo.lib.tanggal import hari_ini_wib, tambah_bulan
from klaim_jht.models import KabarHak
from klaim_jht.services.jadwal import jadwalkan_klaim
from klaim_jht.services.kabar_hak import sapu_kabar_hak
from klaim_jht.services.pengajuan import isi_langkah, mulai_klaim
from saldo.models import Kepesertaan
from tests.klaim_jht.orang import ajukan, beri_rekening, beri_wajah, buat_pekerja, kinikan

pytestmark = pytest.mark.django_db(transaction=True)


def di_phk(*, hari_lalu: int) -> Peserta:
    """Make somebody whose waiting month ended so many days ago."""
    peserta = buat_pekerja(berhenti_hari_lalu=33)
    dasar = tambah_bulan(hari_ini_wib(timezone.now()) - timedelta(days=hari_lalu), -1)
    Kepesertaan.objects.filter(peserta=peserta).update(
        tanggal_berakhir=dasar, tanggal_pernyataan=dasar,
        dilaporkan_pada=timezone.now() - timedelta(days=30),
    )  # fmt: skip
    return peserta


def kabar() -> list[str]:
    return list(Pesan.objects.filter(tampil=True).order_by("pk").values_list("jenis", flat=True))


def test_masa_tunggu_selesai_dikabari_sekali_dan_diingatkan_sekali() -> None:
    peserta = di_phk(hari_lalu=1)
    assert [sapu_kabar_hak(), sapu_kabar_hak()] == [1, 0]
    satu = KabarHak.objects.get()
    assert (satu.peserta, satu.alasan, satu.selesai_pada) == (peserta, "PHK", None)
    pesan = Pesan.objects.get(jenis="hak_mulai", tampil=True)
    assert "Masa tunggu selesai" in pesan.judul
    assert "Rp" not in pesan.isi["teks"]
    assert peserta.nama not in pesan.isi["teks"].upper()
    with travel(timezone.now() + timedelta(days=29), tick=True):
        assert sapu_kabar_hak() == 0
    with travel(timezone.now() + timedelta(days=30, hours=1), tick=True):
        assert [sapu_kabar_hak(), sapu_kabar_hak()] == [1, 0]
    assert kabar() == ["hak_mulai", "hak_diingatkan"]
    assert CatatanAudit.objects.filter(aksi="hak.dikabari").count() == 2


@pytest.mark.parametrize("hari_lalu", [-1, 7])
def test_yang_belum_waktunya_dan_yang_lama_tidak_dikabari(hari_lalu: int) -> None:
    di_phk(hari_lalu=hari_lalu)
    assert sapu_kabar_hak() == 0


def test_laporan_terlambat_dikabari_begitu_diketahui() -> None:
    di_phk(hari_lalu=60)
    Kepesertaan.objects.update(dilaporkan_pada=timezone.now())
    assert sapu_kabar_hak() == 1


def test_ulang_tahun_kelima_puluh_enam() -> None:
    peserta = buat_pekerja(berhenti_hari_lalu=None)
    lahir = tambah_bulan(hari_ini_wib(timezone.now()), -12 * 56)
    Peserta.objects.filter(pk=peserta.pk).update(tanggal_lahir=lahir)
    assert sapu_kabar_hak() == 1
    assert KabarHak.objects.get().alasan == "PENSIUN"
    assert "Usia pensiun tercapai" in Pesan.objects.get(jenis="hak_mulai", tampil=True).judul


def test_yang_meninggal_terjadwal_atau_sudah_mengklaim_tidak_dikabari() -> None:
    meninggal = di_phk(hari_lalu=0)
    Peserta.objects.filter(pk=meninggal.pk).update(meninggal_pada=timezone.now().date())
    mengklaim = di_phk(hari_lalu=0)
    kinikan(mengklaim)
    beri_wajah(mengklaim)
    beri_rekening(mengklaim)
    ajukan(mengklaim)
    terjadwal = di_phk(hari_lalu=-2)
    klaim = mulai_klaim(peserta=terjadwal, pelaku=SISTEM)
    kinikan(terjadwal)
    isi_langkah(
        klaim_id=klaim.pk, kunci="alasan", isian={"alasan": "PHK"}, versi=None, pelaku=SISTEM
    )
    jadwalkan_klaim(klaim_id=klaim.pk, pelaku=SISTEM)
    with travel(timezone.now() + timedelta(days=3), tick=True):
        assert sapu_kabar_hak() == 0
    assert not KabarHak.objects.exists()


def test_yang_mengklaim_setelah_dikabari_tidak_diingatkan() -> None:
    peserta = di_phk(hari_lalu=0)
    assert sapu_kabar_hak() == 1
    kinikan(peserta)
    beri_wajah(peserta)
    beri_rekening(peserta)
    ajukan(peserta)
    with travel(timezone.now() + timedelta(days=31), tick=True):
        assert sapu_kabar_hak() == 0
    satu = KabarHak.objects.get()
    assert (satu.selesai_pada is None, satu.diingatkan_pada) == (False, None)


def test_dua_sapuan_bersamaan_mengabari_satu() -> None:
    di_phk(hari_lalu=0)
    hasil: list[int] = []

    def sapu() -> None:
        try:
            hasil.append(sapu_kabar_hak())
        finally:
            connection.close()

    utas = [threading.Thread(target=sapu) for _ in range(2)]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join()
    assert sorted(hasil) == [0, 1]
    assert kabar() == ["hak_mulai"]

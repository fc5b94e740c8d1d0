"""A claim that files itself: on its day, once, on fresh facts, and never against its owner."""

from __future__ import annotations

import threading
from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from time_machine import travel

from accounts.models import CatatanAudit, Pesan, Peserta
from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import BelumLayak, Bentrok
from jmo.lib.tanggal import WIB
from klaim_jht.models import JadwalKlaim, KeputusanKlaim, Klaim, Pembayaran
from klaim_jht.services.jadwal import (
    batalkan_jadwal,
    jadwalkan_klaim,
    jalankan_jadwal,
    sapu_jadwal,
)
from klaim_jht.services.kunci_pencairan import pasang_kunci
from klaim_jht.services.pengajuan import isi_langkah, mulai_klaim
from pengkinian.models import HasilVerifikasi, Rekening
from saldo.models import Kepesertaan, TahananSaldo
from tests.klaim_jht.orang import (
    baca,
    beri_rekening,
    beri_wajah,
    buat_pekerja,
    buat_siap_klaim,
    kinikan,
    masuk,
)

pytestmark = pytest.mark.django_db(transaction=True)


def _draf(*, berhenti: int = 5, siap: bool = True) -> Klaim:
    peserta = buat_siap_klaim(berhenti_hari_lalu=berhenti) if siap else buat_pekerja()
    klaim = mulai_klaim(peserta=peserta, pelaku=SISTEM)
    return isi_langkah(
        klaim_id=klaim.pk, kunci="alasan", isian={"alasan": "PHK"}, versi=None, pelaku=SISTEM
    )


@pytest.fixture
def jadwal() -> JadwalKlaim:
    return jadwalkan_klaim(klaim_id=_draf().pk, pelaku=SISTEM)


def _saat(jadwal: JadwalKlaim, *, hari: int = 0, jam: time = time(0, 5)) -> datetime:
    return datetime.combine(jadwal.tanggal + timedelta(days=hari), jam, tzinfo=WIB)


def _jalankan(jadwal: JadwalKlaim, saat: datetime, *, wajah: bool = True) -> None:
    """Let the row's time have come: for the database, and for the clock of the process."""
    JadwalKlaim.objects.filter(pk=jadwal.pk, status="MENUNGGU").update(
        jatuh_pada=datetime.now(tz=WIB) - timedelta(minutes=1)
    )
    with travel(saat, tick=True):
        if wajah:
            beri_wajah(jadwal.klaim.peserta)
        jalankan_jadwal(jadwal_id=jadwal.pk)
    jadwal.refresh_from_db()
    jadwal.klaim.refresh_from_db()


def _kabar() -> list[str]:
    return list(Pesan.objects.filter(tampil=True).order_by("pk").values_list("jenis", flat=True))


def test_dijadwalkan_sekali_tanpa_menahan_uang(jadwal: JadwalKlaim) -> None:
    assert jadwalkan_klaim(klaim_id=jadwal.klaim_id, pelaku=SISTEM) == jadwal
    assert jadwal.jatuh_pada == _saat(jadwal, hari=-1, jam=time(8, 0))
    assert not TahananSaldo.objects.exists()
    assert _kabar() == ["klaim_dijadwalkan"]
    assert CatatanAudit.objects.filter(aksi="jadwal_klaim.dibuat").count() == 1


def test_sehari_sebelumnya_diingatkan_pada_harinya_diajukan(jadwal: JadwalKlaim) -> None:
    _jalankan(jadwal, _saat(jadwal, hari=-1, jam=time(8, 0)), wajah=False)
    assert (jadwal.status, jadwal.klaim.status) == ("MENUNGGU", "DRAF")
    assert jadwal.jatuh_pada == _saat(jadwal)
    assert _kabar() == ["klaim_dijadwalkan", "jadwal_besok"]
    _jalankan(jadwal, _saat(jadwal))
    assert jadwal.status == "DIAJUKAN"
    assert not JadwalKlaim.objects.filter(jatuh_pada__isnull=False).exists()
    assert jadwal.klaim.status == "PEMBAYARAN_DIPROSES"
    assert TahananSaldo.objects.exists()
    keputusan = KeputusanKlaim.objects.get(klaim=jadwal.klaim)
    assert (keputusan.pelaku_jenis, keputusan.hari_ini) == ("TUGAS", jadwal.tanggal)
    assert _kabar()[-1] == "klaim_diajukan"
    # Once is once.
    _jalankan(jadwal, _saat(jadwal, hari=1))
    assert Pembayaran.objects.filter(klaim=jadwal.klaim).count() == 1


def test_tanpa_wajah_segar_menunggu_lalu_diajukan_sendiri(jadwal: JadwalKlaim) -> None:
    HasilVerifikasi.objects.filter(jenis="WAJAH").delete()
    _jalankan(jadwal, _saat(jadwal), wajah=False)
    _jalankan(jadwal, _saat(jadwal, jam=time(1, 5)), wajah=False)
    assert (jadwal.status, jadwal.sebab_gagal) == ("MENUNGGU", "klaim_perlu_wajah")
    assert _kabar().count("jadwal_perlu_bukti") == 1
    assert not TahananSaldo.objects.exists()
    _jalankan(jadwal, _saat(jadwal, jam=time(2, 5)))
    assert (jadwal.status, jadwal.klaim.status) == ("DIAJUKAN", "PEMBAYARAN_DIPROSES")


def test_kunci_pencairan_ditunggu_lalu_diajukan_sendiri(jadwal: JadwalKlaim) -> None:
    pasang_kunci(peserta_id=jadwal.klaim.peserta_id, pelaku=SISTEM)
    _jalankan(jadwal, _saat(jadwal))
    assert (jadwal.status, jadwal.sebab_gagal) == ("MENUNGGU", "klaim_kunci_pencairan")
    kabar = Pesan.objects.filter(jenis="jadwal_perlu_bukti", saluran="EMAIL").get()
    assert "kunci pencairan Anda menyala" in kabar.isi["teks"]
    assert not TahananSaldo.objects.exists()
    Peserta.objects.update(kunci_dibuka_pada=timezone.now())
    _jalankan(jadwal, _saat(jadwal, jam=time(1, 5)))
    assert (jadwal.status, jadwal.klaim.status) == ("DIAJUKAN", "PEMBAYARAN_DIPROSES")


def test_bukti_yang_tidak_pernah_datang_berakhir_tanpa_kehilangan(jadwal: JadwalKlaim) -> None:
    Rekening.objects.all().update(diganti_pada=timezone.now())
    _jalankan(jadwal, _saat(jadwal, hari=30))
    assert (jadwal.status, jadwal.sebab_gagal) == ("GAGAL", "klaim_perlu_rekening")
    assert jadwal.klaim.status == "DRAF"
    assert _kabar()[-1] == "jadwal_gagal"


def test_fakta_yang_berubah_menggeser_harinya(jadwal: JadwalKlaim) -> None:
    lama = jadwal.tanggal
    Kepesertaan.objects.update(tanggal_pernyataan=lama, tanggal_berakhir=lama)
    _jalankan(jadwal, _saat(jadwal))
    assert jadwal.status == "MENUNGGU"
    assert jadwal.tanggal > lama
    assert _kabar().count("klaim_dijadwalkan") == 2
    assert not TahananSaldo.objects.exists()


def test_fakta_yang_tidak_selesai_dengan_menunggu_berakhir_dengan_sebab(
    jadwal: JadwalKlaim,
) -> None:
    Kepesertaan.objects.update(
        status="AKTIF", tanggal_berakhir=None, sebab_berakhir="", tanggal_pernyataan=None
    )
    _jalankan(jadwal, _saat(jadwal))
    assert (jadwal.status, jadwal.sebab_gagal) == ("GAGAL", "klaim_belum_layak")
    assert (jadwal.klaim.status, jadwal.klaim.alasan) == ("DRAF", "PHK")
    # It may be asked for again once that is mended.
    assert _kabar()[-1] == "jadwal_gagal"


def test_alasan_yang_diganti_tidak_diajukan(jadwal: JadwalKlaim) -> None:
    isi_langkah(
        klaim_id=jadwal.klaim_id, kunci="alasan", isian={"alasan": "RESIGN"}, versi=None,
        pelaku=SISTEM,
    )  # fmt: skip
    _jalankan(jadwal, _saat(jadwal))
    assert (jadwal.status, jadwal.sebab_gagal) == ("GAGAL", "jadwal_alasan_diganti")
    assert jadwal.klaim.status == "DRAF"


def test_dibatalkan_kapan_saja_dan_tidak_dua_kali(jadwal: JadwalKlaim) -> None:
    batalkan_jadwal(klaim_id=jadwal.klaim_id, pelaku=SISTEM)
    with pytest.raises(Bentrok, match="jadwal_tidak_ada"):
        batalkan_jadwal(klaim_id=jadwal.klaim_id, pelaku=SISTEM)
    _jalankan(jadwal, _saat(jadwal))
    assert (jadwal.status, jadwal.klaim.status) == ("DIBATALKAN", "DRAF")
    assert jadwalkan_klaim(klaim_id=jadwal.klaim_id, pelaku=SISTEM) != jadwal


def test_yang_tidak_dapat_dijadwalkan_ditolak() -> None:
    with pytest.raises(Bentrok, match="jadwal_sudah_boleh"):
        jadwalkan_klaim(klaim_id=_draf(berhenti=40).pk, pelaku=SISTEM)
    # The data update is missing: no waiting brings it.
    with pytest.raises(BelumLayak, match="jadwal_tidak_mungkin"):
        jadwalkan_klaim(klaim_id=_draf(siap=False).pk, pelaku=SISTEM)
    assert not JadwalKlaim.objects.exists()


def test_pekerja_dan_pembatalan_bersamaan_hanya_satu_yang_menang(jadwal: JadwalKlaim) -> None:
    JadwalKlaim.objects.update(jatuh_pada=datetime.now(tz=WIB) - timedelta(minutes=1))
    mulai, menang = threading.Barrier(4), []

    def kerja(*, batal: bool) -> None:
        mulai.wait()
        try:
            if batal:
                batalkan_jadwal(klaim_id=jadwal.klaim_id, pelaku=SISTEM)
                menang.append("batal")
            else:
                jalankan_jadwal(jadwal_id=jadwal.pk)
        except Bentrok:
            pass
        finally:
            connection.close()

    with travel(_saat(jadwal), tick=True):
        beri_wajah(jadwal.klaim.peserta)
        utas = [threading.Thread(target=kerja, kwargs={"batal": ke == 0}) for ke in range(4)]
        for satu in utas:
            satu.start()
        for satu in utas:
            satu.join()
    jadwal.refresh_from_db()
    klaim = Klaim.objects.get(pk=jadwal.klaim_id)
    if menang:
        assert (jadwal.status, klaim.status) == ("DIBATALKAN", "DRAF")
        assert not TahananSaldo.objects.exists()
    else:
        assert (jadwal.status, klaim.status) == ("DIAJUKAN", "PEMBAYARAN_DIPROSES")
        assert Pembayaran.objects.filter(klaim=klaim).count() == 1
    assert CatatanAudit.objects.filter(aksi="jadwal_klaim.berubah").count() == 1


def test_sapuan_membunyikan_yang_sudah_waktunya(jadwal: JadwalKlaim) -> None:
    assert sapu_jadwal() == 0
    JadwalKlaim.objects.update(jatuh_pada=timezone.now() - timedelta(minutes=1))
    assert sapu_jadwal() == 1


def test_halaman_menawarkan_menyimpan_dan_membatalkan() -> None:
    peserta = buat_pekerja(berhenti_hari_lalu=5)
    kinikan(peserta)
    klien = masuk(peserta)
    klien.post("/klaim/ajukan/")
    klien.post("/klaim/ajukan/alasan/", {"alasan": "PHK", "versi": 1})
    assert "Ajukan sekarang, berjalan sendiri" in baca(klien, "/klaim/ajukan/syarat/")
    klien.post("/klaim/ajukan/jadwal/")
    assert "Berjalan sendiri" in baca(klien, "/klaim/")
    assert 'href="/klaim/ajukan/rincian/"' in baca(klien, "/klaim/ajukan/syarat/")
    # The rest can be finished today: the amounts come next, then face and account.
    assert klien.get("/klaim/ajukan/")["Location"].endswith("/rincian/")
    versi = Klaim.objects.get().versi
    klien.post("/klaim/ajukan/rincian/", {"versi": versi})
    assert klien.get("/klaim/ajukan/")["Location"].endswith("/wajah/")
    beri_wajah(peserta)
    beri_rekening(peserta)
    isi = baca(klien, "/klaim/ajukan/")
    assert "Berjalan sendiri" in isi
    assert "Ajukan klaim</button>" not in isi
    assert (
        "isian Anda tetap tersimpan"
        in klien.post("/klaim/ajukan/jadwal/batal/", follow=True).content.decode()
    )
    assert klien.get("/klaim/ajukan/jadwal/").status_code == 405
    lain = masuk(buat_pekerja(nama="AGUS WIBOWO"))
    assert (
        "Tidak ada klaim terjadwal"
        in lain.post("/klaim/ajukan/jadwal/batal/", follow=True).content.decode()
    )

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from accounts.models import CatatanAudit
from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import BelumLayak
from jmo.lib.uang import Rupiah
from saldo.models import Jurnal, Kepesertaan, Ketentuan
from saldo.rules.data_ketentuan import KETENTUAN, TARIF_CONTOH
from saldo.rules.pengembangan import SetoranBulan, hitung_pengembangan
from saldo.rules.simulasi import simulasikan
from saldo.selectors import ambil_ketentuan, saldo_kartu, semua_ketentuan, tahun_tarif_contoh
from saldo.services.tarif import bukukan_pengembangan, muat_tarif_contoh
from tests.pabrik import buat_iuran, buat_kartu, impor, isi_baris

pytestmark = pytest.mark.usefixtures("db")


def test_migrasi_memuat_persis_ketentuan_yang_bersumber() -> None:
    assert sorted(semua_ketentuan()) == sorted(KETENTUAN)
    assert not Ketentuan.objects.filter(contoh=True).exists()


def test_nilai_dibaca_seperti_tertulis_di_sumbernya() -> None:
    nilai = {
        jenis.value: str(b.nilai) for jenis, b in ambil_ketentuan(pada=date(2026, 11, 22)).items()
    }
    assert nilai["BATAS_KLAIM_MESIN"] == "15000000"
    assert nilai["TARIF_JHT_PEMBERI_KERJA"] == "0.037"
    assert "TARIF_PENGEMBANGAN" not in nilai


def test_tarif_contoh_dimuat_sekali_dan_terbaca_sebagai_contoh() -> None:
    assert muat_tarif_contoh(pelaku=SISTEM) == len(TARIF_CONTOH)
    assert muat_tarif_contoh(pelaku=SISTEM) == 0
    assert tahun_tarif_contoh() == (2015, 2021, 2022, 2023, 2024, 2025, 2026)
    assert CatatanAudit.objects.filter(aksi="ketentuan.dimuat").count() == len(TARIF_CONTOH)


def test_tarif_contoh_tidak_dapat_dimuat_di_produksi(settings: Any) -> None:
    settings.TARIF_CONTOH = False
    with pytest.raises(RuntimeError):
        muat_tarif_contoh(pelaku=SISTEM)
    assert tahun_tarif_contoh() == ()


def setahun(kartu: Kepesertaan, tahun: int) -> None:
    """Pay each month on its first day, as the fund's simulation assumes."""
    hasil = impor(
        isi_baris(date(tahun, bulan, 1), kpj=kartu.kpj, bayar=date(tahun, bulan, 1))
        for bulan in range(1, 13)
    )
    assert hasil.diterima


def test_hasil_setahun_seperti_simulasi_resmi() -> None:
    muat_tarif_contoh(pelaku=SISTEM)
    kartu = buat_kartu(mulai=date(2021, 1, 1))
    for tahun in range(2021, 2026):
        setahun(kartu, tahun)
    for tahun in range(2021, 2026):
        assert bukukan_pengembangan(kepesertaan=kartu, tahun=tahun, pelaku=SISTEM)
    simulasi = simulasikan(
        upah=Rupiah(5_000_000), jumlah_tahun=5, saldo_awal=Rupiah(0),
        tarif_pemberi_kerja=Decimal("0.037"), tarif_pekerja=Decimal("0.02"),
    )  # fmt: skip
    saldo = saldo_kartu(kartu)
    assert (saldo.iuran, saldo.pengembangan, saldo.total) == (
        simulasi.iuran, simulasi.pengembangan, simulasi.saldo_akhir,
    )  # fmt: skip
    assert saldo.total == 19_409_470


def test_setahun_dibukukan_sekali_walau_diulang() -> None:
    kartu = buat_kartu(mulai=date(2019, 1, 1))
    setahun(kartu, 2019)
    pertama = bukukan_pengembangan(kepesertaan=kartu, tahun=2019, pelaku=SISTEM)
    # A late contribution does not change a year that is credited.
    impor([isi_baris(date(2018, 12, 1), kpj=kartu.kpj, bayar=date(2019, 3, 1))])
    assert bukukan_pengembangan(kepesertaan=kartu, tahun=2019, pelaku=SISTEM) == pertama
    assert Jurnal.objects.filter(jenis="PENGEMBANGAN").count() == 1
    seharusnya = hitung_pengembangan(
        saldo_awal=Rupiah(0), setoran=[SetoranBulan(b, Rupiah(285_000)) for b in range(1, 13)],
        tarif=Decimal("0.0606"),
    )  # fmt: skip
    assert saldo_kartu(kartu).pengembangan == seharusnya.jumlah
    jejak = CatatanAudit.objects.get(aksi="pengembangan.dibukukan")
    assert (jejak.peserta, jejak.sesudah["jumlah"]) == (kartu.peserta, seharusnya.jumlah)
    with connection.cursor() as kursor:
        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_tanpa_tarif_atau_sebelum_tahun_berakhir_tidak_ada_yang_dibukukan() -> None:
    kartu = buat_kartu()
    buat_iuran(kartu)
    for tahun, kode in ((2024, "tarif_belum_ditetapkan"), (9000, "tahun_belum_berakhir")):
        with pytest.raises(BelumLayak, match=kode):
            bukukan_pengembangan(kepesertaan=kartu, tahun=tahun, pelaku=SISTEM)
    assert not Jurnal.objects.filter(jenis="PENGEMBANGAN").exists()


def test_kartu_kosong_tidak_menghasilkan_jurnal() -> None:
    assert bukukan_pengembangan(kepesertaan=buat_kartu(), tahun=2019, pelaku=SISTEM) is None

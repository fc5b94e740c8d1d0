from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import TidakDitemukan
from jmo.lib.tanggal import hari_ini_wib
from saldo.rules.masa_kepesertaan import SebabBolong
from saldo.rules.riwayat_iuran import BagianIuran
from saldo.selectors import (
    ambil_kepesertaan_milik,
    daftar_entri,
    daftar_kepesertaan,
    iuran_per_bulan,
    ringkasan_beranda,
    saldo_per_tahun,
    saldo_peserta,
    tahanan_berlaku,
)
from saldo.services.buku import bayarkan_tahanan, lepaskan_tahanan, tahan_saldo
from saldo.services.tarif import bukukan_pengembangan, muat_tarif_contoh
from tests.pabrik import (
    buat_akun,
    buat_iuran,
    buat_kartu,
    buat_kartu_bersaldo,
    buat_peserta,
    impor,
    isi_baris,
)

pytestmark = pytest.mark.usefixtures("db")
SEBULAN = 285_000
HARI = date(2026, 11, 20)


def test_saldo_adalah_jumlah_semua_kartu_dalam_satu_kueri(django_assert_num_queries: Any) -> None:
    orang = buat_peserta()
    lama = buat_kartu(orang, npp="CD123456", berhenti=date(2024, 5, 31))
    buat_iuran(lama, banyak=2)
    aktif = buat_kartu_bersaldo(orang)
    kosong = buat_kartu(orang, npp="EF123456", mulai=date(2020, 1, 1))
    tahan_saldo(kepesertaan_ids=[lama.pk], rujukan="klaim:1", pelaku=SISTEM)
    buat_kartu_bersaldo(buat_peserta())
    with django_assert_num_queries(1):
        saldo = saldo_peserta(orang)
        assert [satu.kartu.perusahaan and satu.kartu.perusahaan.npp for satu in saldo.kartu] == [
            "AB123456", "EF123456", "CD123456",
        ]  # fmt: skip
    assert [satu.kartu for satu in saldo.kartu] == [aktif, kosong, lama]
    assert [satu.total for satu in saldo.kartu] == [3 * SEBULAN, 0, 2 * SEBULAN]
    assert (saldo.total, saldo.tersedia, saldo.ditahan, saldo.iuran) == (
        5 * SEBULAN, 3 * SEBULAN, 2 * SEBULAN, 3 * SEBULAN,
    )  # fmt: skip
    with django_assert_num_queries(1):
        beranda = ringkasan_beranda(orang)
    assert (beranda.total, beranda.ditahan, beranda.jumlah_kartu, beranda.jumlah_aktif) == (
        5 * SEBULAN, 2 * SEBULAN, 3, 2,
    )  # fmt: skip
    assert [satu.rujukan for satu in tahanan_berlaku(orang)] == ["klaim:1"]


def test_orang_tanpa_kartu_bersaldo_nol() -> None:
    orang = buat_peserta()
    assert (saldo_peserta(orang).total, ringkasan_beranda(orang).jumlah_kartu) == (0, 0)
    assert saldo_per_tahun(orang) == ()
    bukti = daftar_entri(orang)
    assert (bukti.total, bukti.jumlah_baris, bukti.cocok, bukti.jumlah_halaman) == (0, 0, True, 1)


def test_pintu_kartu_menutup_kartu_orang_lain_dan_yang_tidak_ada_sama_rapat() -> None:
    kartu = buat_kartu(buat_peserta(dengan_akun=True))
    assert kartu.peserta.akun is not None
    assert ambil_kepesertaan_milik(kartu.peserta.akun, kartu.pk) == kartu
    asing = buat_peserta(dengan_akun=True).akun
    assert asing is not None
    for akun, pk in ((asing, kartu.pk), (asing, 10**9), (buat_akun(petugas=True), kartu.pk)):
        with pytest.raises(TidakDitemukan, match="kartu_tidak_ada"):
            ambil_kepesertaan_milik(akun, pk)


def test_bukti_berjumlah_tepat_saldo_di_setiap_halaman() -> None:
    orang = buat_peserta()
    kartu = buat_kartu(orang)
    impor(
        isi_baris(date(2024, bulan, 1), kpj=kartu.kpj, bayar=date(2024, 12, 31 - bulan))
        for bulan in range(1, 8)
    )
    lain = buat_kartu_bersaldo(orang, npp="CD123456", banyak=1)
    semua = daftar_entri(orang)
    assert (semua.total, semua.jumlah_baris, semua.cocok) == (8 * SEBULAN, 8, True)
    assert semua.baris[0].berjalan == saldo_peserta(orang).total
    assert semua.baris[-1].berjalan == semua.baris[-1].jumlah
    assert [b.tanggal_nilai for b in semua.baris] == sorted(
        (b.tanggal_nilai for b in semua.baris), reverse=True
    )
    potongan = [daftar_entri(orang, halaman=h, per_halaman=3) for h in (1, 2, 3, 99)]
    assert [p.halaman for p in potongan] == [1, 2, 3, 3]
    assert tuple(b for p in potongan[:3] for b in p.baris) == semua.baris
    assert {(p.total, p.jumlah_halaman) for p in potongan} == {(8 * SEBULAN, 3)}
    milik_lain = daftar_entri(orang, kepesertaan=lain)
    assert (milik_lain.total, milik_lain.jumlah_baris) == (SEBULAN, 1)


def test_bukti_pada_setiap_hari_berjumlah_gerak_sampai_hari_itu() -> None:
    muat_tarif_contoh(pelaku=SISTEM)
    kartu = buat_kartu(mulai=date(2024, 1, 1))
    impor(
        isi_baris(date(2024, bulan, 1), kpj=kartu.kpj, bayar=date(2024, bulan + 1, 10))
        for bulan in range(1, 4)
    )
    bukukan_pengembangan(kepesertaan=kartu, tahun=2024, pelaku=SISTEM)
    tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="uji:1", pelaku=SISTEM)
    kini = daftar_entri(kartu.peserta)
    hasil = kini.total - 3 * SEBULAN
    for per, iuran, pengembangan in (
        (date(2024, 2, 9), 0, 0), (date(2024, 2, 10), SEBULAN, 0), (date(2024, 3, 9), SEBULAN, 0),
        (date(2024, 12, 30), 3 * SEBULAN, 0), (date(2024, 12, 31), 3 * SEBULAN, hasil),
    ):  # fmt: skip
        bukti = daftar_entri(kartu.peserta, kepesertaan=kartu, per=per)
        assert (bukti.iuran, bukti.pengembangan, bukti.ditahan) == (iuran, pengembangan, 0)
        assert (bukti.total, bukti.cocok) == (iuran + pengembangan, True)
        assert bukti.jumlah_baris == bukti.dibukukan_kemudian == len(bukti.baris)
    hari_ini = daftar_entri(kartu.peserta, per=hari_ini_wib(timezone.now()))
    assert (hari_ini.baris, hari_ini.total) == (kini.baris, kini.total)
    assert (hari_ini.ditahan, hari_ini.dibukukan_kemudian) == (kini.total, 0)


def test_bukti_pada_suatu_hari_menemukan_saldo_berjalan_yang_keliru() -> None:
    kartu = buat_kartu_bersaldo()
    with connection.cursor() as kursor:
        kursor.execute("SET ROLE NONE")
        kursor.execute("UPDATE saldo_akunbuku SET saldo = saldo + 1 WHERE saldo > 0")
        kursor.execute("SET ROLE jmo_aplikasi")
    assert not daftar_entri(kartu.peserta).cocok
    assert not daftar_entri(kartu.peserta, per=date(2024, 3, 1)).cocok


def test_bukti_tanpa_penahanan_tetapi_dengan_pembayaran() -> None:
    kartu = buat_kartu_bersaldo()
    tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="klaim:1", pelaku=SISTEM)
    ditahan = daftar_entri(kartu.peserta)
    assert (ditahan.total, ditahan.jumlah_baris, ditahan.cocok) == (3 * SEBULAN, 3, True)
    lepaskan_tahanan(rujukan="klaim:1", pelaku=SISTEM)
    assert daftar_entri(kartu.peserta).jumlah_baris == 3
    tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="klaim:2", pelaku=SISTEM)
    bayarkan_tahanan(
        rujukan="klaim:2", neto=3 * SEBULAN, pajak=0, pelaku=SISTEM, tanggal_nilai=HARI
    )
    bukti = daftar_entri(kartu.peserta)
    assert (bukti.total, bukti.cocok) == (0, True)
    assert bukti.baris[0].jenis_jurnal == "PEMBAYARAN"


def test_saldo_per_tahun_tanpa_celah_dan_berakhir_pada_saldo_hari_ini() -> None:
    muat_tarif_contoh(pelaku=SISTEM)
    kartu = buat_kartu(mulai=date(2022, 1, 1))
    for tahun in (2022, 2024):
        impor([isi_baris(date(tahun, 1, 1), kpj=kartu.kpj, bayar=date(tahun, 1, 1))])
    for tahun in (2022, 2023):
        bukukan_pengembangan(kepesertaan=kartu, tahun=tahun, pelaku=SISTEM)
    tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="klaim:1", pelaku=SISTEM)
    hasil = saldo_per_tahun(kartu.peserta)
    assert [(s.tahun, s.iuran, s.pengembangan, s.keluar, s.saldo) for s in hasil] == [
        (2022, SEBULAN, 14_250, 0, 299_250),
        (2023, 0, 14_963, 0, 314_213),
        (2024, SEBULAN, 0, 0, 599_213),
    ]  # fmt: skip
    assert hasil[-1].saldo == saldo_peserta(kartu.peserta).total
    assert saldo_per_tahun(kartu.peserta, kepesertaan=kartu) == hasil
    bayarkan_tahanan(rujukan="klaim:1", neto=599_000, pajak=213, pelaku=SISTEM, tanggal_nilai=HARI)
    akhir = saldo_per_tahun(kartu.peserta)
    assert [s.tahun for s in akhir] == [2022, 2023, 2024, 2025, 2026]
    assert (akhir[-1].keluar, akhir[-1].saldo) == (599_213, 0)


def test_iuran_per_bulan_dengan_bolongnya() -> None:
    orang = buat_peserta()
    kartu = buat_kartu(orang, mulai=date(2025, 11, 1))
    impor(
        isi_baris(bulan, kpj=kartu.kpj, upah=upah)
        for bulan, upah in (
            (date(2025, 11, 1), 5_000_000), (date(2025, 12, 1), 12_000_000),
            (date(2026, 2, 1), 12_000_000),
        )
    )  # fmt: skip
    semua = daftar_kepesertaan(orang)
    terbaru = iuran_per_bulan(orang, kartu=semua, hari_ini=date(2026, 4, 3))
    assert (terbaru.tahun, terbaru.tahun_ada) == (2026, (2026, 2025))
    assert [satu.bulan for satu in terbaru.baris] == [date(2026, 2, 1)]
    assert [(b.mulai, b.sampai, b.sebab) for b in terbaru.bolong] == [
        (date(2026, 3, 1), date(2026, 4, 1), SebabBolong.BELUM_JATUH_TEMPO),
        (date(2026, 1, 1), date(2026, 1, 1), SebabBolong.BELUM_DIBAYAR),
    ]
    # JP counts the wage up to the ceiling of that month, JHT counts all of it.
    assert (terbaru.jumlah.jht, terbaru.jumlah.jp) == (684_000, 316_422)
    lama = iuran_per_bulan(orang, kartu=semua, tahun=2025, hari_ini=date(2026, 4, 3))
    assert [satu.bulan.month for satu in lama.baris] == [12, 11]
    assert (lama.bolong, lama.tahun_lain_bolong) == ((), (2026,))
    asing = iuran_per_bulan(orang, kartu=semua, tahun=1990, hari_ini=date(2026, 4, 3))
    assert asing.tahun == 2026


def test_bulan_yang_dibayar_di_kartu_lain_bukan_bolong_orangnya() -> None:
    orang = buat_peserta()
    satu = buat_kartu(orang, mulai=date(2026, 1, 1), npp="AB123456")
    dua = buat_kartu(orang, mulai=date(2026, 1, 1), npp="CD123456")
    buat_iuran(satu, date(2026, 1, 1))
    buat_iuran(dua, date(2026, 2, 1))
    hari_ini = date(2026, 2, 28)
    kartu = daftar_kepesertaan(orang)
    assert iuran_per_bulan(orang, kartu=kartu, hari_ini=hari_ini).bolong == ()
    milik_dua = iuran_per_bulan(orang, kartu=kartu, kepesertaan=dua, hari_ini=hari_ini)
    assert [b.mulai for b in milik_dua.bolong] == [date(2026, 1, 1)]
    assert [satu.kepesertaan for satu in milik_dua.baris] == [dua]


def test_iuran_yang_dikoreksi_tampil_sekali() -> None:
    kartu = buat_kartu()
    for upah in (5_000_000, 6_000_000):
        impor([isi_baris(date(2024, 1, 1), kpj=kartu.kpj, upah=upah)])
    hasil = iuran_per_bulan(kartu.peserta, kartu=[kartu], tahun=2024, hari_ini=date(2024, 1, 31))
    assert [satu.upah for satu in hasil.baris] == [6_000_000]


def test_setiap_koreksi_menyebut_apa_yang_berubah_dan_yang_terbaru_dulu() -> None:
    kartu = buat_kartu()
    bulan = date(2024, 1, 1)
    for upah, bayar in (
        (5_000_000, date(2024, 2, 10)), (6_000_000, date(2024, 2, 10)),
        (6_000_000, date(2024, 2, 25)),
    ):  # fmt: skip
        impor([isi_baris(bulan, kpj=kartu.kpj, upah=upah, bayar=bayar)])
    hasil = iuran_per_bulan(kartu.peserta, kartu=[kartu], tahun=2024, hari_ini=date(2024, 1, 31))
    (satu,) = hasil.bulan[0].baris
    assert satu.terlambat_hari == 10
    assert [[p.bagian for p in koreksi.perubahan] for koreksi in satu.koreksi] == [
        [BagianIuran.TANGGAL_BAYAR],
        [
            BagianIuran.UPAH, BagianIuran.JHT_PEMBERI_KERJA, BagianIuran.JHT_PEKERJA,
            BagianIuran.JP_PEMBERI_KERJA, BagianIuran.JP_PEKERJA,
        ],
    ]  # fmt: skip
    pertama = satu.koreksi[1].perubahan[0]
    assert (pertama.dari, pertama.menjadi) == (5_000_000, 6_000_000)


def test_bulan_dengan_dua_perusahaan_dijumlahkan_dan_jeda_kerja_disebut_sendiri() -> None:
    orang = buat_peserta()
    lama = buat_kartu(orang, mulai=date(2025, 1, 1), npp="AB123456", berhenti=date(2025, 3, 31))
    kedua = buat_kartu(orang, mulai=date(2025, 3, 1), npp="CD123456", berhenti=date(2025, 4, 30))
    ketiga = buat_kartu(orang, mulai=date(2025, 7, 1), npp="EF123456", berhenti=date(2025, 7, 31))
    buat_iuran(lama, date(2025, 1, 1), banyak=3)
    buat_iuran(kedua, date(2025, 3, 1), banyak=2)
    buat_iuran(ketiga, date(2025, 7, 1))
    hasil = iuran_per_bulan(
        orang, kartu=daftar_kepesertaan(orang), tahun=2025, hari_ini=date(2025, 12, 1)
    )
    maret = next(satu for satu in hasil.bulan if satu.bulan == date(2025, 3, 1))
    assert {satu.iuran.kepesertaan_id for satu in maret.baris} == {lama.pk, kedua.pk}
    assert maret.jumlah.jht == sum(
        satu.iuran.jht_pemberi_kerja + satu.iuran.jht_pekerja for satu in maret.baris
    )
    assert [(j.mulai, j.sampai) for j in hasil.jeda] == [(date(2025, 5, 1), date(2025, 6, 1))]
    assert hasil.bolong == ()

from __future__ import annotations

import hashlib
from datetime import date
from io import BytesIO

import pytest

from accounts.models import CatatanAudit, Peserta
from accounts.rules.pelaku import SISTEM
from jmo.lib.xlsx import SebabTolak
from saldo.models import BerkasIuran, Iuran, Jurnal, Kepesertaan
from saldo.rules.iuran import KOLOM, SebabGalat
from saldo.selectors import saldo_kartu
from saldo.services.buku import bayarkan_tahanan, tahan_saldo
from saldo.services.iuran import BATAS_GALAT, HasilImpor, impor_iuran
from saldo.teks import PERBAIKAN_TEMUAN, SEBAB_TEMUAN, kalimat_temuan
from tests.pabrik import (
    buat_iuran,
    buat_kartu,
    buat_kartu_bersaldo,
    buat_perusahaan,
    buat_peserta,
    impor,
    isi_baris,
    isi_berkas,
    nik_baru,
)

pytestmark = pytest.mark.usefixtures("db")
JANUARI, FEBRUARI, MARET = date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)
SEBULAN = 285_000


def tanpa_jejak() -> None:
    assert not BerkasIuran.objects.exists()
    assert not Iuran.objects.exists()
    assert not Jurnal.objects.exists()
    assert not CatatanAudit.objects.filter(aksi="iuran.diimpor").exists()


def sebab(hasil: HasilImpor) -> list[tuple[int, str, SebabGalat]]:
    return [(satu.baris, satu.kolom, satu.sebab) for satu in hasil.galat]


def test_berkas_dibukukan_sekali_dengan_satu_jurnal() -> None:
    kartu = buat_kartu()
    isi = isi_berkas([isi_baris(b, kpj=kartu.kpj) for b in (JANUARI, FEBRUARI)])
    hasil = impor_iuran(berkas=BytesIO(isi), nama="januari.csv", pelaku=SISTEM)
    assert (hasil.diterima, hasil.baris, hasil.baru, hasil.koreksi) == (True, 2, 2, 0)
    assert hasil.total_jht == 2 * SEBULAN
    berkas = BerkasIuran.objects.get()
    assert berkas.sidik == hashlib.sha256(isi).hexdigest() == hasil.sidik
    assert (berkas.nama, berkas.baris, berkas.baris_baru, berkas.total_jht) == (
        "januari.csv", 2, 2, 2 * SEBULAN,
    )  # fmt: skip
    jurnal = Jurnal.objects.get()
    assert set(Iuran.objects.values_list("jurnal", "berkas")) == {(jurnal.pk, berkas.pk)}
    saldo = saldo_kartu(kartu)
    assert saldo.iuran == 2 * SEBULAN
    jejak = CatatanAudit.objects.get(aksi="iuran.diimpor")
    assert (jejak.objek_id, jejak.sesudah["baris_baru"]) == (berkas.pk, 2)


def test_tiap_setoran_bernilai_sejak_hari_dibayar() -> None:
    kartu = buat_kartu()
    impor(
        isi_baris(bulan, kpj=kartu.kpj, bayar=bayar)
        for bulan, bayar in ((JANUARI, date(2025, 2, 10)), (FEBRUARI, date(2025, 5, 2)))
    )
    entri = Jurnal.objects.get().entri.order_by("tanggal_nilai", "pk")
    assert [(satu.tanggal_nilai, satu.akun.jenis, satu.kredit - satu.debit) for satu in entri] == [
        (date(2025, 2, 10), "KLIRING_IURAN", -SEBULAN),
        (date(2025, 2, 10), "PESERTA_IURAN", SEBULAN),
        (date(2025, 5, 2), "KLIRING_IURAN", -SEBULAN),
        (date(2025, 5, 2), "PESERTA_IURAN", SEBULAN),
    ]


def test_berkas_yang_sama_dua_kali_tidak_mengubah_apa_pun() -> None:
    kartu = buat_kartu()
    baris = [isi_baris(JANUARI, kpj=kartu.kpj)]
    pertama = impor(baris)
    kedua = impor(baris)
    assert (kedua.sudah_pernah, kedua.berkas_id) == (True, pertama.berkas_id)
    assert (Iuran.objects.count(), Jurnal.objects.count()) == (1, 1)
    assert saldo_kartu(kartu).iuran == SEBULAN


def test_baris_yang_sama_di_berkas_lain_dilewati() -> None:
    kartu = buat_kartu()
    impor([isi_baris(JANUARI, kpj=kartu.kpj)])
    hasil = impor([isi_baris(bulan, kpj=kartu.kpj) for bulan in (JANUARI, FEBRUARI)])
    assert (hasil.baru, hasil.sama, hasil.koreksi) == (1, 1, 0)
    assert saldo_kartu(kartu).iuran == 2 * SEBULAN


def test_uji_menghitung_tetapi_tidak_menulis() -> None:
    kartu = buat_kartu()
    buat_perusahaan("ZZ999999")
    baris = [
        isi_baris(JANUARI, kpj=kartu.kpj),
        isi_baris(JANUARI, nik=nik_baru(), nama="ORANG BARU", npp="ZZ999999"),
    ]
    hasil = impor(baris, uji=True)
    assert (hasil.uji, hasil.diterima, hasil.baru, hasil.kartu_baru) == (True, True, 2, 1)
    assert hasil.berkas_id is None
    tanpa_jejak()
    assert Peserta.objects.count() == 1
    assert impor(baris).baru == 2


def test_baris_yang_berubah_menjadi_koreksi_yang_menunjuk_yang_lama() -> None:
    kartu = buat_kartu()
    impor([isi_baris(bulan, kpj=kartu.kpj) for bulan in (JANUARI, FEBRUARI)])
    asal = Jurnal.objects.get()
    hasil = impor(
        isi_baris(bulan, kpj=kartu.kpj, upah=upah)
        for bulan, upah in ((JANUARI, 5_000_000), (FEBRUARI, 6_000_000))
    )
    assert (hasil.baru, hasil.koreksi, hasil.sama) == (0, 1, 1)
    lama, baru = Iuran.objects.filter(bulan=FEBRUARI).order_by("pk")
    assert (lama.berlaku, baru.berlaku, baru.menggantikan) == (False, True, lama)
    koreksi = Jurnal.objects.get(jenis="KOREKSI_IURAN")
    assert (koreksi.koreksi_dari, baru.jurnal) == (asal, koreksi)
    assert saldo_kartu(kartu).iuran == SEBULAN + 342_000
    # The difference alone is booked, and it earns from the day of payment.
    assert [satu.kredit for satu in koreksi.entri.filter(kredit__gt=0)] == [57_000]


def test_koreksi_ke_bawah_dan_koreksi_atas_koreksi() -> None:
    kartu = buat_kartu()
    for upah in (5_000_000, 6_000_000, 4_000_000):
        hasil = impor([isi_baris(JANUARI, kpj=kartu.kpj, upah=upah)])
        assert hasil.diterima
    assert saldo_kartu(kartu).iuran == 228_000
    rantai = Jurnal.objects.order_by("pk")
    assert [satu.koreksi_dari_id for satu in rantai] == [None, rantai[0].pk, rantai[1].pk]
    assert Iuran.objects.filter(berlaku=True).count() == 1


def test_hanya_tanggal_bayar_yang_dikoreksi_memindahkan_hari_nilai() -> None:
    kartu = buat_kartu()
    impor([isi_baris(JANUARI, kpj=kartu.kpj, bayar=date(2025, 2, 10))])
    impor([isi_baris(JANUARI, kpj=kartu.kpj, bayar=date(2025, 4, 1))])
    koreksi = Jurnal.objects.get(jenis="KOREKSI_IURAN")
    milik = koreksi.entri.filter(akun__kepesertaan=kartu).order_by("tanggal_nilai")
    assert [(satu.tanggal_nilai, satu.kredit - satu.debit) for satu in milik] == [
        (date(2025, 2, 10), -SEBULAN), (date(2025, 4, 1), SEBULAN),
    ]  # fmt: skip
    assert saldo_kartu(kartu).iuran == SEBULAN


def test_koreksi_tanpa_uang_memakai_jurnal_semula() -> None:
    kartu = buat_kartu()
    impor([isi_baris(JANUARI, kpj=kartu.kpj)])
    tanpa_jp = isi_baris(JANUARI, kpj=kartu.kpj) | {"jp_pemberi_kerja": "0", "jp_pekerja": "0"}
    assert impor([tanpa_jp]).koreksi == 1
    jurnal = Jurnal.objects.get()
    assert set(Iuran.objects.values_list("jurnal", flat=True)) == {jurnal.pk}
    assert Iuran.objects.get(berlaku=True).jp_pekerja == 0


def test_pekerja_baru_mendapat_satu_kartu_per_perusahaan() -> None:
    buat_perusahaan("AB123456")
    buat_perusahaan("CD123456")
    nik = nik_baru()
    hasil = impor(
        isi_baris(bulan, nik=nik, nama="Siti Rahayu", npp=npp)
        for npp in ("AB123456", "CD123456")
        for bulan in (FEBRUARI, JANUARI)
    )
    assert (hasil.baru, hasil.kartu_baru) == (4, 2)
    peserta = Peserta.objects.get()
    assert (peserta.nama, peserta.tanggal_lahir) == ("Siti Rahayu", date(1990, 1, 1))
    kartu = Kepesertaan.objects.order_by("pk")
    assert [(satu.tanggal_mulai, satu.status) for satu in kartu] == [(JANUARI, "AKTIF")] * 2
    assert all(len(satu.kpj) == 11 and satu.kpj.isdigit() for satu in kartu)
    assert all(satu.kpj_samar.startswith("*******") for satu in kartu)
    # The next file still does not know the numbers.
    assert impor([isi_baris(MARET, nik=nik, nama="Siti Rahayu")]).kartu_baru == 0
    assert CatatanAudit.objects.filter(aksi="kartu.dibuat").count() == 2


def test_yang_keluar_berstatus_tidak_aktif_dengan_sebab_dan_waktu_lapor() -> None:
    kartu = buat_kartu()
    hasil = impor(
        [
            isi_baris(JANUARI, kpj=kartu.kpj),
            isi_baris(FEBRUARI, kpj=kartu.kpj, keluar=date(2025, 2, 14), sebab="RESIGN"),
        ]
    )
    assert (hasil.baru, hasil.keluar) == (2, 1)
    kartu.refresh_from_db()
    assert (kartu.status, kartu.sebab_berakhir, kartu.tanggal_berakhir) == (
        "NONAKTIF", "RESIGN", date(2025, 2, 14),
    )  # fmt: skip
    assert kartu.dilaporkan_pada is not None
    assert CatatanAudit.objects.filter(aksi="kartu.diubah", sesudah__sebab="RESIGN").count() == 1


def test_lapor_keluar_tanpa_upah_tidak_mencatat_iuran() -> None:
    kartu = buat_kartu()
    impor([isi_baris(JANUARI, kpj=kartu.kpj)])
    keluar = isi_baris(FEBRUARI, kpj=kartu.kpj, upah=0, keluar=date(2025, 1, 31))
    assert impor([keluar]).diterima
    kartu.refresh_from_db()
    assert kartu.status == "NONAKTIF"
    assert Iuran.objects.count() == 1


def test_iuran_terlambat_memajukan_awal_kepesertaan() -> None:
    kartu = buat_kartu(mulai=FEBRUARI)
    impor([isi_baris(FEBRUARI, kpj=kartu.kpj, upah=6_000_000)])
    impor([isi_baris(JANUARI, kpj=kartu.kpj, upah=5_000_000, bayar=date(2025, 6, 2))])
    kartu.refresh_from_db()
    assert kartu.tanggal_mulai == JANUARI


def test_uang_setelah_klaim_tetap_dibukukan() -> None:
    kartu = buat_kartu(berhenti=date(2024, 6, 30))
    buat_iuran(kartu, banyak=3)
    tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="klaim:1", pelaku=SISTEM)
    bayarkan_tahanan(
        rujukan="klaim:1", neto=3 * SEBULAN, pajak=0, pelaku=SISTEM, tanggal_nilai=MARET
    )
    kartu.refresh_from_db()
    assert kartu.status == "DIKLAIM"
    assert impor([isi_baris(date(2024, 5, 1), kpj=kartu.kpj)]).diterima
    assert saldo_kartu(kartu).total == SEBULAN


@pytest.mark.parametrize(
    ("beda", "kolom", "alasan"),
    [
        pytest.param({"npp": "TIDAKADA"}, "npp", SebabGalat.NPP_TIDAK_DIKENAL, id="npp"),
        pytest.param({"npp": "CD123456"}, "npp", SebabGalat.KARTU_PERUSAHAAN_LAIN, id="npp-lain"),
        pytest.param({"kpj": "00000000001"}, "kpj", SebabGalat.KPJ_TIDAK_DIKENAL, id="kpj"),
        pytest.param({"nik": nik_baru()}, "nik", SebabGalat.NIK_BUKAN_PEMILIK, id="nik-lain"),
        pytest.param({"nama": "AGUS WIJAYA"}, "nama", SebabGalat.NAMA_BERBEDA, id="nama-lain"),
        pytest.param({"bulan": "2015-06"}, "bulan", SebabGalat.KETENTUAN_TIDAK_ADA, id="kuno"),
        pytest.param({"upah": "-5"}, "upah", SebabGalat.NEGATIF, id="upah-negatif"),
        pytest.param({"nama": "=1+1"}, "nama", SebabGalat.RUMUS, id="rumus"),
    ],
)
def test_satu_baris_salah_menolak_seluruh_berkas(
    beda: dict[str, str], kolom: str, alasan: SebabGalat
) -> None:
    kartu = buat_kartu()
    buat_perusahaan("CD123456")
    benar = isi_baris(JANUARI, kpj=kartu.kpj)
    hasil = impor([benar, isi_baris(FEBRUARI, kpj=kartu.kpj) | beda])
    assert sebab(hasil) == [(3, kolom, alasan)]
    assert hasil.berkas_id is None
    tanpa_jejak()
    assert saldo_kartu(kartu).total == 0
    assert impor([benar]).diterima


def test_pekerja_baru_yang_berbeda_dari_data_nik_itu_ditolak() -> None:
    orang = buat_peserta(nama="BUDI SANTOSO")
    buat_perusahaan()
    nik = orang.nomor_identitas
    hasil = impor(
        [
            isi_baris(JANUARI, nik=nik, nama="AGUS WIJAYA"),
            isi_baris(FEBRUARI, nik=nik, lahir=date(1991, 1, 1)),
        ]
    )
    assert sebab(hasil) == [
        (2, "nama", SebabGalat.NAMA_BERBEDA),
        (3, "tanggal_lahir", SebabGalat.TANGGAL_LAHIR_BERBEDA),
    ]
    tanpa_jejak()
    assert not Kepesertaan.objects.exists()


def test_satu_nik_baru_tidak_dapat_menjadi_dua_orang_di_satu_berkas() -> None:
    buat_perusahaan()
    nik = nik_baru()
    hasil = impor(
        [
            isi_baris(JANUARI, nik=nik, nama="BUDI SANTOSO"),
            isi_baris(FEBRUARI, nik=nik, nama="WATI LESTARI"),
        ]
    )
    assert sebab(hasil) == [(3, "nama", SebabGalat.NAMA_BERBEDA)]
    assert not Peserta.objects.exists()


def test_kartu_yang_sama_lewat_kpj_dan_lewat_nik_adalah_baris_ganda() -> None:
    kartu = buat_kartu()
    hasil = impor(
        [
            isi_baris(JANUARI, kpj=kartu.kpj),
            isi_baris(JANUARI, nik=kartu.peserta.nomor_identitas),
        ]
    )
    assert sebab(hasil) == [(3, "", SebabGalat.BARIS_GANDA)]
    tanpa_jejak()


def test_iuran_setelah_berhenti_dan_keluar_sebelum_iuran_ditolak() -> None:
    berhenti = buat_kartu(berhenti=date(2025, 1, 31))
    hasil = impor([isi_baris(FEBRUARI, kpj=berhenti.kpj)])
    assert sebab(hasil) == [(2, "bulan", SebabGalat.BULAN_SETELAH_BERHENTI)]
    kartu = buat_kartu(mulai=JANUARI)
    for keluar, alasan in (
        (date(2025, 1, 20), SebabGalat.KELUAR_SEBELUM_BULAN),
        (date(2024, 12, 31), SebabGalat.KELUAR_SEBELUM_MULAI),
    ):
        hasil = impor(
            [
                isi_baris(FEBRUARI, kpj=kartu.kpj),
                isi_baris(MARET, kpj=kartu.kpj, upah=0, keluar=keluar),
            ]
        )
        assert sebab(hasil) == [(3, "tanggal_keluar", alasan)]
    tanpa_jejak()
    kartu.refresh_from_db()
    assert kartu.status == "AKTIF"


def test_koreksi_tidak_dapat_menarik_uang_yang_ditahan() -> None:
    kartu = buat_kartu_bersaldo(banyak=1)
    tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="klaim:1", pelaku=SISTEM)
    turun = isi_baris(date(2024, 1, 1), kpj=kartu.kpj, upah=4_000_000)
    assert sebab(impor([turun])) == [(2, "upah", SebabGalat.SALDO_TIDAK_CUKUP)]
    assert Iuran.objects.get().upah == 5_000_000
    assert saldo_kartu(kartu).ditahan == SEBULAN
    # New money in the same file makes up for it.
    assert impor([turun, isi_baris(date(2024, 2, 1), kpj=kartu.kpj)]).diterima


def test_semua_kesalahan_disebut_sampai_batas() -> None:
    buat_perusahaan()
    hasil = impor(isi_baris(JANUARI, kpj=f"{ke:011d}") for ke in range(BATAS_GALAT + 50))
    assert len(hasil.galat) == BATAS_GALAT
    assert hasil.galat_terpotong
    assert [satu.baris for satu in hasil.galat] == list(range(2, BATAS_GALAT + 2))
    tanpa_jejak()


def test_kepala_salah_dan_baris_tanpa_akhir_ditolak() -> None:
    for isi, baris, alasan in (
        (b"", 1, SebabGalat.BERKAS_KOSONG),
        (b"npp;bulan\n", 1, SebabGalat.HEADER_SALAH),
        (",".join(KOLOM).encode("utf-16"), 1, SebabGalat.UTF_16),
        (",".join(KOLOM).encode("utf-16-le"), 1, SebabGalat.UTF_16),
        (
            ",".join(KOLOM).encode() + b"\n" + b"x" * 5_000_000,
            2,
            SebabGalat.BARIS_TERLALU_PANJANG,
        ),
    ):
        hasil = impor_iuran(berkas=BytesIO(isi), nama="x.csv", pelaku=SISTEM)
        assert [(satu.baris, satu.sebab) for satu in hasil.galat] == [(baris, alasan)]
    tanpa_jejak()


def test_berkas_tetap_terbuka_bagi_pemanggil() -> None:
    kartu = buat_kartu()
    berkas = BytesIO(isi_berkas([isi_baris(JANUARI, kpj=kartu.kpj)]))
    impor_iuran(berkas=berkas, nama="x.csv", pelaku=SISTEM)
    assert not berkas.closed


def test_setiap_sebab_punya_kalimat_dengan_faktanya() -> None:
    assert set(SEBAB_TEMUAN) == set(PERBAIKAN_TEMUAN) == set(SebabGalat)
    assert set(SebabTolak) <= set(SebabGalat)
    kartu = buat_kartu()
    (galat,) = impor([isi_baris(JANUARI, kpj=kartu.kpj) | {"jht_pekerja": "1"}]).galat
    assert kalimat_temuan(galat) == (
        "Baris 2, kolom jht_pekerja: tertulis 1, menurut upah dan tarif 100000."
    )

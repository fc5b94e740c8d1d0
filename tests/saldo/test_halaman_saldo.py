from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import Peserta
from accounts.rules.pelaku import SISTEM
from jmo.lib.uang import Rupiah, format_rupiah
from saldo.models import Kepesertaan
from saldo.selectors import SaldoTahun, saldo_peserta
from saldo.services.buku import tahan_saldo
from saldo.services.tarif import bukukan_pengembangan, muat_tarif_contoh
from saldo.teks import ringkas_rupiah
from saldo.views.grafik import susun_grafik
from tests.pabrik import buat_akun, buat_iuran, buat_kartu, buat_kartu_bersaldo, buat_peserta

pytestmark = pytest.mark.usefixtures("db")


def masuk(peserta: Peserta) -> Client:
    klien = Client()
    assert peserta.akun is not None
    klien.force_login(peserta.akun)
    return klien


def baca(klien: Client, alamat: str) -> str:
    jawaban = klien.get(alamat)
    assert jawaban.status_code == 200
    isi = jawaban.content.decode()
    assert " style=" not in isi
    assert isi.count("<h1") == 1
    return re.sub(r"\s+", " ", isi)


@pytest.fixture
def wati() -> Peserta:
    return buat_peserta(nama="WATI LESTARI", dengan_akun=True)


@pytest.fixture
def kartu(wati: Peserta) -> Kepesertaan:
    lama = buat_kartu(wati, npp="CD123456", berhenti=date(2024, 5, 31))
    buat_iuran(lama, banyak=2)
    return buat_kartu_bersaldo(wati)


def test_halaman_saldo_memuat_jumlah_dan_tiap_kartu(wati: Peserta, kartu: Kepesertaan) -> None:
    isi = baca(masuk(wati), "/saldo/")
    saldo = saldo_peserta(wati)
    for kata in (
        format_rupiah(saldo.total), format_rupiah(saldo.kartu[0].total),
        format_rupiah(saldo.kartu[1].total), "PT Contoh Makmur", kartu.kpj_samar,
        "Buktikan angka ini", "Tidak aktif",
    ):  # fmt: skip
        assert kata in isi
    assert kartu.kpj not in isi
    assert "Ditahan" not in isi


def test_uang_yang_ditahan_tampil_tersendiri_dan_tetap_terhitung(
    wati: Peserta, kartu: Kepesertaan
) -> None:
    sebelum = saldo_peserta(wati).total
    tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="klaim:1", pelaku=SISTEM)
    isi = baca(masuk(wati), "/saldo/")
    assert "Ditahan untuk klaim" in isi
    assert format_rupiah(sebelum) in isi


def test_halaman_kartu_hanya_untuk_pemiliknya(wati: Peserta, kartu: Kepesertaan) -> None:
    alamat = f"/saldo/kartu/{kartu.pk}/"
    isi = baca(masuk(wati), alamat)
    assert kartu.kpj in isi
    assert "Upah terakhir dilaporkan" in isi
    asing = masuk(buat_peserta(dengan_akun=True))
    for tujuan in (alamat, f"/saldo/bukti/?kartu={kartu.pk}", f"/saldo/iuran/?kartu={kartu.pk}"):
        jawaban = asing.get(tujuan)
        hilang = asing.get(tujuan.replace(str(kartu.pk), "987654321"))
        assert jawaban.status_code == hilang.status_code == 404
        assert "Kartu itu tidak ada" in jawaban.content.decode()


@pytest.mark.parametrize("alamat", ["/saldo/", "/saldo/bukti/", "/saldo/iuran/", "/saldo/kartu/1/"])
def test_tanpa_masuk_tidak_ada_halaman_dan_petugas_tidak_punya_saldo(alamat: str) -> None:
    jawaban = Client().get(alamat)
    assert (jawaban.status_code, "/akun/" in jawaban["Location"]) == (302, True)
    klien = Client()
    klien.force_login(buat_akun(petugas=True))
    assert klien.get(alamat).status_code == 404


def test_bukti_untuk_hari_yang_dipilih(wati: Peserta, kartu: Kepesertaan) -> None:
    klien = masuk(wati)
    isi = baca(klien, "/saldo/bukti/?per=2024-02-20")
    hanya = saldo_peserta(wati).total * 2 // 5
    assert "Saldo per 20 Februari 2024" in isi
    assert format_rupiah(Rupiah(hanya)) in isi
    assert "2 baris ini kami jumlahkan ulang" in isi
    assert "2 baris di antaranya baru dibukukan setelah hari itu" in isi
    satu = baca(klien, f"/saldo/bukti/?kartu={kartu.pk}&per=2024-02-20")
    assert format_rupiah(Rupiah(hanya // 2)) in satu
    assert f'name="kartu" value="{kartu.pk}"' in satu
    assert "Belum ada apa pun pada hari itu" in baca(klien, "/saldo/bukti/?per=2019-01-01")


@pytest.mark.parametrize(
    ("per", "kata"),
    [
        pytest.param("kemarin", "Tanggal itu tidak dikenal", id="bukan-tanggal"),
        pytest.param("2025-02-30", "Tanggal itu tidak dikenal", id="hari-yang-tidak-ada"),
        pytest.param("2999-01-01", "Tanggal itu belum tiba", id="belum-tiba"),
    ],
)
def test_tanggal_yang_salah_disebut_di_kolomnya(
    wati: Peserta, kartu: Kepesertaan, per: str, kata: str
) -> None:
    isi = baca(masuk(wati), f"/saldo/bukti/?per={per}")
    assert kata in isi
    assert f'value="{per}"' in isi
    assert "Angkanya cocok" not in isi


def test_halaman_bukti_menyebut_cocok_dan_jumlahnya(wati: Peserta, kartu: Kepesertaan) -> None:
    isi = baca(masuk(wati), "/saldo/bukti/")
    assert "Angkanya cocok" in isi
    assert format_rupiah(saldo_peserta(wati).total) in isi
    assert "Iuran tahun 2024" in isi
    milik = baca(masuk(wati), f"/saldo/bukti/?kartu={kartu.pk}&halaman=abc")
    assert "3 baris ini" in milik


def test_tarif_contoh_disebut_di_mana_ia_dipakai(wati: Peserta, kartu: Kepesertaan) -> None:
    assert "tarif contoh" not in baca(masuk(wati), "/saldo/")
    muat_tarif_contoh(pelaku=SISTEM)
    bukukan_pengembangan(kepesertaan=kartu, tahun=2024, pelaku=SISTEM)
    for alamat in ("/saldo/", f"/saldo/kartu/{kartu.pk}/", "/saldo/bukti/"):
        assert "tarif contoh, bukan resmi" in baca(masuk(wati), alamat)


def test_halaman_iuran_per_tahun_dan_kartu(wati: Peserta, kartu: Kepesertaan) -> None:
    klien = masuk(wati)
    isi = baca(klien, "/saldo/iuran/?tahun=2024")
    for kata in ("Januari 2024", "Rp185.000", "Rp100.000", "JP perusahaan", "Rp50.000"):
        assert kata in isi
    assert "Iuran belum tercatat" in isi
    satu = baca(klien, f"/saldo/iuran/?tahun=2024&kartu={kartu.pk}")
    assert "CV" not in satu
    assert satu.count("Januari 2024") < isi.count("Januari 2024")


def test_peserta_tanpa_kartu_melihat_apa_yang_akan_ada(wati: Peserta) -> None:
    klien = masuk(wati)
    for alamat, kata in (
        ("/saldo/", "Belum ada kartu"),
        ("/saldo/bukti/", "Belum ada baris buku"),
        ("/saldo/iuran/", "Belum ada iuran"),
    ):
        assert kata in baca(klien, alamat)


def test_jumlah_kueri_halaman_saldo_tidak_tumbuh_dengan_kartu(
    wati: Peserta, kartu: Kepesertaan, django_assert_max_num_queries: Any
) -> None:
    for ke in range(5):
        buat_kartu_bersaldo(wati, npp=f"GH12345{ke}")
    klien = masuk(wati)
    for alamat in ("/saldo/", f"/saldo/kartu/{kartu.pk}/", "/saldo/bukti/", "/saldo/iuran/"):
        with django_assert_max_num_queries(9):
            baca(klien, alamat)


def tahun(*saldo: int) -> list[SaldoTahun]:
    return [
        SaldoTahun(2020 + ke, Rupiah(nilai), Rupiah(0), Rupiah(0), Rupiah(nilai))
        for ke, nilai in enumerate(saldo)
    ]


def test_grafik_memuat_semua_tahun_di_dalam_bidangnya() -> None:
    grafik = susun_grafik(tahun(0, 7_300_000, 19_900_000, 5))
    assert grafik is not None
    assert [t.tahun for t in grafik.saldo] == [2020, 2021, 2022, 2023]
    assert grafik.kisi[-1].nilai == 40_000_000
    for titik in (*grafik.saldo, *grafik.iuran):
        assert grafik.kiri <= titik.x <= grafik.kanan
        assert 0 <= titik.y <= grafik.dasar
    assert grafik.saldo[0].y == grafik.dasar
    assert grafik.garis_saldo.count(",") == 4


def test_grafik_perlu_dua_tahun_dan_label_tidak_berdesakan() -> None:
    assert susun_grafik([]) is None
    assert susun_grafik(tahun(5)) is None
    panjang = susun_grafik(tahun(*range(1, 32)))
    assert panjang is not None
    assert len(panjang.label) <= 6
    assert panjang.label[-1].tahun == 2050


def test_angka_sumbu_diringkas() -> None:
    assert [ringkas_rupiah(n) for n in (0, 2_500, 15_000_000, 1_500_000_000)] == [
        "0", "Rp2,5 rb", "Rp15 jt", "Rp1,5 M",
    ]  # fmt: skip

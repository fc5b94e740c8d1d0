"""Contributions that an employer pays for a card which was merged meanwhile."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import BelumLayak
from saldo.models import Iuran, Kepesertaan
from saldo.rules.iuran import SebabGalat
from saldo.selectors import rantai_gabungan
from saldo.services.iuran import HasilImpor
from saldo.services.penggabungan import gabungkan_kartu, urungkan_penggabungan
from saldo.services.perusahaan import pastikan_perusahaan
from tests.pabrik import impor, isi_baris
from tests.saldo.gabungan import Wati, buat_wati, langgar

pytestmark = pytest.mark.django_db
DESEMBER = date(2023, 12, 1)
SEBULAN_4_JUTA = 228_000  # 5.7 percent


@pytest.fixture
def wati() -> Wati:
    return buat_wati(tarif=False)


def gabung(wati: Wati, *kartu: Kepesertaan) -> int:
    [satu, *_] = gabungkan_kartu(
        peserta=wati.peserta, kepesertaan_ids=[satu.pk for satu in kartu], pelaku=SISTEM
    )
    return satu.pk


def bayar(kartu: Kepesertaan, bulan: date, upah: int, **lain: object) -> HasilImpor:
    return impor(
        [
            isi_baris(
                bulan, kpj=kartu.kpj, npp="AB123456", nama="WATI LESTARI", upah=upah,
                bayar=date(2026, 10, 5), **lain,  # type: ignore[arg-type]  # as isi_baris takes them
            )
        ]
    )  # fmt: skip


def test_iuran_terlambat_untuk_kartu_lama_masuk_ke_kartu_tujuan(wati: Wati) -> None:
    gabung(wati, wati.lama, wati.tengah)
    _, _, sebelum = wati.saldo()
    hasil = bayar(wati.lama, date(2022, 12, 1), 4_000_000)
    assert (hasil.galat, hasil.baru) == ((), 1)
    assert wati.saldo() == [0, 0, sebelum + SEBULAN_4_JUTA]
    baris = Iuran.objects.get(kepesertaan=wati.lama, bulan=date(2022, 12, 1))
    assert baris.jurnal.entri.filter(akun__kepesertaan=wati.baru).count() == 1
    assert wati.segar(wati.lama).tanggal_mulai == date(2022, 12, 1)
    assert langgar() == []


def test_koreksi_baris_dari_sebelum_penggabungan_ditarik_dari_kartu_tujuan(wati: Wati) -> None:
    gabung(wati, wati.lama)
    sebelum = wati.saldo()
    hasil = bayar(wati.lama, DESEMBER, 3_000_000)
    assert (hasil.galat, hasil.koreksi) == ((), 1)
    assert wati.saldo() == [0, sebelum[1], sebelum[2] - SEBULAN_4_JUTA // 4]
    assert langgar() == []


def test_uang_mengikuti_rantai_sampai_kartu_terakhir(wati: Wati) -> None:
    Kepesertaan.objects.filter(pk=wati.baru.pk).update(status="DIKLAIM")
    gabung(wati, wati.lama)
    assert wati.segar(wati.lama).digabung_ke == wati.tengah
    Kepesertaan.objects.filter(pk=wati.baru.pk).update(status="NONAKTIF")
    gabung(wati, wati.tengah)
    assert rantai_gabungan([wati.lama.pk, wati.tengah.pk, wati.baru.pk]) == {
        wati.lama.pk: (wati.tengah.pk, wati.baru.pk), wati.tengah.pk: (wati.baru.pk,),
    }  # fmt: skip
    _, _, sebelum = wati.saldo()
    assert bayar(wati.lama, date(2022, 12, 1), 4_000_000).diterima
    assert wati.saldo() == [0, 0, sebelum + SEBULAN_4_JUTA]


def test_tanggal_keluar_kartu_yang_sudah_digabung_tidak_berubah(wati: Wati) -> None:
    gabung(wati, wati.lama)
    [galat] = bayar(wati.lama, DESEMBER, 4_000_000, keluar=date(2023, 12, 15)).galat
    assert (galat.kolom, galat.sebab) == ("tanggal_keluar", SebabGalat.KARTU_DIGABUNG)
    sama = wati.lama.tanggal_berakhir
    assert sama is not None
    sebab = wati.lama.sebab_berakhir
    assert bayar(wati.lama, DESEMBER, 4_000_000, keluar=sama, sebab=sebab).diterima


def test_penggabungan_tidak_dibatalkan_setelah_iuran_menyusul(wati: Wati) -> None:
    nomor = gabung(wati, wati.lama)
    assert bayar(wati.lama, date(2022, 12, 1), 4_000_000).diterima
    sebelum = wati.saldo()
    with pytest.raises(BelumLayak, match="urung_iuran_menyusul"):
        urungkan_penggabungan(penggabungan_id=nomor, pelaku=SISTEM)
    assert wati.saldo() == sebelum


def test_iuran_untuk_kartu_tujuan_tidak_menghalangi_pembatalan(wati: Wati) -> None:
    nomor = gabung(wati, wati.lama)
    sebelum = wati.saldo()
    assert impor(
        [
            isi_baris(
                date(2025, 8, 1), kpj=wati.baru.kpj, npp="EF123456", nama="WATI LESTARI",
                upah=4_000_000, bayar=date(2026, 10, 5),
            )
        ]
    ).diterima  # fmt: skip
    urungkan_penggabungan(penggabungan_id=nomor, pelaku=SISTEM)
    assert sum(wati.saldo()) == sum(sebelum) + SEBULAN_4_JUTA
    assert langgar() == []


def test_nama_yang_ditulis_lain_di_berkas_tinggal_di_kartu_dan_dilihat_petugas(wati: Wati) -> None:
    nik = str(wati.peserta.nomor_identitas)
    for npp, nama in (("GH123456", "WATI SULASTRI"), ("IJ123456", "Wati Lestari")):
        pastikan_perusahaan(npp=npp, nama=f"PT {npp}", pelaku=SISTEM)
        baris = isi_baris(
            date(2022, 1, 1), nik=nik, npp=npp, nama=nama, lahir=wati.peserta.tanggal_lahir,
            keluar=date(2022, 1, 31),
        )  # fmt: skip
        assert impor([baris]).kartu_baru == 1
    lain, sama = (Kepesertaan.objects.get(perusahaan__npp=n) for n in ("GH123456", "IJ123456"))
    assert (lain.nama_terdaftar, sama.nama_terdaftar) == ("WATI SULASTRI", "")
    hasil = gabungkan_kartu(
        peserta=wati.peserta, kepesertaan_ids=[lain.pk, sama.pk], pelaku=SISTEM
    )  # fmt: skip
    assert {satu.sumber_id: satu.status for satu in hasil} == {
        lain.pk: "MENUNGGU_PETUGAS", sama.pk: "BERLAKU",
    }  # fmt: skip

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection

from accounts.models import Akun, CatatanAudit, Peserta, indeks
from accounts.rules.pelaku import SISTEM
from accounts.selectors import ambil_peserta_akun, cari_peserta_nik
from accounts.services import peserta as layanan
from jmo.lib.galat import Bentrok, NilaiTidakSah, TidakDitemukan

NIK = "9901011203880001"


def isi(**lain: Any) -> dict[str, Any]:
    return {
        "jenis_identitas": "NIK",
        "nomor_identitas": NIK,
        "nama": "  Budi   Santoso ",
        "tanggal_lahir": date(1988, 3, 12),
        "jenis_kelamin": "L",
        "pelaku": SISTEM,
        **lain,
    }


def test_peserta_dibuat_tersandi_berindeks_dan_tersamar(db: None) -> None:
    peserta = layanan.buat_peserta(**isi(nomor_identitas="990101 120388 0001"))
    assert peserta.nama == "Budi Santoso"
    assert peserta.nomor_identitas_samar == "99**********0001"
    assert peserta.nomor_identitas_indeks == indeks(NIK, ruang="nik")
    assert Peserta.objects.get().nomor_identitas == NIK
    with connection.cursor() as kursor:
        kursor.execute("SELECT nomor_identitas FROM accounts_peserta")
        assert NIK.encode() not in bytes(kursor.fetchone()[0])
    catatan = CatatanAudit.objects.get()
    assert catatan.aksi == "peserta.dibuat"
    assert NIK not in str(catatan.sesudah)


def test_identitas_yang_sama_ditolak_dan_tidak_merusak_transaksi(db: None) -> None:
    layanan.buat_peserta(**isi())
    with pytest.raises(Bentrok, match="peserta_sudah_ada"):
        layanan.buat_peserta(**isi(nama="Orang Lain"))
    assert Peserta.objects.count() == 1


def test_paspor_dengan_nomor_sama_bukan_orang_yang_sama(db: None) -> None:
    layanan.buat_peserta(**isi())
    asing = layanan.buat_peserta(**isi(jenis_identitas="PASPOR", nomor_identitas="b 1234567"))
    assert asing.nomor_identitas == "B1234567"
    assert asing.nomor_identitas_samar == "****4567"
    with pytest.raises(NilaiTidakSah, match="paspor_bentuk"):
        layanan.buat_peserta(**isi(jenis_identitas="PASPOR", nomor_identitas="B-1"))


def test_nik_yang_tidak_mungkin_ditolak(db: None) -> None:
    with pytest.raises(NilaiTidakSah, match="nik_tanggal"):
        layanan.buat_peserta(**isi(nomor_identitas="9901019913880001"))
    assert not Peserta.objects.exists()


def test_cari_dan_ambil(budi: Peserta, akun_siti: Akun) -> None:
    assert cari_peserta_nik(NIK) == budi
    assert cari_peserta_nik("9901011203880009") is None
    assert budi.akun is not None
    assert ambil_peserta_akun(budi.akun) == budi
    with pytest.raises(TidakDitemukan):
        ambil_peserta_akun(akun_siti)


def test_kependudukan_dipasang_dikosongkan_dan_dicatat_tanpa_nilai(budi: Peserta) -> None:
    layanan.pasang_kependudukan(
        peserta=budi, no_kk="9901010101150001", nama_ibu="Sri Wahyuni",
        npwp="02.421.275.5-000.000", pelaku=SISTEM,
    )  # fmt: skip
    baru = Peserta.objects.get(pk=budi.pk)
    assert (baru.no_kk, baru.no_kk_samar) == ("9901010101150001", "99**********0001")
    assert (baru.nama_ibu, baru.nama_ibu_samar) == ("Sri Wahyuni", "S** W******")
    assert baru.nama_ibu_indeks == indeks("SRI WAHYUNI", ruang="ibu")
    assert baru.npwp == "0024212755000000"
    catatan = CatatanAudit.objects.filter(aksi="peserta.diubah").get()
    assert catatan.sesudah == {"bidang": ["nama_ibu", "no_kk", "npwp"]}
    layanan.pasang_kependudukan(peserta=budi, npwp="", pelaku=SISTEM)
    baru.refresh_from_db()
    assert (baru.npwp, baru.npwp_indeks, baru.npwp_samar) == (None, "", "")
    assert baru.no_kk == "9901010101150001"


def test_npwp_yang_salah_tidak_mengubah_apa_pun(budi: Peserta) -> None:
    with pytest.raises(NilaiTidakSah, match="npwp_angka_periksa"):
        layanan.pasang_kependudukan(
            peserta=budi, no_kk="9901010101150001", npwp="02.421.275.6-000.000", pelaku=SISTEM
        )
    assert Peserta.objects.get(pk=budi.pk).no_kk is None


@pytest.mark.parametrize("kolom", ["kontak", "rekening"])
def test_perubahan_menandai_waktunya(budi: Peserta, kolom: str) -> None:
    pada = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
    getattr(layanan, f"tandai_{kolom}_diubah")(peserta=budi, pada=pada, pelaku=SISTEM)
    assert getattr(Peserta.objects.get(pk=budi.pk), f"{kolom}_diubah_pada") == pada
    assert CatatanAudit.objects.filter(
        aksi="peserta.diubah", sesudah={"bidang": [f"{kolom}_diubah_pada"]}
    ).exists()


def test_pengkinian_ditandai(budi: Peserta) -> None:
    pada = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
    layanan.tandai_pengkinian(peserta=budi, pada=pada, menunggu_register=True, pelaku=SISTEM)
    baru = Peserta.objects.get(pk=budi.pk)
    assert baru.pengkinian_pada == pada
    assert baru.pengkinian_menunggu_register


def test_akun_dipasang_sekali(budi: Peserta, akun_siti: Akun) -> None:
    orang = layanan.buat_peserta(**isi(nomor_identitas="9901041707950004", nama="JOKO"))
    layanan.pasang_akun(peserta=orang, akun=akun_siti, pelaku=SISTEM)
    assert Peserta.objects.get(pk=orang.pk).akun == akun_siti
    with pytest.raises(Bentrok, match="peserta_sudah_berakun"):
        layanan.pasang_akun(peserta=budi, akun=akun_siti, pelaku=SISTEM)

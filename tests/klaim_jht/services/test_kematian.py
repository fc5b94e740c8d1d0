"""A report of a death does nothing by itself; the register's word closes the account."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.audit import pelaku_akun
from accounts.models import Akun, CatatanAudit, Pesan, Peserta
from accounts.rules.pelaku import SISTEM
from accounts.services.pembekuan import bekukan_peserta, buka_peserta
from jmo.gateways.dukcapil import Dukcapil
from jmo.lib.galat import BelumLayak, Bentrok
from klaim_jht.models import Klaim, LaporanKematian
from klaim_jht.rules.kematian import StatusKematian
from klaim_jht.selectors.susulan import klaim_bersusulan
from klaim_jht.services.kematian import (
    bantah_laporan,
    hentikan_yang_berjalan,
    periksa_kematian,
    pindahkan_laporan,
    sapu_kematian,
    terima_laporan,
)
from klaim_jht.services.pengajuan import mulai_klaim
from klaim_jht.services.peninjauan import setujui_klaim
from klaim_jht.services.susulan import bayar_susulan
from saldo.selectors import saldo_peserta
from tests.klaim_jht.orang import ajukan, buat_siap_klaim
from tests.klaim_jht.susulan import klaim_dibayar, uang_datang
from tests.pabrik import buat_akun, buat_kartu, buat_peserta
from tests.pengkinian.lib_register import daftarkan, kendali, klien_dukcapil

pytestmark = pytest.mark.django_db(transaction=True)
WAFAT = date(2026, 11, 1)


@pytest.fixture
def dukcapil(sandbox: dict[str, str]) -> Iterator[Dukcapil]:
    kendali("dukcapil", "mulai_ulang", {})
    with klien_dukcapil() as klien:
        yield klien


def laporkan(peserta: Peserta, **lain: Any) -> LaporanKematian:
    """Report a person as somebody who knows them would."""
    orang = {
        "jenis": "NIK", "nomor": peserta.nomor_identitas, "nama": peserta.nama,
        "tanggal_lahir": peserta.tanggal_lahir,
    } | lain  # fmt: skip
    return terima_laporan(
        orang=orang, tanggal_kematian=WAFAT, hubungan="KELUARGA", pelapor_nama="Sri",
        pelapor_telepon="+6281234567890",
    )  # fmt: skip


def periksa(laporan: LaporanKematian, dukcapil: Dukcapil) -> LaporanKematian:
    periksa_kematian(laporan_id=laporan.pk, dukcapil=dukcapil)
    laporan.refresh_from_db()
    return laporan


def test_kata_dukcapil_menutup_akun_dan_menghentikan_klaim(
    dukcapil: Dukcapil, client: Client
) -> None:
    peserta = buat_siap_klaim()
    assert peserta.akun is not None
    sebelum = saldo_peserta(peserta).total
    klaim = ajukan(peserta)
    assert saldo_peserta(peserta).tersedia == 0
    daftarkan(peserta, perilaku="meninggal")
    client.force_login(peserta.akun)

    laporan = periksa(laporkan(peserta), dukcapil)

    assert (laporan.status, laporan.bukti, laporan.akun_ditutup) == ("DIBEKUKAN", "DUKCAPIL", True)
    assert laporan.jatuh_pada is None, "nothing is left to stop"
    peserta.refresh_from_db()
    klaim.refresh_from_db()
    assert peserta.meninggal_pada == WAFAT
    assert klaim.status == "DIBATALKAN"
    assert set(klaim.pembayaran.values_list("status", flat=True)) == {"GAGAL_PASTI"}
    assert saldo_peserta(peserta).tersedia >= sebelum, "all of it waits for the heirs"
    assert client.get("/klaim/").status_code == 302, "the session is nobody's"
    kabar = list(Pesan.objects.filter(akun=peserta.akun).values_list("jenis", flat=True))
    assert "kematian_dilaporkan" in kabar
    assert "klaim_dibatalkan" not in kabar, "it was not their wish"
    with pytest.raises(BelumLayak, match="peserta_dibekukan"):
        mulai_klaim(peserta=peserta, pelaku=SISTEM)
    aksi = set(CatatanAudit.objects.filter(peserta=peserta).values_list("aksi", flat=True))
    assert {"peserta.dibekukan", "kematian.pindah_status", "klaim.pindah_status"} <= aksi


def test_laporan_tentang_orang_hidup_tidak_mengubah_apa_pun(dukcapil: Dukcapil) -> None:
    peserta = buat_peserta(dengan_akun=True)
    daftarkan(peserta)
    laporan = periksa(laporkan(peserta), dukcapil)
    assert (laporan.status, laporan.masukan, laporan.jatuh_pada) == ("HIDUP", {}, None)
    peserta.refresh_from_db()
    assert peserta.meninggal_pada is None
    assert Akun.objects.get(peserta=peserta).is_active
    assert not Pesan.objects.filter(akun=peserta.akun).exists()
    assert periksa(laporkan(peserta), dukcapil).status == "GANDA", "asked once a day"


def test_orang_asing_dan_data_keliru_tidak_meninggalkan_jejak(dukcapil: Dukcapil) -> None:
    peserta = buat_peserta(dengan_akun=True)
    daftarkan(peserta, perilaku="meninggal")
    for lain in (
        {"nomor": "9901010101700001"},
        {"nama": "ORANG LAIN SAMA SEKALI"},
        {"tanggal_lahir": date(1950, 1, 1)},
        {"jenis": "KPJ", "nomor": "00000000000"},
    ):
        laporan = periksa(laporkan(peserta, **lain), dukcapil)
        assert (laporan.status, laporan.peserta_id, laporan.masukan) == ("TIDAK_COCOK", None, {})
        assert laporan.pelapor_nama is None
        assert laporan.pelapor_telepon is None
    assert Akun.objects.get(peserta=peserta).is_active


def test_dukcapil_diam_ditanya_lagi_dan_yang_tidak_dikenal_ke_petugas(dukcapil: Dukcapil) -> None:
    peserta = buat_peserta(dengan_akun=True)
    daftarkan(peserta, perilaku="galat_500")
    laporan = periksa(laporkan(peserta), dukcapil)
    assert laporan.status == "MENUNGGU"
    assert laporan.jatuh_pada is not None
    assert laporan.jatuh_pada > timezone.now()
    assert sapu_kematian() == 0, "not before its time"
    daftarkan(peserta, perilaku="tidak_ditemukan")
    LaporanKematian.objects.update(jatuh_pada=timezone.now())
    assert sapu_kematian() == 1
    laporan = periksa(laporan, dukcapil)
    assert (laporan.status, laporan.sebab) == ("DITINJAU", "TIDAK_DITEMUKAN")
    assert periksa(laporkan(peserta), dukcapil).status == "GANDA", "an officer has it already"
    assert Akun.objects.get(peserta=peserta).is_active


def test_laporan_kedua_dan_bantahan(dukcapil: Dukcapil) -> None:
    peserta = buat_peserta(dengan_akun=True)
    daftarkan(peserta, perilaku="meninggal")
    laporan = periksa(laporkan(peserta), dukcapil)
    assert periksa(laporkan(peserta), dukcapil).status == "GANDA"
    bantah_laporan(laporan=laporan)
    laporan.refresh_from_db()
    pertama = laporan.dibantah_pada
    assert pertama is not None
    bantah_laporan(laporan=laporan)
    laporan.refresh_from_db()
    assert laporan.dibantah_pada == pertama
    assert not Akun.objects.get(peserta=peserta).is_active, "a press opens nothing"
    assert CatatanAudit.objects.filter(aksi="kematian.dibantah").count() == 1


def test_uang_yang_mungkin_di_bank_tidak_dihentikan(dukcapil: Dukcapil) -> None:
    peserta = buat_siap_klaim()
    klaim = ajukan(peserta)
    klaim.pembayaran.update(status="BELUM_PASTI")
    daftarkan(peserta, perilaku="meninggal")
    laporan = periksa(laporkan(peserta), dukcapil)
    klaim.refresh_from_db()
    assert klaim.status == "PEMBAYARAN_DIPROSES"
    assert laporan.jatuh_pada is not None, "looked at again after the bank has answered"
    klaim.pembayaran.update(status="GAGAL_PASTI")
    hentikan_yang_berjalan(laporan, pelaku=SISTEM)
    klaim.refresh_from_db()
    assert klaim.status == "DIBATALKAN"
    assert not LaporanKematian.objects.filter(pk=laporan.pk, jatuh_pada__isnull=False).exists()


def test_pintu_status_menolak_jalan_asing_dan_yang_kalah_cepat(dukcapil: Dukcapil) -> None:
    peserta = buat_peserta()
    laporan = laporkan(peserta)
    with pytest.raises(ValueError, match="no way"):
        pindahkan_laporan(laporan, StatusKematian.DICABUT, pelaku=SISTEM)
    basi = LaporanKematian.objects.get(pk=laporan.pk)
    pindahkan_laporan(laporan, StatusKematian.DITINJAU, pelaku=SISTEM)
    with pytest.raises(Bentrok, match="kematian_sudah_berubah"):
        pindahkan_laporan(basi, StatusKematian.GANDA, pelaku=SISTEM)


def test_yang_pernah_dibuka_kembali_dan_paspor_hanya_oleh_petugas(dukcapil: Dukcapil) -> None:
    peserta = buat_peserta(dengan_akun=True)
    daftarkan(peserta, perilaku="meninggal")
    lama = periksa(laporkan(peserta), dukcapil)
    buka_peserta(peserta_id=peserta.pk, buka_akun=True, pelaku=SISTEM, alasan="hidup")
    pindahkan_laporan(lama, StatusKematian.DICABUT, pelaku=SISTEM)
    laporan = periksa(laporkan(peserta), dukcapil)
    assert (laporan.status, laporan.sebab) == ("DITINJAU", "PERNAH_DICABUT")
    assert Akun.objects.get(peserta=peserta).is_active
    asing = buat_peserta()
    laporan = laporkan(asing)
    Peserta.objects.filter(pk=asing.pk).update(jenis_identitas="PASPOR")
    LaporanKematian.objects.filter(pk=laporan.pk).update(
        masukan={**laporan.masukan, "jenis": "KPJ", "nomor": buat_kartu(asing).kpj}
    )
    laporan = periksa(laporan, dukcapil)
    assert (laporan.status, laporan.sebab) == ("DITINJAU", "TANPA_NIK")


def test_atas_nama_yang_meninggal_tidak_diajukan_disetujui_atau_disusulkan() -> None:
    klaim = klaim_dibayar()
    uang_datang(klaim)
    assert klaim_bersusulan() == [klaim.pk]
    bekukan_peserta(peserta_id=klaim.peserta_id, meninggal_pada=WAFAT, pelaku=SISTEM)
    assert klaim_bersusulan() == []
    assert bayar_susulan(klaim_id=klaim.pk) is None
    lain = ajukan(buat_siap_klaim())
    Klaim.objects.filter(pk=lain.pk).update(status="TINJAUAN_PETUGAS")
    lain.pembayaran.update(status="GAGAL_PASTI")
    bekukan_peserta(peserta_id=lain.peserta_id, meninggal_pada=WAFAT, pelaku=SISTEM)
    rina = buat_akun(petugas=True)
    with pytest.raises(BelumLayak, match="peserta_dibekukan"):
        setujui_klaim(klaim_id=lain.pk, alasan="ya", petugas=rina, pelaku=pelaku_akun(rina))

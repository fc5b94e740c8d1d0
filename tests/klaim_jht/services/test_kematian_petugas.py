"""Officers close by a certificate, and open again who lives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts.audit import pelaku_akun
from accounts.models import Akun, Pesan, Peserta
from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import BelumLayak, Bentrok, TidakDitemukan
from klaim_jht.models import LaporanKematian
from klaim_jht.rules.kematian import StatusKematian
from klaim_jht.selectors.kematian import hitung_laporan_kematian, pernah_dicabut
from klaim_jht.services.kematian import bantah_laporan, pindahkan_laporan
from klaim_jht.services.kematian_petugas import cabut_laporan, tetapkan_meninggal, tutup_laporan
from tests.klaim_jht.services.test_kematian import laporkan
from tests.pabrik import buat_akun, buat_peserta

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def peserta() -> Peserta:
    return buat_peserta(dengan_akun=True)


@pytest.fixture
def laporan(peserta: Peserta) -> LaporanKematian:
    """A report that waits for an officer."""
    satu = laporkan(peserta)
    LaporanKematian.objects.filter(pk=satu.pk).update(peserta=peserta)
    pindahkan_laporan(satu, StatusKematian.DITINJAU, pelaku=SISTEM, jatuh_pada=None)
    return satu


Putus = Callable[..., LaporanKematian]


def putus(apa: Putus, laporan: LaporanKematian, petugas: Akun) -> LaporanKematian:
    return apa(
        laporan_id=laporan.pk, alasan="Akta 474/12", petugas=petugas, pelaku=pelaku_akun(petugas)
    )


def test_tetapkan_lalu_buka_kembali_oleh_petugas_lain(
    laporan: LaporanKematian, peserta: Peserta
) -> None:
    rina, hadi = buat_akun(petugas=True), buat_akun(petugas=True)
    assert hitung_laporan_kematian()[0] == 1
    beku = putus(tetapkan_meninggal, laporan, rina)
    assert (beku.status, beku.bukti, beku.petugas) == ("DIBEKUKAN", "SURAT", rina)
    assert not Akun.objects.get(peserta=peserta).is_active
    assert hitung_laporan_kematian()[0] == 0
    bantah_laporan(laporan=beku)
    assert hitung_laporan_kematian()[0] == 1
    with pytest.raises(BelumLayak, match="kematian_petugas_lain"):
        putus(cabut_laporan, laporan, rina)
    assert putus(cabut_laporan, laporan, hadi).status == "DICABUT"
    peserta.refresh_from_db()
    assert peserta.meninggal_pada is None
    assert Akun.objects.get(peserta=peserta).is_active
    assert Pesan.objects.filter(akun=peserta.akun, jenis="kematian_dicabut").exists()
    assert pernah_dicabut(peserta)
    with pytest.raises(Bentrok):
        putus(cabut_laporan, laporan, hadi)


def test_tutup_tidak_mengubah_akun(laporan: LaporanKematian, peserta: Peserta) -> None:
    rina = buat_akun(petugas=True)
    assert putus(tutup_laporan, laporan, rina).status == "DITUTUP"
    assert Akun.objects.get(peserta=peserta).is_active
    with pytest.raises(Bentrok):
        putus(tetapkan_meninggal, laporan, rina)
    with pytest.raises(TidakDitemukan):
        putus(tutup_laporan, LaporanKematian(pk=0), rina)


def test_yang_sudah_beku_tidak_ditetapkan_lagi_dan_bukan_atas_diri_sendiri(
    laporan: LaporanKematian, peserta: Peserta
) -> None:
    rina = buat_akun(petugas=True)
    assert peserta.akun is not None
    with pytest.raises(BelumLayak, match="petugas_klaim_sendiri"):
        putus(tutup_laporan, laporan, peserta.akun)
    Peserta.objects.filter(pk=peserta.pk).update(meninggal_pada="2026-11-02")
    with pytest.raises(Bentrok, match="kematian_sudah_berubah"):
        putus(tetapkan_meninggal, laporan, rina)

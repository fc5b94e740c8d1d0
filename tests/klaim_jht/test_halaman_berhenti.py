"""“Saya sudah berhenti”, from the claim's red tick to a claim that may be filed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.audit import pelaku_akun
from accounts.models import Peserta
from jmo.lib.tanggal import hari_ini_wib
from saldo.models import LaporanBerhenti, Perusahaan
from saldo.rules.laporan_berhenti import JenisBukti
from saldo.rules.masa_kepesertaan import SebabKeluar
from saldo.services.laporan_berhenti import laporkan_berhenti, putuskan_laporan
from tests.klaim_jht.orang import baca, buat_pekerja, kinikan, masuk
from tests.klaim_jht.wizard import ALASAN, SYARAT
from tests.pabrik import buat_akun

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def budi() -> Peserta:
    peserta = buat_pekerja(berhenti_hari_lalu=None)
    kinikan(peserta)
    return peserta


def lapor(budi: Peserta, berhenti: date) -> LaporanBerhenti:
    assert budi.akun is not None
    return laporkan_berhenti(
        akun=budi.akun, kepesertaan_id=budi.kepesertaan.get().pk, tanggal=berhenti,
        sebab=SebabKeluar.PHK, bukti=JenisBukti.TIDAK_ADA, isi_berkas=None,
        tanggal_pernyataan=None, pelaku=pelaku_akun(budi.akun),
    )  # fmt: skip


def test_tik_merah_mengantar_ke_laporan_lalu_menghitung_harinya(budi: Peserta) -> None:
    klien = masuk(budi)
    klien.post("/klaim/ajukan/")
    klien.post(ALASAN, {"alasan": "PHK", "versi": 1})
    kartu = budi.kepesertaan.get()
    isi = baca(klien, SYARAT)
    assert "Tidak terpenuhi:" in isi
    assert f"/saldo/kartu/{kartu.pk}/berhenti/" in isi
    assert "Saya sudah berhenti" in isi
    laporan = lapor(budi, hari_ini_wib(timezone.now()) - timedelta(days=40))
    isi = baca(klien, SYARAT)
    assert "Menunggu PT Contoh Makmur: hari ke-1 dari 3" in isi
    assert "Diputus paling lambat" in isi
    assert "Lihat laporan" in isi
    assert "Saya sudah berhenti" not in isi
    assert laporan.status == "MENUNGGU_PERUSAHAAN"


def test_masa_tunggu_dihitung_dari_tanggal_yang_terbukti_dan_sumbernya_petugas(
    budi: Peserta,
) -> None:
    Perusahaan.objects.update(aktif=False)
    berhenti = hari_ini_wib(timezone.now()) - timedelta(days=40)
    laporan = lapor(budi, berhenti)
    rina = buat_akun("rina", petugas=True)
    putuskan_laporan(
        laporan_id=laporan.pk, diterima=True, alasan="Surat PHK", petugas=rina,
        pelaku=pelaku_akun(rina),
    )  # fmt: skip
    klien = masuk(budi)
    klien.post("/klaim/ajukan/")
    klien.post(ALASAN, {"alasan": "PHK", "versi": 1})
    isi = baca(klien, SYARAT)
    # The month counts from 40 days ago, although everything was reported today.
    assert "Semua syarat terpenuhi" in isi
    assert "Menurut petugas" in isi

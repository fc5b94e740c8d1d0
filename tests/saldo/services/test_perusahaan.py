from __future__ import annotations

from typing import Any

import pytest

from accounts.models import CatatanAudit, Pesan
from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import IsianTidakSah, TidakDitemukan
from saldo.models import LaporanBerhenti
from saldo.services.laporan_berhenti import buka_tautan
from saldo.services.perusahaan import pastikan_perusahaan, ubah_email_perusahaan
from tests.saldo.laporan import HARI_LAPOR, kartu_bekerja, lapor, tanda_terkirim

pytestmark = pytest.mark.usefixtures("db")


def test_perusahaan_dicatat_sekali_dan_namanya_tidak_berganti() -> None:
    pertama = pastikan_perusahaan(npp="AB123456", nama="PT Contoh", pelaku=SISTEM)
    lagi = pastikan_perusahaan(npp="AB123456", nama="PT Lain", pelaku=SISTEM)
    assert lagi == pertama
    assert lagi.nama == "PT Contoh"
    jejak = CatatanAudit.objects.get(aksi="perusahaan.dicatat")
    assert (jejak.objek_id, jejak.sesudah) == (pertama.pk, {"nomor": "AB123456"})


def test_alamat_perusahaan_diperiksa_dan_tercatat_tersamar() -> None:
    perusahaan = pastikan_perusahaan(npp="AB123456", nama="PT Contoh", pelaku=SISTEM)
    with pytest.raises(IsianTidakSah, match="email_perusahaan_salah"):
        ubah_email_perusahaan(perusahaan_id=perusahaan.pk, email="hrd@", pelaku=SISTEM)
    ubah_email_perusahaan(perusahaan_id=perusahaan.pk, email=" hrd@contoh.id ", pelaku=SISTEM)
    perusahaan.refresh_from_db()
    assert perusahaan.email == "hrd@contoh.id"
    jejak = CatatanAudit.objects.get(aksi="perusahaan.diubah")
    assert (jejak.sebelum["tujuan_samar"], jejak.sesudah["tujuan_samar"]) == ("", "h***d@contoh.id")


def test_alamat_yang_menyusul_mengirim_tautan_yang_ditunggu(time_machine: Any) -> None:
    time_machine.move_to(HARI_LAPOR, tick=False)
    laporan = lapor(kartu_bekerja(email=""))
    assert laporan.perusahaan is not None
    assert not Pesan.objects.filter(jenis="laporan_berhenti_perusahaan").exists()
    ubah_email_perusahaan(perusahaan_id=laporan.perusahaan.pk, email="hrd@contoh.id", pelaku=SISTEM)
    pertama = tanda_terkirim()
    assert buka_tautan(pertama).pk == laporan.pk
    for _ in range(2):
        ubah_email_perusahaan(
            perusahaan_id=laporan.perusahaan.pk, email="sdm@contoh.id", pelaku=SISTEM
        )
    surat = Pesan.objects.filter(jenis="laporan_berhenti_perusahaan").order_by("pk")
    assert [satu.tujuan for satu in surat] == ["hrd@contoh.id", "sdm@contoh.id"]
    assert buka_tautan(tanda_terkirim()).pk == laporan.pk
    with pytest.raises(TidakDitemukan):
        buka_tautan(pertama)
    LaporanBerhenti.objects.update(tenggat_perusahaan="2026-11-20")
    ubah_email_perusahaan(
        perusahaan_id=laporan.perusahaan.pk, email="lain@contoh.id", pelaku=SISTEM
    )
    assert surat.count() == 2

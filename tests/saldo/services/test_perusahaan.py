from __future__ import annotations

import pytest

from accounts.models import CatatanAudit
from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import IsianTidakSah
from saldo.services.perusahaan import pastikan_perusahaan, ubah_email_perusahaan

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

"""The login of somebody who died is nobody's, and opens again when that was wrong."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from accounts.models import Akun, CatatanAudit, Peserta
from accounts.rules.pelaku import SISTEM
from accounts.services.pembekuan import bekukan_peserta, buka_peserta
from tests.pabrik import buat_akun, buat_peserta

pytestmark = pytest.mark.django_db
PADA = date(2026, 11, 1)


@pytest.fixture
def peserta() -> Peserta:
    return buat_peserta(akun=buat_akun())


def test_sesi_yang_terbuka_berakhir_dan_kembali_setelah_dibuka(
    peserta: Peserta, client: Client
) -> None:
    assert peserta.akun is not None
    client.force_login(peserta.akun)
    assert client.get("/akun-saya/").status_code == 200
    assert bekukan_peserta(peserta_id=peserta.pk, meninggal_pada=PADA, pelaku=SISTEM)
    jawaban = client.get("/akun-saya/")
    assert jawaban.status_code == 302
    assert "/akun/login" in jawaban["Location"]
    assert Peserta.objects.get(pk=peserta.pk).meninggal_pada == PADA
    buka_peserta(peserta_id=peserta.pk, buka_akun=True, pelaku=SISTEM, alasan="keliru")
    peserta.refresh_from_db()
    assert peserta.meninggal_pada is None
    assert Akun.objects.get(peserta=peserta).is_active
    aksi = CatatanAudit.objects.filter(peserta=peserta).values_list("aksi", flat=True)
    assert {"peserta.dibekukan", "peserta.dibuka_kembali"} <= set(aksi)


def test_akun_yang_sudah_ditutup_karena_hal_lain_tetap_tertutup(peserta: Peserta) -> None:
    Akun.objects.filter(peserta=peserta).update(is_active=False)
    ditutup = bekukan_peserta(peserta_id=peserta.pk, meninggal_pada=PADA, pelaku=SISTEM)
    assert not ditutup
    buka_peserta(peserta_id=peserta.pk, buka_akun=ditutup, pelaku=SISTEM, alasan="keliru")
    assert not Akun.objects.get(peserta=peserta).is_active

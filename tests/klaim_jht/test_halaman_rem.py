"""Stopping payouts on the officers' desk, and what participants and the public read meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from klaim_jht.models import RemLembaga
from tests.klaim_jht.orang import ajukan, baca, buat_siap_klaim, masuk
from tests.klaim_jht.test_admin import petugas

pytestmark = pytest.mark.usefixtures("db")
BERHENTI = "Pengiriman uang dihentikan sementara"


@pytest.fixture(autouse=True)
def tanpa_singgahan() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def tekan(klien: Client, rem: RemLembaga, kunci: str) -> str:
    alamat = reverse("admin:klaim_jht_remlembaga_tombol", args=[rem.pk, kunci])
    return klien.post(alamat, {"alasan": "Sudah diperiksa."}, follow=True).content.decode()


def test_dari_meja_petugas_sampai_halaman_peserta_dan_umum() -> None:
    rina, hadi = petugas("petugas"), petugas("penyelia")
    klaim = ajukan(buat_siap_klaim())
    peserta = masuk(klaim.peserta)
    lacak = f"/klaim/{klaim.kode}/"
    assert BERHENTI not in baca(peserta, lacak)
    isi = rina.get(reverse("admin:klaim_jht_remlembaga_add")).content.decode()
    assert 'name="alasan"' in isi
    assert 'name="sebab"' not in isi
    rina.post(reverse("admin:klaim_jht_remlembaga_add"), {"alasan": "Dua kali bayar?"})
    rem = RemLembaga.objects.get()
    assert (rem.sebab, rem.alasan) == ("PETUGAS", "Dua kali bayar?")
    assert rem.dipasang_oleh is not None
    assert BERHENTI in baca(peserta, lacak)
    assert BERHENTI in Client().get(reverse("status")).content.decode()
    assert "Pembayaran dihentikan" in rina.get(reverse("admin:index")).content.decode()
    tekan(rina, rem, "minta")
    assert "Yang meminta tidak boleh melepasnya sendiri" in tekan(rina, rem, "lepas")
    assert "Rem dilepas" in tekan(hadi, rem, "lepas")
    assert BERHENTI not in baca(peserta, lacak)


def test_auditor_melihat_tetapi_tidak_menghentikan() -> None:
    tono = petugas("auditor")
    assert tono.get(reverse("admin:klaim_jht_remlembaga_changelist")).status_code == 200
    tambah = reverse("admin:klaim_jht_remlembaga_add")
    assert tono.post(tambah, {"alasan": "x"}).status_code == 403
    assert not RemLembaga.objects.exists()

from __future__ import annotations

import pytest

from accounts.models import Akun
from tests.benchmarks.beranda import hitung_kueri
from tests.benchmarks.lingkungan import buat_orang_beranda, masuk


@pytest.fixture
def akun(transactional_db: None) -> Akun:
    """A person with three cards, an open claim and five notices."""
    return buat_orang_beranda()


def test_beranda_menampilkan_semuanya_dengan_enam_kueri(akun: Akun) -> None:
    assert hitung_kueri(akun) <= 6
    klien = masuk(akun)
    halaman = klien.get("/").content.decode()
    assert str(akun.peserta.klaim.get().nomor) in halaman
    assert "Rp855.000" in halaman  # three months at 5.7 % of Rp5.000.000
    assert halaman.count('class="pesan-judul"') == 5
    assert halaman.count('class="tindakan"') == 1
    assert halaman.count('aria-current="page"') == 1
    # The menu was kept, but not for whoever is logged out.
    klien.logout()
    assert 'class="navigasi"' not in klien.get("/", follow=True).content.decode()

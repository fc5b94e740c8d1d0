from __future__ import annotations

import pytest

from accounts.models import Akun
from accounts.selectors import (
    cari_peserta_akun,
    daftar_pesan_terbaru,
    pesan_beranda,
    peserta_beranda,
)
from klaim_jht.selectors import klaim_beranda, klaim_terbuka
from klaim_jht.services.pengajuan import mulai_klaim
from tests.benchmarks.beranda import hitung_kueri
from tests.benchmarks.lingkungan import PELAKU, buat_orang_beranda, masuk
from tests.pabrik import buat_akun, buat_peserta


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


def test_kueri_tangan_memberi_yang_sama_dengan_yang_umum(akun: Akun) -> None:
    peserta = peserta_beranda(akun)
    assert peserta is not None
    assert peserta == cari_peserta_akun(akun)
    assert (peserta.nama, peserta.pengkinian_pada) == (
        akun.peserta.nama,
        akun.peserta.pengkinian_pada,
    )
    baris = pesan_beranda(akun)
    assert baris == daftar_pesan_terbaru(akun)
    assert [satu.isi for satu in baris] == [satu.isi for satu in daftar_pesan_terbaru(akun)]
    klaim = klaim_beranda(peserta)
    assert klaim is not None
    assert klaim == klaim_terbuka(peserta)
    # Of others there is nothing: not a person, not a notice, not a draft.
    assert peserta_beranda(buat_akun()) is None
    lain = buat_peserta(dengan_akun=True)
    assert lain.akun is not None
    mulai_klaim(peserta=lain, pelaku=PELAKU)
    assert klaim_beranda(lain) is None
    assert pesan_beranda(lain.akun) == []
    klaim.status = "DIBAYAR"
    klaim.save(update_fields=["status"])
    assert klaim_beranda(peserta) is None

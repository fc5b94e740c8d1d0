from __future__ import annotations

from django.conf import settings

from pengkinian.services import mitra


def test_dukcapil_seperti_di_setelan_dan_satu_per_proses() -> None:
    klien = mitra.dukcapil()
    assert klien is mitra.dukcapil()
    assert klien.konfigurasi.alamat == settings.DUKCAPIL["url"]
    assert klien.konfigurasi.izinkan_http
    assert settings.DUKCAPIL["sandi"] not in repr(klien)


def test_bank_seperti_di_setelan_dan_satu_per_proses(sandbox: dict[str, str]) -> None:
    klien = mitra.bank()
    assert klien is mitra.bank()
    isi = klien.konfigurasi
    assert (isi.alamat, isi.kode_bank) == (settings.BANK["url"], settings.BANK["kode_bank"])
    assert isi.tanya_setelah_detik == tuple(settings.BANK["tanya_setelah_detik"])
    assert settings.BANK["client_secret"] not in repr(isi)

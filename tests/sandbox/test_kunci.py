from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from jmo.sandbox.kunci import NAMA_PUBLIK, siapkan_kunci


def test_dibuat_sekali_dan_dipakai_lagi(tmp_path: Path) -> None:
    pertama = siapkan_kunci(tmp_path / "baru")
    isi = pertama.berkas_privat.read_bytes()
    kedua = siapkan_kunci(tmp_path / "baru")
    assert kedua == pertama
    assert kedua.berkas_privat.read_bytes() == isi
    assert (tmp_path / "baru" / NAMA_PUBLIK).read_bytes() == pertama.publik_pem


def test_privat_hanya_terbaca_pemilik_dan_cukup_panjang(tmp_path: Path) -> None:
    pasangan = siapkan_kunci(tmp_path)
    assert stat.S_IMODE(pasangan.berkas_privat.stat().st_mode) == 0o600
    kunci = serialization.load_pem_private_key(pasangan.berkas_privat.read_bytes(), None)
    assert isinstance(kunci, RSAPrivateKey)
    assert kunci.key_size >= 2048
    assert {berkas.name for berkas in tmp_path.iterdir()} == {
        pasangan.berkas_privat.name,
        NAMA_PUBLIK,
    }


def test_serentak_berakhir_pada_pasangan_yang_sama(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as utas:
        hasil = list(utas.map(siapkan_kunci, [tmp_path] * 4))
    assert len({pasangan.publik_pem for pasangan in hasil}) == 1

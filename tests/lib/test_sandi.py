from __future__ import annotations

import base64

import pytest

from jmo.lib.sandi import GagalDekripsi, Gantungan, baca_gantungan, indeks_buta, nama_kunci

K1, K2 = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))


def test_bolak_balik_dan_terikat_pada_kolom() -> None:
    gantungan = baca_gantungan(f"a:{K1}")
    sandi = gantungan.enkripsi(b"rahasia", konteks="t.k")
    assert sandi.startswith(b"a:")
    assert b"rahasia" not in sandi
    assert gantungan.dekripsi(sandi, konteks="t.k") == b"rahasia"
    with pytest.raises(GagalDekripsi):
        gantungan.dekripsi(sandi, konteks="t.lain")
    assert gantungan.enkripsi(b"rahasia", konteks="t.k") != sandi


def test_kunci_pertama_menyandi_dan_yang_lama_masih_membuka() -> None:
    lama = baca_gantungan(f"a:{K1}").enkripsi(b"x", konteks="k")
    baru = baca_gantungan(f"b:{K2},a:{K1}")
    assert baru.aktif == "b"
    assert baru.dekripsi(lama, konteks="k") == b"x"
    with pytest.raises(GagalDekripsi, match="unknown key"):
        baca_gantungan(f"b:{K2}").dekripsi(lama, konteks="k")


@pytest.mark.parametrize("ubah", [b"", b"a", b"a:", b"a:" + b"0" * 27])
def test_potongan_ditolak(ubah: bytes) -> None:
    with pytest.raises(GagalDekripsi):
        baca_gantungan(f"a:{K1}").dekripsi(ubah, konteks="k")


def test_satu_bit_yang_berubah_ditolak() -> None:
    gantungan = baca_gantungan(f"a:{K1}")
    sandi = bytearray(gantungan.enkripsi(b"rahasia", konteks="k"))
    sandi[-1] ^= 1
    with pytest.raises(GagalDekripsi, match="does not fit"):
        gantungan.dekripsi(bytes(sandi), konteks="k")


@pytest.mark.parametrize(
    "teks",
    [
        pytest.param("a:" + base64.b64encode(b"x" * 31).decode(), id="terlalu-pendek"),
        pytest.param(f"a:{K1},a:{K2}", id="nama-ganda"),
        pytest.param(f"a-b:{K1}", id="nama-aneh"),
        pytest.param(f"namapanjang:{K1}", id="nama-panjang"),
        pytest.param("a:bukan base64!", id="bukan-base64"),
        pytest.param(f"a:{K1},", id="ekor-kosong"),
    ],
)
def test_gantungan_yang_salah_ditolak(teks: str) -> None:
    with pytest.raises(ValueError, match=r"base64|padding"):
        baca_gantungan(teks)


def test_kata_biasa_menjadi_kunci_dan_tidak_tampak() -> None:
    gantungan = baca_gantungan("kata-contoh")
    assert gantungan.aktif == "k0"
    assert "kunci" not in repr(gantungan)
    assert isinstance(gantungan, Gantungan)


def test_indeks_buta_menurut_nilai_kunci_dan_ruang() -> None:
    dasar = indeks_buta("123", kunci="k", ruang="nik")
    assert len(dasar) == 64
    assert dasar == indeks_buta("123", kunci="k", ruang="nik")
    assert len({
        dasar,
        indeks_buta("124", kunci="k", ruang="nik"),
        indeks_buta("123", kunci="l", ruang="nik"),
        indeks_buta("123", kunci="k", ruang="kk"),
    }) == 4  # fmt: skip


def test_nama_kunci_dari_nilai() -> None:
    assert nama_kunci(b"k1:" + b"\x00" * 40) == "k1"
    assert nama_kunci(b"\xff\xfe") not in {"", "k1"}

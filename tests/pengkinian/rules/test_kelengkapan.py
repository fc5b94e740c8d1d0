from __future__ import annotations

import pytest

from pengkinian.rules.kelengkapan import (
    DIBANDING,
    DOMISILI,
    TUNTUTAN,
    Isian,
    Kekurangan,
    KunciLangkah,
    kekurangan_langkah,
    periksa_kelengkapan,
    perlu_verifikasi_ulang,
)

LENGKAP: dict[str, Isian] = {
    "kepesertaan": {"pernyataan": "SUDAH"},
    "kontak": {"telepon": "+6281234567890"},
    "rekening": {"kode_bank": "002", "nomor_rekening": "123456789012345"},
    "kependudukan": {
        "nama_ibu": "Aminah",
        "alamat_ktp": "Jl. Melati 1",
        "kelurahan_ktp": "31.71.01.1001",
        "domisili_sama": True,
    },
    "tambahan": {
        "pendidikan": "SMA",
        "pekerjaan": "BURUH",
        "darurat_nama": "Budi",
        "darurat_hubungan": "SAUDARA",
        "darurat_telepon": "+6281234567891",
    },
}


def test_tuntutan_tercantum_untuk_semua_langkah() -> None:
    assert set(TUNTUTAN) == set(KunciLangkah)


def test_isian_lengkap() -> None:
    assert periksa_kelengkapan(LENGKAP) == ()


def test_draf_kosong_menyebut_semua_langkah_yang_berisi() -> None:
    kurang = periksa_kelengkapan({})
    assert [satu.langkah for satu in kurang] == [
        langkah for langkah in KunciLangkah if TUNTUTAN[langkah]
    ]


def test_kekurangan_disebut_per_langkah() -> None:
    draf = {**LENGKAP, "kontak": {"telepon": "  "}}
    assert periksa_kelengkapan(draf) == (Kekurangan(KunciLangkah.KONTAK, ("telepon",)),)


@pytest.mark.parametrize(
    ("langkah", "isian", "kurang"),
    [
        pytest.param("kontak", {"email": "a@contoh.id"}, (), id="satu-alamat-cukup"),
        pytest.param("kontak", {}, ("telepon",), id="tanpa-alamat"),
        pytest.param("rekening", {"belum_punya_rekening": True}, (), id="belum-punya-rekening"),
        pytest.param(
            "rekening", {"kode_bank": "002"}, ("nomor_rekening",), id="yang-terdekat-disebut"
        ),
        pytest.param(
            "rekening",
            {"belum_punya_rekening": False},
            ("belum_punya_rekening",),
            id="tidak-dicentang",
        ),
        pytest.param(
            "kependudukan",
            {"no_kk": "9971011001260001", "alamat_ktp": "x", "kelurahan_ktp": "y"},
            ("domisili_sama",),
            id="kk-menggantikan-ibu",
        ),
        pytest.param(
            "kependudukan",
            {"alamat_ktp": "x", "kelurahan_ktp": "y", **dict.fromkeys(DOMISILI[:-1], "z")},
            ("nama_ibu", "provinsi_domisili"),
            id="domisili-lain-setengah",
        ),
        pytest.param("wajah", {}, (), id="wajah-tanpa-isian"),
    ],
)
def test_kekurangan_langkah(langkah: str, isian: Isian, kurang: tuple[str, ...]) -> None:
    assert kekurangan_langkah(KunciLangkah(langkah), isian) == kurang


@pytest.mark.parametrize(
    ("langkah", "lama", "baru", "perlu"),
    [
        pytest.param(
            "rekening", {"nomor_rekening": "1"}, {"nomor_rekening": "2"}, True, id="nomor-baru"
        ),
        pytest.param(
            "rekening", {"nomor_rekening": "1"}, {"nomor_rekening": "1"}, False, id="nomor-sama"
        ),
        pytest.param("rekening", {}, {"npwp": "1"}, False, id="npwp-tidak-ditanyakan"),
        pytest.param("kependudukan", {"no_kk": ""}, {}, False, id="kosong-dan-tiada"),
        pytest.param("kependudukan", {}, {"no_kk": "1"}, True, id="kk-diisi"),
        pytest.param(
            "kependudukan", {}, {"alamat_domisili": "x"}, False, id="domisili-tidak-dibanding"
        ),
        pytest.param("tambahan", {}, {"pendidikan": "SD"}, False, id="langkah-tanpa-putusan"),
    ],
)
def test_perlu_verifikasi_ulang(langkah: str, lama: Isian, baru: Isian, perlu: bool) -> None:
    assert perlu_verifikasi_ulang(KunciLangkah(langkah), lama, baru) is perlu


def test_domisili_tidak_pernah_dibanding() -> None:
    assert not any("domisili" in nama for bidang in DIBANDING.values() for nama in bidang)

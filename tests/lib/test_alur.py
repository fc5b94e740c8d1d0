from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from jmo.lib.alur import Alur, Langkah


@dataclass(frozen=True)
class Fakta:
    selesai: frozenset[str] = frozenset()
    perlu_npwp: bool = True
    wajah_lulus: bool = True


def langkah(kunci: str, *membatalkan: str) -> Langkah[Fakta]:
    return Langkah(
        kunci=kunci,
        judul=f"judul_{kunci}",
        selesai=lambda f: kunci in f.selesai,
        membatalkan=frozenset(membatalkan),
    )


ALUR = Alur[Fakta](
    (
        langkah("kartu", "rekening"),
        replace(langkah("npwp"), berlaku=lambda f: f.perlu_npwp),
        langkah("rekening", "tinjau"),
        replace(langkah("tinjau"), syarat=lambda f: f.wajah_lulus),
    )
)


def fakta(*selesai: str, perlu_npwp: bool = True, wajah_lulus: bool = True) -> Fakta:
    return Fakta(frozenset(selesai), perlu_npwp, wajah_lulus)


@pytest.mark.parametrize(
    ("dengan", "kunci", "boleh"),
    [
        pytest.param(fakta(), "kartu", True, id="langkah-pertama"),
        pytest.param(fakta(), "npwp", False, id="belum-gilirannya"),
        pytest.param(fakta("kartu"), "npwp", True, id="gilirannya"),
        pytest.param(fakta("kartu"), "kartu", True, id="kembali"),
        pytest.param(fakta("kartu"), "rekening", False, id="melompati"),
        pytest.param(fakta("kartu", perlu_npwp=False), "rekening", True, id="npwp-tak-berlaku"),
        pytest.param(fakta("kartu", perlu_npwp=False), "npwp", False, id="yang-tak-berlaku"),
        pytest.param(fakta("kartu", "npwp", "rekening"), "tinjau", True, id="semua-terjawab"),
        pytest.param(
            fakta("kartu", "npwp", "rekening", wajah_lulus=False), "tinjau", False, id="syarat"
        ),
        pytest.param(fakta("kartu"), "entah", False, id="tak-dikenal"),
        pytest.param(
            fakta("kartu", "npwp", "rekening", "tinjau"), "entah", False, id="tak-dikenal-tuntas"
        ),
    ],
)
def test_boleh_masuk(dengan: Fakta, kunci: str, boleh: bool) -> None:
    assert ALUR.boleh_masuk(kunci, dengan) is boleh


@pytest.mark.parametrize(
    ("dengan", "kunci"),
    [
        pytest.param(fakta(), "kartu", id="baru-mulai"),
        pytest.param(fakta("kartu"), "npwp", id="satu-terjawab"),
        pytest.param(fakta("kartu", perlu_npwp=False), "rekening", id="lompati-yang-tak-berlaku"),
        pytest.param(fakta("kartu", "rekening"), "npwp", id="lubang-di-tengah"),
        pytest.param(fakta("kartu", "npwp", "rekening", "tinjau"), None, id="tuntas"),
    ],
)
def test_pertama_belum_selesai(dengan: Fakta, kunci: str | None) -> None:
    satu = ALUR.pertama_belum_selesai(dengan)
    assert (satu.kunci if satu else None) == kunci


@pytest.mark.parametrize(
    ("perlu_npwp", "kunci", "sebelum", "sesudah", "nomor"),
    [
        pytest.param(True, "kartu", None, "npwp", (1, 4), id="awal"),
        pytest.param(True, "rekening", "npwp", "tinjau", (3, 4), id="tengah"),
        pytest.param(False, "rekening", "kartu", "tinjau", (2, 3), id="tanpa-npwp"),
        pytest.param(True, "tinjau", "rekening", None, (4, 4), id="akhir"),
    ],
)
def test_letak_langkah(
    perlu_npwp: bool,
    kunci: str,
    sebelum: str | None,
    sesudah: str | None,
    nomor: tuple[int, int],
) -> None:
    dengan = fakta(perlu_npwp=perlu_npwp)
    mundur, maju = ALUR.sebelum(kunci, dengan), ALUR.sesudah(kunci, dengan)
    assert (mundur.kunci if mundur else None) == sebelum
    assert (maju.kunci if maju else None) == sesudah
    assert ALUR.nomor(kunci, dengan) == nomor


def test_nomor_langkah_yang_tak_berlaku_ditolak() -> None:
    with pytest.raises(ValueError, match="npwp"):
        ALUR.nomor("npwp", fakta(perlu_npwp=False))


def test_pembatalan_merambat() -> None:
    assert ALUR.dibatalkan_oleh("kartu") == {"rekening", "tinjau"}
    assert ALUR.dibatalkan_oleh("rekening") == {"tinjau"}
    assert ALUR.dibatalkan_oleh("tinjau") == frozenset()
    with pytest.raises(ValueError, match="langkah_tidak_dikenal"):
        ALUR.dibatalkan_oleh("entah")


def test_cari() -> None:
    satu = ALUR.cari("npwp")
    assert satu is not None
    assert satu.judul == "judul_npwp"
    assert ALUR.cari("entah") is None


@pytest.mark.parametrize(
    ("susunan", "galat"),
    [
        pytest.param((langkah("a"), langkah("a")), "kunci_langkah_ganda", id="ganda"),
        pytest.param((langkah("a"), langkah("b", "a")), "tidak_di_belakang", id="membatalkan-muka"),
        pytest.param((langkah("a", "a"),), "tidak_di_belakang", id="membatalkan-diri"),
        pytest.param((langkah("a", "entah"),), "tidak_di_belakang", id="membatalkan-entah"),
    ],
)
def test_susunan_yang_rusak_ditolak(susunan: tuple[Langkah[Fakta], ...], galat: str) -> None:
    with pytest.raises(ValueError, match=galat):
        Alur(susunan)

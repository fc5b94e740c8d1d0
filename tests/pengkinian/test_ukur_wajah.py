"""The measuring command on the photos that set-up fetched."""

from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from pengkinian.wajah.ukuran import BerkasPasanganSalah, HasilUkur, Pasangan, baca_pasangan
from tests.foto import PRIA, PRIA_LAIN, folder_foto

KEPALA = "first,second,same\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    hasil = tmp_path_factory.mktemp("wajah")
    for nama in (*PRIA, PRIA_LAIN):
        shutil.copy(folder_foto() / nama, hasil / nama)
    (hasil / "rusak.jpg").write_bytes(b"bukan gambar")
    return hasil


def jalankan(folder: Path, isi: str) -> str:
    pasangan, keluaran = folder / "pasangan.csv", StringIO()
    pasangan.write_text(isi, encoding="utf-8")
    call_command("ukur_wajah", str(folder), str(pasangan), stdout=keluaran)
    return keluaran.getvalue()


def test_kedua_laju_per_ambang_dan_per_kelompok(folder: Path) -> None:
    satu, dua, tiga = PRIA
    isi = (
        f"{KEPALA}{satu},{dua},Yes,one\n{satu},{tiga},yes,one\n{satu},{PRIA_LAIN},No,two\n"
        f"{dua},{PRIA_LAIN},NO,two\n{satu},rusak.jpg,Yes,two\n"
    )
    keluaran = jalankan(folder, isi)
    assert "5 pairs, 5 pictures" in keluaran
    assert "no picture: 1 rusak.jpg" in keluaran
    assert "seconds per picture" in keluaran
    semua = keluaran[keluaran.index("\nall") : keluaran.index("\none")]
    baris = next(b for b in semua.splitlines() if b.strip().startswith("0.55"))
    # Nobody else is taken for him; the broken picture of his own counts against us.
    assert "0.0000 (0/2)" in baris
    assert "(1/3)" in baris
    assert "none to measure" in keluaran[keluaran.index("\none") : keluaran.index("\ntwo")]


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ("", "no pair stands"),
        (KEPALA, "no pair stands"),
        (f"{KEPALA}a.jpg,b.jpg\n", "line 2"),
        (f"{KEPALA}a.jpg,b.jpg,maybe\n", "Yes or No"),
        (f"{KEPALA},b.jpg,Yes\n", "file name is missing"),
        (f"{KEPALA}obama.jpg,../rahasia.jpg,Yes\n", "no such file"),
        (f"{KEPALA}obama.jpg,tidak-ada.jpg,Yes\n", "no such file"),
    ],
)
def test_berkas_yang_salah_disebut_salahnya(folder: Path, isi: str, kata: str) -> None:
    with pytest.raises(CommandError, match=kata):
        jalankan(folder, isi)


def test_folder_dan_berkas_yang_tidak_ada(folder: Path) -> None:
    with pytest.raises(CommandError, match="not a folder"):
        call_command("ukur_wajah", str(folder / "tiada"), "x.csv")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("ukur_wajah", str(folder), str(folder / "tiada.csv"))


def test_laju_dihitung_dari_jarak() -> None:
    hasil = HasilUkur(
        [Pasangan("a", "b", sama=True), Pasangan("a", "c", sama=True),
         Pasangan("a", "d", sama=False), Pasangan("a", "e", sama=False)],
        [0.3, None, 0.5, 0.7],
    )  # fmt: skip
    satu, dua = hasil.kesalahan([0.4, 0.6])
    assert (satu.laju_salah_cocok, satu.laju_salah_tolak) == (0.0, 0.5)
    assert (dua.laju_salah_cocok, dua.laju_salah_tolak) == (0.5, 0.5)
    assert baca_pasangan("h\n a.jpg , b.jpg , tidak , x \n") == [
        Pasangan("a.jpg", "b.jpg", sama=False, kelompok="x")
    ]
    with pytest.raises(BerkasPasanganSalah):
        baca_pasangan("h\na,b,Yes,x,y\n")

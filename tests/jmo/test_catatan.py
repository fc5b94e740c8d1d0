from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from jmo.catatan import SamarkanFilter

NIK = "9901011203880001"


@pytest.fixture
def catatan() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    keluaran = io.StringIO()
    penangan = logging.StreamHandler(keluaran)
    penangan.addFilter(SamarkanFilter())
    log = logging.getLogger("uji.catatan")
    log.propagate = False
    log.addHandler(penangan)
    log.setLevel(logging.DEBUG)
    yield log, keluaran
    log.removeHandler(penangan)


@pytest.mark.parametrize(
    ("pesan", "argumen"),
    [
        pytest.param(f"NIK {NIK} tidak cocok", (), id="dalam-kalimat"),
        pytest.param("NIK %s tidak cocok", (NIK,), id="dalam-argumen"),
        pytest.param("isi %r", ({"nik": NIK, "kpj": "01200000001"},), id="dalam-kamus"),
        pytest.param("GET /cari?q=%s", (NIK,), id="dalam-alamat"),
        pytest.param("rekening %s, telepon %s", ("001234567890000", "+62812-3456-7890"), id="dua"),
        pytest.param("9901 0112 0388 0001", (), id="berspasi"),
    ],
)
def test_nomor_orang_tidak_sampai_ke_catatan(
    catatan: tuple[logging.Logger, io.StringIO], pesan: str, argumen: tuple[object, ...]
) -> None:
    log, keluaran = catatan
    log.warning(pesan, *argumen)
    isi = keluaran.getvalue()
    assert "angka]" in isi
    assert not [kata for kata in (NIK, "01200000001", "001234567890000", "3456") if kata in isi]


def test_catatan_biasa_tetap_utuh(catatan: tuple[logging.Logger, io.StringIO]) -> None:
    log, keluaran = catatan
    log.info("bel %s tidak berbunyi setelah %d md", "accounts.kirim_pesan", 1500)
    assert keluaran.getvalue() == "bel accounts.kirim_pesan tidak berbunyi setelah 1500 md\n"


def test_galat_dalam_catatan_ikut_disaring(
    catatan: tuple[logging.Logger, io.StringIO],
) -> None:
    log, keluaran = catatan
    try:
        raise ValueError(f"tidak dikenal: {NIK}")
    except ValueError:
        log.exception("gagal")
    assert NIK not in keluaran.getvalue()
    assert "Traceback" in keluaran.getvalue()

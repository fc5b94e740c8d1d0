"""Modules that speak to people pass every sentence through gettext."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from jmo.apps import APLIKASI
from jmo.layanan import AKAR
from jmo.terjemahan import PANGGILAN

BERBICARA = ("teks.py", "teks/*.py", "forms.py", "views.py", "views/**/*.py", "admin*.py",
             "admin/*.py", "api.py")  # fmt: skip
# Words for operators and for programmers, not for readers of a page.
CATATAN = {"debug", "info", "warning", "error", "exception", "critical"}
DUA_KATA = re.compile(r"[^\W\d_]{2,} [^\W\d_“(]")


def kalimat_telanjang(isi: str) -> list[str]:
    """Return sentences outside gettext and outside docstrings, each with its line."""
    pohon = ast.parse(isi)
    lewat = set(_yang_lewat(pohon))
    return [
        f"{satu.lineno}: {satu.value}"
        for satu in ast.walk(pohon)
        if isinstance(satu, ast.Constant)
        and isinstance(satu.value, str)
        and id(satu) not in lewat
        and DUA_KATA.search(re.sub(r"<[^>]*>", "", satu.value))
    ]


def _yang_lewat(pohon: ast.AST) -> Iterator[int]:
    for simpul in ast.walk(pohon):
        if isinstance(simpul, ast.Expr) and isinstance(simpul.value, ast.Constant):
            yield id(simpul.value)
        elif isinstance(simpul, ast.Call):
            fungsi = simpul.func
            nama = fungsi.id if isinstance(fungsi, ast.Name) else getattr(fungsi, "attr", "")
            dicatat = isinstance(fungsi, ast.Attribute) and nama in CATATAN and "log" in str(
                getattr(fungsi.value, "id", "")
            )  # fmt: skip
            if nama in PANGGILAN or dicatat:
                yield from (id(satu) for satu in ast.walk(simpul))


def test_setiap_kalimat_melewati_gettext() -> None:
    salah, banyak = [], 0
    for aplikasi in APLIKASI:
        for pola in BERBICARA:
            for berkas in sorted((AKAR / aplikasi).glob(pola)):
                banyak += 1
                nama = berkas.relative_to(AKAR)
                salah += [f"{nama}:{s}" for s in kalimat_telanjang(berkas.read_text("utf-8"))]
    assert not salah, "wrap in gettext, see docs/resep/kalimat.md:\n" + "\n".join(salah)
    assert banyak > 30


@pytest.mark.parametrize(
    ("isi", "ditemukan"),
    [
        ('x = "Saldo Anda"', True),
        ('x = f"Saldo Anda {y}"', True),
        ('messages.error(r, "Tidak dapat disimpan.")', True),
        ('x = _("Saldo Anda")', False),
        ('def f():\n    """Say it."""', False),
        ('logger.info("no answer from %s", x)', False),
        ('x = "saldo_anda"', False),
    ],
)
def test_kalimat_telanjang(isi: str, ditemukan: bool) -> None:
    assert bool(kalimat_telanjang(isi)) is ditemukan

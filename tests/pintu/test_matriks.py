"""Who may open which door: every route, asked by everybody, held against one file.

`matriks.csv` says per route what each role gets, as GET/POST or as one word for both: `buka` (the
door opens, whatever the page then says), `masuk` (sent to log in), 403, 404, 405; `=` for a role
that gets what the owner gets where nothing belongs to anybody.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.pintu.dunia import PERAN
from tests.pintu.sapuan import (
    BERKAS,
    CARA,
    OBJEK,
    SAMA,
    HasilSapuan,
    baca_matriks,
    tulis_baris,
)

# Whichever test comes first makes the sweep: thousands of requests.
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(1800)]
KATA = {"buka", "masuk", "403", "404", "405"}


@pytest.fixture(scope="module")
def matriks() -> dict[str, dict[str, str]]:
    return baca_matriks()


def harapan(baris: dict[str, str], peran: str) -> tuple[str, str]:
    sel = baris["pemilik"] if baris[peran] == SAMA else baris[peran]
    get, _, post = sel.partition("/")
    return get, post or get


def test_setiap_rute_ada_di_matriks(hasil: HasilSapuan, matriks: dict[str, dict[str, str]]) -> None:
    hilang = [tulis_baris(satu, hasil.jawaban) for satu in hasil.rute if satu not in matriks]
    assert not hilang, (
        f"{BERKAS.name} does not know {len(hilang)} routes. Add these lines; the words are what "
        "the doors did just now, so check that each is what you mean, and say in the second "
        f"column which of {', '.join(OBJEK)} the route leads to. Where the owner gets 404, give "
        "the owner's object in tests/pintu/dunia.py (`milik`).\n" + "\n".join(hilang)
    )
    lama = [satu for satu in matriks if satu not in hasil.rute]
    assert not lama, f"no such routes any more, remove their lines from {BERKAS.name}: {lama}"


def test_matriks_berisi_kata_yang_dikenal(matriks: dict[str, dict[str, str]]) -> None:
    for rute, baris in matriks.items():
        assert baris["objek"] in OBJEK, rute
        for peran in PERAN:
            assert set(harapan(baris, peran)) <= KATA, (rute, peran)
        assert baris["objek"] != "milik" or SAMA not in baris.values(), f"{rute}: ask everybody"


def test_setiap_pintu_menjawab_seperti_tertulis(
    hasil: HasilSapuan, matriks: dict[str, dict[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    salah = [
        f"{satu.rute} {satu.cara} {satu.peran}: {satu.kata} ({satu.status}), written "
        f"{harapan(matriks[satu.rute], satu.peran)[CARA.index(satu.cara)]}"
        for satu in hasil.jawaban
        if satu.rute in matriks
        and satu.kata != harapan(matriks[satu.rute], satu.peran)[CARA.index(satu.cara)]
    ]
    bocor = list(kebocoran(hasil, matriks))
    tercakup = sum(satu in matriks for satu in hasil.rute)
    with capsys.disabled():
        sys.stdout.write(
            f"\npintu: rute {tercakup}/{len(hasil.rute)}, "
            f"permintaan {len(hasil.jawaban) + len(hasil.tiada)}, bocor {len(bocor)}\n"
        )
    assert not salah, "\n".join(salah)
    assert not bocor, "\n".join(bocor)


def kebocoran(hasil: HasilSapuan, matriks: dict[str, dict[str, str]]) -> Iterator[str]:
    """Doors that open to a guest or a stranger though something of one person lies behind."""
    for satu in hasil.jawaban:
        milik = matriks.get(satu.rute, {}).get("objek") == "milik"
        if milik and satu.peran not in {"pemilik"} and satu.kata == "buka":
            yield f"{satu.rute} {satu.cara} opens to {satu.peran}"
        petugas = satu.rute.startswith("petugas/") and satu.peran in {"tamu", "asing", "terbatas"}
        if petugas and satu.kata == "buka" and "log" not in satu.rute:
            yield f"{satu.rute} {satu.cara} opens to {satu.peran}"


def test_milik_orang_lain_dan_yang_tiada_tampak_sama_dan_tercatat(
    hasil: HasilSapuan, matriks: dict[str, dict[str, str]]
) -> None:
    ditanya = 0
    for satu in hasil.jawaban:
        if matriks.get(satu.rute, {}).get("objek") != "milik" or satu.peran != "asing":
            continue
        tiada = hasil.tiada[satu.rute, satu.cara]
        assert satu.status == tiada.status, (satu.rute, satu.cara)
        assert satu.isi == tiada.isi, (satu.rute, satu.cara)
        if satu.status == 404:
            ditanya += 1
            assert satu.tercatat, (satu.rute, satu.cara)
            assert tiada.tercatat, (satu.rute, satu.cara)
    assert ditanya > 20, "the sweep hardly asked for anything of anybody"


def test_pemilik_melihat_miliknya(hasil: HasilSapuan, matriks: dict[str, dict[str, str]]) -> None:
    """Else a stranger's 404 would say nothing: the object might not be there at all."""
    dibuka = {
        satu.rute for satu in hasil.jawaban if satu.peran == "pemilik" and satu.kata == "buka"
    }
    milik = {rute for rute, baris in matriks.items() if baris["objek"] == "milik"}
    assert not milik - dibuka, "give the owner's object in tests/pintu/dunia.py"


def test_tidak_ada_pintu_yang_rusak(hasil: HasilSapuan) -> None:
    rusak = [
        (satu.rute, satu.cara, satu.peran, satu.status)
        for satu in [*hasil.jawaban, *hasil.tiada.values()]
        if satu.kata == "galat"
    ]
    assert not rusak

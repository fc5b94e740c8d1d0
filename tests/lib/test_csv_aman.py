from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from jmo.lib.csv_aman import (
    DILEWATI,
    PEMICU,
    Nilai,
    jaga,
    lepaskan_penjaga,
    penjaga_sql,
    tulis_baris,
)

BERBAHAYA = [f"{huruf}1+1" for huruf in PEMICU]
BERBAHAYA += [f"{lewat}=1" for lewat in DILEWATI] + ["  \u00a0\n=HYPERLINK(0)", "'=1", " '' @x"]
AMAN = ["", "Siti", "1+1", "a=b", "'", "''", "  ", "'Abd", "Jl. Melati -5", "0812", "é=", " x="]
TEKS = st.text("='+-@ \t\r\n\x00＝\u00a0\u3000ab,\"", max_size=8) | st.text(max_size=8)


@pytest.mark.parametrize("teks", BERBAHAYA)
def test_yang_dapat_menjadi_rumus_dijaga(teks: str) -> None:
    assert jaga(teks) == "'" + teks


@pytest.mark.parametrize("teks", AMAN)
def test_yang_tidak_berbahaya_dibiarkan(teks: str) -> None:
    assert jaga(teks) == teks


@given(TEKS)
def test_penjaga_dapat_dilepas_tanpa_sisa(teks: str) -> None:
    terjaga = jaga(teks)
    assert lepaskan_penjaga(terjaga) == teks
    assert terjaga.lstrip(" \n\u00a0\u3000")[:1] not in tuple(PEMICU)


@pytest.mark.django_db
def test_penjaga_sql_sama_dengan_penjaga_python() -> None:
    contoh = [teks for teks in [*BERBAHAYA, *AMAN] if "\x00" not in teks]
    with connection.cursor() as kursor:
        # The name of the column and the guard are ours; the texts travel as a parameter.
        kursor.execute(
            f"SELECT t, {penjaga_sql('t')} FROM unnest(%s::text[]) WITH ORDINALITY AS u(t, n) "
            "ORDER BY n",
            [contoh],
        )
        hasil = kursor.fetchall()
        kursor.execute(f"SELECT {penjaga_sql('t')} FROM (SELECT NULL::text AS t) AS u")
        kosong = kursor.fetchone()
    assert hasil == [(teks, jaga(teks)) for teks in contoh]
    assert kosong == (None,)


@pytest.mark.parametrize(
    ("nilai", "baris"),
    [
        pytest.param(["a", "b"], "a,b\r\n", id="biasa"),
        pytest.param([], "\r\n", id="kosong"),
        pytest.param([None, ""], ",\r\n", id="tidak-ada"),
        pytest.param(['kata "Siti", 1'], '"kata ""Siti"", 1"\r\n', id="kutip-dan-koma"),
        pytest.param(["dua\nbaris"], '"dua\nbaris"\r\n', id="ganti-baris"),
        pytest.param(["=1+1", "\r=1"], "'=1+1,\"'\r=1\"\r\n", id="rumus"),
        pytest.param([1_500_000, -5, Decimal("0.0570")], "1500000,-5,0.0570\r\n", id="bilangan"),
        pytest.param([Decimal("1E+6")], "1000000\r\n", id="tanpa-eksponen"),
        pytest.param([True, False], "ya,tidak\r\n", id="benar-salah"),
        pytest.param(
            [date(2026, 1, 2), datetime(2026, 1, 2, 3, 4, tzinfo=UTC)],
            "2026-01-02,2026-01-02T03:04:00+00:00\r\n",
            id="tanggal",
        ),
    ],
)
def test_tulis_baris(nilai: list[Nilai], baris: str) -> None:
    assert tulis_baris(nilai) == baris


@given(st.lists(TEKS, min_size=2, max_size=4))
def test_dibaca_kembali_sama_setelah_penjaga_dilepas(nilai: list[str]) -> None:
    terbaca = list(csv.reader(io.StringIO(tulis_baris(nilai), newline=""), strict=True))
    assert [[lepaskan_penjaga(satu) for satu in baris] for baris in terbaca] == [nilai]

from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation


def _gambar(isi: str, *konteks: dict[str, Any]) -> list[str]:
    templat = Template("{% load tetap %}" + isi)
    return [templat.render(Context(satu)) for satu in konteks]


def test_digambar_sekali_untuk_nilai_yang_sama() -> None:
    hitung = iter(range(10))
    isi = "{% tetap a=a %}{{ a.berikut }}{% endtetap %}"

    class Penghitung:
        def __init__(self, nama: str) -> None:
            self.nama = nama

        def __eq__(self, lain: object) -> bool:
            return isinstance(lain, Penghitung) and lain.nama == self.nama

        def __hash__(self) -> int:
            return hash(self.nama)

        def berikut(self) -> int:
            return next(hitung)

    satu, dua = {"a": Penghitung("satu")}, {"a": Penghitung("dua")}
    assert _gambar(isi, satu, satu, dua, satu) == ["0", "0", "1", "0"]


def test_tidak_melihat_apa_pun_selain_nilainya() -> None:
    isi = "{% tetap a=a %}{{ a }}{{ nama }}{% endtetap %}"
    assert _gambar(isi, {"a": 1, "nama": "BUDI"}, {"a": 1, "nama": "SITI"}) == ["1", "1"]


def test_nilai_tetap_dikaburkan() -> None:
    assert _gambar("{% tetap a=a %}{{ a }}{% endtetap %}", {"a": "<b>"}) == ["&lt;b&gt;"]


def test_setiap_bahasa_digambar_sendiri() -> None:
    isi = "{% tetap %}{% get_current_language as bahasa %}{{ bahasa }}{% endtetap %}"
    templat = Template("{% load tetap %}" + isi)
    for bahasa in ("id", "en", "id"):
        with translation.override(bahasa):
            assert templat.render(Context()) == bahasa


def test_daftar_tidak_disimpan() -> None:
    isi = "{% tetap a=a %}{{ a|join:',' }}{% endtetap %}"
    assert _gambar(isi, {"a": [1]}, {"a": [1, 2]}) == ["1", "1,2"]


def test_hanya_menerima_nama_dan_nilai() -> None:
    with pytest.raises(TemplateSyntaxError, match="name=value"):
        _gambar("{% tetap a %}{% endtetap %}", {})

"""No template speaks words outside `translate`: they would stay Indonesian in English."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, Token, TokenType

from jmo.layanan import AKAR

KATA = re.compile(r"[^\W\d_]{3,}")
KALIMAT = re.compile(r"[A-Z][^\W\d_]{2,}|[^\W\d_]+ [^\W\d_]")
# The languages name themselves; the rest are names that no language changes.
BOLEH = {
    "Bahasa Indonesia", "English", "English ·", "Bahasa Indonesia ·", "ganti ke Bahasa Indonesia",
    "switch to English", "Bahasa IndonesiaEnglish", "SHA-256", "JMO",
}  # fmt: skip
# Attributes of components that name a thing, never a sentence.
TEKNIS = {
    "href", "hx-get", "hx-swap", "hx-trigger", "id", "ikon", "ikon_akhir", "jenis", "kelas", "name",
    "penuh", "status", "tipe", "tingkat", "ukuran", "value",
}  # fmt: skip
TAMPAK = {"alt", "aria-label", "label", "placeholder", "title"}
BLOK_KELAS = {"lebar", "kelas_badan"}
TANPA_KATA = {"cotton:verbatim", "elif", "extends", "if", "ikon", "include", "load", "static",
              "trans", "translate", "url"}  # fmt: skip


class _Pembaca(HTMLParser):
    """Collects what a reader would see or hear."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.temuan: list[tuple[int, str]] = []
        self._diam = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style"}:
            self._diam = tag
        for nama, isi in attrs:
            komponen = tag.startswith("c-") and tag not in {"c-slot", "c-ikon"}
            if nama in TAMPAK or (komponen and nama not in TEKNIS and nama[0] != ":"):
                self._catat(isi or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._diam:
            self._diam = ""

    def handle_data(self, data: str) -> None:
        if not self._diam:
            self._catat(data)

    def _catat(self, isi: str) -> None:
        for baris in filter(KATA.search, isi.split("\n")):
            self.temuan.append((self.getpos()[0], baris.strip()))


def _nama_tag(token: Token) -> str:
    """Return the first word of a tag."""
    return (token.contents.split() or [""])[0]


def kata_telanjang(isi: str) -> list[str]:
    """Return words of a template that no translation reaches, each with its line."""
    luar: list[str] = []
    temuan: list[tuple[int, str]] = []
    tutup = ""
    for token in Lexer(isi).tokenize():
        kata = _nama_tag(token)
        if token.token_type is TokenType.TEXT:
            luar.append("\n" * token.contents.count("\n") if tutup else token.contents)
            continue
        luar.append("\n" * token.contents.count("\n"))
        if token.token_type is TokenType.COMMENT:
            continue
        if token.token_type is TokenType.BLOCK:
            if kata == tutup:
                tutup = ""
            elif kata in {"blocktranslate", "comment"}:
                tutup = f"end{kata}"
            elif kata == "block" and token.contents.split()[1] in BLOK_KELAS:
                tutup = "endblock"
        if not (token.token_type is TokenType.BLOCK and kata in TANPA_KATA):
            tertulis = re.findall(r"(?<!_\()[\"']([^\"']*)[\"']", token.contents)
            temuan += [(token.lineno or 0, satu) for satu in tertulis if KALIMAT.search(satu)]
    pembaca = _Pembaca()
    pembaca.feed("".join(luar))
    pembaca.close()
    return [f"{nomor}: {satu}" for nomor, satu in pembaca.temuan + temuan if satu not in BOLEH]


def test_setiap_kata_di_templat_melewati_terjemahan() -> None:
    salah = []
    for berkas in sorted((AKAR / "templates").rglob("*")):
        if berkas.suffix in {".html", ".txt", ".sms"}:
            nama = berkas.relative_to(AKAR)
            salah += [f"{nama}:{s}" for s in kata_telanjang(berkas.read_text(encoding="utf-8"))]
    assert not salah, "wrap in translate, see docs/resep/kalimat.md:\n" + "\n".join(salah)


@pytest.mark.parametrize(
    "isi",
    [
        "<p>Saldo Anda</p>",
        "<p>{% if x %}Sudah{% else %}{{ y }}{% endif %}</p>",
        '<c-kartu judul="Saldo Anda" ikon="wallet">{{ x }}</c-kartu>',
        '<img alt="Kartu peserta" src="/a.png">',
        '{{ nama|default:"Belum ada" }}',
        '{% cycle "Satu dua" "Tiga" %}',
        "Kode Anda {{ kode }}.",
    ],
)
def test_kata_telanjang_ditemukan(isi: str) -> None:
    assert kata_telanjang(isi)


@pytest.mark.parametrize(
    "isi",
    [
        '<p>{% translate "Saldo Anda" %}</p>',
        "<p>{% blocktranslate trimmed with a=b %}Saldo {{ a }}{% endblocktranslate %}</p>",
        '<c-kartu judul="{% translate \'Saldo\' %}" ikon="wallet">{{ x }}</c-kartu>',
        "{% block lebar %}isi-sempit{% endblock %}{# Saldo Anda #}",
        "<script>const nama = 'Saldo Anda';</script>",
        '{{ nama|default:_("Belum ada") }}',
    ],
)
def test_kata_yang_melewati_terjemahan_dibiarkan(isi: str) -> None:
    assert not kata_telanjang(isi)


def test_naskah_tidak_berbicara_sendiri() -> None:
    """Scripts take their sentences from the page, which knows the language."""
    salah = []
    for berkas in sorted(Path(AKAR / "static" / "js").glob("*.js")):
        tanpa_catatan = re.sub(r"^\s*//.*$|/\*.*?\*/", "", berkas.read_text(), flags=re.M | re.S)
        for satu in re.findall(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`", tanpa_catatan):
            teks = "".join(satu)
            if re.search(r"[A-Z][a-z]{2,} [a-z]{2,}|^[a-z]{3,} [a-z]{3,} [a-z]{3,}", teks):
                salah.append(f"{berkas.name}: {teks}")
    assert not salah, salah

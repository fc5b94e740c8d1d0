"""Finds every sentence that people read, and keeps the English catalogue beside them.

The sentences are Indonesian and are their own keys; `jmo/locale/en` holds the English. GNU gettext
is not needed: Django turns a template into calls, Babel reads and writes the catalogue.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages import pofile
from babel.messages.catalog import Catalog

from jmo.apps import APLIKASI
from jmo.layanan import AKAR

if TYPE_CHECKING:
    from django.db.models import Model

KATALOG = AKAR / "jmo" / "locale" / "en" / "LC_MESSAGES" / "django.po"
PANGGILAN = {"gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "_", "_g", "gettext_noop"}
# What Django's templatize leaves of a template: calls with one or two literal strings.
_DI_TEMPLAT = re.compile(
    r"""\b(n?gettext|_)\(\s*(u?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))(?:\s*,\s*(u?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')))?"""
)
# No dates and no names in its head: two people who add sentences must not collide there.
_KEPALA = """\
# English of the portal. The keys are the Indonesian sentences; see docs/resep/kalimat.md.
msgid ""
msgstr ""
"Project-Id-Version: JMO\\n"
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
Kunci = str | tuple[str, str]


def kumpulkan() -> dict[Kunci, str]:
    """Return every sentence with one place where it stands; plural ones as a pair."""
    hasil: dict[Kunci, str] = {}
    for berkas in sorted((AKAR / "templates").rglob("*")):
        if berkas.suffix in {".html", ".txt", ".sms"}:
            _tambah(hasil, _dari_templat(berkas), berkas)
    for nama in APLIKASI:
        for berkas in sorted((AKAR / nama).rglob("*.py")):
            if "migrations" not in berkas.parts and "sandbox" not in berkas.parts:
                _tambah(hasil, _dari_python(berkas), berkas)
    for tempat, nama in nama_model():
        hasil.setdefault(nama, tempat)
    return hasil


def _tambah(hasil: dict[Kunci, str], isi: Iterator[Kunci], berkas: Path) -> None:
    for satu in isi:
        hasil.setdefault(satu, str(berkas.relative_to(AKAR)))


def _dari_templat(berkas: Path) -> Iterator[Kunci]:
    from django.utils.translation.template import templatize

    teks = templatize(berkas.read_text(encoding="utf-8"), origin=str(berkas))
    for cocok in _DI_TEMPLAT.finditer(teks):
        satu = ast.literal_eval(cocok[2])
        if cocok[1] == "ngettext" and cocok[3]:
            yield (satu, ast.literal_eval(cocok[3]))
        elif satu:
            yield satu


def _dari_python(berkas: Path) -> Iterator[Kunci]:
    for simpul in ast.walk(ast.parse(berkas.read_text(encoding="utf-8"))):
        if not isinstance(simpul, ast.Call):
            continue
        fungsi = simpul.func
        nama = fungsi.id if isinstance(fungsi, ast.Name) else getattr(fungsi, "attr", "")
        if nama not in PANGGILAN:
            continue
        isi = [
            a.value for a in simpul.args if isinstance(a, ast.Constant) and isinstance(a.value, str)
        ]
        if nama.startswith("ngettext") and len(isi) >= 2:
            yield (isi[0], isi[1])
        elif isi and isi[0]:
            yield isi[0]


def nama_model() -> Iterator[tuple[str, str]]:
    """Yield what the officers' pages call models, columns and choices, with the model of each."""
    from django.apps import apps
    from django.contrib.auth.models import AbstractUser
    from django.utils import translation

    with translation.override(None):
        milik_django = set(_nama_satu_model(AbstractUser))
        for aplikasi in apps.get_app_configs():
            model = list(aplikasi.get_models()) if aplikasi.name in APLIKASI else []
            if model:
                yield aplikasi.label, str(aplikasi.verbose_name)
            for satu in model:
                for nama in _nama_satu_model(satu):
                    if nama and nama not in milik_django:
                        yield f"{aplikasi.label}.{satu.__name__}", nama


def _nama_satu_model(model: type[Model]) -> Iterator[str]:
    yield str(model._meta.verbose_name)
    yield str(model._meta.verbose_name_plural)
    for kolom in (*model._meta.local_fields, *model._meta.local_many_to_many):
        yield str(kolom.verbose_name)
        yield str(kolom.help_text)
        yield from (str(label) for _, label in kolom.flatchoices)


def baca_katalog() -> Catalog:
    """Return the English catalogue, empty when there is none yet."""
    if not KATALOG.exists():
        return Catalog(locale="en", project="JMO", charset="utf-8")
    with KATALOG.open("rb") as berkas:
        return pofile.read_po(berkas, locale="en")


def belum_diterjemahkan() -> list[str]:
    """Return the sentences without an English one, with the place where each stands."""
    katalog = baca_katalog()
    kurang = []
    for kunci, tempat in kumpulkan().items():
        pesan = katalog.get(kunci if isinstance(kunci, str) else kunci[0])
        isi = pesan.string if pesan is not None else ""
        if not isi or (isinstance(isi, tuple | list) and not all(isi)):
            kurang.append(f"{tempat}: {kunci}")
    return kurang


def perbarui_katalog() -> tuple[int, int]:
    """Add new sentences to the catalogue and drop those that are gone; returns both counts."""
    lama, ada = baca_katalog(), kumpulkan()
    baru = Catalog(locale="en", project="JMO", charset="utf-8", fuzzy=False)
    for kunci in sorted(ada, key=lambda satu: (ada[satu], str(satu))):
        pesan = lama.get(kunci if isinstance(kunci, str) else kunci[0])
        baru.add(kunci, pesan.string if pesan is not None else None, locations=[(ada[kunci], 0)])
    dulu = {satu.id for satu in lama if satu.id}
    KATALOG.parent.mkdir(parents=True, exist_ok=True)
    with KATALOG.open("wb") as berkas:
        berkas.write(_KEPALA.encode())
        pofile.write_po(
            berkas, baru, omit_header=True, width=100, no_location=True, sort_output=False
        )
    return len(set(ada) - dulu), len(dulu - set(ada))

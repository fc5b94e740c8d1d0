from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from jmo.statis import kumpulkan_statis

FINDER = "django.contrib.staticfiles.finders.FileSystemFinder"
GUDANG = "whitenoise.storage.CompressedManifestStaticFilesStorage"


@pytest.fixture
def sumber(tmp_path: Path, settings: Any) -> Path:
    """A folder with one static file, collected beside it as in production."""
    folder = tmp_path / "sumber"
    folder.mkdir()
    (folder / "a.css").write_text("a { color: red }")
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = [FINDER]
    settings.STATIC_ROOT = tmp_path / "hasil"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": GUDANG}}
    return folder


def test_hanya_dikumpulkan_bila_berubah(sumber: Path, settings: Any) -> None:
    hasil = settings.STATIC_ROOT
    assert kumpulkan_statis()
    assert not kumpulkan_statis()
    (sumber / "a.css").write_text("a { color: blue }")
    os.utime(sumber / "a.css", ns=(1, 1))
    assert kumpulkan_statis()
    assert "blue" in "".join(satu.read_text() for satu in hasil.glob("a.*.css"))


def test_pengumpulan_yang_terputus_diulang(sumber: Path, settings: Any) -> None:
    assert kumpulkan_statis()
    (settings.STATIC_ROOT / "sidik.txt").write_text("")
    assert kumpulkan_statis()


def test_berkas_baru_dikumpulkan(sumber: Path, settings: Any) -> None:
    assert kumpulkan_statis()
    (sumber / "b.css").write_text("b { color: red }")
    assert kumpulkan_statis()
    assert list(settings.STATIC_ROOT.glob("b.*.css"))

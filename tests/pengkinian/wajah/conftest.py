from __future__ import annotations

from pathlib import Path

import pytest

from tests.foto import folder_foto as cari_folder


@pytest.fixture(scope="session")
def folder_foto() -> Path:
    return cari_folder()

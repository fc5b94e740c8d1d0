from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.perjalanan.alat import Portal, portal_hidup


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with portal_hidup(tmp_path_factory.mktemp("portal")) as hidup:
        yield hidup


@pytest.fixture
def film(tmp_path: Path) -> Path:
    return tmp_path / "kamera.mjpeg"

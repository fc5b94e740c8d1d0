"""The sweep is made once for all tests of this folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.pintu.sapuan import HasilSapuan


@pytest.fixture(scope="package")
def hasil(django_db_setup: None, django_db_blocker: Any) -> HasilSapuan:
    from tests.pintu.sapuan import sapu

    with django_db_blocker.unblock():
        return sapu()

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from celery.fixups import django as fixup
from django.db import OperationalError, connection

from jmo.celery import aplikasi, segarkan_sambungan

celery_django: Any = fixup  # its stubs leave the worker's half out
TUGAS = SimpleNamespace(request=SimpleNamespace(is_eager=False))


def _proses_server() -> int:
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_backend_pid()")
        return int(kursor.fetchone()[0])


def _di_antara_dua_tugas() -> None:
    """Do what Celery and this portal do after one task and before the next."""
    celery_django.DjangoWorkerFixup(aplikasi).close_database()
    segarkan_sambungan(task=TUGAS)


def test_tugas_berikutnya_memakai_sambungan_yang_sama(transactional_db: None) -> None:
    pertama = _proses_server()
    _di_antara_dua_tugas()
    assert _proses_server() == pertama


@pytest.mark.parametrize("ketahuan", [True, False])
def test_sambungan_putus_diganti_sebelum_tugas_berikutnya(
    transactional_db: None, *, ketahuan: bool
) -> None:
    pertama = _proses_server()
    putus = connection.connection
    # The server ends this connection by itself, as when it starts anew.
    with connection.cursor() as kursor:
        kursor.execute("SET ROLE NONE")  # the application may end nobody, not even itself
        with pytest.raises(OperationalError):
            kursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    if not ketahuan:
        connection.errors_occurred = False
    _di_antara_dua_tugas()
    assert _proses_server() != pertama
    assert connection.connection is not putus

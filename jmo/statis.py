"""Collecting static files only when one of them has changed: packing them takes many seconds."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

BERKAS = "sidik.txt"


def sidik_statis() -> str:
    """Return one fingerprint of every static file's name, size and time, and of how it is kept."""
    isi = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for pencari in get_finders():
        for nama, gudang in pencari.list([]):
            berkas = Path(gudang.path(nama)).stat()
            isi.update(f"{nama}\0{berkas.st_size}\0{berkas.st_mtime_ns}\n".encode())
    return isi.hexdigest()


def kumpulkan_statis() -> bool:
    """Collect the static files unless that was done for these very files; returns whether it was.

    The fingerprint is written last, so a collection that was broken off is done again.
    """
    tanda = Path(settings.STATIC_ROOT) / BERKAS
    sidik = sidik_statis()
    if tanda.is_file() and tanda.read_text() == sidik:
        return False
    tanda.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    tanda.write_text(sidik)
    return True

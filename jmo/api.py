"""DRF defaults: the one place where an error of ours becomes JSON."""

from __future__ import annotations

from typing import Any

from rest_framework.response import Response
from rest_framework.views import exception_handler

from jmo.lib.galat import Galat
from jmo.teks import kalimat_galat


def tangani_galat(galat: Exception, konteks: dict[str, Any]) -> Response | None:
    """Answer {kode, kalimat} for our errors, DRF's own form for the rest."""
    if isinstance(galat, Galat):
        isi = {"kode": galat.kode, "kalimat": kalimat_galat(galat)}
        return Response(isi, status=galat.status_http)
    return exception_handler(galat, konteks)

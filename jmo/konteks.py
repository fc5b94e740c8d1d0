"""What every page knows about the portal itself."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, Any]:
    """Return the portal's name and whether this is the sandbox."""
    return {"nama_portal": settings.NAMA_PORTAL, "di_sandbox": settings.MODE == "coba"}

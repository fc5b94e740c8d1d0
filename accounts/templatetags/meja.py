"""The officers' desk as a template tag: Django's index page has no other door for data."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from accounts.admin_meja import susun_ekspor, susun_worklist
from accounts.models import Akun

register = template.Library()


@register.inclusion_tag("admin/_meja.html", takes_context=True)
def meja(context: dict[str, Any]) -> dict[str, Any]:
    """Show what waits and what can be exported to the officer who is logged in."""
    akun = context["user"]
    assert isinstance(akun, Akun)
    return {
        "worklist": susun_worklist(akun),
        "ekspor": susun_ekspor(akun),
        "kini": timezone.now(),
    }

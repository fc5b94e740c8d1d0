"""Icons as inline SVG: drawn once per process, because a page shows twenty of them."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide

register = template.Library()


@lru_cache(maxsize=512)
def _gambar(nama: str, ukuran: int) -> SafeString:
    return SafeString(lucide(nama, size=ukuran, **{"class": "ikon", "aria-hidden": "true"}))


@register.simple_tag
def ikon(nama: str, ukuran: int | str = 20) -> SafeString:
    """Draw one icon of lucide by its name; decoration only, words stand beside it."""
    return _gambar(str(nama), int(ukuran))

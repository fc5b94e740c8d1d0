"""How allauth behaves here: no sign-up by its own page, our messages."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AkunAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Registration goes through the fund's records, so allauth's own sign-up stays closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False always."""
        return False

"""A backend that starts the embedded PostgreSQL at the first connection, not before.

So a command that needs no database starts none, and one that does works whether the portal is up
or down.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base

from jmo import layanan


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL as Django knows it."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; where no DATABASE_URL is set, make sure first that the server runs."""
        if self.settings_dict.get("TERTANAM"):
            layanan.pastikan()
        return super().get_new_connection(conn_params)

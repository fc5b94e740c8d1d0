"""Technical log: what looks like an identifier is taken out of each line."""

from __future__ import annotations

import logging

from jmo.lib.samarkan import bersihkan_teks


class SamarkanFilter(logging.Filter):
    """Replaces identifiers in the finished message, arguments included."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Clean the record and let it pass."""
        record.msg = bersihkan_teks(record.getMessage())
        record.args = ()
        return True

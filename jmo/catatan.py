"""Technical log: what looks like an identifier is taken out of each line."""

from __future__ import annotations

import logging

from jmo.lib.samarkan import bersihkan_teks

_BENTUK = logging.Formatter()


class SamarkanFilter(logging.Filter):
    """Replaces identifiers in the finished message, arguments and traceback included."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Clean the record and let it pass."""
        record.msg = bersihkan_teks(record.getMessage())
        record.args = ()
        if record.exc_info:
            # The formatter takes the text that stands here: a database error quotes values.
            record.exc_text = bersihkan_teks(_BENTUK.formatException(record.exc_info))
        return True

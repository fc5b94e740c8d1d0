"""A limit of requests per second, for the answer 429."""

from __future__ import annotations

import threading
import time


class PembatasLaju:
    """At most so many requests per calendar second."""

    def __init__(self, batas: int | None) -> None:
        self._batas = batas
        self._gembok = threading.Lock()
        self._detik = 0
        self._jumlah = 0

    def boleh(self) -> bool:
        """Count this request and say whether it still fits."""
        if self._batas is None:
            return True
        with self._gembok:
            detik = int(time.time())
            if detik != self._detik:
                self._detik, self._jumlah = detik, 0
            self._jumlah += 1
            return self._jumlah <= self._batas

"""The collector of cyclic garbage, told to rest while a great many objects come and go."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def tanpa_pemulung() -> Iterator[None]:
    """Let the block run without the collector; afterwards it works as before.

    For work on millions of short-lived objects that form no cycles: counting of references frees
    them at once, while the collector would look through everything that lives again and again.
    What cycles there are wait for the end of the block.
    """
    bekerja = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if bekerja:
            gc.enable()

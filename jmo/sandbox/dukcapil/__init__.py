"""A population register over HTTP with a book of its own, for trying out and for tests."""

from __future__ import annotations

from jmo.sandbox.dukcapil.server import DukcapilServer

__all__ = ["DukcapilServer"]

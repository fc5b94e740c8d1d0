"""A SNAP bank over HTTP with a book of its own, for trying out and for tests."""

from __future__ import annotations

from jmo.sandbox.bank.server import BankServer
from jmo.sandbox.bank.setelan import Setelan, Tunda

__all__ = ["BankServer", "Setelan", "Tunda"]

"""How much of a balance a reason pays."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

from jmo.lib.uang import Rupiah
from klaim_jht.rules.alasan import AturanAlasan


def bagian_saldo(saldo: Rupiah, aturan: AturanAlasan) -> Rupiah:
    """Return what this reason pays of a posted balance, a part down to the whole rupiah.

    Source: at most 10 or 30 % (PP 46/2015 Art. 22): rounding up would be more than that.
    """
    if aturan.bagian is None:
        return saldo
    return Rupiah(int((Decimal(saldo) * aturan.bagian).to_integral_value(ROUND_FLOOR)))

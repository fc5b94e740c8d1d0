"""A worker of later money that is killed at a named moment: `python -m ... MOMENT ID DATABASE`.

It patches itself and nothing else: the portal knows no such switch. The id is that of the claim
while the payment is being written, and that of the payment while it is sent.
"""

from __future__ import annotations

import sys

from tests.klaim_jht.pekerja_mati import _ganti, _lalu_mati


def main(saat: str, baris_id: int, basis: str) -> None:
    """Do one turn and die on the way."""
    import django

    django.setup()
    from django.db import connections

    connections.databases["default"]["NAME"] = basis
    from jmo.gateways.bank_snap import BankSnap
    from klaim_jht.services import pembayaran, penyelesaian_susulan, susulan
    from tests.lib_mitra import konfigurasi_bank

    bank = BankSnap(konfigurasi_bank(timeout_baca=10.0))
    match saat:
        case "sesudah-ditahan":
            _ganti(susulan, "_tahan", _lalu_mati)
        case "sesudah-pembayaran-ditulis":
            _ganti(susulan, "tulis_pembayaran", _lalu_mati)
        case "sesudah-tercatat":
            _ganti(susulan, "bayar_susulan", _lalu_mati)
        case "sesudah-bank-membukukan":
            _ganti(bank, "kirim", _lalu_mati)
        case "saat-membukukan":
            _ganti(penyelesaian_susulan, "bayarkan_tahanan", _lalu_mati)
        case _:
            raise SystemExit(f"no such moment: {saat}")
    if saat in {"sesudah-bank-membukukan", "saat-membukukan"}:
        pembayaran.kirim_pembayaran(pembayaran_id=baris_id, bank=bank)
    else:
        susulan.bayar_susulan(klaim_id=baris_id)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])

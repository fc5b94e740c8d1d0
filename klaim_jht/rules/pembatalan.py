"""Until when a claim can be called off: as long as no bank can have its money."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from klaim_jht.rules.status import StatusKlaim, StatusPembayaran, boleh_pindah

# Why a payment ended that its claim was called off before.
SEBAB_BATAL = "BATAL_PESERTA"
# The bank said no, or gave it back: it has nothing.
_TANPA_UANG = frozenset({StatusPembayaran.GAGAL_PASTI, StatusPembayaran.DIKEMBALIKAN})


@dataclass(frozen=True, slots=True)
class KirimanKlaim:
    """One payment of the claim: where it stands, whether officers look at it."""

    status: StatusPembayaran
    perlu_petugas: bool = False


def boleh_dibatalkan(status: StatusKlaim, kiriman: Iterable[KirimanKlaim]) -> bool:
    """Tell whether the participant may still call this claim off.

    Result: yes while every payment waits unsent, was refused for certain or came back; never while
            one is at the bank, arrived, or was refused and is looked at by officers, who may find
            that it arrived after all.
    Source: our promise (docs/regulasi.md#status).
    """
    if not boleh_pindah(status, StatusKlaim.DIBATALKAN):
        return False
    return all(_aman(satu) for satu in kiriman)


def _aman(satu: KirimanKlaim) -> bool:
    if satu.status is StatusPembayaran.SIAP:
        return True
    return satu.status in _TANPA_UANG and not satu.perlu_petugas

"""Statements as tests need them: from the sandbox bank, or written by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from jmo.lib.tanggal import hari_ini_wib
from jmo.sandbox.bank.rekening_koran import Gerak, Koran, tulis_csv, tulis_mt940

if TYPE_CHECKING:
    from jmo.gateways.bank_snap import BankSnap
    from klaim_jht.models import RekeningKoran
    from klaim_jht.services.rekonsiliasi import HasilCocok

AWAL = 1_000_000_000


def gerak(nomor: int, jumlah: int, referensi: str = "JHT-ASING", bank: str = "") -> Gerak:
    """Write one movement; below zero money left the account."""
    return Gerak(f"{nomor:012d}", jumlah, referensi, bank or f"BANK{nomor}", "TRANSFER")


def berkas(*isi: Gerak, tanggal: date | None = None, awal: int = AWAL, mt: bool = False) -> bytes:
    """Write a statement file of the fund's account, of today unless told otherwise."""
    koran = Koran(
        settings.BANK["rekening_sumber"], tanggal or hari_ini_wib(timezone.now()), awal, isi
    )
    return (tulis_mt940 if mt else tulis_csv)(koran).encode()


def terima(isi: bytes) -> RekeningKoran:
    """Let an officer's file be taken."""
    from accounts.rules.pelaku import SISTEM
    from klaim_jht.models import RekeningKoran
    from klaim_jht.services.rekening_koran import terima_rekening_koran

    return terima_rekening_koran(isi=isi, sumber=RekeningKoran.Sumber.BERKAS, pelaku=SISTEM)


def rekonsiliasi(bank: BankSnap) -> HasilCocok:
    """Fetch the statement of today from the sandbox and compare both books."""
    from accounts.rules.pelaku import SISTEM
    from klaim_jht.services.rekening_koran import ambil_rekening_koran
    from klaim_jht.services.rekonsiliasi import cocokkan

    ambil_rekening_koran(tanggal=hari_ini_wib(timezone.now()), bank=bank, pelaku=SISTEM)
    return cocokkan(pelaku=SISTEM)

"""A person with three cards to merge, for tests of merging."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts.models import Peserta
from accounts.rules.pelaku import SISTEM
from saldo.models import Kepesertaan
from saldo.selectors import saldo_kartu
from saldo.selectors.invarian import periksa_invarian
from saldo.services.tarif import muat_tarif_contoh
from tests.pabrik import buat_iuran, buat_kartu, buat_peserta


@dataclass(frozen=True, slots=True)
class Wati:
    """Two old cards with money of several years, and the newest one; all of them inactive."""

    peserta: Peserta
    lama: Kepesertaan
    tengah: Kepesertaan
    baru: Kepesertaan

    @property
    def sumber(self) -> list[int]:
        """Cards that are merged away."""
        return [self.lama.pk, self.tengah.pk]

    def segar(self, kartu: Kepesertaan) -> Kepesertaan:
        """Return a card as it stands now."""
        return Kepesertaan.objects.get(pk=kartu.pk)

    def saldo(self) -> list[int]:
        """Return what stands on each card, oldest card first."""
        return [saldo_kartu(satu).total for satu in (self.lama, self.tengah, self.baru)]


def buat_wati(*, tarif: bool = True) -> Wati:
    """Make the person, her cards, and contributions of 2023, 2024 to 2025 and 2026."""
    if tarif:
        muat_tarif_contoh(pelaku=SISTEM)
    peserta = buat_peserta(nama="WATI LESTARI", dengan_akun=True)
    lama = buat_kartu(peserta, mulai=date(2023, 1, 1), npp="AB123456", berhenti=date(2023, 12, 31))
    tengah = buat_kartu(peserta, mulai=date(2024, 3, 1), npp="CD123456", berhenti=date(2025, 6, 30))
    baru = buat_kartu(peserta, mulai=date(2025, 9, 1), npp="EF123456", berhenti=date(2026, 8, 31))
    buat_iuran(lama, date(2023, 1, 1), banyak=12, upah=4_000_000)
    buat_iuran(tengah, date(2024, 3, 1), banyak=14, upah=4_500_000)
    buat_iuran(baru, date(2025, 9, 1), banyak=12, upah=6_000_000)
    return Wati(peserta, lama, tengah, baru)


def langgar() -> list[str]:
    """Return the marks of the invariants that do not hold."""
    return [satu.invarian.kode for satu in periksa_invarian() if not satu.dipenuhi]

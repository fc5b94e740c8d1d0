"""Tables of employers, cards, contributions, the book, holds and dated parameters."""

from __future__ import annotations

from saldo.models.buku import AkunBuku, EntriJurnal, Jurnal, TahananSaldo
from saldo.models.kepesertaan import BerkasIuran, Iuran, Kepesertaan, Perusahaan
from saldo.models.ketentuan import Ketentuan

__all__ = [
    "AkunBuku",
    "BerkasIuran",
    "EntriJurnal",
    "Iuran",
    "Jurnal",
    "Kepesertaan",
    "Ketentuan",
    "Perusahaan",
    "TahananSaldo",
]

"""Chooses who sends what: e-mail through the mail server where there is one."""

from __future__ import annotations

from jmo.gateways.hasil import Hasil
from jmo.gateways.pesan.bentuk import Pengirim, PesanKeluar, Saluran
from jmo.gateways.pesan.penyedia import KonfigurasiPenyedia, PengirimHTTP
from jmo.gateways.pesan.smtp import KonfigurasiSMTP, PengirimSMTP


class _PengirimBercabang:
    """E-mail goes one way, everything else the other."""

    def __init__(self, *, surel: Pengirim, lain: Pengirim) -> None:
        self._surel = surel
        self._lain = lain

    def kirim(self, pesan: PesanKeluar) -> Hasil[str]:
        pengirim = self._surel if pesan.saluran is Saluran.EMAIL else self._lain
        return pengirim.kirim(pesan)

    def tutup(self) -> None:
        self._surel.tutup()
        self._lain.tutup()


def buat_pengirim(*, penyedia: KonfigurasiPenyedia, smtp: KonfigurasiSMTP | None) -> Pengirim:
    """Return what sends our messages: all through the provider, or e-mail through SMTP.

    Keep one per process; threads may share it.
    """
    lain = PengirimHTTP(penyedia)
    return lain if smtp is None else _PengirimBercabang(surel=PengirimSMTP(smtp), lain=lain)

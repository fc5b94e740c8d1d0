"""Messages to people: e-mail, SMS and WA, through a provider over HTTP or a mail server."""

from __future__ import annotations

from jmo.gateways.pesan.bentuk import KodeTolak, Pengirim, PesanKeluar, Saluran, Sebab
from jmo.gateways.pesan.penyedia import KonfigurasiPenyedia, PengirimHTTP
from jmo.gateways.pesan.pilih import buat_pengirim
from jmo.gateways.pesan.smtp import KonfigurasiSMTP, PengirimSMTP

__all__ = [
    "KodeTolak",
    "KonfigurasiPenyedia",
    "KonfigurasiSMTP",
    "Pengirim",
    "PengirimHTTP",
    "PengirimSMTP",
    "PesanKeluar",
    "Saluran",
    "Sebab",
    "buat_pengirim",
]

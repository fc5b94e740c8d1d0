"""A bank that speaks SNAP BI: the client, its signatures and its table of response codes."""

from __future__ import annotations

from jmo.gateways.bank_snap.jawaban import (
    BuktiTransfer,
    KeadaanTransfer,
    PemilikRekening,
    StatusTransfer,
)
from jmo.gateways.bank_snap.klien import BankSnap
from jmo.gateways.bank_snap.kode import Layanan, SebabTolak, sebab_penolakan
from jmo.gateways.bank_snap.konfigurasi import KonfigurasiBank
from jmo.gateways.bank_snap.notifikasi import (
    Notifikasi,
    NotifikasiPalsu,
    muat_kunci_bank,
    periksa_notifikasi,
)
from jmo.gateways.bank_snap.pesan import PesanTransfer, buat_external_id
from jmo.gateways.bank_snap.token import SimpananProses, SimpananToken, Token

__all__ = [
    "BankSnap",
    "BuktiTransfer",
    "KeadaanTransfer",
    "KonfigurasiBank",
    "Layanan",
    "Notifikasi",
    "NotifikasiPalsu",
    "PemilikRekening",
    "PesanTransfer",
    "SebabTolak",
    "SimpananProses",
    "SimpananToken",
    "StatusTransfer",
    "Token",
    "buat_external_id",
    "muat_kunci_bank",
    "periksa_notifikasi",
    "sebab_penolakan",
]

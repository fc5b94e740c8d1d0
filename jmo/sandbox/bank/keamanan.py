"""The gate of the bank: headers, clock, token, signature, message id, in this order."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from jmo.sandbox.bank.balasan import Tolak
from jmo.sandbox.bank.buku import WIB, Buku
from jmo.sandbox.bank.setelan import Setelan
from jmo.sandbox.bank.tanda_tangan import muat_kunci_publik, sah_token, sah_transaksi
from jmo.sandbox.peladen import Permintaan

WAKTU_ISO: Final = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)", re.ASCII
)
_KEPALA_TOKEN: Final = ("X-TIMESTAMP", "X-CLIENT-KEY", "X-SIGNATURE")
_KEPALA_TRANSAKSI: Final = (
    "Authorization",
    "X-TIMESTAMP",
    "X-SIGNATURE",
    "X-PARTNER-ID",
    "X-EXTERNAL-ID",
    "CHANNEL-ID",
)


class Gerbang:
    """Decides whether a request is really from our client."""

    def __init__(self, setelan: Setelan, buku: Buku) -> None:
        self._setelan = setelan
        self._buku = buku
        self._kunci = muat_kunci_publik(setelan.kunci_publik_pem)

    def periksa_token(self, permintaan: Permintaan) -> None:
        """Check a request for a token; Tolak when it is not ours."""
        self._periksa_kepala(permintaan, _KEPALA_TOKEN)
        if not self._dalam_jendela(permintaan.kepala["X-TIMESTAMP"]):
            raise Tolak("40001")
        client_id = permintaan.kepala["X-CLIENT-KEY"]
        sah = sah_token(
            self._kunci,
            client_id=client_id,
            waktu=permintaan.kepala["X-TIMESTAMP"],
            tanda_tangan=permintaan.kepala["X-SIGNATURE"],
        )
        if client_id != self._setelan.client_id or not sah:
            raise Tolak("40100")

    def periksa_transaksi(self, permintaan: Permintaan) -> None:
        """Check everything before the message id; Tolak when it is not ours."""
        kepala = permintaan.kepala
        self._periksa_kepala(permintaan, _KEPALA_TRANSAKSI)
        if not self._dalam_jendela(kepala["X-TIMESTAMP"]):
            raise Tolak("40100")
        skema, _, token = kepala["Authorization"].partition(" ")
        umur = self._buku.umur_token(token) if skema == "Bearer" else None
        if umur is None:
            raise Tolak("40103")
        if umur <= 0:
            raise Tolak("40101")
        sah = sah_transaksi(
            rahasia=self._setelan.client_secret,
            metode=permintaan.metode,
            jalur=permintaan.jalur,
            token=token,
            isi=permintaan.isi,
            waktu=kepala["X-TIMESTAMP"],
            tanda_tangan=kepala["X-SIGNATURE"],
        )
        if not sah or kepala["CHANNEL-ID"] != self._setelan.channel_id:
            raise Tolak("40100")
        if kepala["X-PARTNER-ID"] != self._setelan.partner_id:
            raise Tolak("40416")

    def catat_pesan(self, permintaan: Permintaan, *, layanan: str, referensi: str) -> None:
        """Take the message id; Tolak when it is malformed or was used today."""
        external_id = permintaan.kepala["X-EXTERNAL-ID"]
        if not re.fullmatch(r"[0-9]{1,36}", external_id):
            raise Tolak("40001")
        if not self._buku.catat_pesan(external_id, layanan=layanan, referensi=referensi):
            raise Tolak("40900")

    @staticmethod
    def _periksa_kepala(permintaan: Permintaan, wajib: tuple[str, ...]) -> None:
        if any(not permintaan.kepala.get(nama) for nama in wajib):
            raise Tolak("40002")
        if not WAKTU_ISO.fullmatch(permintaan.kepala["X-TIMESTAMP"]):
            raise Tolak("40001")

    def _dalam_jendela(self, waktu: str) -> bool:
        try:
            saat = datetime.fromisoformat(waktu)
        except ValueError:
            return False
        selisih = abs((datetime.now(WIB) - saat).total_seconds())
        return selisih <= self._setelan.jendela_waktu_detik

"""The access token: one per bank and process, fetched once however many threads want it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

from jmo.gateways.bank_snap.kode import TAK_DIKENAL, Golongan, Layanan, baca_kode
from jmo.gateways.bank_snap.konfigurasi import KonfigurasiBank
from jmo.gateways.bank_snap.pesan import JALUR
from jmo.gateways.bank_snap.tanda_tangan import (
    muat_kunci_privat,
    stempel_waktu,
    tanda_tangani_token,
)
from jmo.gateways.hasil import TidakTersedia
from jmo.gateways.http import Jawaban, PintuHTTP, json_ringkas

SEGARKAN_SESUDAH: Final = 0.8
UMUR_MAKSIMUM_DETIK: Final = 86_400
JEDA_SEGAR_DETIK: Final = 30


@dataclass(frozen=True, slots=True)
class Token:
    """An access token with the instants of its renewal and of its end."""

    nilai: str = field(repr=False)
    segarkan_pada: datetime
    berakhir_pada: datetime


class SimpananToken(Protocol):
    """Where tokens are kept. One over Redis lets several processes share a token; what it keeps
    is a secret of the bank, so it must be as well guarded as the client secret.
    """

    def ambil(self, kunci: str) -> Token | None:
        """Return the stored token, expired or not, or None."""

    def simpan(self, kunci: str, token: Token) -> None:
        """Replace the stored token."""


class SimpananProses:
    """Tokens in the memory of this process."""

    def __init__(self) -> None:
        """Start empty."""
        self._isi: dict[str, Token] = {}

    def ambil(self, kunci: str) -> Token | None:
        """Return the stored token, expired or not, or None."""
        return self._isi.get(kunci)

    def simpan(self, kunci: str, token: Token) -> None:
        """Replace the stored token."""
        self._isi[kunci] = token


SIMPANAN_PROSES: Final = SimpananProses()
_GEMBOK: Final[dict[str, threading.Lock]] = {}


class PemegangToken:
    """Hands out the token of one bank and renews it at 80 % of its life."""

    def __init__(
        self, konfigurasi: KonfigurasiBank, *, pintu: PintuHTTP, simpanan: SimpananToken
    ) -> None:
        """Load the key once; nothing is fetched yet."""
        self._konfigurasi = konfigurasi
        self._kunci_privat = muat_kunci_privat(konfigurasi.kunci_privat)
        self._pintu = pintu
        self._simpanan = simpanan
        self._kunci = f"{konfigurasi.alamat}{konfigurasi.awalan_jalur}|{konfigurasi.client_id}"
        self._gembok = _GEMBOK.setdefault(self._kunci, threading.Lock())

    def ambil(self, *, basi: str | None = None) -> Token | TidakTersedia:
        """Return a token other than `basi`, fetching one when the stored is old.

        Shape:    threads that wait for the same renewal share it. While the bank refuses to
                  renew, the old token serves until it ends and renewal is tried every 30 s.
        Outcomes: TidakTersedia when no token is to be had: nothing that counts was sent.
        """
        token = self._simpanan.ambil(self._kunci)
        if token is not None and _segar(token, basi):
            return token
        with self._gembok:
            token = self._simpanan.ambil(self._kunci)
            if token is not None and _segar(token, basi):
                return token
            baru = self._minta()
            if isinstance(baru, Token):
                self._simpanan.simpan(self._kunci, baru)
            elif token is not None and token.nilai != basi and _hidup(token):
                self._simpanan.simpan(self._kunci, _tunda_segar(token))
                return token
            return baru

    def _minta(self) -> Token | TidakTersedia:
        saat = datetime.now(UTC)
        waktu = stempel_waktu(saat)
        client_id = self._konfigurasi.client_id
        jawaban = self._pintu.kirim(
            metode="POST",
            jalur=self._konfigurasi.awalan_jalur + JALUR[Layanan.TOKEN],
            isi=json_ringkas({"grantType": "client_credentials"}),
            kepala={
                "Content-Type": "application/json",
                "X-TIMESTAMP": waktu,
                "X-CLIENT-KEY": client_id,
                "X-SIGNATURE": tanda_tangani_token(
                    self._kunci_privat, client_id=client_id, waktu=waktu
                ),
            },
            layanan="bank_snap.73",
        )
        if not isinstance(jawaban, Jawaban):
            return TidakTersedia(f"token: {jawaban.sebab}")
        return _baca_token(jawaban, saat)


def _baca_token(jawaban: Jawaban, saat: datetime) -> Token | TidakTersedia:
    objek = jawaban.objek() or {}
    kode, nilai = objek.get("responseCode"), objek.get("accessToken")
    baris = TAK_DIKENAL
    if isinstance(kode, str):
        baris = baca_kode(kode, layanan=Layanan.TOKEN, status_http=jawaban.status)
    umur = _baca_umur(objek.get("expiresIn"))
    if baris.golongan is not Golongan.BERHASIL:
        return TidakTersedia(f"token: {baris.arti}")
    # Longer than SNAP allows, or with what no header can carry: not a token.
    if not isinstance(nilai, str) or not 0 < len(nilai) <= 2048 or not _layak_kepala(nilai):
        return TidakTersedia("token: tidak terbaca")
    if umur is None:
        return TidakTersedia("token: umur tidak terbaca")
    return Token(
        nilai=nilai,
        segarkan_pada=saat + timedelta(seconds=umur * SEGARKAN_SESUDAH),
        berakhir_pada=saat + timedelta(seconds=umur),
    )


def _baca_umur(nilai: object) -> int | None:
    """SNAP gives `expiresIn` as text ("900"); some banks give a number."""
    teks = str(nilai)
    if not (teks.isascii() and teks.isdigit() and len(teks) <= 9):
        return None
    return min(int(teks), UMUR_MAKSIMUM_DETIK) or None


def _layak_kepala(nilai: str) -> bool:
    return nilai.isascii() and nilai.isprintable() and " " not in nilai


def _segar(token: Token, basi: str | None) -> bool:
    return token.nilai != basi and datetime.now(UTC) < token.segarkan_pada


def _tunda_segar(token: Token) -> Token:
    return replace(token, segarkan_pada=datetime.now(UTC) + timedelta(seconds=JEDA_SEGAR_DETIK))


def _hidup(token: Token) -> bool:
    return datetime.now(UTC) < token.berakhir_pada

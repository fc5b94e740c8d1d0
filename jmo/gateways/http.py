"""The one HTTP door to the outside world.

Belongs here: connection pool, timeouts, TLS, and the one question that decides about money: did
anything reach the other side? Not here: what a body means, signatures, retries (a caller that may
repeat its question repeats it itself, knowingly).
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from http.cookiejar import DefaultCookiePolicy
from ssl import SSLCertVerificationError, TLSVersion
from typing import Any, Final, TypeAlias

import requests
from requests.adapters import HTTPAdapter
from requests.exceptions import RequestException
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError, SSLError

log = logging.getLogger(__name__)

POTONGAN: Final = 65_536
BATAS_JAWABAN: Final = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Jawaban:
    """A whole answer: status line, headers and every byte of the body arrived."""

    status: int
    isi: bytes = field(repr=False)
    kepala: Mapping[str, str] = field(repr=False)

    def objek(self) -> dict[str, object] | None:
        """Return the body as a JSON object, or None when it is anything else.

        Shape:  numbers with a fraction arrive as Decimal, never as float.
        """
        try:
            hasil = json.loads(self.isi, parse_float=Decimal)
        except (ValueError, RecursionError):
            return None
        return hasil if isinstance(hasil, dict) else None


@dataclass(frozen=True, slots=True)
class TidakTerkirim:
    """No byte of the request left: refused, no such host, no connection in time, wrong TLS."""

    sebab: str


@dataclass(frozen=True, slots=True)
class TanpaJawaban:
    """The request may have arrived and been carried out; a whole answer did not come back."""

    sebab: str


HasilHTTP: TypeAlias = Jawaban | TidakTerkirim | TanpaJawaban


def json_ringkas(isi: Mapping[str, object]) -> bytes:
    """Return compact UTF-8 JSON; sign, store and send these very bytes.

    Raises: TypeError for a value that JSON does not know (a Decimal must be formatted first),
            ValueError for NaN and infinities.
    """
    teks = json.dumps(isi, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return teks.encode("utf-8")


class PintuHTTP:
    """Door to one host; keep one per process and let threads share it.

    `alamat` is scheme and host without a path, as in `https://api.bank.example`. Timeouts are the
    caller's: `timeout_baca` bounds each silence, and a body that drips ends after both timeouts
    plus one silence. Headers that drip are bounded by the time limit of the worker's task alone.
    """

    def __init__(
        self,
        *,
        alamat: str,
        timeout_sambung: float,
        timeout_baca: float,
        verifikasi_tls: bool | str = True,
        tls_minimal: TLSVersion = TLSVersion.TLSv1_2,
        kolam: int = 8,
        batas_jawaban: int = BATAS_JAWABAN,
    ) -> None:
        """Open nothing yet; `verifikasi_tls` may be the path of a CA bundle."""
        if not alamat.startswith(("https://", "http://")) or alamat.count("/") != 2:
            raise ValueError("alamat must be scheme and host, without a path")
        self.alamat = alamat
        self._timeout = (timeout_sambung, timeout_baca)
        self._verifikasi = verifikasi_tls
        self._tls_minimal = tls_minimal
        self._kolam = kolam
        self._batas = batas_jawaban
        self._sesi = self._sesi_baru()
        self._pid = os.getpid()

    def __repr__(self) -> str:
        """Show the host alone."""
        return f"PintuHTTP({self.alamat})"

    def kirim(
        self,
        *,
        metode: str,
        jalur: str,
        isi: bytes | None,
        kepala: Mapping[str, str],
        layanan: str,
        referensi: str = "",
    ) -> HasilHTTP:
        """Send one request once and say how far it came.

        Shape:    `jalur` starts with "/", query included; `isi` goes out byte for byte.
        Outcomes: Jawaban, also for 3xx (never followed), 4xx and 5xx; TidakTerkirim when nothing
                  reached them; TanpaJawaban for everything else, also half an answer.
        Unknown:  a failed TLS handshake other than a refused certificate counts as TanpaJawaban.

        `layanan` and `referensi` (ours, never an identifier of a person) are for the log line.
        """
        if not jalur.startswith("/"):
            raise ValueError("jalur must start with /")
        mulai = time.monotonic()
        hasil = self._tukar(metode, jalur, isi, kepala)
        log.info(
            "http layanan=%s metode=%s hasil=%s durasi_md=%d referensi=%s",
            layanan,
            metode,
            hasil.status if isinstance(hasil, Jawaban) else hasil.sebab,
            (time.monotonic() - mulai) * 1000,
            referensi or "-",
        )
        return hasil

    def kirim_json(
        self,
        *,
        jalur: str,
        isi: Mapping[str, object],
        layanan: str,
        kepala: Mapping[str, str] | None = None,
        referensi: str = "",
    ) -> HasilHTTP:
        """POST an object as JSON; outcomes as `kirim`."""
        return self.kirim(
            metode="POST",
            jalur=jalur,
            isi=json_ringkas(isi),
            kepala={"Content-Type": "application/json", **(kepala or {})},
            layanan=layanan,
            referensi=referensi,
        )

    def tutup(self) -> None:
        """Close the pooled connections."""
        self._sesi.close()

    def _tukar(
        self, metode: str, jalur: str, isi: bytes | None, kepala: Mapping[str, str]
    ) -> HasilHTTP:
        tenggat = time.monotonic() + sum(self._timeout)
        try:
            with self._sesi_proses().request(
                metode,
                self.alamat + jalur,
                data=isi,
                headers=dict(kepala),
                timeout=self._timeout,
                verify=self._verifikasi,
                allow_redirects=False,
                stream=True,
            ) as jawaban:
                return self._baca(jawaban, tenggat)
        except (RequestException, HTTPError) as galat:
            return _golongkan(galat)

    def _baca(self, jawaban: requests.Response, tenggat: float) -> HasilHTTP:
        """Read the body under one deadline and one size; `read1` returns after each arrival."""
        potongan: list[bytes] = []
        panjang = 0
        while data := jawaban.raw.read1(POTONGAN, decode_content=True):
            panjang += len(data)
            if panjang > self._batas:
                return TanpaJawaban("jawaban terlalu besar")
            if time.monotonic() > tenggat:
                return TanpaJawaban("jawaban terlalu lambat")
            potongan.append(data)
        return Jawaban(jawaban.status_code, b"".join(potongan), jawaban.headers)

    def _sesi_proses(self) -> requests.Session:
        """A forked worker must not share sockets with its parent: answers would be swapped."""
        if self._pid != os.getpid():
            self._sesi, self._pid = self._sesi_baru(), os.getpid()
        return self._sesi

    def _sesi_baru(self) -> requests.Session:
        sesi = requests.Session()
        # Neither proxies nor .netrc passwords of the environment may slip into a payment.
        sesi.trust_env = False
        sesi.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        adaptor = _Adaptor(self._tls_minimal, self._kolam)
        sesi.mount("https://", adaptor)
        sesi.mount("http://", adaptor)
        return sesi


class _Adaptor(HTTPAdapter):
    """A pool that repeats nothing and speaks no TLS older than told."""

    def __init__(self, tls_minimal: TLSVersion, kolam: int) -> None:
        self._tls_minimal = tls_minimal
        super().__init__(pool_connections=1, pool_maxsize=kolam, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs, ssl_minimum_version=self._tls_minimal)


def _golongkan(galat: Exception) -> TidakTerkirim | TanpaJawaban:
    if isinstance(galat, requests.exceptions.ConnectTimeout):
        return TidakTerkirim("tidak tersambung pada waktunya")
    asal = galat.args[0] if galat.args else None
    sebab = asal.reason if isinstance(asal, MaxRetryError) else asal
    if isinstance(sebab, NewConnectionError):
        return TidakTerkirim("sambungan ditolak atau nama tidak dikenal")
    if isinstance(sebab, SSLError) and isinstance(sebab.args[0], SSLCertVerificationError):
        return TidakTerkirim("sertifikat TLS tidak sah")
    # The class alone: the text of these errors carries address and path.
    return TanpaJawaban(f"tanpa jawaban ({type(galat).__name__})")

"""One-time codes: when one may be sent, and what an answer is worth.

Hashing, comparing and sending are services; here are only the counts and the clock.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

SATU_JAM = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class KetentuanOTP:
    """The numbers of one-time codes, rows of configuration."""

    digit: int = 6
    batas_coba: int = 5
    umur_detik: int = 300
    jeda_kirim_detik: int = 60
    batas_kirim_per_jam: int = 5


class SebabTunda(StrEnum):
    """Why a code is not sent now."""

    JEDA = "JEDA"
    BATAS_JAM = "BATAS_JAM"


@dataclass(frozen=True, slots=True)
class IzinKirim:
    """Whether a code may be sent to an address; if not, from when on and why."""

    coba_lagi_pada: datetime | None = None
    sebab: SebabTunda | None = None

    @property
    def boleh(self) -> bool:
        """Tell whether it may be sent now."""
        return self.sebab is None


class PutusanKode(StrEnum):
    """What became of a typed code."""

    DITERIMA = "DITERIMA"
    SALAH = "SALAH"
    HABIS_PERCOBAAN = "HABIS_PERCOBAAN"
    KEDALUWARSA = "KEDALUWARSA"
    TIDAK_BERLAKU = "TIDAK_BERLAKU"


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktaKode:
    """What is known of the newest code; `percobaan` counts the wrong answers so far."""

    kedaluwarsa_pada: datetime
    percobaan: int = 0
    sudah_dipakai: bool = False
    dibatalkan: bool = False


@dataclass(frozen=True, slots=True)
class HasilKode:
    """The verdict, and how many answers are left for this code."""

    putusan: PutusanKode
    sisa_coba: int


def buat_kode(acak: Random, ketentuan: KetentuanOTP) -> str:
    """Draw the digits of a new code, leading zeros kept.

    Shape:  `acak` must be `random.SystemRandom()` outside tests: other generators can be guessed.
    """
    return f"{acak.randrange(10**ketentuan.digit):0{ketentuan.digit}}"


def kedaluwarsa_pada(dibuat_pada: datetime, ketentuan: KetentuanOTP) -> datetime:
    """Return the instant from which the code is no longer taken."""
    return dibuat_pada + timedelta(seconds=ketentuan.umur_detik)


def periksa_kirim(
    dikirim_pada: Collection[datetime], sekarang: datetime, ketentuan: KetentuanOTP
) -> IzinKirim:
    """Tell whether another code may go to an address, given when codes went there before.

    Shape:  `dikirim_pada` in any order, at least of the last hour, whatever account asked.
    Result: the later of both waits with its cause: the pause after the last code, and the hour
            in which no more than the limit go out.
    """
    jam_ini = sorted(saat for saat in dikirim_pada if saat > sekarang - SATU_JAM)
    tunda: list[tuple[datetime, SebabTunda]] = []
    if jam_ini:
        tunda.append((jam_ini[-1] + timedelta(seconds=ketentuan.jeda_kirim_detik), SebabTunda.JEDA))
    if len(jam_ini) >= ketentuan.batas_kirim_per_jam:
        penentu = jam_ini[-ketentuan.batas_kirim_per_jam]
        tunda.append((penentu + SATU_JAM, SebabTunda.BATAS_JAM))
    paling_lama = max(tunda, default=None)
    if paling_lama is None or paling_lama[0] <= sekarang:
        return IzinKirim()
    return IzinKirim(*paling_lama)


def periksa_kode(
    kode: FaktaKode | None, *, cocok: bool, sekarang: datetime, ketentuan: KetentuanOTP
) -> HasilKode:
    """Judge an answer; a right one that comes too late or too often is not taken.

    Shape:  `kode` None when none was sent; `cocok` from a comparison in constant time.
    Result: after SALAH the caller counts one more try; HABIS_PERCOBAAN also on the last wrong one.
    """
    if kode is None or kode.sudah_dipakai or kode.dibatalkan:
        return HasilKode(PutusanKode.TIDAK_BERLAKU, 0)
    if kode.percobaan >= ketentuan.batas_coba:
        return HasilKode(PutusanKode.HABIS_PERCOBAAN, 0)
    if sekarang >= kode.kedaluwarsa_pada:
        return HasilKode(PutusanKode.KEDALUWARSA, 0)
    if cocok:
        return HasilKode(PutusanKode.DITERIMA, ketentuan.batas_coba - kode.percobaan)
    sisa = ketentuan.batas_coba - kode.percobaan - 1
    return HasilKode(PutusanKode.SALAH if sisa else PutusanKode.HABIS_PERCOBAAN, sisa)

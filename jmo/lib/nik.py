"""NIK and family-card (KK) numbers: shape, and what a NIK says about birth and sex.

What the population registry knows about a number is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from jmo.lib.galat import NilaiTidakSah

PROVINSI: dict[str, str] = {
    "11": "Aceh",
    "12": "Sumatera Utara",
    "13": "Sumatera Barat",
    "14": "Riau",
    "15": "Jambi",
    "16": "Sumatera Selatan",
    "17": "Bengkulu",
    "18": "Lampung",
    "19": "Kepulauan Bangka Belitung",
    "21": "Kepulauan Riau",
    "31": "DKI Jakarta",
    "32": "Jawa Barat",
    "33": "Jawa Tengah",
    "34": "DI Yogyakarta",
    "35": "Jawa Timur",
    "36": "Banten",
    "51": "Bali",
    "52": "Nusa Tenggara Barat",
    "53": "Nusa Tenggara Timur",
    "61": "Kalimantan Barat",
    "62": "Kalimantan Tengah",
    "63": "Kalimantan Selatan",
    "64": "Kalimantan Timur",
    "65": "Kalimantan Utara",
    "71": "Sulawesi Utara",
    "72": "Sulawesi Tengah",
    "73": "Sulawesi Selatan",
    "74": "Sulawesi Tenggara",
    "75": "Gorontalo",
    "76": "Sulawesi Barat",
    "81": "Maluku",
    "82": "Maluku Utara",
    "91": "Papua",
    "92": "Papua Barat",
    "93": "Papua Selatan",
    "94": "Papua Tengah",
    "95": "Papua Pegunungan",
    "96": "Papua Barat Daya",
}
PROVINSI_RESMI: frozenset[str] = frozenset(PROVINSI)
# No province has this code: numbers that begin with it can belong to nobody.
PROVINSI_CADANGAN = "99"

_PEMISAH = re.compile(r"[ .\-]")
_ENAM_BELAS_DIGIT = re.compile(r"[0-9]{16}")


class JenisKelamin(StrEnum):
    """Sex as the population registry records it."""

    LAKI_LAKI = "L"
    PEREMPUAN = "P"


class PeringatanNik(StrEnum):
    """What in a NIK disagrees with the person; never a reason to refuse."""

    TANGGAL_LAHIR_BEDA = "TANGGAL_LAHIR_BEDA"
    JENIS_KELAMIN_BEDA = "JENIS_KELAMIN_BEDA"


@dataclass(frozen=True, slots=True)
class Nik:
    """A NIK of the right shape; its digits stay out of `repr`.

    Shape:  `kandidat_lahir` holds one or two dates, earlier first: the NIK carries no century.
    """

    angka: str = field(repr=False)
    provinsi: str
    jenis_kelamin: JenisKelamin = field(repr=False)
    kandidat_lahir: tuple[date, ...] = field(repr=False)


def parse_nik(teks: str, *, provinsi: Set[str] = PROVINSI_RESMI) -> Nik:
    """Read a NIK; spaces, dots and hyphens between the digits are allowed.

    Shape:  `provinsi` = codes that may begin it, so that the reserved one is allowed by choice.
    Raises: NilaiTidakSah with nik_digit, nik_provinsi, nik_tanggal or nik_urut.
    Source: Layout PP KK CC DDMMYY SSSS; women DD + 40; serial from 0001.
    """
    angka = _baca_16(teks, "nik", provinsi)
    perempuan, kandidat = _kelahiran(angka[6:12])
    if not kandidat:
        raise NilaiTidakSah("nik_tanggal")
    kelamin = JenisKelamin.PEREMPUAN if perempuan else JenisKelamin.LAKI_LAKI
    return Nik(angka, angka[:2], kelamin, kandidat)


def parse_kk(teks: str, *, provinsi: Set[str] = PROVINSI_RESMI) -> str:
    """Read the number of a family card and return its 16 digits.

    Raises: NilaiTidakSah with kk_digit, kk_provinsi or kk_urut.
    """
    return _baca_16(teks, "kk", provinsi)


def periksa_nik(
    nik: Nik, *, tanggal_lahir: date | None, jenis_kelamin: JenisKelamin | None
) -> frozenset[PeringatanNik]:
    """Compare what the NIK says with what is known of its holder; None is not compared.

    Result: warnings only. A NIK stays for life and is not corrected when a birth date is.
    """
    peringatan: set[PeringatanNik] = set()
    if tanggal_lahir is not None and tanggal_lahir not in nik.kandidat_lahir:
        peringatan.add(PeringatanNik.TANGGAL_LAHIR_BEDA)
    if jenis_kelamin is not None and jenis_kelamin != nik.jenis_kelamin:
        peringatan.add(PeringatanNik.JENIS_KELAMIN_BEDA)
    return frozenset(peringatan)


def _baca_16(teks: str, nama: str, provinsi: Set[str]) -> str:
    angka = _PEMISAH.sub("", teks.strip())
    if _ENAM_BELAS_DIGIT.fullmatch(angka) is None:
        raise NilaiTidakSah(f"{nama}_digit")
    if angka[:2] not in provinsi:
        raise NilaiTidakSah(f"{nama}_provinsi")
    if angka[12:] == "0000":
        raise NilaiTidakSah(f"{nama}_urut")
    return angka


# Few days of birth against many people: a file of contributions reads each again and again.
@lru_cache(maxsize=4_096)
def _kelahiran(enam: str) -> tuple[bool, tuple[date, ...]]:
    hari, bulan, tahun = int(enam[:2]), int(enam[2:4]), int(enam[4:])
    perempuan = hari > 40
    kandidat = (_tanggal(abad + tahun, bulan, hari - 40 * perempuan) for abad in (1900, 2000))
    return perempuan, tuple(lahir for lahir in kandidat if lahir is not None)


def _tanggal(tahun: int, bulan: int, hari: int) -> date | None:
    try:
        return date(tahun, bulan, hari)
    except ValueError:
        return None

"""Phone numbers: every spelling to E.164, and back to what people read."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from jmo.lib.galat import NilaiTidakSah

KODE_INDONESIA = 62
_SELULER = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
_AWALAN_00 = re.compile(r"^\s*\(?00(?=[1-9])")
# Letters would be read as the keys of a telephone ("0812-BUDI"), so they are refused first.
_BERHURUF = re.compile(r"[^\W\d_]")


def parse_telepon(teks: str, *, seluler: bool = False) -> str:
    """Read a phone number and return it as E.164.

    Shape:  0812…, 62812…, +62812…, 0062812… with any spaces and signs; numbers of other
            countries with + or 00. With `seluler` an Indonesian number must be a mobile one.
    Raises: NilaiTidakSah with telepon_bentuk or telepon_bukan_seluler.
    """
    if _BERHURUF.search(teks):
        raise NilaiTidakSah("telepon_bentuk")
    try:
        nomor = phonenumbers.parse(_AWALAN_00.sub("+", teks), "ID")
    except NumberParseException:
        raise NilaiTidakSah("telepon_bentuk") from None
    if nomor.extension or not _masuk_akal(nomor):
        raise NilaiTidakSah("telepon_bentuk")
    if (
        seluler
        and nomor.country_code == KODE_INDONESIA
        and phonenumbers.number_type(nomor) not in _SELULER
    ):
        raise NilaiTidakSah("telepon_bukan_seluler")
    return phonenumbers.format_number(nomor, PhoneNumberFormat.E164)


def format_telepon(e164: str) -> str:
    """Write an E.164 number for reading: 0812-3456-7890, abroad +60 12-345 6789."""
    nomor = phonenumbers.parse(e164)
    bentuk = (
        PhoneNumberFormat.NATIONAL
        if nomor.country_code == KODE_INDONESIA
        else PhoneNumberFormat.INTERNATIONAL
    )
    return phonenumbers.format_number(nomor, bentuk)


def _masuk_akal(nomor: phonenumbers.PhoneNumber) -> bool:
    # Abroad only the length is checked: tables of other countries age, and a code proves it anyway.
    if nomor.country_code == KODE_INDONESIA:
        return phonenumbers.is_valid_number(nomor)
    return phonenumbers.is_possible_number(nomor)

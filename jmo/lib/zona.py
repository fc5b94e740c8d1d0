"""Indonesia's three zones: which a province keeps, and an instant as its people read it.

Times of the portal are WIB; where people live by another zone theirs stands beside it.
"""

from __future__ import annotations

from datetime import datetime, timezone

from jmo.lib.tanggal import WIB, WIT, WITA, Bahasa, format_jam, format_waktu

# Keppres 41/1987, with the provinces that were made of these since. Others keep WIB.
_WITA = (
    "BALI",
    "NUSA TENGGARA BARAT",
    "NUSA TENGGARA TIMUR",
    "KALIMANTAN SELATAN",
    "KALIMANTAN TIMUR",
    "KALIMANTAN UTARA",
    "SULAWESI UTARA",
    "SULAWESI TENGAH",
    "SULAWESI SELATAN",
    "SULAWESI TENGGARA",
    "SULAWESI BARAT",
    "GORONTALO",
)
_WIT = (
    "MALUKU",
    "MALUKU UTARA",
    "PAPUA",
    "PAPUA BARAT",
    "PAPUA BARAT DAYA",
    "PAPUA PEGUNUNGAN",
    "PAPUA SELATAN",
    "PAPUA TENGAH",
)
ZONA: dict[str, timezone] = {"WIB": WIB, "WITA": WITA, "WIT": WIT}
_ZONA_PROVINSI = dict.fromkeys(_WITA, "WITA") | dict.fromkeys(_WIT, "WIT")


def zona_provinsi(provinsi: str) -> str:
    """Return the zone that a province keeps: WIB, WITA or WIT.

    Shape:  its name in any case, "Provinsi" before it or not; an unknown name is WIB.
    Source: Keppres 41/1987.
    """
    nama = " ".join(provinsi.upper().split()).removeprefix("PROVINSI ")
    return _ZONA_PROVINSI.get(nama, "WIB")


def format_waktu_setempat(saat: datetime, zona: str, bahasa: Bahasa = "id") -> str:
    """Write date and time in WIB, and beside it in another zone where that is asked for.

    Shape:  `zona` = WIB, WITA or WIT; anything else counts as WIB.
    Result: "2 Januari 2026 pukul 21.00 WIB (22.00 WITA)"; the other date too, where it differs.
    Raises: ValueError for an instant without a time zone.
    """
    wib, lain = format_waktu(saat, bahasa), ZONA.get(zona, WIB)
    if lain is WIB:
        return wib
    sehari = saat.astimezone(lain).date() == saat.astimezone(WIB).date()
    setempat = (format_jam if sehari else format_waktu)(saat, bahasa, zona=lain)
    return f"{wib} ({setempat})"

"""Verify by element: each field that was asked about gets a verdict, never the register's value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from difflib import SequenceMatcher
from typing import Final

from jmo.sandbox.dukcapil.penduduk import Penduduk, Perilaku

SESUAI: Final = "Sesuai"
TIDAK_SESUAI: Final = "Tidak Sesuai"
_KELAMIN: Final = {"L": "LAKI LAKI", "P": "PEREMPUAN"}
_BENTUK_TANGGAL: Final = ("%d-%m-%Y", "%Y-%m-%d")
_Ambil = Callable[[Penduduk], str]

# Compared as text, with a likeness in per cent.
TEKS: Final[dict[str, _Ambil]] = {
    "NAMA_LGKP": lambda p: p.nama,
    "TMPT_LHR": lambda p: p.tempat_lahir,
    "NAMA_LGKP_IBU": lambda p: p.nama_ibu,
    "ALAMAT": lambda p: p.alamat,
}
# Compared exactly, but for case and punctuation.
TEPAT: Final[dict[str, _Ambil]] = {
    "NO_KK": lambda p: p.no_kk,
    "JENIS_KLMIN": lambda p: _KELAMIN.get(p.jenis_kelamin, ""),
    "JENIS_PKRJN": lambda p: p.pekerjaan,
    "STATUS_KAWIN": lambda p: p.status_kawin,
    "AGAMA": lambda p: p.agama,
    "PROP_NAME": lambda p: p.provinsi,
    "KAB_NAME": lambda p: p.kabupaten,
    "KEC_NAME": lambda p: p.kecamatan,
    "KEL_NAME": lambda p: p.kelurahan,
}
# Numbers whose leading zeros mean nothing.
ANGKA: Final[dict[str, _Ambil]] = {"NO_RT": lambda p: p.rt, "NO_RW": lambda p: p.rw}


def cocokkan(penduduk: Penduduk, tanya: Mapping[str, str], *, ambang: int) -> dict[str, str]:
    """Return the verdict of each field asked, `Sesuai (92)` for text and `Sesuai` for the rest.

    A text below the threshold says (0), so that nobody climbs towards a name step by step.
    """
    putusan = {"NIK": SESUAI}
    for nama, nilai in tanya.items():
        putus = _putuskan(nama, nilai, penduduk, ambang) if nilai.strip() else None
        if putus is not None:
            putusan[nama] = putus
    if penduduk.perilaku == Perilaku.NAMA_88 and "NAMA_LGKP" in putusan:
        putusan["NAMA_LGKP"] = _putus_teks(88, ambang)
    if penduduk.perilaku == Perilaku.TANGGAL_BEDA and "TGL_LHR" in putusan:
        putusan["TGL_LHR"] = TIDAK_SESUAI
    return putusan


def _putuskan(nama: str, nilai: str, penduduk: Penduduk, ambang: int) -> str | None:
    """The verdict of one field; None for what this register does not compare."""
    if nama in TEKS:
        return _putus_teks(kemiripan(nilai, TEKS[nama](penduduk)), ambang)
    if nama in TEPAT:
        return _putus(_normal(nilai) == _normal(TEPAT[nama](penduduk)))
    if nama in ANGKA:
        return _putus(nilai.strip().lstrip("0") == ANGKA[nama](penduduk).lstrip("0"))
    if nama == "TGL_LHR":
        return _putus(_tanggal_sama(nilai, penduduk))
    return None


def kemiripan(satu: str, dua: str) -> int:
    """Likeness of two texts in per cent, rounded down; 100 only when they are the same."""
    satu, dua = _normal(satu), _normal(dua)
    if not satu or not dua:
        return 0
    # The matcher's answer depends on which text comes first.
    return int(100 * max(_nisbah(satu, dua), _nisbah(dua, satu)))


def _nisbah(satu: str, dua: str) -> float:
    return SequenceMatcher(None, satu, dua, autojunk=False).ratio()


def _normal(teks: str) -> str:
    urai = unicodedata.normalize("NFKD", teks.upper())
    tanpa_aksen = "".join(huruf for huruf in urai if not unicodedata.combining(huruf))
    return " ".join(re.sub(r"[^A-Z0-9]+", " ", tanpa_aksen).split())


def _tanggal_sama(nilai: str, penduduk: Penduduk) -> bool:
    for bentuk in _BENTUK_TANGGAL:
        try:
            tanggal = datetime.strptime(nilai.strip(), bentuk)  # noqa: DTZ007 - a date, no instant
        except ValueError:
            continue
        return tanggal.date() == penduduk.tanggal_lahir
    return False


def _putus(sama: bool) -> str:
    return SESUAI if sama else TIDAK_SESUAI


def _putus_teks(skor: int, ambang: int) -> str:
    return f"{SESUAI} ({skor})" if skor >= ambang else f"{TIDAK_SESUAI} (0)"

"""Residents of the sandbox's register: read from the cast's TOML file or the control door."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

# No province has this code, so nobody's real number can come in here.
AWALAN_NIK: Final = "99"
_WAJAH_PAKSA: Final = re.compile(r"wajah_(0\.[0-9]{1,4}|1)")


class Perilaku(StrEnum):
    """What the register does with a resident, whatever is asked. `wajah_0.74` forces a score."""

    NAMA_88 = "nama_88"
    TANGGAL_BEDA = "tanggal_beda"
    TIDAK_DITEMUKAN = "tidak_ditemukan"
    NONAKTIF = "nonaktif"
    GANDA = "ganda"
    MENINGGAL = "meninggal"
    KUOTA_HABIS = "kuota_habis"
    LOGIN_GAGAL = "login_gagal"
    PENGGUNA_NONAKTIF = "pengguna_nonaktif"
    IP_DITOLAK = "ip_ditolak"
    LAMBAT = "lambat"
    GALAT_500 = "galat_500"
    NGAWUR = "ngawur"
    PUTUS = "putus"
    TANPA_WAJAH = "tanpa_wajah"
    DUA_WAJAH = "dua_wajah"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Penduduk:
    """One resident; `foto` names a file of the photo folder."""

    nik: str
    nama: str
    tanggal_lahir: date
    jenis_kelamin: str = ""
    kunci: str = ""
    no_kk: str = ""
    nama_ibu: str = ""
    tempat_lahir: str = ""
    alamat: str = ""
    rt: str = ""
    rw: str = ""
    kelurahan: str = ""
    kecamatan: str = ""
    kabupaten: str = ""
    provinsi: str = ""
    agama: str = ""
    status_kawin: str = ""
    pekerjaan: str = ""
    foto: str = ""
    perilaku: str = ""

    def __post_init__(self) -> None:
        """Refuse what a register could not hold; the reason names the field, never its value."""
        if not re.fullmatch(AWALAN_NIK + r"[0-9]{14}", self.nik):
            raise ValueError(f"nik must be 16 digits that begin with {AWALAN_NIK}")
        if self.no_kk and not re.fullmatch(r"[0-9]{16}", self.no_kk):
            raise ValueError("no_kk must be 16 digits")
        if not self.nama.strip():
            raise ValueError("nama must not be empty")
        if self.jenis_kelamin not in ("", "L", "P"):
            raise ValueError("jenis_kelamin must be L or P")
        if self.foto != Path(self.foto).name:
            raise ValueError("foto must be a file name")
        if self.perilaku and self.perilaku not in set(Perilaku) and not self.skor_wajah_paksa:
            raise ValueError("perilaku is not known")

    @property
    def skor_wajah_paksa(self) -> str:
        """The score that the behaviour forces, as text; empty when it forces none."""
        cocok = _WAJAH_PAKSA.fullmatch(self.perilaku)
        return cocok[1] if cocok else ""


_NAMA_BIDANG: Final = tuple(bidang.name for bidang in fields(Penduduk))


def baca_penduduk(objek: object) -> Penduduk:
    """Return the resident that a table or JSON object describes; unknown keys are left out.

    Raises: ValueError naming the field that is missing or of the wrong kind.
    """
    if not isinstance(objek, dict):
        raise ValueError("a resident must be an object")
    isi: dict[str, str] = {}
    for nama in _NAMA_BIDANG:
        nilai = objek.get(nama, "")
        if nama != "tanggal_lahir":
            if not isinstance(nilai, str):
                raise ValueError(f"{nama} must be text")
            isi[nama] = nilai.strip()
    lahir = objek.get("tanggal_lahir")
    try:
        tanggal = lahir if type(lahir) is date else date.fromisoformat(str(lahir))
    except ValueError:
        raise ValueError("tanggal_lahir must be YYYY-MM-DD") from None
    return Penduduk(**isi, tanggal_lahir=tanggal)


def tulis_penduduk(penduduk: Penduduk) -> dict[str, str]:
    """The opposite of `baca_penduduk`."""
    return {nama: str(getattr(penduduk, nama)) for nama in _NAMA_BIDANG}


def muat_pemeran(berkas: Path | None) -> list[Penduduk]:
    """Return the residents of the cast, in file order; none without a file."""
    if berkas is None:
        return []
    isi = tomllib.loads(berkas.read_text(encoding="utf-8"))
    return [baca_penduduk(orang) for orang in isi.get("orang", [])]

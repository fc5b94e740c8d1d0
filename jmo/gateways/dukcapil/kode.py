"""What the register answers instead of a verdict, as data: codes, sentences, error words.

Belongs here: what each means for us. Not here: what to do with a case or a claim. What the tables
do not know, or what contradicts itself, is unknown and never a verdict on a person.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Golongan(StrEnum):
    """What an answer without verdicts says."""

    TIDAK_DITEMUKAN = "TIDAK_DITEMUKAN"
    NONAKTIF = "NONAKTIF"
    MENINGGAL = "MENINGGAL"
    KUOTA_HABIS = "KUOTA_HABIS"
    KONFIGURASI = "KONFIGURASI"


class Sebab(StrEnum):
    """Why nothing could be had: the `sebab` of each `TidakTersedia` of this gateway."""

    LAYANAN_TIDAK_TERSEDIA = "LAYANAN_TIDAK_TERSEDIA"
    KUOTA_HABIS = "KUOTA_HABIS"
    KONFIGURASI = "KONFIGURASI"


class KodeTolak(StrEnum):
    """Why a question was refused for good: the `kode` of each `Ditolak` of this gateway."""

    PERMINTAAN_SALAH = "PERMINTAAN_SALAH"
    WAJAH_TIDAK_TERDETEKSI = "WAJAH_TIDAK_TERDETEKSI"
    WAJAH_LEBIH_DARI_SATU = "WAJAH_LEBIH_DARI_SATU"
    GAMBAR_TERLALU_BESAR = "GAMBAR_TERLALU_BESAR"
    GAMBAR_TIDAK_TERBACA = "GAMBAR_TIDAK_TERBACA"


# RESPONSE_CODE as consumers have met it; no official table is public. 08 speaks of a person too,
# but of what is not known, so it is left out and counts as unknown.
KODE: Final[dict[str, Golongan]] = {
    "05": Golongan.KUOTA_HABIS,
    "11": Golongan.MENINGGAL,
    "12": Golongan.NONAKTIF,  # a second record under the number: theirs to put right
    "13": Golongan.TIDAK_DITEMUKAN,
    "14": Golongan.NONAKTIF,
    "15": Golongan.TIDAK_DITEMUKAN,  # not the shape of a NIK
}
# Beginnings of RESPONSE, RESPONSE_DESC or RESPON, without case and punctuation.
KALIMAT: Final[dict[str, Golongan]] = {
    "data tidak ditemukan": Golongan.TIDAK_DITEMUKAN,
    "data ditemukan meninggal": Golongan.MENINGGAL,
    "data ditemukan status non aktif": Golongan.NONAKTIF,
    "data ditemukan data ganda": Golongan.NONAKTIF,
    "kuota akses hari ini telah habis": Golongan.KUOTA_HABIS,
    "login gagal": Golongan.KONFIGURASI,
    "user id tidak aktif": Golongan.KONFIGURASI,
    "ip address tidak sesuai": Golongan.KONFIGURASI,
    "ip client tidak terdaftar": Golongan.KONFIGURASI,
}
_KUNCI_KALIMAT: Final = ("RESPONSE", "RESPONSE_DESC", "RESPON")

# Error words of the face service.
GALAT_WAJAH: Final[dict[str, KodeTolak | Sebab]] = {
    "no_face_detected": KodeTolak.WAJAH_TIDAK_TERDETEKSI,
    "multiple_faces_detected": KodeTolak.WAJAH_LEBIH_DARI_SATU,
    "image_too_large": KodeTolak.GAMBAR_TERLALU_BESAR,
    "invalid_base64_encoding": KodeTolak.GAMBAR_TIDAK_TERBACA,
    "invalid_image": KodeTolak.GAMBAR_TIDAK_TERBACA,
    "invalid_request": KodeTolak.PERMINTAAN_SALAH,
    "request_error": Sebab.LAYANAN_TIDAK_TERSEDIA,
    "quota_exceeded": Sebab.KUOTA_HABIS,
    "unauthorized": Sebab.KONFIGURASI,
}


def golongkan(baris: dict[str, object]) -> Golongan | None:
    """Return what this row of an answer says when it holds no verdicts.

    Result: None when neither code nor sentence is known, or when they contradict each other.
    """
    kode = str(baris.get("RESPONSE_CODE", "")).strip()
    dari_kode = KODE.get(kode.zfill(2)) if kode else None
    dari_kalimat = _golongkan_kalimat(baris)
    if dari_kode is not None and dari_kalimat is not None and dari_kode != dari_kalimat:
        return None
    return dari_kode or dari_kalimat


def golongkan_status(status: int) -> Sebab | KodeTolak | None:
    """Return what an HTTP status other than 200 says by itself; None when it says nothing."""
    if status in (401, 403, 404):
        return Sebab.KONFIGURASI
    if status == 429 or status >= 500:
        return Sebab.LAYANAN_TIDAK_TERSEDIA
    return KodeTolak.PERMINTAAN_SALAH if 400 <= status < 500 else None


def kode_aman(baris: dict[str, object]) -> str:
    """Return the answer's code if it looks like one, else ""; their sentence is never logged."""
    kode = str(baris.get("RESPONSE_CODE", ""))
    return kode if re.fullmatch(r"[0-9A-Za-z_-]{1,8}", kode) else ""


def _golongkan_kalimat(baris: dict[str, object]) -> Golongan | None:
    for kunci in _KUNCI_KALIMAT:
        isi = baris.get(kunci)
        if isinstance(isi, str):
            kalimat = " ".join(re.sub(r"[^a-z0-9]+", " ", isi.lower()).split())
            for awal, golongan in KALIMAT.items():
                if kalimat.startswith(awal):
                    return golongan
    return None

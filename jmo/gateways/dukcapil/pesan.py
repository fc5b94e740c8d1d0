"""Builds the register's questions and reads its answers: the foreign field names end here."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from jmo.gateways.dukcapil.bentuk import (
    DataPenduduk,
    HasilPenduduk,
    KeadaanWajah,
    PutusanBidang,
    SkorWajah,
    VerdictPenduduk,
)
from jmo.gateways.dukcapil.kode import Golongan, kode_aman
from jmo.gateways.dukcapil.konfigurasi import POLA_TANGGAL, KonfigurasiDukcapil

Objek = dict[str, object]
# Our name -> theirs.
BIDANG: Final[dict[str, str]] = {
    "nik": "NIK",
    "nama": "NAMA_LGKP",
    "tanggal_lahir": "TGL_LHR",
    "no_kk": "NO_KK",
    "nama_ibu": "NAMA_LGKP_IBU",
    "tempat_lahir": "TMPT_LHR",
    "jenis_kelamin": "JENIS_KLMIN",
    "alamat": "ALAMAT",
    "rt": "NO_RT",
    "rw": "NO_RW",
    "kelurahan": "KEL_NAME",
    "kecamatan": "KEC_NAME",
    "kabupaten": "KAB_NAME",
    "provinsi": "PROP_NAME",
    "agama": "AGAMA",
    "status_kawin": "STATUS_KAWIN",
    "pekerjaan": "JENIS_PKRJN",
}
BIDANG_TEKS: Final = frozenset({"nama", "nama_ibu", "tempat_lahir", "alamat"})
_KELAMIN: Final = {"L": "Laki-laki", "P": "Perempuan"}
_SKOR: Final = re.compile(r"\(\s*([0-9]{1,3})\s*\)")
_HASIL: Final[dict[Golongan, HasilPenduduk]] = {
    Golongan.TIDAK_DITEMUKAN: HasilPenduduk.TIDAK_DITEMUKAN,
    Golongan.NONAKTIF: HasilPenduduk.NONAKTIF,
    Golongan.MENINGGAL: HasilPenduduk.MENINGGAL,
}


def susun_verifikasi(konfigurasi: KonfigurasiDukcapil, data: DataPenduduk, *, ambang: int) -> Objek:
    """Return the body of a verify-by-element question; TRESHOLD is spelled as they spell it.

    Raises: ValueError when `ambang` is not 1 to 100 per cent.
    """
    if not 1 <= ambang <= 100:
        raise ValueError("ambang must be 1 to 100")
    isi: Objek = {
        "USER_ID": konfigurasi.pengguna,
        "PASSWORD": konfigurasi.sandi,
        "IP_USER": konfigurasi.ip,
        "TRESHOLD": str(ambang),
    }
    for kita, mereka in BIDANG.items():
        if nilai := _nilai(konfigurasi, data, kita):
            isi[mereka] = nilai
    return isi


def baca_baris(objek: Objek) -> Objek | None:
    """Return the one row of the envelope, None when it has another shape."""
    isi = objek.get("content")
    if not isinstance(isi, list) or len(isi) != 1 or not isinstance(isi[0], dict):
        return None
    return isi[0]


def baca_kuota(objek: Objek) -> int | None:
    """Return what is left of today's quota: number or text, None when it says neither."""
    nilai = objek.get("quotaLimiter")
    if isinstance(nilai, int) and not isinstance(nilai, bool):
        return nilai if nilai >= 0 else None
    if isinstance(nilai, str) and nilai.isascii() and nilai.isdigit() and len(nilai) <= 12:
        return int(nilai)
    return None


def baca_bidang(nilai: object, *, teks: bool, ambang: int) -> PutusanBidang | None:
    """Read one verdict: `Sesuai`, `Tidak Sesuai (0)`, `Sesuai (92)`; None for anything else.

    Result: an empty verdict is a no; a text that agrees without a number is 100. A number below
            our threshold is a no, whatever word stands before it.
    """
    if nilai is None or (isinstance(nilai, str) and not nilai.strip()):
        return PutusanBidang(False, 0 if teks else None)
    kata = nilai.strip().lower() if isinstance(nilai, str) else ""
    if kata.startswith("tidak sesuai"):
        return PutusanBidang(False, 0 if teks else None)
    if not kata.startswith("sesuai"):
        return None
    if not teks:
        return PutusanBidang(True)
    cocok = _SKOR.search(kata)
    skor = int(cocok[1]) if cocok else 100
    return PutusanBidang(skor >= ambang, skor) if skor <= 100 else None


def baca_putusan(
    baris: Objek, data: DataPenduduk, *, ambang: int, sisa_kuota: int | None
) -> VerdictPenduduk | None:
    """Return the verdicts of a row, None when one of them cannot be read or none is there."""
    bidang: dict[str, PutusanBidang] = {}
    ditanya = [nama for nama in BIDANG if getattr(data, nama)]
    for nama in ditanya:
        if BIDANG[nama] not in baris:
            continue
        putusan = baca_bidang(baris[BIDANG[nama]], teks=nama in BIDANG_TEKS, ambang=ambang)
        if putusan is None:
            return None
        bidang[nama] = putusan
    if not bidang.keys() - {"nik"}:
        return None
    # Not every register repeats the number; one that answers about its holder knows it.
    perlu = [nama for nama in ditanya if nama != "nik" or nama in bidang]
    cocok = all(nama in bidang and bidang[nama].sesuai for nama in perlu)
    hasil = HasilPenduduk.COCOK if cocok else HasilPenduduk.SEBAGIAN
    return VerdictPenduduk(hasil, bidang, sisa_kuota)


def verdict_tanpa_bidang(
    baris: Objek, golongan: Golongan, *, sisa_kuota: int | None
) -> VerdictPenduduk | None:
    """Return the verdict on a person of whom the fields were not compared; None for the rest."""
    hasil = _HASIL.get(golongan)
    if hasil is None:
        return None
    return VerdictPenduduk(hasil, {}, sisa_kuota, kode_aman(baris))


def baca_skor(objek: Objek) -> SkorWajah | None:
    """Read a face answer; None when it is incomplete or out of range."""
    sah, aktif = objek.get("isValid"), objek.get("isActive")
    nilai, kuota = objek.get("faceSimilarity"), baca_kuota(objek)
    if not isinstance(sah, bool) or (sah and not isinstance(aktif, bool)):
        return None
    if not sah:
        return SkorWajah(KeadaanWajah.TIDAK_DITEMUKAN, None, kuota)
    if not aktif:
        return SkorWajah(KeadaanWajah.NONAKTIF, None, kuota)
    if nilai is None:
        return SkorWajah(KeadaanWajah.TANPA_ACUAN, None, kuota)
    if isinstance(nilai, bool) or not isinstance(nilai, int | Decimal) or not 0 <= nilai <= 1:
        return None
    return SkorWajah(KeadaanWajah.DINILAI, Decimal(nilai), kuota)


def baca_galat_wajah(objek: Objek) -> str:
    """Return the error word of a face answer, "" when there is none."""
    galat = objek.get("error")
    kode = galat.get("code") if isinstance(galat, dict) else galat
    return kode if isinstance(kode, str) else ""


def _nilai(konfigurasi: KonfigurasiDukcapil, data: DataPenduduk, nama: str) -> str:
    if nama == "tanggal_lahir":
        return data.tanggal_lahir.strftime(POLA_TANGGAL[konfigurasi.bentuk_tanggal])
    nilai: str = getattr(data, nama)
    return _KELAMIN.get(nilai, "") if nama == "jenis_kelamin" else nilai.strip()

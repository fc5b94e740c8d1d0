"""Which answers each step of a data update needs, and which of them others must judge again.

Names of fields are the keys of `KasusPengkinian.isian[step]`; shape and range are forms' work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class KunciLangkah(StrEnum):
    """The seven steps, as they stand in addresses and in the draft."""

    KEPESERTAAN = "kepesertaan"
    WAJAH = "wajah"
    KONTAK = "kontak"
    REKENING = "rekening"
    KEPENDUDUKAN = "kependudukan"
    TAMBAHAN = "tambahan"
    TINJAU = "tinjau"


Isian = Mapping[str, object]
# One demand: alternatives, of which one must be answered whole.
Tuntutan = tuple[tuple[str, ...], ...]

# Where somebody lives when it is not where their KTP says, down to the kelurahan.
DOMISILI = (
    "alamat_domisili",
    "kelurahan_domisili",
    "kecamatan_domisili",
    "kabupaten_domisili",
    "provinsi_domisili",
)

TUNTUTAN: Mapping[KunciLangkah, tuple[Tuntutan, ...]] = {
    KunciLangkah.KEPESERTAAN: ((("pernyataan",),),),
    KunciLangkah.WAJAH: (),
    KunciLangkah.KONTAK: ((("telepon",), ("email",)),),
    KunciLangkah.REKENING: ((("kode_bank", "nomor_rekening"), ("belum_punya_rekening",)),),
    KunciLangkah.KEPENDUDUKAN: (
        (("nama_ibu",), ("no_kk",)),
        (("alamat_ktp", "kelurahan_ktp"),),
        (DOMISILI, ("domisili_sama",)),
    ),
    KunciLangkah.TAMBAHAN: (
        (("pendidikan",),),
        (("pekerjaan",),),
        (("darurat_nama", "darurat_hubungan", "darurat_telepon"),),
    ),
    KunciLangkah.TINJAU: (),
}

# Domicile is the participant's own word: a change there asks nobody.
DIBANDING: Mapping[KunciLangkah, frozenset[str]] = {
    KunciLangkah.REKENING: frozenset({"kode_bank", "nomor_rekening"}),
    KunciLangkah.KEPENDUDUKAN: frozenset(
        {
            "nama_ibu",
            "no_kk",
            "tempat_lahir",
            "jenis_kelamin",
            "status_kawin",
            "agama",
            "alamat_ktp",
            "kelurahan_ktp",
        }
    ),
}


@dataclass(frozen=True, slots=True)
class Kekurangan:
    """Fields that one step still lacks, of the alternative that is nearest to whole."""

    langkah: KunciLangkah
    bidang: tuple[str, ...]


def kekurangan_langkah(langkah: KunciLangkah, isian: Isian) -> tuple[str, ...]:
    """Return the fields that this step still lacks, in the order of its page."""
    kurang: list[str] = []
    for alternatif in TUNTUTAN[langkah]:
        pilihan = [
            [nama for nama in bidang if not _terisi(isian.get(nama))] for bidang in alternatif
        ]
        terdekat = min(pilihan, key=len)
        kurang += terdekat
    return tuple(kurang)


def periksa_kelengkapan(isian: Mapping[str, Isian]) -> tuple[Kekurangan, ...]:
    """Return what a whole draft lacks, step by step; empty when it may be confirmed.

    Shape:  answers by step key; a step without answers may be missing.
    """
    semua = (
        Kekurangan(langkah, kekurangan_langkah(langkah, isian.get(langkah, {})))
        for langkah in KunciLangkah
    )
    return tuple(satu for satu in semua if satu.bidang)


def perlu_verifikasi_ulang(langkah: KunciLangkah, lama: Isian, baru: Isian) -> bool:
    """Tell whether a changed answer must be judged anew by the register or the bank.

    Shape:  an empty field and a missing one are the same.
    """
    return any(
        (lama.get(nama) or None) != (baru.get(nama) or None)
        for nama in DIBANDING.get(langkah, frozenset())
    )


def _terisi(nilai: object) -> bool:
    return bool(nilai.strip()) if isinstance(nilai, str) else bool(nilai)

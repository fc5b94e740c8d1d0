"""Names of people: one normal form, and how alike two of them are.

Which score is good enough is a rule of the app that asks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal


def _kumpulan(kata: str) -> frozenset[str]:
    return frozenset(kata.split())


_GELAR_DEPAN = _kumpulan("DR DRS DRA DRG DRH IR H HJ HJH KH PROF TN NY NN SDR SDRI")
# A title only behind a comma or written with dots: without both it may be part of a name (MEI, SE).
_GELAR_BELAKANG = _kumpulan(
    "SE SH ST SS SKM SKOM SPD SPDI SAG SSOS SIP SSI SPT SP SPSI SFARM SKED SKEP SGZ SHUT SIKOM "
    "STP SSN STR SST SAP SAK SEI SHI SM AMD AMDKEB AMDKEP AMA MM MH MT MA MSI MSC MPD MPDI MAG "
    "MKOM MKES MHUM MBA MAP MAK MSE MEI PHD APT NERS CPA BA BSC"
)
_GELAR_PASTI = _kumpulan(
    "SKOM SPD SPDI SSOS SPSI SFARM SKED SKEP AMD AMDKEB MPD MPDI MKOM MKES MHUM"
)
_MUHAMMAD = _kumpulan(
    "MUH MOH MUHD MOHD MHD MOCH MUCH MUHAMAD MOHAMAD MOHAMMAD MOCHAMAD MOCHAMMAD MUCHAMAD "
    "MUCHAMMAD MUHAMMED MOHAMED MOHAMMED"
)
_KATA = {"ABD": "ABDUL", **dict.fromkeys(_MUHAMMAD, "MUHAMMAD")}
_KATA_PERTAMA = {"M": "MUHAMMAD", "ST": "SITI"}
_EMPAT_ANGKA = Decimal("0.0001")
_TANDA_DALAM_KATA = re.compile(r"['’‘`ʼ]")
_BUKAN_HURUF = re.compile(r"[^A-Z.,]+")


def normalkan_nama(teks: str) -> str:
    """Return the name in upper case with single spaces, titles dropped, short forms expanded.

    Shape:  MUH, MOH, leading M. become MUHAMMAD, ABD becomes ABDUL, leading ST becomes SITI;
            accents and apostrophes go, hyphens part words. A name is never emptied by this:
            the last word stays, title or not.
    """
    kata = _kata_nama(teks)
    if len(kata) > 1:
        kata[0] = _KATA_PERTAMA.get(kata[0], kata[0])
    return " ".join(kata)


def kemiripan(satu: str, dua: str) -> Decimal:
    """Tell how alike two names are, whatever their titles, short forms, spaces or word order.

    Result: 0 to 1 in four decimals, rounded down; 1 = the same; 0 when either is empty.
    """
    return _kemiripan_normal(normalkan_nama(satu), normalkan_nama(dua))


def kemiripan_nama_rekening(
    nama: str, nama_bank: str, *, panjang_kolom: int | None = None
) -> Decimal:
    """Tell how alike a person's name and the name a bank answers are.

    Shape:  besides the likeness of names, a bank may have cut the name at `panjang_kolom` letters,
            shortened words (not all) to initials, or doubled a one-word name.
    Result: 0 to 1 in four decimals, rounded down: the best of these readings.
    Raises: ValueError when `panjang_kolom` is below 10, where a cut proves nothing.
    """
    if panjang_kolom is not None and panjang_kolom < 10:
        raise ValueError("panjang_kolom_terlalu_pendek")
    terpotong = panjang_kolom is not None and len(nama_bank.strip()) >= panjang_kolom - 1
    # A bank's leading M is Muhammad or the initial of Maria: both are tried.
    dari_bank = {normalkan_nama(nama_bank), " ".join(_kata_nama(nama_bank))}
    return max(
        _nilai_rekening(bacaan, bank, terpotong=terpotong)
        for bacaan in _bacaan(normalkan_nama(nama))
        for bank in dari_bank
    )


def _nilai_rekening(nama: str, bank: str, *, terpotong: bool) -> Decimal:
    # A word that was put where an initial stood may fit worse than the initial did.
    skor = max(
        _kemiripan_normal(nama, bank), _kemiripan_normal(nama, _lengkapi_inisial(bank, nama))
    )
    if terpotong:
        skor = max(skor, _nilai(_rapat(nama)[: len(_rapat(bank))], _rapat(bank)))
    return skor


def _kata_nama(teks: str) -> list[str]:
    depan, *belakang = _huruf_besar(teks).split(",")
    kata = _kata_depan(depan)
    for bagian in belakang:
        kata += [k for k in _pecah(bagian.split()) if k not in _GELAR_BELAKANG | _GELAR_DEPAN]
    return [_KATA.get(k, k) for k in kata]


def _huruf_besar(teks: str) -> str:
    tanpa_aksen = "".join(
        huruf for huruf in unicodedata.normalize("NFKD", teks) if not unicodedata.combining(huruf)
    )
    return _BUKAN_HURUF.sub(" ", _TANDA_DALAM_KATA.sub("", tanpa_aksen).upper())


def _kata_depan(teks: str) -> list[str]:
    kata = teks.split()
    while len(kata) > 1 and _gelar_belakang(kata[-1]):
        kata.pop()
    kata = _pecah(kata)
    while len(kata) > 1 and kata[0] in _GELAR_DEPAN:
        kata.pop(0)
    return kata


def _gelar_belakang(kata: str) -> bool:
    polos = kata.replace(".", "")
    bertitik = "." in kata.rstrip(".")
    return polos in _GELAR_PASTI or (bertitik and polos in _GELAR_BELAKANG)


def _pecah(kata: Iterable[str]) -> list[str]:
    """Part H.ABDULLAH into two words, but keep S.E. and DR. as one."""
    hasil: list[str] = []
    for satu in kata:
        polos = satu.replace(".", "")
        utuh = polos in _GELAR_BELAKANG or polos in _GELAR_DEPAN
        hasil += [polos] if utuh else satu.replace(".", " ").split()
    return hasil


def _bacaan(nama: str) -> tuple[str, ...]:
    return (nama,) if " " in nama or not nama else (nama, f"{nama} {nama}")


def _lengkapi_inisial(bank: str, nama: str) -> str:
    """Put the person's word where the bank holds its initial, if at least one word is whole."""
    kata_bank, kata = bank.split(), nama.split()
    if len(kata_bank) != len(kata) or all(len(k) == 1 for k in kata_bank):
        return bank
    return " ".join(
        milik if len(k) == 1 and milik.startswith(k) else k
        for k, milik in zip(kata_bank, kata, strict=True)
    )


def _rapat(nama: str) -> str:
    return nama.replace(" ", "")


def _kemiripan_normal(satu: str, dua: str) -> Decimal:
    terurut = _nilai("".join(sorted(satu.split())), "".join(sorted(dua.split())))
    return max(_nilai(_rapat(satu), _rapat(dua)), terurut)


def _nilai(satu: str, dua: str) -> Decimal:
    if not satu or not dua:
        return Decimal(0)
    panjang = max(len(satu), len(dua))
    nilai = Decimal(panjang - _jarak_sunting(satu, dua)) / panjang
    return nilai.quantize(_EMPAT_ANGKA, rounding=ROUND_DOWN)


def _jarak_sunting(satu: str, dua: str) -> int:
    """Count the letters to insert, drop or change to get from one to the other."""
    baris = list(range(len(dua) + 1))
    for i, huruf in enumerate(satu, start=1):
        sebelumnya, baris[0] = baris[0], i
        for j, lawan in enumerate(dua, start=1):
            biaya = min(baris[j] + 1, baris[j - 1] + 1, sebelumnya + (huruf != lawan))
            sebelumnya, baris[j] = baris[j], biaya
    return baris[-1]

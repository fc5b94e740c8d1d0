"""Reader of the employer's file: text lines in, rows or findings out, one line at a time.

Only the file itself is judged here. Whether a card exists is asked by whoever books it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, zip_longest
from typing import Any, cast

from jmo.lib.galat import NilaiTidakSah
from jmo.lib.nik import PROVINSI_RESMI, parse_nik
from jmo.lib.uang import Rupiah
from saldo.rules.iuran.isi import BarisIuran, GalatBaris, SebabGalat
from saldo.rules.masa_kepesertaan import SebabKeluar

KOLOM = (
    "npp",
    "bulan",
    "kpj",
    "nik",
    "nama",
    "tanggal_lahir",
    "upah",
    "jht_pemberi_kerja",
    "jht_pekerja",
    "jp_pemberi_kerja",
    "jp_pekerja",
    "tanggal_bayar",
    "tanggal_keluar",
    "sebab_keluar",
)
PANJANG_BARIS = 2_000
BATAS_BARIS = 1_000_000
# As many as the records hold.
PANJANG_NAMA = 120

_BOM = "\ufeff"
_NPP = re.compile(r"[0-9A-Z]{4,20}")
_KPJ = re.compile(r"[0-9A-Z]{11}")
_NIK = re.compile(r"[0-9]{16}")
_BULAN = re.compile(r"[0-9]{4}-[0-9]{2}")
_TANGGAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RUPIAH = re.compile(r"[0-9]{1,12}")
_NEGATIF = re.compile(r"-[0-9]+")
# What errors="surrogateescape" leaves of a byte that is no UTF-8.
_BYTE_ASING = re.compile("[\ud800-\udfff]")
_AWAL_RUMUS = ("=", "+", "-", "@")


def baca_berkas(
    teks_baris: Iterable[str], *, provinsi: Set[str] = PROVINSI_RESMI
) -> Iterator[BarisIuran | GalatBaris]:
    """Read an employer's file lazily and yield each row, or each thing that is wrong in it.

    Shape:  lines of a file opened as UTF-8 with errors="surrogateescape", so that a bad byte is
            found on its own line; BOM allowed; comma or semicolon; the header exactly KOLOM. A
            row never spans lines. `provinsi` = codes that may begin a NIK. Empty lines are
            skipped. Memory grows only by a fixed-size mark per row, for finding duplicates.
    Result: a row with findings is not yielded itself; after a wrong header nothing follows.
    """
    baris_mentah = iter(teks_baris)
    kepala = next(baris_mentah, None)
    if kepala is None or "\x00" in kepala:
        sebab = SebabGalat.BERKAS_KOSONG if kepala is None else SebabGalat.UTF_16
        yield GalatBaris(1, "", sebab)
        return
    judul, pemisah = _judul(kepala)
    sel = (
        (nomor, _pecah(nomor, teks, pemisah))
        for nomor, teks in enumerate(baris_mentah, start=2)
        if teks.strip("\r\n")
    )
    yield from baca_sel(chain([(1, judul)], sel), provinsi=provinsi)


def baca_sel(
    baris: Iterable[tuple[int, Sequence[str] | list[GalatBaris]]],
    *,
    provinsi: Set[str] = PROVINSI_RESMI,
) -> Iterator[BarisIuran | GalatBaris]:
    """Read rows that were cut into cells already, the header first; else as `baca_berkas`.

    Shape:  line number and cells, or what was wrong while cutting.
    """
    sisa = iter(baris)
    _, judul = next(sisa, (1, ()))
    salah = _periksa_judul(judul)
    if salah is not None:
        yield salah
        return
    sudah_ada: dict[bytes, int] = {}
    for nomor, sel in sisa:
        if nomor > BATAS_BARIS + 1:
            yield GalatBaris(nomor, "", SebabGalat.TERLALU_BANYAK_BARIS, {"batas": BATAS_BARIS})
            return
        yield from _baca_satu(nomor, sel, provinsi, sudah_ada)


def _judul(kepala: str) -> tuple[list[str], str]:
    bersih = kepala.removeprefix(_BOM).rstrip("\r\n")
    pemisah = max(",;", key=bersih.count)
    return bersih.split(pemisah), pemisah


def _periksa_judul(judul: Sequence[str] | list[GalatBaris]) -> GalatBaris | None:
    """Return the first column that is not the one it should be."""
    if not judul:
        return GalatBaris(1, "", SebabGalat.BERKAS_KOSONG)
    for ke, (ada, harus) in enumerate(zip_longest(judul, KOLOM, fillvalue=""), start=1):
        if ada != harus:
            kolom = harus if len(judul) > 1 else ""
            return GalatBaris(1, kolom, SebabGalat.HEADER_SALAH, {"ke": ke})
    return None


def _baca_satu(
    nomor: int,
    sel: Sequence[str] | list[GalatBaris],
    provinsi: Set[str],
    sudah_ada: dict[bytes, int],
) -> Iterator[BarisIuran | GalatBaris]:
    if len(sel) != len(KOLOM) or isinstance(sel[0], GalatBaris):
        yield from (satu for satu in sel if isinstance(satu, GalatBaris))
        return
    teks = cast("Sequence[str]", sel)
    baris = _baca_baris(nomor, teks, provinsi)
    if baris is None:
        yield from _cari_galat(nomor, dict(zip(KOLOM, teks, strict=True)), provinsi)
        return
    kunci = f"{baris.npp or ''}|{baris.bulan}|{baris.kpj or baris.nik}"
    tanda = blake2b(kunci.encode(), digest_size=12).digest()
    sebelumnya = sudah_ada.setdefault(tanda, nomor)
    if sebelumnya != nomor:
        yield GalatBaris(nomor, "", SebabGalat.BARIS_GANDA, {"baris_lain": sebelumnya})
        return
    yield baris


def _pecah(nomor: int, teks: str, pemisah: str) -> list[str] | list[GalatBaris]:
    if len(teks) > PANJANG_BARIS:
        return [_galat_panjang(nomor)]
    if _BYTE_ASING.search(teks):
        return [GalatBaris(nomor, "", SebabGalat.BUKAN_UTF8)]
    teks = teks.rstrip("\r\n")
    if '"' not in teks and "\r" not in teks and "\x00" not in teks:
        # Nearly every row; cutting is then all that the reader of CSV would do.
        sel = teks.split(pemisah)
    else:
        try:
            sel = next(csv.reader([teks], delimiter=pemisah, strict=True))
        except csv.Error:
            return [GalatBaris(nomor, "", SebabGalat.CSV_RUSAK)]
    if len(sel) != len(KOLOM):
        return [galat_jumlah_kolom(nomor, len(sel))]
    return [satu.strip() for satu in sel]


def _galat_panjang(nomor: int) -> GalatBaris:
    return GalatBaris(nomor, "", SebabGalat.BARIS_TERLALU_PANJANG, {"batas": PANJANG_BARIS})


def galat_jumlah_kolom(nomor: int, ada: int) -> GalatBaris:
    """Return the finding for a row with more or fewer cells than the header."""
    rincian = {"ada": ada, "seharusnya": len(KOLOM)}
    return GalatBaris(nomor, "", SebabGalat.JUMLAH_KOLOM, rincian)


def _baca_baris(nomor: int, sel: Sequence[str], provinsi: Set[str]) -> BarisIuran | None:
    """Return the row, None when anything is wrong in it."""
    npp, _, kpj, nik, *_, keluar, sebab = sel
    if _silang(npp=npp, kpj=kpj, nik=nik, keluar=keluar, sebab=sebab):
        return None
    try:
        if nik:
            parse_nik(nik, provinsi=provinsi)
        return BarisIuran(nomor, *[baca(teks) for baca, teks in zip(_URUT, sel, strict=True)])
    except (_Salah, NilaiTidakSah):
        return None


def _silang(*, npp: str, kpj: str, nik: str, keluar: str, sebab: str) -> bool:
    """Tell whether cells that are right by themselves may contradict each other."""
    return (
        (not kpj and not nik)
        or bool(keluar) != bool(sebab)
        or (bool(npp) and sebab == SebabKeluar.BPU_BERHENTI)
    )


def _cari_galat(nomor: int, sel: dict[str, str], provinsi: Set[str]) -> list[GalatBaris]:
    """Return all that is wrong in a row, cell by cell."""
    galat: list[GalatBaris] = []
    for kolom, teks in sel.items():
        try:
            _PEMBACA[kolom](teks)
            if kolom == "nik" and teks:
                parse_nik(teks, provinsi=provinsi)
        except _Salah as salah:
            galat.append(GalatBaris(nomor, kolom, salah.sebab))
        except NilaiTidakSah:
            galat.append(GalatBaris(nomor, kolom, SebabGalat.NIK_TIDAK_SAH))
    galat += [
        GalatBaris(nomor, kolom, sebab)
        for salah, kolom, sebab in (
            (not sel["kpj"] and not sel["nik"], "kpj", SebabGalat.TANPA_KPJ_DAN_NIK),
            (
                bool(sel["sebab_keluar"]) and not sel["tanggal_keluar"],
                "tanggal_keluar",
                SebabGalat.TANPA_TANGGAL_KELUAR,
            ),
            (
                bool(sel["tanggal_keluar"]) and not sel["sebab_keluar"],
                "sebab_keluar",
                SebabGalat.TANPA_SEBAB_KELUAR,
            ),
            # No employer speaks for people who work for themselves.
            (
                bool(sel["npp"]) and sel["sebab_keluar"] == SebabKeluar.BPU_BERHENTI,
                "sebab_keluar",
                SebabGalat.PILIHAN_TIDAK_DIKENAL,
            ),
        )
        if salah
    ]
    return galat


class _Salah(Exception):
    """Carries the reason out of the reader of one cell."""

    def __init__(self, sebab: SebabGalat) -> None:
        super().__init__(sebab)
        self.sebab = sebab


def _bentuk(pola: re.Pattern[str], sebab: SebabGalat = SebabGalat.BENTUK) -> Callable[[str], str]:
    def baca(teks: str) -> str:
        if pola.fullmatch(teks) is None:
            _wajib(teks)
            raise _Salah(sebab)
        return teks

    return baca


def _boleh_kosong(pembaca: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda teks: pembaca(teks) if teks else None


def _wajib(teks: str) -> None:
    if not teks:
        raise _Salah(SebabGalat.KOSONG)


def _nama(teks: str) -> str:
    _wajib(teks)
    if teks.startswith(_AWAL_RUMUS):
        raise _Salah(SebabGalat.RUMUS)
    if len(teks) > PANJANG_NAMA or not teks.isprintable():
        raise _Salah(SebabGalat.BENTUK)
    return teks


def _rupiah(teks: str) -> Rupiah:
    if _RUPIAH.fullmatch(teks) is None:
        _wajib(teks)
        sebab = SebabGalat.NEGATIF if _NEGATIF.fullmatch(teks) else SebabGalat.BUKAN_RUPIAH_BULAT
        raise _Salah(sebab)
    return Rupiah(int(teks))


# A file names few months and days, each many times.
@lru_cache(maxsize=8_192)
def _tanggal(teks: str) -> date:
    return _iso(_bentuk(_TANGGAL, SebabGalat.TANGGAL_BENTUK)(teks), SebabGalat.TANGGAL_BENTUK)


@lru_cache(maxsize=512)
def _bulan(teks: str) -> date:
    bulan = _bentuk(_BULAN, SebabGalat.BULAN_BENTUK)(teks)
    return _iso(f"{bulan}-01", SebabGalat.BULAN_BENTUK)


def _iso(teks: str, sebab: SebabGalat) -> date:
    try:
        return date.fromisoformat(teks)
    except ValueError:
        raise _Salah(sebab) from None


def _sebab_keluar(teks: str) -> SebabKeluar:
    if teks not in SebabKeluar.__members__:
        raise _Salah(SebabGalat.PILIHAN_TIDAK_DIKENAL)
    return SebabKeluar(teks)


_PEMBACA: dict[str, Callable[[str], Any]] = {
    "npp": _boleh_kosong(_bentuk(_NPP)),
    "bulan": _bulan,
    "kpj": _boleh_kosong(_bentuk(_KPJ)),
    "nik": _boleh_kosong(_bentuk(_NIK)),
    "nama": _nama,
    "tanggal_lahir": _tanggal,
    "upah": _rupiah,
    "jht_pemberi_kerja": _rupiah,
    "jht_pekerja": _rupiah,
    "jp_pemberi_kerja": _rupiah,
    "jp_pekerja": _rupiah,
    "tanggal_bayar": _tanggal,
    "tanggal_keluar": _boleh_kosong(_tanggal),
    "sebab_keluar": _boleh_kosong(_sebab_keluar),
}
_URUT = tuple(_PEMBACA[kolom] for kolom in KOLOM)

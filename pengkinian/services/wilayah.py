"""Regencies, districts and villages: loaded from a file by the ministry's codes, whole or not."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from jmo.lib.galat import IsianTidakSah
from pengkinian.models import Wilayah

_KODE = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?")
_KOLOM = ("kode", "nama")
_SEKALI = 2_000


@dataclass(frozen=True, slots=True)
class HasilWilayah:
    """What a file brought: rows by what became of them."""

    baru: int
    berubah: int
    sama: int


def impor_wilayah(*, baris: Iterable[str]) -> HasilWilayah:
    """Take in areas; a place that is known under its code gets the name of the file.

    Shape:  CSV lines with the columns kode and nama, codes as 11, 11.01, 11.01.01 and
            11.01.01.2001, in any order; what a code lies in stands in the file or was loaded
            before. Nothing is deleted: profiles keep what was chosen.
    Writes: wilayah, all rows or none.
    Raises: IsianTidakSah("wilayah_kolom", "wilayah_baris", "wilayah_ganda", "wilayah_tanpa_induk",
            "wilayah_kosong") with `nomor` of the line and its `wilayah` where there is one.
    """
    isi = _baca(baris)
    with transaction.atomic(durable=True):
        lama = dict(Wilayah.objects.values_list("kode", "nama"))
        for kode, (nomor, _) in isi.items():
            induk = kode.rpartition(".")[0]
            if induk and induk not in isi and induk not in lama:
                raise IsianTidakSah("wilayah_tanpa_induk", nomor=nomor, wilayah=kode)
        baru = [kode for kode in isi if kode not in lama]
        berubah = [kode for kode, (_, nama) in isi.items() if lama.get(kode, nama) != nama]
        for bagian in _potong(sorted(baru, key=len)):
            Wilayah.objects.bulk_create(_tempat(kode, isi[kode][1]) for kode in bagian)
        for bagian in _potong(berubah):
            Wilayah.objects.bulk_update([_tempat(kode, isi[kode][1]) for kode in bagian], ["nama"])
    return HasilWilayah(len(baru), len(berubah), len(isi) - len(baru) - len(berubah))


def _baca(baris: Iterable[str]) -> dict[str, tuple[int, str]]:
    pembaca = csv.reader(baris)
    kepala = [sel.strip().lower() for sel in next(pembaca, [])]
    if kepala[:2] != list(_KOLOM):
        raise IsianTidakSah("wilayah_kolom", nomor=1)
    isi: dict[str, tuple[int, str]] = {}
    for sel in pembaca:
        if not any(satu.strip() for satu in sel):
            continue
        kode, nama = (*(satu.strip() for satu in sel[:2]), "")[:2]
        nama = " ".join(nama.split())
        if not _KODE.fullmatch(kode) or not 0 < len(nama) <= 100:
            raise IsianTidakSah("wilayah_baris", nomor=pembaca.line_num)
        if kode in isi:
            raise IsianTidakSah("wilayah_ganda", nomor=pembaca.line_num, wilayah=kode)
        isi[kode] = (pembaca.line_num, nama)
    if not isi:
        raise IsianTidakSah("wilayah_kosong", nomor=1)
    return isi


def _tempat(kode: str, nama: str) -> Wilayah:
    return Wilayah(kode=kode, nama=nama, induk_id=kode.rpartition(".")[0] or None)


def _potong(kode: list[str]) -> Iterator[list[str]]:
    for awal in range(0, len(kode), _SEKALI):
        yield kode[awal : awal + _SEKALI]

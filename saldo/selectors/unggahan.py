"""Uploaded contribution files as officers see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min

from saldo.models import UnggahanIuran
from saldo.rules.unggahan import BERJALAN, StatusUnggahan, boleh_menyetujui


@dataclass(frozen=True, slots=True)
class TemuanTersimpan:
    """A finding as it was kept; the sentences take it like a fresh one."""

    baris: int
    kolom: str
    sebab: str
    rincian: dict[str, int]


@dataclass(frozen=True, slots=True)
class ContohBeda:
    """One difference as an example; `kpj` masked, empty for a joiner."""

    baris: int
    kpj: str
    bulan: date
    upah_lama: int | None
    upah_baru: int | None
    jht_lama: int | None
    jht_baru: int | None
    keluar: date | None
    sebab: str


@dataclass(frozen=True, slots=True)
class KeadaanUnggahan:
    """Everything the page of one file shows.

    Shape:  `persen` None when the number of rows is not known yet; `boleh` = the reader may book.
    """

    unggahan: UnggahanIuran
    berjalan: bool
    persen: int | None
    boleh: bool
    jumlah: dict[str, int]
    contoh: dict[str, tuple[ContohBeda, ...]]
    temuan: tuple[TemuanTersimpan, ...]


def keadaan_unggahan(unggahan: UnggahanIuran, *, akun_id: int) -> KeadaanUnggahan:
    """Return one file as this officer sees it."""
    ringkasan = unggahan.ringkasan
    total = unggahan.baris_total
    siap = unggahan.status == StatusUnggahan.SIAP
    return KeadaanUnggahan(
        unggahan=unggahan,
        berjalan=unggahan.status in BERJALAN,
        persen=min(100, unggahan.baris_selesai * 100 // total) if total else None,
        boleh=siap
        and boleh_menyetujui(pengunggah_id=unggahan.diunggah_oleh_id, akun_id=akun_id),
        jumlah=ringkasan.get("jumlah", {}),
        contoh={
            jenis: tuple(_contoh(satu) for satu in isi)
            for jenis, isi in ringkasan.get("contoh", {}).items()
        },
        temuan=tuple(TemuanTersimpan(**satu) for satu in unggahan.temuan),
    )  # fmt: skip


def hitung_unggahan_siap() -> tuple[int, datetime | None]:
    """Return how many files wait for a second officer, and since when the first one does."""
    isi = UnggahanIuran.objects.filter(status=StatusUnggahan.SIAP.value).aggregate(
        banyak=Count("pk"), sejak=Min("diunggah_pada")
    )
    return isi["banyak"], isi["sejak"]


def _contoh(isi: dict[str, Any]) -> ContohBeda:
    keluar = isi["keluar"]
    return ContohBeda(
        **isi
        | {
            "bulan": date.fromisoformat(isi["bulan"]),
            "keluar": date.fromisoformat(keluar) if keluar else None,
        }
    )

"""Checking a signed card or statement: what its signature is worth, and what holds today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import Peserta
from jmo.lib.samarkan import inisial
from jmo.lib.tanda import HasilTanda, KeadaanTanda
from jmo.lib.uang import Rupiah
from jmo.tanda_dokumen import periksa
from saldo.models import Kepesertaan
from saldo.selectors.entri import daftar_entri
from saldo.selectors.pernyataan import susun_pernyataan

JENIS_KARTU = "kartu"
JENIS_PERNYATAAN = "pernyataan"


@dataclass(frozen=True, slots=True)
class KartuDiperiksa:
    """What the public learns of a card: initials and the status of this moment, nothing more."""

    inisial: str
    status: str


@dataclass(frozen=True, slots=True)
class PernyataanDiperiksa:
    """The signed facts of a statement, and what the book says differently today.

    Shape:  `beda` maps the name of a fact to today's amount; empty when all agree.
    """

    fakta: Mapping[str, Any]
    beda: Mapping[str, Rupiah]


@dataclass(frozen=True, slots=True)
class BagianDokumen:
    """One signed fact of a paper, as the reader sees it."""

    nama: str
    isi: str


@dataclass(frozen=True, slots=True)
class DokumenDiperiksa:
    """A paper of an app above: its signed facts, and whether they hold today.

    Shape:  `berubah` = the sentence that says what is different now, "" while nothing is; then
            `sama` says so.
    """

    judul: str
    bagian: tuple[BagianDokumen, ...]
    berubah: str
    sama: str


Pemeriksa = Callable[[Mapping[str, Any]], DokumenDiperiksa | None]
_PEMERIKSA: dict[str, Pemeriksa] = {}


def daftarkan_pemeriksa(pemeriksa: Mapping[str, Pemeriksa]) -> None:
    """Let an app above say how its kinds of papers are checked.

    Raises: ValueError for a kind that is taken.
    """
    ganda = {JENIS_KARTU, JENIS_PERNYATAAN, *_PEMERIKSA} & set(pemeriksa)
    if ganda:
        raise ValueError(f"kinds of papers are taken: {', '.join(sorted(ganda))}")
    _PEMERIKSA.update(pemeriksa)


@dataclass(frozen=True, slots=True)
class JawabanPeriksa:
    """The verdict on a token; `isi` only where the token is valid and of a kind we know."""

    tanda: HasilTanda
    isi: KartuDiperiksa | PernyataanDiperiksa | DokumenDiperiksa | None


def periksa_dokumen(token: str) -> JawabanPeriksa:
    """Say what a token is worth, and hold what it says against the book of this moment."""
    tanda = periksa(token)
    if tanda.keadaan is not KeadaanTanda.SAH:
        return JawabanPeriksa(tanda, None)
    if tanda.jenis == JENIS_KARTU:
        return JawabanPeriksa(tanda, _kartu(tanda.isi["kartu"]))
    if tanda.jenis == JENIS_PERNYATAAN:
        return JawabanPeriksa(tanda, PernyataanDiperiksa(tanda.isi, _beda(tanda.isi)))
    lain = _PEMERIKSA.get(tanda.jenis)
    return JawabanPeriksa(tanda, lain(tanda.isi) if lain else None)


def _kartu(kartu_id: int) -> KartuDiperiksa | None:
    kartu = Kepesertaan.objects.filter(pk=kartu_id).select_related("peserta").first()
    return KartuDiperiksa(inisial(kartu.peserta.nama), kartu.status) if kartu is not None else None


def _beda(fakta: Mapping[str, Any]) -> dict[str, Rupiah]:
    """Compute the same amounts again; a statement of a running year is held to its last day."""
    peserta = Peserta.objects.filter(pk=fakta["orang"]).first()
    if peserta is None:
        return {}
    tahun, sampai = fakta["tahun"], date.fromisoformat(fakta["sampai"])
    kini = {
        "awal": daftar_entri(peserta, per=date(tahun - 1, 12, 31)).total,
        "akhir": daftar_entri(peserta, per=sampai).total,
    }
    if sampai == date(tahun, 12, 31):
        jumlah = susun_pernyataan(peserta, tahun).jumlah
        kini |= {"iuran": jumlah.iuran, "hasil": jumlah.pengembangan, "keluar": jumlah.keluar}
    return {nama: nilai for nama, nilai in kini.items() if nilai != fakta[nama]}

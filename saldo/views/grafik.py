"""Geometry of the line chart; the page draws it as SVG with a table beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jmo.lib.uang import Rupiah
from saldo.selectors import SaldoTahun

LEBAR, TINGGI = 360, 220
KIRI, KANAN, ATAS, BAWAH = 56, 14, 12, 28
JUMLAH_GARIS = 4
LABEL_TERBANYAK = 6


@dataclass(frozen=True, slots=True)
class Titik:
    """A point in the drawing, with the year it stands for."""

    x: float
    y: float
    tahun: int
    nilai: Rupiah


@dataclass(frozen=True, slots=True)
class Kisi:
    """A horizontal line with its amount."""

    y: float
    nilai: Rupiah


@dataclass(frozen=True, slots=True)
class Grafik:
    """Two lines over the years: the balance, and what was paid in so far.

    Shape:  coordinates fit `viewBox="0 0 lebar tinggi"`; `label` are the years that have room.
    """

    saldo: tuple[Titik, ...]
    iuran: tuple[Titik, ...]
    kisi: tuple[Kisi, ...]
    label: tuple[Titik, ...]
    lebar: int = LEBAR
    tinggi: int = TINGGI
    kiri: int = KIRI
    kanan: int = LEBAR - KANAN
    dasar: int = TINGGI - BAWAH

    @property
    def garis_saldo(self) -> str:
        """The points of the balance, as SVG writes them."""
        return _garis(self.saldo)

    @property
    def garis_iuran(self) -> str:
        """The points of the contributions, as SVG writes them."""
        return _garis(self.iuran)


def susun_grafik(tahun: Sequence[SaldoTahun]) -> Grafik | None:
    """Lay the years out; None when there are fewer than two, where no line can be drawn."""
    if len(tahun) < 2:
        return None
    terbayar, masuk = 0, []
    for satu in tahun:
        terbayar += satu.iuran
        masuk.append(terbayar)
    puncak = _bulat_ke_atas(max(*masuk, *(satu.saldo for satu in tahun), 1))

    def titik(ke: int, nilai: int) -> Titik:
        x = KIRI + (LEBAR - KIRI - KANAN) * ke / (len(tahun) - 1)
        return Titik(round(x, 1), _y(nilai, puncak), tahun[ke].tahun, Rupiah(nilai))

    saldo = tuple(titik(ke, satu.saldo) for ke, satu in enumerate(tahun))
    selang = -(-len(saldo) // LABEL_TERBANYAK)
    return Grafik(
        saldo=saldo,
        iuran=tuple(titik(ke, nilai) for ke, nilai in enumerate(masuk)),
        kisi=_susun_kisi(puncak),
        # Counted from the end, so that the newest year always has its label.
        label=tuple(reversed(saldo[::-1][::selang])),
    )


@dataclass(frozen=True, slots=True)
class Garis:
    """One line of several, with its points as SVG writes them and where it ends."""

    kunci: str
    titik: str
    akhir: Titik


@dataclass(frozen=True, slots=True)
class GrafikBanding:
    """Several lines over the same years; coordinates as in `Grafik`."""

    garis: tuple[Garis, ...]
    kisi: tuple[Kisi, ...]
    label: tuple[Titik, ...]
    lebar: int = LEBAR
    tinggi: int = TINGGI
    kiri: int = KIRI
    kanan: int = LEBAR - KANAN
    dasar: int = TINGGI - BAWAH


def susun_banding(deret: Mapping[str, Sequence[int]], tahun: Sequence[int]) -> GrafikBanding | None:
    """Lay several rows of amounts out over the same years; None with fewer than two years."""
    if len(tahun) < 2:
        return None
    puncak = _bulat_ke_atas(max(1, *(nilai for satu in deret.values() for nilai in satu)))

    def titik(ke: int, nilai: int) -> Titik:
        x = KIRI + (LEBAR - KIRI - KANAN) * ke / (len(tahun) - 1)
        return Titik(round(x, 1), _y(nilai, puncak), tahun[ke], Rupiah(nilai))

    garis = []
    for kunci, satu in deret.items():
        semua = [titik(ke, nilai) for ke, nilai in enumerate(satu)]
        garis.append(Garis(kunci, _garis(semua), semua[-1]))
    selang = -(-len(tahun) // LABEL_TERBANYAK)
    dasar = [titik(ke, 0) for ke in range(len(tahun))]
    return GrafikBanding(tuple(garis), _susun_kisi(puncak), tuple(reversed(dasar[::-1][::selang])))


def _susun_kisi(puncak: int) -> tuple[Kisi, ...]:
    nilai = [puncak * ke // JUMLAH_GARIS for ke in range(JUMLAH_GARIS + 1)]
    return tuple(Kisi(_y(satu, puncak), Rupiah(satu)) for satu in nilai)


def _y(nilai: int, puncak: int) -> float:
    tinggi = TINGGI - ATAS - BAWAH
    return round(ATAS + tinggi * (1 - max(nilai, 0) / puncak), 1)


def _bulat_ke_atas(nilai: int) -> int:
    """Return the next amount whose quarters are round: 1, 2, 4, 6, 8 or 10 times a power of ten."""
    pangkat = 1
    while pangkat * 10 <= nilai:
        pangkat *= 10
    return next(kali * pangkat for kali in (1, 2, 4, 6, 8, 10) if kali * pangkat >= nilai)


def _garis(titik: Sequence[Titik]) -> str:
    return " ".join(f"{satu.x},{satu.y}" for satu in titik)

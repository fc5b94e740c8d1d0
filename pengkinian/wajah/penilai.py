"""One attempt, judged: cheap tests first, encodings last and few."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, groupby

import numpy as np
import numpy.typing as npt
from PIL import Image

from jmo.lib.gambar import GambarDitolak
from pengkinian.rules.wajah import AlasanWajah
from pengkinian.wajah import bidang, detektor, keaktifan, mutu, pencocokan
from pengkinian.wajah import gambar as piksel
from pengkinian.wajah.ambang import AMBANG, AmbangWajah
from pengkinian.wajah.detektor import Wajah
from pengkinian.wajah.gambar import Gambar
from pengkinian.wajah.mutu import Mutu

LURUS, TOLEH_KIRI, TOLEH_KANAN, MENDEKAT = "LURUS", "TOLEH_KIRI", "TOLEH_KANAN", "MENDEKAT"


@dataclass(frozen=True, slots=True)
class HasilWajah:
    """The verdict: reasons in the order of what can be mended first, numbers behind each test.

    Shape:  without reasons `jpeg` is the best frontal picture, for the register, `indeks_lurus` its
            place among those that came, and `enkoding` its 512 bytes; `jarak_template` None when
            no template was given. `skor` is keyed by the place of a picture and the measure
            (`1.toleh`), or by the measure alone.
    """

    alasan: tuple[AlasanWajah, ...]
    versi: str
    skor: dict[str, float] = field(default_factory=dict)
    jpeg: bytes | None = None
    enkoding: bytes | None = None
    jarak_template: float | None = None
    indeks_lurus: int | None = None


@dataclass(frozen=True, slots=True)
class _Bingkai:
    ke: int
    instruksi: str
    gambar: Gambar
    wajah: Wajah
    mutu: Mutu


@dataclass(slots=True)
class _Catatan:
    """What piles up while an attempt is judged."""

    ambang: AmbangWajah
    skor: dict[str, float] = field(default_factory=dict)
    alasan: set[AlasanWajah] = field(default_factory=set)

    def ukur(self, ke: int, **ukuran: float) -> None:
        self.skor |= {f"{ke}.{nama}": round(nilai, 4) for nama, nilai in ukuran.items()}

    def hasil(self) -> HasilWajah:
        urut = tuple(satu for satu in AlasanWajah if satu in self.alasan)
        return HasilWajah(urut, self.ambang.versi, self.skor)


def nilai(
    bingkai: Sequence[tuple[str, bytes]],
    tantangan: Sequence[str],
    template: bytes | None = None,
    ambang: AmbangWajah = AMBANG,
) -> HasilWajah:
    """Judge the pictures of one attempt.

    Shape:  each picture with the instruction that it answers, one or more in a row for each;
            `tantangan` as dealt, LURUS first.
    Result: all reasons of the first stage that fails: taking (faces, light, sharpness, size),
            then doing (order, movement, depth), then being one person throughout.
    """
    catatan = _Catatan(ambang)
    dijawab = [satu for satu, _ in groupby(bingkai, _nama)]
    if dijawab != [*tantangan] or dijawab[:1] != [LURUS]:
        catatan.alasan.add(AlasanWajah.URUTAN_SALAH)
        return catatan.hasil()
    isi = [_ambil(ke, *satu, catatan=catatan) for ke, satu in enumerate(bingkai)]
    lengkap = [satu for satu in isi if satu is not None]
    if len(lengkap) < len(isi):
        return catatan.hasil()
    dipilih = _pilih(lengkap)
    for satu in dipilih:
        catatan.alasan |= mutu.nilai_mutu(satu.mutu, ambang, bergerak=satu.instruksi != LURUS)
    if not catatan.alasan:
        _periksa_gerakan(dipilih, catatan)
    if catatan.alasan:
        return catatan.hasil()
    return _periksa_orang(dipilih, template, catatan)


def penilai_portal(
    bingkai: Sequence[tuple[str, bytes]], tantangan: Sequence[str], template: bytes | None
) -> HasilWajah:
    """Judge with the bounds of the portal; what workers hand to the services."""
    return nilai(bingkai, tantangan, template)


def _nama(satu: tuple[str, bytes]) -> str:
    return satu[0]


def _ambil(ke: int, instruksi: str, data: bytes, *, catatan: _Catatan) -> _Bingkai | None:
    """Decode one picture, find its one face, measure it; without one, note why."""
    try:
        gambar = piksel.baca(data)
    except GambarDitolak:
        catatan.alasan.add(AlasanWajah.TIDAK_ADA_WAJAH)
        return None
    wajah = detektor.cari_wajah(gambar)
    if len(wajah) != 1:
        catatan.alasan.add(
            AlasanWajah.BEBERAPA_WAJAH if wajah else mutu.alasan_tanpa_wajah(gambar, catatan.ambang)
        )
        return None
    diukur = mutu.ukur_mutu(gambar, wajah[0])
    catatan.ukur(
        ke, terang=diukur.terang, tajam=diukur.tajam, lebar=diukur.lebar, tampak=diukur.tampak
    )
    return _Bingkai(ke, instruksi, gambar, wajah[0], diukur)


def _pilih(isi: list[_Bingkai]) -> list[_Bingkai]:
    """Return one picture per instruction: where it was followed furthest."""
    kelompok = [list(anggota) for _, anggota in groupby(isi, lambda satu: satu.instruksi)]
    lurus = max(kelompok[0], key=_kelurusan)
    return [lurus, *(max(satu, key=_sejauh) for satu in kelompok[1:])]


def _kelurusan(satu: _Bingkai) -> float:
    """Return how well a picture serves as the frontal one: straight before sharp."""
    return min(satu.mutu.tajam, 100.0) / 100.0 - 2 * abs(keaktifan.toleh(satu.wajah.titik))


def _sejauh(satu: _Bingkai) -> float:
    titik = satu.wajah.titik
    ukuran: Mapping[str, float] = {
        TOLEH_KIRI: keaktifan.toleh(titik),
        TOLEH_KANAN: -keaktifan.toleh(titik),
        MENDEKAT: keaktifan.ukuran(titik),
    }
    return ukuran.get(satu.instruksi, 0.0)


def _periksa_gerakan(isi: list[_Bingkai], catatan: _Catatan) -> None:
    ambang = catatan.ambang
    halus = [replace(satu, wajah=detektor.perhalus(satu.gambar, satu.wajah)) for satu in isi]
    depan = halus[0]
    awal = keaktifan.toleh(depan.wajah.titik)
    catatan.ukur(depan.ke, toleh=awal)
    if abs(awal) > ambang.lurus_terjauh:
        catatan.alasan.add(AlasanWajah.TIDAK_TEGAK)
    if any(_sama(satu.gambar, dua.gambar, ambang) for satu, dua in combinations(isi, 2)):
        catatan.alasan.add(AlasanWajah.BINGKAI_DIPAKAI_ULANG)
    diminta = {satu.instruksi for satu in isi[1:]}
    for satu in halus[1:]:
        alasan = _periksa_satu_gerakan(depan, satu, diminta, catatan)
        if alasan is not None:
            catatan.alasan.add(alasan)
    if AlasanWajah.INSTRUKSI_TIDAK_DIIKUTI in catatan.alasan:
        # Some movement is missing altogether: telling of the order would only confuse.
        catatan.alasan.discard(AlasanWajah.URUTAN_SALAH)


def _periksa_satu_gerakan(
    depan: _Bingkai, kini: _Bingkai, diminta: Collection[str], catatan: _Catatan
) -> AlasanWajah | None:
    ambang = catatan.ambang
    gerak = keaktifan.ukur_gerak(depan.wajah.titik, kini.wajah.titik)
    dekat = keaktifan.ukuran(kini.wajah.titik) / max(keaktifan.ukuran(depan.wajah.titik), 1.0)
    banding = bidang.banding(
        piksel.ke_abu(depan.gambar), depan.wajah.titik, piksel.ke_abu(kini.gambar), kini.wajah.titik
    )
    catatan.ukur(
        kini.ke, toleh=gerak.toleh, kaku=gerak.kaku, untung=gerak.untung, dekat=dekat,
        bidang=banding.sisa, belok=banding.belok,
    )  # fmt: skip
    if keaktifan.diikuti(kini.instruksi, gerak, banding.belok, dekat, ambang):
        if kini.instruksi == MENDEKAT:
            return None
        return keaktifan.periksa_toleh(gerak, banding, ambang)
    if keaktifan.foto_dimiringkan(gerak, banding.sisa, ambang):
        return AlasanWajah.DATAR
    lain = set(diminta) - {kini.instruksi}
    if any(keaktifan.diikuti(satu, gerak, banding.belok, dekat, ambang) for satu in lain):
        return AlasanWajah.URUTAN_SALAH
    return AlasanWajah.INSTRUKSI_TIDAK_DIIKUTI


def _sama(satu: Gambar, dua: Gambar, ambang: AmbangWajah) -> bool:
    """Tell whether two pictures are one and the same, apart from their compression."""
    if satu.shape != dua.shape:
        return False
    # The mean of 64 pixels forgets compression and grain; a head that moved it does not.
    a, b = (np.asarray(Image.fromarray(gambar).reduce(8), dtype=np.int16) for gambar in (satu, dua))
    return float(np.abs(a - b).mean()) / 255 < ambang.beda_bingkai


def _periksa_orang(isi: list[_Bingkai], template: bytes | None, catatan: _Catatan) -> HasilWajah:
    dipilih = _yang_dienkode(isi, catatan.ambang.maks_enkoding)
    enkoding = [detektor.enkode(satu.gambar, satu.wajah) for satu in dipilih]
    jarak = [pencocokan.jarak(enkoding[0], satu) for satu in enkoding[1:]]
    catatan.skor["jarak_orang"] = round(max(jarak, default=0.0), 4)
    batas = (_batas_jarak(satu, catatan) for satu in dipilih[1:])
    if any(satu > paling for satu, paling in zip(jarak, batas, strict=True)):
        catatan.alasan.add(AlasanWajah.BUKAN_ORANG_YANG_SAMA)
        return catatan.hasil()
    return HasilWajah(
        alasan=(),
        versi=catatan.ambang.versi,
        skor=catatan.skor,
        jpeg=piksel.enkode_ulang(isi[0].gambar),
        enkoding=pencocokan.ke_bytes(enkoding[0]),
        jarak_template=_jarak_template(enkoding[0], template),
        indeks_lurus=isi[0].ke,
    )


def _batas_jarak(satu: _Bingkai, catatan: _Catatan) -> float:
    """Return how far this picture may lie from the frontal one: a profile hides half a face."""
    jauh = abs(catatan.skor.get(f"{satu.ke}.toleh", 0.0)) >= catatan.ambang.toleh_jauh
    ambang = catatan.ambang
    return ambang.jarak_orang_sama_menoleh_jauh if jauh else ambang.jarak_orang_sama


def _yang_dienkode(isi: list[_Bingkai], banyak: int) -> list[_Bingkai]:
    """Return the frontal picture and as many others as may be encoded.

    Which ones follows from the pictures themselves, so that it can be repeated and yet not be
    known before they are taken.
    """
    lain = sorted(isi[1:], key=lambda satu: hashlib.sha256(satu.gambar.tobytes()).digest())
    return [isi[0], *lain[: banyak - 1]]


def _jarak_template(enkoding: npt.NDArray[np.float64], template: bytes | None) -> float | None:
    if template is None:
        return None
    return round(pencocokan.jarak(enkoding, pencocokan.dari_bytes(template)), 4)

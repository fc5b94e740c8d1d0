"""One attempt, judged: cheap tests first, encodings last and few."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from PIL import Image

from jmo.lib.gambar import GambarDitolak
from pengkinian.rules.wajah import AlasanWajah
from pengkinian.wajah import detektor, keaktifan, mutu, pencocokan
from pengkinian.wajah.ambang import AMBANG, AmbangWajah
from pengkinian.wajah.detektor import Gambar, Wajah

LURUS, TOLEH_KIRI, TOLEH_KANAN, MENDEKAT = "LURUS", "TOLEH_KIRI", "TOLEH_KANAN", "MENDEKAT"


@dataclass(frozen=True, slots=True)
class HasilWajah:
    """The verdict: reasons in the order of what can be mended first, numbers behind each test.

    Shape:  without reasons `jpeg` is the frontal picture for the register and `enkoding` its 512
            bytes; `jarak_template` None when no template was given.
    """

    alasan: tuple[AlasanWajah, ...]
    versi: str
    skor: dict[str, float] = field(default_factory=dict)
    jpeg: bytes | None = None
    enkoding: bytes | None = None
    jarak_template: float | None = None


@dataclass(frozen=True, slots=True)
class _Bingkai:
    instruksi: str
    gambar: Gambar
    wajah: Wajah


def nilai(
    bingkai: Sequence[tuple[str, bytes]],
    tantangan: Sequence[str],
    template: bytes | None = None,
    ambang: AmbangWajah = AMBANG,
) -> HasilWajah:
    """Judge the pictures of one attempt.

    Shape:  each picture with the instruction that it answers; `tantangan` as dealt, LURUS first.
    Result: all reasons of the first stage that fails: taking (faces, light, sharpness, size),
            then doing (order, movement, flatness), then being one person throughout.
    """
    if [instruksi for instruksi, _ in bingkai] != list(tantangan) or tantangan[:1] != [LURUS]:
        return HasilWajah((AlasanWajah.URUTAN_SALAH,), ambang.versi)
    skor: dict[str, float] = {}
    alasan: set[AlasanWajah] = set()
    isi: list[_Bingkai] = []
    for ke, (instruksi, data) in enumerate(bingkai):
        satu = _ambil(ke, instruksi, data, ambang=ambang, skor=skor, alasan=alasan)
        if satu is not None:
            isi.append(satu)
    if not alasan:
        alasan |= _gerakan(isi, ambang, skor)
    if alasan:
        return HasilWajah(_urut(alasan), ambang.versi, skor)
    enkoding = [detektor.enkode(satu.gambar, satu.wajah) for satu in isi]
    terjauh = max(pencocokan.jarak(enkoding[0], satu) for satu in enkoding[1:])
    skor["jarak_orang"] = round(terjauh, 4)
    if terjauh > ambang.jarak_orang_sama:
        return HasilWajah((AlasanWajah.BUKAN_ORANG_YANG_SAMA,), ambang.versi, skor)
    return HasilWajah(
        (), ambang.versi, skor, _jpeg(isi[0].gambar), pencocokan.ke_bytes(enkoding[0]),
        _jarak_template(enkoding[0], template),
    )  # fmt: skip


def penilai_portal(
    bingkai: Sequence[tuple[str, bytes]], tantangan: Sequence[str], template: bytes | None
) -> HasilWajah:
    """Judge with the bounds of the portal; what workers hand to the services."""
    return nilai(bingkai, tantangan, template)


def _ambil(
    ke: int,
    instruksi: str,
    data: bytes,
    *,
    ambang: AmbangWajah,
    skor: dict[str, float],
    alasan: set[AlasanWajah],
) -> _Bingkai | None:
    """Decode one picture, find its one face, measure it; reasons are added to `alasan`."""
    try:
        gambar = detektor.baca(data)
    except GambarDitolak:
        alasan.add(AlasanWajah.TIDAK_ADA_WAJAH)
        return None
    wajah = detektor.cari_wajah(gambar)
    if len(wajah) != 1:
        alasan.add(AlasanWajah.BEBERAPA_WAJAH if wajah else _tanpa_wajah(gambar, ambang))
        return None
    diukur = mutu.ukur_mutu(gambar, wajah[0])
    skor |= {
        f"{ke}.terang": round(diukur.terang, 1),
        f"{ke}.tajam": round(diukur.tajam, 1),
        f"{ke}.lebar": round(diukur.lebar, 1),
    }
    alasan |= set(mutu.nilai_mutu(diukur, ambang))
    return _Bingkai(instruksi, gambar, wajah[0])


def _tanpa_wajah(gambar: Gambar, ambang: AmbangWajah) -> AlasanWajah:
    """Name darkness as the cause where the whole picture is dark: that can be mended first."""
    terang = float(gambar.mean())
    if terang < ambang.gelap * 0.75:
        return AlasanWajah.TERLALU_GELAP
    return AlasanWajah.TERLALU_TERANG if terang > 245 else AlasanWajah.TIDAK_ADA_WAJAH


def _gerakan(isi: list[_Bingkai], ambang: AmbangWajah, skor: dict[str, float]) -> set[AlasanWajah]:
    depan, alasan = isi[0].wajah.titik, set()
    awal = keaktifan.toleh(depan)
    skor["0.toleh"] = round(awal, 4)
    if abs(awal) > ambang.lurus_terjauh:
        alasan.add(AlasanWajah.TIDAK_TEGAK)
    if any(_sama(dulu, kini, ambang) for dulu, kini in pairwise(isi)):
        alasan.add(AlasanWajah.INSTRUKSI_TIDAK_DIIKUTI)
    for ke, satu in enumerate(isi[1:], start=1):
        titik = satu.wajah.titik
        beda = keaktifan.toleh(titik) - awal
        dekat = keaktifan.ukuran(titik) / keaktifan.ukuran(depan)
        skor |= {f"{ke}.toleh": round(beda, 4), f"{ke}.dekat": round(dekat, 4)}
        if not _diikuti(satu.instruksi, beda, dekat, ambang):
            alasan.add(AlasanWajah.INSTRUKSI_TIDAK_DIIKUTI)
        elif satu.instruksi != MENDEKAT:
            sisa = keaktifan.sisa_datar(depan, titik)
            skor[f"{ke}.sisa_datar"] = round(sisa, 4)
            if sisa < ambang.sisa_datar:
                alasan.add(AlasanWajah.DATAR)
    return alasan


def _diikuti(instruksi: str, beda: float, dekat: float, ambang: AmbangWajah) -> bool:
    match instruksi:
        case "TOLEH_KIRI":
            return beda >= ambang.toleh_minimal
        case "TOLEH_KANAN":
            return beda <= -ambang.toleh_minimal
        case "MENDEKAT":
            return dekat >= ambang.dekat_minimal
        case _:
            return False


def _sama(dulu: _Bingkai, kini: _Bingkai, ambang: AmbangWajah) -> bool:
    """Tell whether two pictures are one and the same, apart from their compression."""
    if dulu.gambar.shape != kini.gambar.shape:
        return False
    beda = np.abs(dulu.gambar.astype(np.int16) - kini.gambar.astype(np.int16)).mean() / 255
    return bool(beda < ambang.beda_bingkai)


def _jarak_template(enkoding: npt.NDArray[np.float64], template: bytes | None) -> float | None:
    if template is None:
        return None
    return round(pencocokan.jarak(enkoding, pencocokan.dari_bytes(template)), 4)


def _jpeg(gambar: Gambar) -> bytes:
    keluar = io.BytesIO()
    Image.fromarray(gambar).save(keluar, "JPEG", quality=92)
    return keluar.getvalue()


def _urut(alasan: set[AlasanWajah]) -> tuple[AlasanWajah, ...]:
    return tuple(satu for satu in AlasanWajah if satu in alasan)

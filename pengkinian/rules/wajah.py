"""What a face check asks for, what its findings mean, and for how long they hold.

No pictures here: scores and reasons come in, a verdict goes out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from random import Random


class Keperluan(StrEnum):
    """What a face was shown for."""

    PENGKINIAN = "PENGKINIAN"
    KLAIM = "KLAIM"
    PEMULIHAN = "PEMULIHAN"


# A face shown in the data update also opens a claim on the same day; recovery opens nothing else.
DITERIMA_UNTUK: Mapping[Keperluan, frozenset[Keperluan]] = {
    Keperluan.PENGKINIAN: frozenset({Keperluan.PENGKINIAN}),
    Keperluan.KLAIM: frozenset({Keperluan.PENGKINIAN, Keperluan.KLAIM}),
    Keperluan.PEMULIHAN: frozenset({Keperluan.PEMULIHAN}),
}


class Instruksi(StrEnum):
    """A movement that the camera page asks for."""

    TOLEH_KIRI = "TOLEH_KIRI"
    TOLEH_KANAN = "TOLEH_KANAN"
    MENDEKAT = "MENDEKAT"


class AlasanWajah(StrEnum):
    """Why a face check did not pass, in the order of what a person can mend first."""

    TIDAK_ADA_WAJAH = "TIDAK_ADA_WAJAH"
    BEBERAPA_WAJAH = "BEBERAPA_WAJAH"
    TERLALU_GELAP = "TERLALU_GELAP"
    TERLALU_TERANG = "TERLALU_TERANG"
    BURAM = "BURAM"
    TERLALU_KECIL = "TERLALU_KECIL"
    TIDAK_TEGAK = "TIDAK_TEGAK"
    INSTRUKSI_TIDAK_DIIKUTI = "INSTRUKSI_TIDAK_DIIKUTI"
    URUTAN_SALAH = "URUTAN_SALAH"
    BINGKAI_DIPAKAI_ULANG = "BINGKAI_DIPAKAI_ULANG"
    DATAR = "DATAR"
    BUKAN_ORANG_YANG_SAMA = "BUKAN_ORANG_YANG_SAMA"
    TIDAK_COCOK = "TIDAK_COCOK"


# Everything else is a hint and costs no try.
TERHITUNG = frozenset(
    {AlasanWajah.DATAR, AlasanWajah.BUKAN_ORANG_YANG_SAMA, AlasanWajah.TIDAK_COCOK}
)


class PutusanWajah(StrEnum):
    """Whose word it is now."""

    LULUS = "LULUS"
    PETUGAS = "PETUGAS"
    TIDAK = "TIDAK"


@dataclass(frozen=True, slots=True, kw_only=True)
class KetentuanWajah:
    """Bands and ages of the face check, rows of configuration.

    Unit:   register scores 0 to 1, higher is more alike; template distances, lower is more alike.
    """

    versi: str = "2026-11"
    skor_cocok: Decimal = Decimal("0.75")
    skor_petugas: Decimal = Decimal("0.60")
    jarak_sama: Decimal = Decimal("0.45")
    jarak_lain: Decimal = Decimal("0.60")
    umur_segar_jam: int = 24


def putuskan_skor_register(skor: Decimal, ketentuan: KetentuanWajah) -> PutusanWajah:
    """Judge the register's 1:1 score: match, an officer looks and no try is burned, or no."""
    if skor >= ketentuan.skor_cocok:
        return PutusanWajah.LULUS
    if skor >= ketentuan.skor_petugas:
        return PutusanWajah.PETUGAS
    return PutusanWajah.TIDAK


def perlu_register(jarak_template: Decimal | None, ketentuan: KetentuanWajah) -> bool:
    """Tell whether the register must be asked: always, unless a kept template says "the same"."""
    return jarak_template is None or jarak_template > ketentuan.jarak_sama


def putuskan_wajah(
    *,
    skor_register: Decimal | None,
    jarak_template: Decimal | None,
    ketentuan: KetentuanWajah,
) -> PutusanWajah:
    """Judge a face that is live and one person throughout.

    Shape:  `jarak_template` None when no template is kept or when it may not be used.
    Result: our own numbers never say no alone. Far from the template and yet a match of the
            register is a contradiction: an officer looks.
    Raises: ValueError when the register must be asked and its score is missing.
    """
    if not perlu_register(jarak_template, ketentuan):
        return PutusanWajah.LULUS
    if skor_register is None:
        raise ValueError("skor_register_belum_ada")
    putusan = putuskan_skor_register(skor_register, ketentuan)
    jauh = jarak_template is not None and jarak_template > ketentuan.jarak_lain
    return PutusanWajah.PETUGAS if jauh and putusan is PutusanWajah.LULUS else putusan


def alasan_utama(alasan: Iterable[AlasanWajah]) -> AlasanWajah | None:
    """Return the one reason to show: what the person can mend first; None without any."""
    ada = set(alasan)
    return next((satu for satu in AlasanWajah if satu in ada), None)


def terhitung(alasan: Collection[AlasanWajah]) -> bool:
    """Tell whether these reasons cost a try.

    Result: a hint beside a real failure takes the cost away: a blurred picture proves nothing.
    """
    return bool(alasan) and set(alasan) <= TERHITUNG


def segar_sampai(diputus_pada: datetime, ketentuan: KetentuanWajah) -> datetime:
    """Return the last instant at which this face still counts as fresh."""
    return diputus_pada + timedelta(hours=ketentuan.umur_segar_jam)


def masih_segar(diputus_pada: datetime, sekarang: datetime, ketentuan: KetentuanWajah) -> bool:
    """Tell whether a face that passed is at most 24 hours old."""
    return sekarang <= segar_sampai(diputus_pada, ketentuan)


def buat_tantangan(acak: Random, jumlah: int = 2) -> tuple[Instruksi, ...]:
    """Deal the movements of one attempt: distinct, in random order.

    Shape:  `acak` must be `random.SystemRandom()` outside tests: other generators can be guessed.
    Raises: ValueError for fewer than two movements or more than there are.
    """
    if not 2 <= jumlah <= len(Instruksi):
        raise ValueError("jumlah_tantangan")
    return tuple(acak.sample(list(Instruksi), jumlah))


def ganti_instruksi(
    tantangan: tuple[Instruksi, ...], tidak_bisa: Collection[Instruksi], acak: Random
) -> tuple[Instruksi, ...] | None:
    """Deal others for the movements that a person cannot make; the rest stay in their places.

    Result: None when too few movements are left: then an officer or a branch is the door.
    """
    sisa = [satu for satu in Instruksi if satu not in tidak_bisa and satu not in tantangan]
    diganti = [satu for satu in tantangan if satu in tidak_bisa]
    if len(sisa) < len(diganti):
        return None
    baru = dict(zip(diganti, acak.sample(sisa, len(diganti)), strict=True))
    return tuple(baru.get(satu, satu) for satu in tantangan)

"""A decision frozen with everything that made it, and decided again at any later time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from klaim_jht.rules.json_nilai import dari_json, ke_json
from klaim_jht.rules.kelayakan import (
    FaktaKlaim,
    HasilAturan,
    HasilKelayakan,
    KetentuanJHT,
    periksa_kelayakan,
)


@dataclass(frozen=True, slots=True)
class Keputusan:
    """What the rules saw and said on one day."""

    hari_ini: date
    fakta: FaktaKlaim
    ketentuan: KetentuanJHT
    hasil: HasilKelayakan


@dataclass(frozen=True, slots=True)
class Beda:
    """One point in which deciding again says something else. `aturan` "" = the whole."""

    aturan: str
    hal: str
    dulu: str
    sekarang: str


def putuskan(*, fakta: FaktaKlaim, ketentuan: KetentuanJHT, hari_ini: date) -> Keputusan:
    """Ask `periksa_kelayakan` and keep question and answer together."""
    hasil = periksa_kelayakan(fakta=fakta, ketentuan=ketentuan, hari_ini=hari_ini)
    return Keputusan(hari_ini, fakta, ketentuan, hasil)


def keputusan_ke_json(keputusan: Keputusan) -> dict[str, Any]:
    """Return the decision as plain JSON, ready to be stored.

    Shape:  keys hari_ini, fakta, ketentuan, versi_aturan and hasil; the versions stand apart so
            that all decisions of one version can be found.
    """
    isi: dict[str, Any] = ke_json(keputusan)
    return isi | {"versi_aturan": versi_aturan(keputusan)}


def keputusan_dari_json(isi: Mapping[str, Any]) -> Keputusan:
    """Return the decision that was frozen.

    Raises: ValueError when the content does not fit, a key is missing, or the versions that stand
            apart are not those of the decision.
    """
    tanpa_versi = {kunci: nilai for kunci, nilai in isi.items() if kunci != "versi_aturan"}
    keputusan = dari_json(Keputusan, tanpa_versi)
    if isi.get("versi_aturan") != versi_aturan(keputusan):
        raise ValueError("versi_aturan_tidak_cocok")
    return keputusan


def versi_aturan(keputusan: Keputusan) -> dict[str, str]:
    """Return the version of every rule that was asked, and of the reason's row."""
    versi = {satu.kode.value: satu.versi for satu in keputusan.hasil.alasan}
    aturan = keputusan.ketentuan.untuk(keputusan.fakta.alasan)
    return versi if aturan is None else versi | {"ALASAN": aturan.versi}


def ulang_keputusan(keputusan: Keputusan) -> tuple[Beda, ...]:
    """Decide again on the frozen facts and parameters and return every difference.

    Result: empty when today's rules say what was said then. Only outcomes are compared, so a new
            version of a rule that decides alike is no difference.
    """
    sekarang = periksa_kelayakan(
        fakta=keputusan.fakta, ketentuan=keputusan.ketentuan, hari_ini=keputusan.hari_ini
    )
    dulu = keputusan.hasil
    beda = _banding(
        "",
        {"boleh": dulu.boleh, "rute": dulu.rute, "sebab_rute": dulu.sebab_rute},
        {"boleh": sekarang.boleh, "rute": sekarang.rute, "sebab_rute": sekarang.sebab_rute},
    )
    lama = {satu.kode: satu for satu in dulu.alasan}
    baru = {satu.kode: satu for satu in sekarang.alasan}
    for kode in dict.fromkeys((*lama, *baru)):
        beda += _banding(kode.value, _hasil(lama.get(kode)), _hasil(baru.get(kode)))
    return tuple(beda)


def _hasil(satu: HasilAturan | None) -> dict[str, object]:
    if satu is None:
        return {"lulus": None, "lulus_pada": None, "fakta": None}
    return {"lulus": satu.lulus, "lulus_pada": satu.lulus_pada, "fakta": dict(satu.fakta)}


def _banding(aturan: str, dulu: dict[str, object], sekarang: dict[str, object]) -> list[Beda]:
    return [
        Beda(aturan, hal, str(ke_json(dulu[hal])), str(ke_json(sekarang[hal])))
        for hal in dulu
        if dulu[hal] != sekarang[hal]
    ]

"""Frozen dataclasses to plain JSON and back, so that a decision can be read years later.

Strict both ways: a field that is missing (and has no default), that nobody knows, or that has
another type stops with ValueError. What was frozen is never half understood.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def ke_json(nilai: object) -> Any:
    """Return the value as dict, list, str, int, bool and None alone.

    Shape:  dataclasses, mappings with text keys, tuples, enums of text, dates, instants with a
            zone, Decimal, and what JSON has itself.
    Raises: ValueError for anything else, a float above all.
    """
    if isinstance(nilai, StrEnum):
        return nilai.value
    if nilai is None or isinstance(nilai, str | bool | int):
        return nilai
    if isinstance(nilai, Decimal):
        return str(nilai)
    if isinstance(nilai, date):
        return _teks_waktu(nilai)
    return _isi_ke_json(nilai)


def dari_json(tipe: type[T], nilai: object) -> T:
    """Return the dataclass that `ke_json` wrote down.

    Raises: ValueError when the content does not fit the type.
    """
    hasil = _baca(tipe, nilai)
    assert isinstance(hasil, tipe)
    return hasil


def _teks_waktu(nilai: date) -> str:
    if isinstance(nilai, datetime) and nilai.tzinfo is None:
        raise ValueError("waktu_tanpa_zona")
    return nilai.isoformat()


def _isi_ke_json(nilai: object) -> Any:
    if is_dataclass(nilai) and not isinstance(nilai, type):
        return {satu.name: ke_json(getattr(nilai, satu.name)) for satu in fields(nilai)}
    if isinstance(nilai, Mapping):
        return {str(kunci): ke_json(isi) for kunci, isi in nilai.items()}
    if isinstance(nilai, tuple):
        return [ke_json(satu) for satu in nilai]
    raise ValueError(f"tidak_dapat_dibekukan:{type(nilai).__name__}")


def _baca(tipe: Any, nilai: Any) -> Any:
    while isinstance(tipe, NewType):
        tipe = tipe.__supertype__
    asal = get_origin(tipe)
    if asal in (Union, types.UnionType):
        return _baca_pilihan(get_args(tipe), nilai)
    if asal is tuple:
        return tuple(_baca(get_args(tipe)[0], satu) for satu in _pastikan(list, nilai))
    if asal is not None and issubclass(asal, Mapping):
        isi_tipe = get_args(tipe)[1]
        return {kunci: _baca(isi_tipe, isi) for kunci, isi in _pastikan(dict, nilai).items()}
    if is_dataclass(tipe):
        return _baca_dataclass(tipe, _pastikan(dict, nilai))
    return _baca_dasar(tipe, nilai)


def _baca_pilihan(pilihan: tuple[Any, ...], nilai: Any) -> Any:
    for satu in pilihan:
        try:
            return _baca(satu, nilai)
        except ValueError:
            continue
    raise ValueError("json_tidak_cocok")


def _baca_dataclass(tipe: Any, isi: dict[str, Any]) -> Any:
    petunjuk = get_type_hints(tipe)
    dikenal = {satu.name: satu for satu in fields(tipe)}
    if not isi.keys() <= dikenal.keys():
        raise ValueError(f"json_bidang_tak_dikenal:{tipe.__name__}")
    wajib = {
        nama
        for nama, satu in dikenal.items()
        if satu.default is MISSING and satu.default_factory is MISSING
    }
    if not wajib <= isi.keys():
        raise ValueError(f"json_bidang_kurang:{tipe.__name__}")
    return tipe(**{nama: _baca(petunjuk[nama], nilai) for nama, nilai in isi.items()})


def _baca_dasar(tipe: Any, nilai: Any) -> Any:
    if tipe in (date, datetime):
        return tipe.fromisoformat(_pastikan(str, nilai))
    if tipe is Decimal:
        return _baca_desimal(_pastikan(str, nilai))
    if isinstance(tipe, type) and issubclass(tipe, StrEnum):
        return tipe(_pastikan(str, nilai))
    return _pastikan(tipe, nilai)


def _baca_desimal(teks: str) -> Decimal:
    try:
        return Decimal(teks)
    except InvalidOperation:
        raise ValueError("json_tidak_cocok") from None


def _pastikan(tipe: Any, nilai: Any) -> Any:
    # Exact, because True is an int and would pass for an amount.
    if type(nilai) is not tipe:
        raise ValueError("json_tidak_cocok")
    return nilai

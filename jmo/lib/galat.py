"""The closed family of errors that services and access doors raise, and the one of value parsers.

An error carries a code and data, never a sentence: sentences stand in each app's `teks.py`.
Its text is the code alone, because data may be personal and texts of errors end in logs.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar


class Galat(Exception):
    """Base of every refusal that a page or the API turns into an answer.

    Shape:  `kode` in lower snake case; `data` are the facts that the sentence needs.
    Raises: TypeError when a subclass is written outside this module: the family is closed.
    """

    status_http: ClassVar[int] = 400

    def __init__(self, kode: str, **data: Any) -> None:
        """Keep the code as the text, the facts beside it."""
        super().__init__(kode)
        self.kode = kode
        self.data: dict[str, Any] = data

    def __init_subclass__(cls) -> None:
        """Refuse a relative from elsewhere: every handler must know all of the family."""
        if cls.__module__ != __name__:
            raise TypeError(f"{cls.__qualname__}: the error family is closed, see jmo/lib/galat.py")

    def __reduce__(self) -> tuple[Any, ...]:
        """Survive the pipe between a worker process and its parent, data included."""
        return _bangun, (type(self), self.kode, self.data)


def _bangun(kelas: type[Galat], kode: str, data: dict[str, Any]) -> Galat:
    return kelas(kode, **data)


class BelumLayak(Galat):
    """A rule says "not (yet)"; `data["alasan"]` usually holds all its reasons."""

    status_http = 422


class IsianTidakSah(Galat):
    """What was typed cannot stand; `kolom` maps each field to the codes of its errors."""

    status_http = 422

    def __init__(
        self,
        kode: str = "isian_tidak_sah",
        *,
        kolom: Mapping[str, tuple[str, ...]] | None = None,
        **data: Any,
    ) -> None:
        """Keep the codes of each field."""
        self.kolom: dict[str, tuple[str, ...]] = dict(kolom or {})
        super().__init__(kode, kolom=self.kolom, **data)


class TidakDitemukan(Galat):
    """No such thing, or not yours: the answer is the same for both."""

    status_http = 404


class Bentrok(Galat):
    """Somebody was faster: the row is no longer in the state that this act starts from."""

    status_http = 409


class TerlaluSering(Galat):
    """Too many tries; `coba_lagi_pada` is the instant from which the next one counts."""

    status_http = 429

    def __init__(self, kode: str, *, coba_lagi_pada: datetime, **data: Any) -> None:
        """Keep the instant of the next try."""
        self.coba_lagi_pada = coba_lagi_pada
        super().__init__(kode, coba_lagi_pada=coba_lagi_pada, **data)


class PerluBuktiUlang(Galat):
    """Allowed, but only after the person proves again who they are."""

    status_http = 403


class LayananTidakTersedia(Galat):
    """The outside world did not answer; `coba_lagi_pada` is None when nobody knows."""

    status_http = 503

    def __init__(self, kode: str, *, coba_lagi_pada: datetime | None = None, **data: Any) -> None:
        """Keep the instant of the next try, when it is known."""
        self.coba_lagi_pada = coba_lagi_pada
        super().__init__(kode, coba_lagi_pada=coba_lagi_pada, **data)


class NilaiTidakSah(ValueError):
    """One typed value that a parser of `jmo.lib` cannot read; forms turn `kode` into a sentence.

    Shape:  never carries the value itself, which may be a NIK or an account number.
    """

    def __init__(self, kode: str) -> None:
        """Keep the code alone."""
        super().__init__(kode)
        self.kode = kode

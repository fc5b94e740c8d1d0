"""Who acts: every write names one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

JenisPelaku = Literal["AKUN", "PETUGAS", "TUGAS", "SISTEM"]


@dataclass(frozen=True, slots=True)
class Pelaku:
    """An actor: a participant, an officer, a task of ours by name, or the system itself."""

    jenis: JenisPelaku
    nama: str
    akun_id: int | None = None

    def __post_init__(self) -> None:
        """Refuse a person without an account."""
        if (self.jenis in {"AKUN", "PETUGAS"}) != (self.akun_id is not None):
            raise ValueError("people act through an account, machines do not")


SISTEM = Pelaku("SISTEM", "sistem")


def tugas(nama: str) -> Pelaku:
    """Return the actor for a task of ours."""
    return Pelaku("TUGAS", nama)

"""A wizard as data: ordered steps, and the questions every wizard asks of them.

Facts come in as one frozen value of the wizard's own type; nothing is stored or drawn here.
`judul` is a key, its sentence stands in the app's `teks.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

F = TypeVar("F")


def selalu(_fakta: object) -> bool:
    """Answer yes to every state of facts: the default of `berlaku` and `syarat`."""
    return True


# No slots: with them a frozen generic dataclass cannot be called as Langkah[Fakta](...).
@dataclass(frozen=True, kw_only=True)
class Langkah(Generic[F]):
    """One step.

    Shape:  `berlaku` = does it apply to these facts; `syarat` = may it be entered, besides the
            rule that all earlier steps are done; `selesai` = is it answered;
            `membatalkan` = keys of later steps whose answers fall when this answer changes.
    """

    kunci: str
    judul: str
    selesai: Callable[[F], bool]
    berlaku: Callable[[F], bool] = selalu
    syarat: Callable[[F], bool] = selalu
    membatalkan: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Alur(Generic[F]):
    """The steps of one wizard in their order.

    Raises: ValueError on a repeated key, or when a step voids one that does not come after it.
    """

    langkah: tuple[Langkah[F], ...]

    def __post_init__(self) -> None:
        """Check once, when the module is loaded, what every question below relies on."""
        kunci = [satu.kunci for satu in self.langkah]
        if len(set(kunci)) != len(kunci):
            raise ValueError("kunci_langkah_ganda")
        for nomor, satu in enumerate(self.langkah, start=1):
            if not satu.membatalkan <= set(kunci[nomor:]):
                raise ValueError("membatalkan_langkah_yang_tidak_di_belakang")

    def cari(self, kunci: str) -> Langkah[F] | None:
        """Return the step of this key, None when there is none."""
        return next((satu for satu in self.langkah if satu.kunci == kunci), None)

    def yang_berlaku(self, fakta: F) -> tuple[Langkah[F], ...]:
        """Return the steps that apply, in order."""
        return tuple(satu for satu in self.langkah if satu.berlaku(fakta))

    def boleh_masuk(self, kunci: str, fakta: F) -> bool:
        """Tell whether this page may be opened: it applies, its turn has come, its terms hold.

        Result: False for an unknown key, so that an address typed by hand is simply refused.
        """
        for satu in self.yang_berlaku(fakta):
            if satu.kunci == kunci:
                return satu.syarat(fakta)
            if not satu.selesai(fakta):
                return False
        return False

    def pertama_belum_selesai(self, fakta: F) -> Langkah[F] | None:
        """Return the step to send the person to, None when all are answered."""
        return next((satu for satu in self.yang_berlaku(fakta) if not satu.selesai(fakta)), None)

    def sebelum(self, kunci: str, fakta: F) -> Langkah[F] | None:
        """Return the applying step before this one, None at the start."""
        nomor, _ = self.nomor(kunci, fakta)
        return self.yang_berlaku(fakta)[nomor - 2] if nomor > 1 else None

    def sesudah(self, kunci: str, fakta: F) -> Langkah[F] | None:
        """Return the applying step after this one, None at the end."""
        nomor, jumlah = self.nomor(kunci, fakta)
        return self.yang_berlaku(fakta)[nomor] if nomor < jumlah else None

    def nomor(self, kunci: str, fakta: F) -> tuple[int, int]:
        """Return (k, n) for "step k of n", counting the steps that apply.

        Raises: ValueError when this step does not apply.
        """
        kunci_berlaku = [satu.kunci for satu in self.yang_berlaku(fakta)]
        return kunci_berlaku.index(kunci) + 1, len(kunci_berlaku)

    def dibatalkan_oleh(self, kunci: str) -> frozenset[str]:
        """Return every key whose answer falls when this answer changes, through others too.

        Raises: ValueError for an unknown key.
        """
        satu = self.cari(kunci)
        if satu is None:
            raise ValueError("langkah_tidak_dikenal")
        return satu.membatalkan.union(*(self.dibatalkan_oleh(k) for k in satu.membatalkan))

"""A card as its holder shows it: what stands on the plastic, and what is true of it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from jmo.lib.tanggal import hari_ini_wib
from saldo.models import Kepesertaan, TahananSaldo
from saldo.selectors.penggabungan import penggabungan_berlaku

_S = Kepesertaan.Status


@dataclass(frozen=True, slots=True)
class KartuDigital:
    """One card at one moment.

    Shape:  `sejak` = the day from which the status holds, None where nobody recorded it;
            `program` = codes of the programmes that the portal has a record of, JHT first.
    """

    kartu: Kepesertaan
    sejak: date | None
    program: tuple[str, ...]
    per: datetime


def kartu_digital(kartu: Kepesertaan) -> KartuDigital:
    """Return a card, already reached through its door, as it can be shown to others."""
    berjp = kartu.iuran.filter(berlaku=True, jp_pekerja__gt=0).exists()
    return KartuDigital(
        kartu=kartu,
        sejak=_sejak(kartu),
        program=("JHT", "JP") if berjp else ("JHT",),
        per=timezone.now(),
    )


def _sejak(kartu: Kepesertaan) -> date | None:
    if kartu.status == _S.AKTIF:
        return kartu.tanggal_mulai
    if kartu.status == _S.NONAKTIF:
        return kartu.tanggal_berakhir
    pada = _digabung_pada(kartu) if kartu.status == _S.DIGABUNG else _diklaim_pada(kartu)
    return hari_ini_wib(pada) if pada is not None else None


def _digabung_pada(kartu: Kepesertaan) -> datetime | None:
    penggabungan, _ = penggabungan_berlaku(kartu)
    return penggabungan.digabung_pada if penggabungan is not None else None


def _diklaim_pada(kartu: Kepesertaan) -> datetime | None:
    return (
        TahananSaldo.objects.filter(kepesertaan=kartu, status=TahananSaldo.Status.DIPAKAI)
        .order_by("-berakhir_pada")
        .values_list("berakhir_pada", flat=True)
        .first()
    )

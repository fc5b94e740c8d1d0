"""Whose right may have begun these days: few people, about whom the rules are asked then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from accounts.models import Peserta
from jmo.lib.tanggal import tambah_bulan
from klaim_jht.models import JadwalKlaim, KabarHak
from klaim_jht.rules.alasan import AlasanKlaim
from klaim_jht.rules.kabar_hak import HARI_KABAR, JEDA_INGAT, ulang_tahun
from saldo.models import Kepesertaan

# Employers' pension ages lie between; the law's is the last.
USIA = range(45, 57)
_BERHENTI = (AlasanKlaim.RESIGN, AlasanKlaim.PHK, AlasanKlaim.PKWT)
_LONGGAR = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class CalonKabar:
    """One person and the reason under which they might file now."""

    peserta_id: int
    alasan: AlasanKlaim
    dilaporkan_pada: datetime | None = None


def calon_kabar(*, hari_ini: date) -> list[CalonKabar]:
    """Return who to ask the rules about; nobody without a login, nobody who died.

    Shape:  wider than the truth: what decides is the rules.
    """
    lahir = Q()
    for usia in USIA:
        lahir |= Q(tanggal_lahir__range=ulang_tahun(usia, hari_ini=hari_ini))
    pensiun = Peserta.objects.filter(lahir, akun__isnull=False, meninggal_pada=None)
    hasil = [
        CalonKabar(satu, AlasanKlaim.PENSIUN)
        for satu in pensiun.order_by("pk").values_list("pk", flat=True)
    ]
    kartu = (
        Kepesertaan.objects.filter(
            _rentang(hari_ini), status=Kepesertaan.Status.NONAKTIF, sebab_berakhir__in=_BERHENTI,
            peserta__akun__isnull=False, peserta__meninggal_pada=None,
        )
        .order_by("peserta_id", "tanggal_berakhir")
        .values_list("peserta_id", "sebab_berakhir", "dilaporkan_pada")
    )  # fmt: skip
    # The card that ended last speaks for its person.
    terakhir = {pk: CalonKabar(pk, AlasanKlaim(sebab), pada) for pk, sebab, pada in kartu}
    return hasil + list(terakhir.values())


def kabar_untuk_diingatkan(*, kini: datetime) -> list[KabarHak]:
    """Return those who were told a month ago and about whom nothing was done since, with peserta.

    Shape:  a sweep that stood still for longer than another month reminds nobody.
    """
    return list(
        KabarHak.objects.filter(
            selesai_pada=None,
            diberitahu_pada__range=(kini - 2 * JEDA_INGAT, kini - JEDA_INGAT),
        )
        .select_related("peserta__akun")
        .order_by("diberitahu_pada")
    )


def ada_jadwal(peserta_id: int) -> bool:
    """Tell whether a claim of this person files itself, which has notices of its own."""
    return JadwalKlaim.objects.filter(
        klaim__peserta=peserta_id, status=JadwalKlaim.Status.MENUNGGU
    ).exists()


def _rentang(hari_ini: date) -> Q:
    awal = hari_ini - timedelta(days=HARI_KABAR)
    tunggu = (tambah_bulan(awal, -1) - _LONGGAR, tambah_bulan(hari_ini, -1) + _LONGGAR)
    return (
        Q(tanggal_berakhir__range=tunggu)
        | Q(tanggal_pernyataan__range=tunggu)
        | Q(tanggal_berakhir__range=(awal, hari_ini))
        | Q(dilaporkan_pada__date__range=(awal, hari_ini))
    )

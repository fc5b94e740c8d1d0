"""What a person was paid before, as the tax on the next payment must know it."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from accounts.models import Peserta
from jmo.lib.tanggal import hari_ini_wib
from jmo.lib.uang import Rupiah
from klaim_jht.models import Klaim, Susulan
from klaim_jht.rules.pajak import RiwayatPajak
from klaim_jht.rules.status import StatusKlaim

_TANPA_UANG = (StatusKlaim.DRAF, StatusKlaim.DITOLAK, StatusKlaim.DIBATALKAN)


def riwayat_pajak(
    peserta: Peserta, *, tahun: int, jendela: int, selain: Klaim | None = None
) -> RiwayatPajak:
    """Return every payment of this person that counts before one of this calendar year.

    Shape:  claims of any kind and later payments alike. One that was decided but has not arrived
            counts as of this year: two under way at once may not both use the part free of tax.
            `selain` = the claim that is being decided; `jendela` = calendar years of the final
            scale.
    """
    kini = min(tahun, hari_ini_wib(timezone.now()).year)
    dibayar = [*_klaim(peserta, kini, selain), *_susulan(peserta, kini)]
    if not dibayar:
        return RiwayatPajak()
    pertama = min(satu for satu, _, _ in dibayar)
    if tahun - pertama >= jendela:
        return RiwayatPajak(tahun_pertama=pertama)
    return RiwayatPajak(
        tahun_pertama=pertama,
        sudah_dibayar=Rupiah(sum(bruto for _, bruto, _ in dibayar)),
        sudah_dipotong=Rupiah(sum(pajak for _, _, pajak in dibayar)),
    )


def _klaim(peserta: Peserta, kini: int, selain: Klaim | None) -> list[tuple[int, int, int]]:
    kueri = Klaim.objects.filter(peserta=peserta, bruto__isnull=False)
    kueri = kueri.exclude(status__in=_TANPA_UANG)
    if selain is not None:
        kueri = kueri.filter(~Q(pk=selain.pk))
    return [
        (
            hari_ini_wib(satu.dibayar_pada).year
            if satu.status == StatusKlaim.DIBAYAR and satu.dibayar_pada
            else kini,
            satu.bruto or 0,
            satu.pajak or 0,
        )
        for satu in kueri.only("status", "bruto", "pajak", "dibayar_pada")
    ]


def _susulan(peserta: Peserta, kini: int) -> list[tuple[int, int, int]]:
    return [
        (
            hari_ini_wib(satu.dibayar_pada).year if satu.dibayar_pada else kini,
            satu.bruto,
            satu.pajak,
        )
        for satu in Susulan.objects.filter(klaim__peserta=peserta)
    ]

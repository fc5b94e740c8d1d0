"""Watching how much goes out within an hour; beyond the caps all payouts stop by themselves."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from accounts.rules.pelaku import tugas
from jmo.lib.tanggal import hari_ini_wib
from jmo.lib.uang import Rupiah, format_rupiah
from klaim_jht.models import PaguHarian, RemLembaga
from klaim_jht.rules.pagu import Jam, KetentuanPagu, hitung_pagu, melewati_pagu
from klaim_jht.selectors.pagu import kiriman_sejam, puncak_harian
from klaim_jht.services.rem import pasang_rem

BEL = "klaim_jht.periksa_pagu"


def periksa_pagu() -> RemLembaga | None:
    """Set the brake of the institution when the last hour went beyond the caps; None when not.

    Safe to run any number of times: one cause is one brake.
    Writes: pagu_harian (the first time of a day), rem_lembaga.   Audit: rem.dipasang.
    """
    sebab = RemLembaga.Sebab.PAGU_JAM
    if RemLembaga.objects.filter(sebab=sebab, dilepas_pada=None).exists():
        return None
    kini = timezone.now()
    pagu = _pagu(hari_ini_wib(kini))
    jam = kiriman_sejam(kini=kini)
    if pagu is None or not melewati_pagu(jam, pagu):
        return None
    alasan = (
        f"{jam.banyak} pembayaran, {format_rupiah(jam.jumlah)} dalam satu jam; "
        f"pagu {pagu.banyak} pembayaran, {format_rupiah(pagu.jumlah)}"
    )
    return pasang_rem(sebab=sebab, alasan=alasan, pelaku=tugas(BEL))


def _pagu(hari_ini: date) -> Jam | None:
    """Return the caps of this day; reckoned once, so that everybody can read which held."""
    ada = PaguHarian.objects.filter(tanggal=hari_ini).first()
    if ada is None:
        ketentuan = KetentuanPagu()
        puncak = puncak_harian(sampai=hari_ini, hari=ketentuan.hari)
        pagu = hitung_pagu(puncak, ketentuan)
        if pagu is None:
            return None
        ada, _baru = PaguHarian.objects.get_or_create(
            tanggal=hari_ini,
            defaults={"banyak": pagu.banyak, "jumlah": pagu.jumlah, "hari": len(puncak)},
        )
    return Jam(ada.banyak, Rupiah(ada.jumlah))

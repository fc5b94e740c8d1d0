"""Neighbouring rights of a filed claim, by the facts that were frozen with it."""

from __future__ import annotations

from typing import TypedDict

from django.utils import timezone

from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.models import Klaim
from klaim_jht.rules.hak_lain import HakJKP, LaporanBerbeda, hak_jkp, laporan_berbeda
from klaim_jht.rules.keputusan import keputusan_dari_json


class HakLain(TypedDict):
    """What a page shows of other rights; None where there is nothing to say."""

    jkp: HakJKP | None
    laporan_berbeda: LaporanBerbeda | None


def hak_lain_klaim(klaim: Klaim) -> HakLain:
    """Return the rights that stand beside this claim and can still be asked for today.

    Result: nothing where no decision was frozen or its content cannot be read any more.
    """
    baris = klaim.keputusan.order_by("-pk").first()
    if baris is None:
        return HakLain(jkp=None, laporan_berbeda=None)
    try:
        fakta = keputusan_dari_json(
            {
                "hari_ini": baris.hari_ini.isoformat(),
                "fakta": baris.fakta,
                "ketentuan": baris.ketentuan,
                "versi_aturan": baris.versi_aturan,
                "hasil": baris.hasil,
            }
        ).fakta
    except ValueError:
        return HakLain(jkp=None, laporan_berbeda=None)
    return HakLain(
        jkp=hak_jkp(fakta, hari_ini=hari_ini_wib(timezone.now())),
        laporan_berbeda=laporan_berbeda(fakta),
    )

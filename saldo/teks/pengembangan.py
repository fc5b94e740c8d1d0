"""What is said about the return of the running year: how it came about, and what follows."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _g

from jmo.lib.tanggal import format_bulan
from jmo.lib.uang import format_persen
from saldo.selectors.sementara import HasilSementara


def kalimat_sementara(hasil: HasilSementara) -> list[str]:
    """Return the sentences under a provisional return; none while no month of the year is over."""
    if hasil.tarif is None:
        return [
            _g(
                "Tarif hasil pengembangan tahun %(tahun)s belum ditetapkan, jadi hasil tahun ini "
                "belum dihitung. Begitu ditetapkan, kami membayarkannya sendiri."
            )
            % {"tahun": hasil.tahun}
        ]
    if not hasil.jumlah:
        return []
    kalimat = [_asal(hasil, format_persen(hasil.tarif.tarif))]
    if hasil.contoh:
        kalimat.append(_g("Tarif contoh, bukan resmi."))
    kalimat.append(
        _g(
            "Sementara: tarif akhir tahun %(tahun)s ditetapkan setelah tahun berakhir. Bila ada "
            "selisih lebih, kami membayarkannya sendiri; yang sudah dibayar tidak ditarik kembali."
        )
        % {"tahun": hasil.tahun}
    )
    return kalimat


def _asal(hasil: HasilSementara, persen: str) -> str:
    bahasa: Literal["id", "en"] = "en" if get_language() == "en" else "id"
    return _g(
        "Dihitung sampai akhir %(bulan)s dengan tarif %(persen)s setahun, tarif terakhir yang "
        "diketahui (tahun %(dari)s), seperdua belas untuk tiap bulan."
    ) % {
        "bulan": format_bulan(date(hasil.tahun, hasil.sampai_bulan, 1), bahasa),
        "persen": persen,
        "dari": hasil.dari_tahun,
    }

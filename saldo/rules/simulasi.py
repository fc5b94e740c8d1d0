"""The official simulation of old-age savings, and the wage growth that it leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jmo.lib.uang import NOL, Rupiah, bulatkan

TARIF_ASUMSI = Decimal("0.05")
TAHUN_TERBANYAK = 60


@dataclass(frozen=True, slots=True)
class TahunSimulasi:
    """One year of the projection, in whole rupiah; the last one may have fewer months."""

    ke: int
    bulan: int
    upah: Rupiah
    iuran: Rupiah
    pengembangan: Rupiah
    saldo_akhir: Rupiah


@dataclass(frozen=True, slots=True)
class HasilSimulasi:
    """The projection: opening balance + iuran + pengembangan = saldo_akhir, to the rupiah."""

    iuran: Rupiah
    pengembangan: Rupiah
    saldo_akhir: Rupiah
    tahun: tuple[TahunSimulasi, ...]


def simulasikan(
    *,
    upah: Rupiah,
    jumlah_tahun: int,
    saldo_awal: Rupiah,
    tarif_pemberi_kerja: Decimal,
    tarif_pekerja: Decimal,
    tarif: Decimal = TARIF_ASUMSI,
    kenaikan_upah: Decimal = Decimal(0),
    bulan_sisa: int = 0,
) -> HasilSimulasi:
    """Project savings over years and months, contributions paid on the first of each month.

    Shape:  upah ≥ 0, saldo_awal ≥ 0, jumlah_tahun 0..60, bulan_sisa 0..11 after them; wage
            constant within a year, raised by `kenaikan_upah` at each new one.
    Unit:   rates and growth are fractions per year.
    Result: full precision inside, rounded half up for display only: the year rows add up.
    Raises: ValueError outside these bounds.
    Source: the fund's published simulation; vector tests/vektor/simulasi.csv.
    """
    if min(upah, saldo_awal) < 0 or tarif < 0 or not 0 <= jumlah_tahun <= TAHUN_TERBANYAK:
        raise ValueError("simulasi_di_luar_batas")
    if kenaikan_upah <= -1 or not 0 <= bulan_sisa < 12:
        raise ValueError("simulasi_di_luar_batas")
    saldo, tampil = Decimal(saldo_awal), saldo_awal
    baris: list[TahunSimulasi] = []
    lama = [12] * jumlah_tahun + [bulan_sisa] * (bulan_sisa > 0)
    for ke, bulan in enumerate(lama, start=1):
        upah_kini = bulatkan(upah * (1 + kenaikan_upah) ** (ke - 1))
        sebulan = bulatkan(upah_kini * tarif_pemberi_kerja) + bulatkan(upah_kini * tarif_pekerja)
        # Twelve months earn 12 + 11 + ... + 1 = 78 twelfths of the yearly rate.
        seperduabelas = bulan * (bulan + 1) // 2
        saldo = saldo * (1 + tarif * bulan / 12) + sebulan * (bulan + tarif * seperduabelas / 12)
        akhir, iuran = bulatkan(saldo), Rupiah(sebulan * bulan)
        pengembangan = Rupiah(akhir - tampil - iuran)
        baris.append(TahunSimulasi(ke, bulan, upah_kini, iuran, pengembangan, akhir))
        tampil = akhir
    total_iuran = Rupiah(sum((satu.iuran for satu in baris), NOL))
    return HasilSimulasi(
        total_iuran, Rupiah(tampil - saldo_awal - total_iuran), tampil, tuple(baris)
    )

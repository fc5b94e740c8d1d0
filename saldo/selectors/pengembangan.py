"""What a card earns from in one year: its opening balance, what moved, what was credited."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection

from jmo.lib.uang import NOL, Rupiah
from saldo.models import PutaranPengembangan
from saldo.rules.pengembangan import TANPA_SISA, SetoranBulan

# A merged card has nothing left of its own: what it was credited counts where its money is.
_SEMENTARA = """
WITH RECURSIVE asal AS (
    SELECT id, id AS tujuan FROM saldo_kepesertaan
    WHERE id = ANY(%(kartu)s) AND digabung_ke_id IS NULL
    UNION ALL
    SELECT k.id, a.tujuan FROM asal a JOIN saldo_kepesertaan k ON k.digabung_ke_id = a.id
)
SELECT a.tujuan, sum(f.jumlah)::bigint FROM asal a
JOIN saldo_kreditpengembangan f ON f.kepesertaan_id = a.id AND f.sementara AND f.tahun = %(tahun)s
GROUP BY a.tujuan
"""


@dataclass(slots=True)
class GerakTahun:
    """One card in one year, as the formula takes it.

    Shape:  `setoran` by month of the value date, without the year's own return; `sisa` = remainder
            of the newest final credit before; `sementara` = provisional credits of this year to
            the card and to those merged into it: a merge takes them along. `final` says that the
            year is credited already.
    """

    saldo_awal: Rupiah = NOL
    setoran: list[SetoranBulan] = field(default_factory=list)
    sisa: Decimal = TANPA_SISA
    sementara: Rupiah = NOL
    final: bool = False

    @property
    def punya_uang(self) -> bool:
        """Tell whether there was anything to earn from, or to lose."""
        return self.saldo_awal != 0 or bool(self.setoran)


def gerak_tahun(kepesertaan_ids: Collection[int], *, tahun: int) -> dict[int, GerakTahun]:
    """Return for each card what its return of this year is computed from."""
    kartu = list(kepesertaan_ids)
    hasil = {satu: GerakTahun() for satu in kartu}
    with connection.cursor() as kursor:
        kursor.execute(
            """
            SELECT a.kepesertaan_id,
                CASE WHEN e.tanggal_nilai < make_date(%(tahun)s, 1, 1) THEN 0
                    ELSE extract(month FROM e.tanggal_nilai)::int END,
                sum(e.kredit - e.debit)::bigint
            FROM saldo_akunbuku a JOIN saldo_entrijurnal e ON e.akun_id = a.id
            WHERE a.kepesertaan_id = ANY(%(kartu)s)
                AND e.tanggal_nilai < make_date(%(tahun)s + 1, 1, 1)
                AND (e.tanggal_nilai < make_date(%(tahun)s, 1, 1)
                    OR e.jenis <> 'PENGEMBANGAN' OR e.tahun <> %(tahun)s)
            GROUP BY 1, 2 ORDER BY 1, 2
            """,
            {"tahun": tahun, "kartu": kartu},
        )
        for satu, bulan, jumlah in kursor.fetchall():
            if bulan:
                hasil[satu].setoran.append(SetoranBulan(bulan, Rupiah(jumlah)))
            else:
                hasil[satu].saldo_awal = Rupiah(jumlah)
        kursor.execute(
            "SELECT kepesertaan_id, tahun, sisa FROM saldo_kreditpengembangan "
            "WHERE kepesertaan_id = ANY(%s) AND NOT sementara AND tahun <= %s ORDER BY tahun",
            [kartu, tahun],
        )
        for satu, dari, sisa in kursor.fetchall():
            gerak = hasil[satu]
            gerak.final = dari == tahun
            gerak.sisa = gerak.sisa if gerak.final else sisa
        kursor.execute(_SEMENTARA, {"tahun": tahun, "kartu": kartu})
        for satu, jumlah in kursor.fetchall():
            hasil[satu].sementara = Rupiah(jumlah)
    return hasil


def cari_putaran(tahun: int) -> PutaranPengembangan | None:
    """Return the yearly run of this year, None before the first one."""
    return PutaranPengembangan.objects.filter(tahun=tahun).first()

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from jmo.lib.tanggal import WIB, WIT
from jmo.lib.uang import Rupiah
from klaim_jht.rules.jadwal import jatuh_jadwal, masih_ditunggu, tanggal_jadwal
from klaim_jht.rules.kelayakan import HasilAturan, HasilKelayakan, KodeAturan, Rute

HARI = date(2026, 12, 14)


def hasil(*lulus_pada: date | None) -> HasilKelayakan:
    """Answers of rules: None never passes by itself."""
    gagal = tuple(
        HasilAturan(
            kode=KodeAturan.MASA_TUNGGU, lulus=False, fakta={}, sumber=(), lulus_pada=satu,
            versi="1", dasar_hukum="contoh",
        )
        for satu in lulus_pada
    )  # fmt: skip
    return HasilKelayakan(
        boleh=not gagal, rute=Rute.MESIN, sebab_rute=(), batas_mesin=Rupiah(0), alasan=gagal
    )


def test_hanya_waktu_yang_kurang_dapat_dijadwalkan() -> None:
    kini = date(2026, 11, 23)
    assert tanggal_jadwal(hasil(HARI, date(2026, 12, 1)), hari_ini=kini) == HARI
    assert tanggal_jadwal(hasil(HARI, None), hari_ini=kini) is None
    assert tanggal_jadwal(hasil(), hari_ini=kini) is None
    assert tanggal_jadwal(replace(hasil(HARI), boleh=True), hari_ini=kini) is None
    assert tanggal_jadwal(hasil(HARI), hari_ini=HARI) is None


@pytest.mark.parametrize(
    ("kini", "diingatkan", "jatuh"),
    [
        pytest.param(
            datetime(2026, 11, 23, 10, tzinfo=WIB), False, datetime(2026, 12, 13, 8, tzinfo=WIB),
            id="jauh-hari",
        ),
        pytest.param(
            datetime(2026, 12, 13, 8, tzinfo=WIB), False, datetime(2026, 12, 14, 0, 5, tzinfo=WIB),
            id="sehari-sebelumnya",
        ),
        pytest.param(
            datetime(2026, 12, 13, 8, 1, tzinfo=WIB), True,
            datetime(2026, 12, 14, 0, 5, tzinfo=WIB),
            id="sudah-diingatkan",
        ),
        pytest.param(
            datetime(2026, 12, 13, 9, 59, tzinfo=WIT), False, datetime(2026, 12, 13, 8, tzinfo=WIB),
            id="di-jayapura-belum-pukul-delapan-wib",
        ),
    ],
)  # fmt: skip
def test_diingatkan_pukul_delapan_diajukan_lima_lewat_tengah_malam(
    kini: datetime, *, diingatkan: bool, jatuh: datetime
) -> None:
    assert jatuh_jadwal(HARI, kini=kini, diingatkan=diingatkan) == jatuh


def test_hari_kabisat_dan_waktu_tanpa_zona() -> None:
    kini = datetime(2028, 2, 28, 23, 59, tzinfo=WIB)
    assert jatuh_jadwal(date(2028, 2, 29), kini=kini, diingatkan=False) == datetime(
        2028, 2, 29, 0, 5, tzinfo=WIB
    )
    with pytest.raises(ValueError, match="waktu_tanpa_zona"):
        jatuh_jadwal(HARI, kini=datetime(2026, 12, 20), diingatkan=True)  # noqa: DTZ001  # on purpose


def test_bukti_ditunggu_tiga_puluh_hari() -> None:
    assert masih_ditunggu(HARI, kini=datetime(2027, 1, 13, 0, 4, tzinfo=WIB))
    assert not masih_ditunggu(HARI, kini=datetime(2027, 1, 13, 0, 5, tzinfo=WIB))

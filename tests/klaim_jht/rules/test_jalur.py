from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from jmo.lib.tanggal import WIB
from klaim_jht.rules.jalur import (
    Jalur,
    Jendela,
    KetentuanJalur,
    Kiriman,
    SebabTunda,
    pilih_jalur,
    waktu_kirim,
)

J, B = Jalur, SebabTunda
# 23 November 2026 is a Monday; the 26th is taken for a holiday.
LIBUR = {date(2026, 11, 26)}


def wib(hari: int, jam: int, menit: int = 0) -> datetime:
    return datetime(2026, 11, hari, jam, menit, tzinfo=WIB)


@pytest.mark.parametrize(
    ("sesama", "jumlah", "jalur"),
    [
        (True, 1, J.SESAMA),
        (True, 900_000_000, J.SESAMA),
        (False, 1, J.BIFAST),
        (False, 250_000_000, J.BIFAST),
        (False, 250_000_001, J.RTGS),
    ],
)
def test_jalur_menurut_bank_dan_jumlah(sesama: bool, jumlah: int, jalur: Jalur) -> None:
    assert pilih_jalur(sesama=sesama, jumlah=jumlah) is jalur


@pytest.mark.parametrize(
    ("kini", "pada"),
    [
        pytest.param(wib(23, 10), wib(23, 10), id="jam-kerja"),
        pytest.param(wib(23, 8), wib(23, 8), id="tepat-buka"),
        pytest.param(wib(23, 7, 59), wib(23, 8), id="sebelum-buka"),
        pytest.param(wib(23, 14, 59), wib(23, 14, 59), id="menit-terakhir"),
        pytest.param(wib(23, 15), wib(24, 8), id="tepat-tutup"),
        pytest.param(wib(25, 22), wib(27, 8), id="melewati-hari-libur"),
        pytest.param(wib(27, 16), wib(30, 8), id="melewati-akhir-pekan"),
        pytest.param(wib(28, 10), wib(30, 8), id="sabtu"),
    ],
)
def test_rtgs_hanya_pada_jam_kerja(kini: datetime, pada: datetime) -> None:
    hasil = waktu_kirim(jalur=J.RTGS, kini=kini, libur=LIBUR)
    assert hasil == Kiriman(pada, None if pada == kini else B.JAM_RTGS)


@pytest.mark.parametrize("jalur", [J.SESAMA, J.BIFAST])
def test_jalur_lain_buka_setiap_saat(jalur: Jalur) -> None:
    assert waktu_kirim(jalur=jalur, kini=wib(28, 2), libur=LIBUR) == Kiriman(wib(28, 2))


MALAM = Jendela(None, wib(23, 22), wib(23, 23))
BIFAST = Jendela(J.BIFAST, wib(23, 22, 30), wib(24, 1))


@pytest.mark.parametrize(
    ("jalur", "kini", "pada"),
    [
        pytest.param(J.SESAMA, wib(23, 21, 59), wib(23, 21, 59), id="belum-mulai"),
        pytest.param(J.SESAMA, wib(23, 22), wib(23, 23), id="semua-jalur"),
        pytest.param(J.SESAMA, wib(23, 23), wib(23, 23), id="sudah-selesai"),
        pytest.param(J.BIFAST, wib(23, 22), wib(24, 1), id="berantai"),
        pytest.param(J.BIFAST, wib(23, 23, 30), wib(24, 1), id="jalur-ini-saja"),
    ],
)
def test_tidak_ada_yang_dikirim_selama_bank_tutup(
    jalur: Jalur, kini: datetime, pada: datetime
) -> None:
    hasil = waktu_kirim(jalur=jalur, kini=kini, libur=LIBUR, jendela=[BIFAST, MALAM])
    assert hasil == Kiriman(pada, None if pada == kini else B.BANK_TUTUP)


def test_jam_dan_jendela_dihormati_bersama() -> None:
    pagi = Jendela(J.RTGS, wib(24, 7), wib(24, 9, 30))
    hasil = waktu_kirim(jalur=J.RTGS, kini=wib(23, 20), libur=LIBUR, jendela=[pagi])
    assert hasil == Kiriman(wib(24, 9, 30), B.JAM_RTGS)
    sore = Jendela(J.RTGS, wib(24, 14), wib(24, 18))
    hasil = waktu_kirim(jalur=J.RTGS, kini=wib(24, 14, 30), libur=LIBUR, jendela=[sore])
    assert hasil == Kiriman(wib(25, 8), B.BANK_TUTUP)


def test_jam_yang_tidak_pernah_buka_ditolak() -> None:
    with pytest.raises(ValueError, match="jam_rtgs_terbalik"):
        KetentuanJalur(rtgs_buka=time(15), rtgs_tutup=time(15))


def test_yang_didapat_selalu_terbuka() -> None:
    jendela = [BIFAST, MALAM, Jendela(J.RTGS, wib(24, 9), wib(27, 9))]
    for jam in range(24 * 7):
        kini = wib(23, 0) + timedelta(hours=jam)
        for jalur in J:
            hasil = waktu_kirim(jalur=jalur, kini=kini, libur=LIBUR, jendela=jendela)
            lagi = waktu_kirim(jalur=jalur, kini=hasil.pada, libur=LIBUR, jendela=jendela)
            assert lagi == Kiriman(hasil.pada)
            assert (hasil.pada == kini) == (hasil.sebab is None)

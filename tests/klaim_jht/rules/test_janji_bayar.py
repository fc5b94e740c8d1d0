from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmo.lib.tanggal import WIB
from klaim_jht.rules.janji_bayar import JamJanji, Janji, Jeda, hitung_janji, jalankan_jam
from klaim_jht.rules.kelayakan import Rute

# SKB 3 Menteri for 2026: the longest closed run, 18 to 24 March, and Christmas.
LIBUR = {date(2026, 3, hari) for hari in (18, 19, 20, 23, 24)} | {
    date(2026, 12, 24),
    date(2026, 12, 25),
}


def wib(teks: str) -> datetime:
    return datetime.fromisoformat(teks).replace(tzinfo=WIB)


def janji(mulai: str, boleh: str | None = None, rute: Rute = Rute.MESIN) -> Janji:
    return hitung_janji(
        rute=rute,
        mulai=wib(mulai),
        libur=LIBUR,
        boleh_kirim_pada=None if boleh is None else wib(boleh),
    )


@pytest.mark.parametrize(
    ("mulai", "paling_lambat"),
    [
        pytest.param("2026-11-22T00:00", "2026-11-22T23:59", id="tengah-malam-hari-minggu"),
        pytest.param("2026-11-22T10:00", "2026-11-22T23:59", id="pagi"),
        pytest.param("2026-11-22T20:59:59", "2026-11-22T23:59", id="sesaat-sebelum-21"),
        pytest.param("2026-11-22T21:00", "2026-11-23T12:00", id="tepat-21"),
        pytest.param("2026-11-22T23:59:59", "2026-11-23T12:00", id="akhir-hari"),
        pytest.param("2026-12-31T22:00", "2027-01-01T12:00", id="malam-tahun-baru"),
        pytest.param("2026-03-21T08:00", "2026-03-21T23:59", id="lebaran"),
    ],
)
def test_jalur_mesin_berjanji_hari_yang_sama_setiap_hari(mulai: str, paling_lambat: str) -> None:
    assert janji(mulai) == Janji(wib(paling_lambat), None)


@pytest.mark.parametrize(
    ("mulai", "paling_lambat"),
    [
        pytest.param("2026-11-20T10:00", "2026-11-27T23:59", id="jumat"),
        pytest.param("2026-11-22T10:00", "2026-11-27T23:59", id="minggu"),
        pytest.param("2026-03-17T16:00", "2026-03-31T23:59", id="sebelum-libur-terpanjang"),
        pytest.param("2026-12-23T10:00", "2027-01-01T23:59", id="natal-tanpa-kalender-2027"),
    ],
)
def test_jalur_petugas_berjanji_lima_hari_kerja(mulai: str, paling_lambat: str) -> None:
    assert janji(mulai, rute=Rute.PETUGAS).paling_lambat == wib(paling_lambat)


@pytest.mark.parametrize(
    ("mulai", "boleh", "paling_lambat"),
    [
        pytest.param(
            "2026-11-22T10:00", "2026-11-22T22:00", "2026-11-22T23:59", id="ganti-rekening"
        ),
        pytest.param("2026-11-22T20:30", "2026-11-23T08:00", "2026-11-23T12:00", id="pemulihan"),
        pytest.param("2026-11-22T11:50", "2026-11-22T23:50", "2026-11-23T12:00", id="mepet"),
        pytest.param("2026-11-22T11:44", "2026-11-22T23:44", "2026-11-22T23:59", id="masih-cukup"),
        pytest.param("2026-11-22T20:59", "2026-11-23T11:59", "2026-11-23T23:59", id="lewat-siang"),
        pytest.param("2026-11-23T08:00", "2026-11-23T23:50", "2026-11-24T12:00", id="esok"),
    ],
)
def test_masa_tenang_sudah_termasuk_dalam_janji(mulai: str, boleh: str, paling_lambat: str) -> None:
    assert janji(mulai, boleh) == Janji(wib(paling_lambat), wib(boleh))


def test_masa_tenang_yang_sudah_lewat_tidak_mengubah_apa_pun() -> None:
    assert janji("2026-11-22T10:00", "2026-11-22T09:00") == janji("2026-11-22T10:00")


def test_waktu_dihitung_di_jakarta() -> None:
    hasil = hitung_janji(
        rute=Rute.MESIN, mulai=datetime(2026, 11, 22, 14, 0, tzinfo=UTC), libur=LIBUR
    )
    assert hasil.paling_lambat == wib("2026-11-23T12:00")


def test_waktu_tanpa_zona_ditolak() -> None:
    with pytest.raises(ValueError, match="waktu_tanpa_zona"):
        hitung_janji(
            rute=Rute.MESIN,
            mulai=datetime(2026, 11, 22),  # noqa: DTZ001 - the point of the test
            libur=LIBUR,
        )


MULAI = "2026-11-23T10:00"
BATAS = "2026-11-23T23:59"


def jam(
    kini: str,
    *jeda: tuple[str, str | None],
    batas: str = BATAS,
    rute: Rute = Rute.MESIN,
    boleh: str | None = None,
) -> JamJanji:
    return jalankan_jam(
        rute=rute,
        janji=wib(batas),
        jeda=[Jeda(wib(a), None if b is None else wib(b)) for a, b in jeda],
        kini=wib(kini),
        libur=LIBUR,
        boleh_kirim_pada=None if boleh is None else wib(boleh),
    )


def test_jam_berjalan_tanpa_jeda() -> None:
    assert jam("2026-11-23T13:59") == JamJanji(wib(BATAS), False, timedelta(hours=10), False)


def test_janji_terlewat_setelah_batasnya() -> None:
    assert not jam(BATAS).terlewat
    lewat = jam("2026-11-24T00:00")
    assert lewat.terlewat
    assert lewat.sisa == timedelta(0)


def test_jeda_peserta_menggeser_janji_sepanjang_jedanya() -> None:
    hasil = jam("2026-11-23T18:00", ("2026-11-23T11:00", "2026-11-23T14:30"))
    assert hasil == JamJanji(wib("2026-11-24T03:29"), False, timedelta(hours=9, minutes=29), False)


def test_selama_menunggu_peserta_jam_berhenti_dan_sisanya_tetap() -> None:
    satu, dua = (
        jam(kini, ("2026-11-23T11:00", None)) for kini in ("2026-11-23T12:00", "2026-12-01T12:00")
    )
    assert satu.berhenti
    assert dua.berhenti
    assert satu.sisa == dua.sisa == wib(BATAS) - wib("2026-11-23T11:00")
    assert not dua.terlewat


@pytest.mark.parametrize(
    "jeda",
    [
        pytest.param(
            [("2026-11-23T11:00", "2026-11-23T13:00"), ("2026-11-23T12:00", "2026-11-23T14:00")],
            id="bertumpuk",
        ),
        pytest.param(
            [("2026-11-23T12:00", "2026-11-23T13:00"), ("2026-11-23T11:00", "2026-11-23T14:00")],
            id="di-dalam",
        ),
        pytest.param(
            [("2026-11-23T11:00", "2026-11-23T12:30"), ("2026-11-23T12:30", "2026-11-23T14:00")],
            id="bersambung",
        ),
        pytest.param(
            [
                ("2026-11-23T11:00", "2026-11-23T12:00"),
                ("2026-11-23T13:00", "2026-11-23T14:00"),
                ("2026-11-23T15:00", "2026-11-23T16:00"),
            ],
            id="terpisah",
        ),
    ],
)
def test_jeda_yang_bertumpuk_dihitung_sekali(jeda: list[tuple[str, str | None]]) -> None:
    assert jam("2026-11-23T18:00", *jeda).paling_lambat == wib("2026-11-24T02:59")


def test_jeda_yang_masih_terbuka_menelan_jeda_sesudahnya() -> None:
    hasil = jam(
        "2026-11-23T18:00",
        ("2026-11-23T11:00", None),
        ("2026-11-23T12:00", "2026-11-23T13:00"),
    )
    assert hasil.berhenti
    terbuka_kemudian = jam(
        "2026-11-23T18:00",
        ("2026-11-23T11:00", "2026-11-23T13:00"),
        ("2026-11-23T12:00", None),
    )
    assert terbuka_kemudian == hasil


def test_jeda_setelah_janji_terlewat_tidak_menyelamatkannya() -> None:
    hasil = jam("2026-11-24T10:00", ("2026-11-24T00:30", "2026-11-24T09:00"))
    assert hasil.terlewat
    assert hasil.paling_lambat == wib(BATAS)


def test_jeda_yang_belum_mulai_belum_dihitung() -> None:
    assert jam("2026-11-23T10:30", ("2026-11-23T11:00", "2026-11-23T12:00")) == jam(
        "2026-11-23T10:30"
    )


def test_jalur_petugas_bertambah_hari_kerja_yang_dijeda() -> None:
    batas = "2026-11-27T23:59"
    sehari = jam(
        "2026-11-26T10:00", ("2026-11-24T09:00", "2026-11-24T16:00"), batas=batas, rute=Rute.PETUGAS
    )
    assert sehari.paling_lambat == wib(batas)
    tiga = jam(
        "2026-11-27T10:00", ("2026-11-24T09:00", "2026-11-27T08:00"), batas=batas, rute=Rute.PETUGAS
    )
    assert tiga.paling_lambat == wib("2026-12-02T23:59")


def test_rekening_baru_selama_jeda_membawa_masa_tenangnya() -> None:
    hasil = jam(
        "2026-11-23T18:00",
        ("2026-11-23T11:00", "2026-11-23T12:00"),
        boleh="2026-11-24T05:00",
    )
    assert hasil.paling_lambat == wib("2026-11-24T12:00")


def test_jeda_terbalik_ditolak() -> None:
    with pytest.raises(ValueError, match="jeda_terbalik"):
        Jeda(wib("2026-11-23T11:00"), wib("2026-11-23T10:59"))


menit = st.integers(0, 3 * 24 * 60)


@given(menit, st.none() | menit, st.sampled_from(Rute))
def test_janji_selalu_setelah_mulai_dan_menyisakan_waktu_kirim(
    mulai: int, boleh: int | None, rute: Rute
) -> None:
    awal = wib("2026-03-17T00:00")
    pada = awal + timedelta(minutes=mulai)
    boleh_pada = None if boleh is None else awal + timedelta(minutes=boleh)
    hasil = hitung_janji(rute=rute, mulai=pada, libur=LIBUR, boleh_kirim_pada=boleh_pada)
    assert hasil.paling_lambat > pada + timedelta(hours=2, minutes=58)
    if boleh_pada is not None:
        assert hasil.paling_lambat >= boleh_pada + timedelta(minutes=15)
    if rute is Rute.MESIN and boleh_pada is None:
        assert hasil.paling_lambat - pada <= timedelta(hours=24)


@pytest.mark.parametrize(
    ("rute", "janji_pada", "jeda", "paling_lambat"),
    [
        pytest.param(
            Rute.MESIN, "2026-11-23T23:59+07:00",
            ("2026-11-23T23:50+07:00", "2026-11-24T00:10+07:00"), "2026-11-24T00:19+07:00",
            id="mesin-lewat-tengah-malam-wib",
        ),
        pytest.param(
            Rute.MESIN, "2026-11-23T23:59+07:00",
            ("2026-11-23T23:30+08:00", "2026-11-24T00:30+08:00"), "2026-11-24T00:59+07:00",
            id="mesin-lewat-tengah-malam-wita",
        ),
        pytest.param(
            Rute.MESIN, "2026-11-23T23:59+07:00",
            ("2026-11-23T23:30+09:00", "2026-11-24T00:30+09:00"), "2026-11-24T00:59+07:00",
            id="mesin-lewat-tengah-malam-wit",
        ),
        pytest.param(
            Rute.PETUGAS, "2026-11-30T23:59+07:00",
            ("2026-11-24T00:10+09:00", "2026-11-24T01:30+09:00"), "2026-11-30T23:59+07:00",
            id="petugas-hari-yang-sama-di-jakarta",
        ),
        pytest.param(
            Rute.PETUGAS, "2026-11-30T23:59+07:00",
            ("2026-11-24T00:50+08:00", "2026-11-24T01:10+08:00"), "2026-12-01T23:59+07:00",
            id="petugas-lewat-tengah-malam-di-jakarta",
        ),
        pytest.param(
            Rute.PETUGAS, "2028-03-03T23:59+07:00",
            ("2028-02-28T10:00+07:00", "2028-02-29T10:00+07:00"), "2028-03-06T23:59+07:00",
            id="petugas-hari-kabisat-dihitung",
        ),
        pytest.param(
            Rute.MESIN, "2028-02-28T23:59+07:00",
            ("2028-02-28T12:00+07:00", "2028-02-29T12:00+07:00"), "2028-02-29T23:59+07:00",
            id="mesin-ke-hari-kabisat",
        ),
    ],
)  # fmt: skip
def test_jeda_di_tengah_malam_tiga_zona_dan_hari_kabisat(
    rute: Rute, janji_pada: str, jeda: tuple[str, str], paling_lambat: str
) -> None:
    mulai, selesai = map(datetime.fromisoformat, jeda)
    jam = jalankan_jam(
        rute=rute, janji=datetime.fromisoformat(janji_pada), jeda=[Jeda(mulai, selesai)],
        kini=selesai + timedelta(seconds=1), libur=set(),
    )  # fmt: skip
    assert jam.paling_lambat == datetime.fromisoformat(paling_lambat)
    assert not jam.berhenti


def test_setiap_tengah_malam_dua_puluh_sembilan_februari_dijanjikan() -> None:
    assert janji("2028-02-28T21:00").paling_lambat == wib("2028-02-29T12:00")
    assert janji("2028-02-29T20:59").paling_lambat == wib("2028-02-29T23:59")

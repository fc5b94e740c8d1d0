from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from saldo.rules.masa_kepesertaan import StatusKepesertaan
from saldo.rules.penggabungan import (
    FaktaUrung,
    HasilKartu,
    KartuGabung,
    Pemilik,
    PutusanGabung,
    SebabTakGabung,
    SebabTakUrung,
    batas_urung,
    boleh_memutus,
    periksa_penggabungan,
    periksa_urung,
)

LAHIR = date(1990, 5, 17)
WATI = Pemilik("9901015705900001", LAHIR, "WATI SUSANTI")
NONAKTIF, AKTIF = StatusKepesertaan.NONAKTIF, StatusKepesertaan.AKTIF


def kartu(
    kartu_id: int, mulai: int, status: StatusKepesertaan = NONAKTIF, **lain: object
) -> KartuGabung:
    dasar = KartuGabung(kartu_id, status, date(mulai, 1, 1), WATI.nik, LAHIR, WATI.nama)
    return replace(dasar, **lain)  # type: ignore[arg-type]  # fields given by name per case


def putusan(*isi: KartuGabung) -> dict[int, PutusanGabung]:
    return {k.kartu_id: k.putusan for k in periksa_penggabungan(isi, pemilik=WATI).kartu}


def sebab(*isi: KartuGabung) -> dict[int, tuple[SebabTakGabung, ...]]:
    return {k.kartu_id: k.sebab for k in periksa_penggabungan(isi, pemilik=WATI).kartu}


def test_kartu_tidak_aktif_digabung_ke_yang_terbaru() -> None:
    hasil = periksa_penggabungan([kartu(1, 2015), kartu(2, 2020), kartu(3, 2018)], pemilik=WATI)
    assert hasil.tujuan_id == 2
    assert hasil.boleh
    assert hasil.kartu == (
        HasilKartu(1, PutusanGabung.BOLEH),
        HasilKartu(2, PutusanGabung.TUJUAN),
        HasilKartu(3, PutusanGabung.BOLEH),
    )


def test_kartu_aktif_menjadi_tujuan_meski_bukan_yang_terbaru() -> None:
    assert putusan(kartu(1, 2015, AKTIF), kartu(2, 2020)) == {
        1: PutusanGabung.TUJUAN,
        2: PutusanGabung.BOLEH,
    }


def test_kartu_aktif_kedua_tidak_digabung() -> None:
    isi = (kartu(1, 2015, AKTIF), kartu(2, 2020, AKTIF))
    assert putusan(*isi) == {1: PutusanGabung.TIDAK, 2: PutusanGabung.TUJUAN}
    assert sebab(*isi)[1] == (SebabTakGabung.MASIH_AKTIF,)


@pytest.mark.parametrize(
    ("beda", "jawaban", "alasan"),
    [
        pytest.param(
            {"ada_tahanan": True}, PutusanGabung.TIDAK, SebabTakGabung.ADA_TAHANAN, id="tahanan"
        ),
        pytest.param(
            {"ada_klaim_terbuka": True},
            PutusanGabung.TIDAK,
            SebabTakGabung.ADA_KLAIM_TERBUKA,
            id="klaim",
        ),
        pytest.param(
            {"ada_sengketa": True}, PutusanGabung.TIDAK, SebabTakGabung.ADA_SENGKETA, id="sengketa"
        ),
        pytest.param(
            {"nik": "9901015705900002"}, PutusanGabung.TIDAK, SebabTakGabung.NIK_BERBEDA, id="nik"
        ),
        pytest.param(
            {"tanggal_lahir": date(1990, 5, 18)},
            PutusanGabung.PETUGAS,
            SebabTakGabung.TANGGAL_LAHIR_BERBEDA,
            id="tanggal-lahir",
        ),
        pytest.param(
            {"nama": "WATI SUSENTO"},
            PutusanGabung.PETUGAS,
            SebabTakGabung.NAMA_MIRIP,
            id="nama-mirip",
        ),
        pytest.param(
            {"nama": "BUDI HARTONO"},
            PutusanGabung.TIDAK,
            SebabTakGabung.NAMA_BERBEDA,
            id="nama-lain",
        ),
        pytest.param(
            {"status": StatusKepesertaan.DIGABUNG},
            PutusanGabung.TIDAK,
            SebabTakGabung.SUDAH_DIGABUNG,
            id="sudah-digabung",
        ),
        pytest.param(
            {"status": StatusKepesertaan.DIKLAIM},
            PutusanGabung.TIDAK,
            SebabTakGabung.SUDAH_DIKLAIM,
            id="sudah-diklaim",
        ),
    ],
)
def test_setiap_sebab_disebut(
    beda: dict[str, object], jawaban: PutusanGabung, alasan: SebabTakGabung
) -> None:
    isi = (kartu(1, 2015, **beda), kartu(2, 2020))  # type: ignore[arg-type]  # as above
    assert putusan(*isi)[1] is jawaban
    assert sebab(*isi)[1] == (alasan,)


def test_nama_ibu_memutuskan_nama_yang_mirip() -> None:
    mirip = kartu(1, 2015, nama="WATI SUSENTO", nama_ibu_cocok=True)
    assert putusan(mirip, kartu(2, 2020))[1] is PutusanGabung.BOLEH
    berbeda = replace(mirip, nama_ibu_cocok=False)
    assert putusan(berbeda, kartu(2, 2020))[1] is PutusanGabung.PETUGAS


def test_semua_sebab_disebut_bersama() -> None:
    assert sebab(kartu(1, 2015, ada_tahanan=True, ada_sengketa=True), kartu(2, 2020))[1] == (
        SebabTakGabung.ADA_TAHANAN,
        SebabTakGabung.ADA_SENGKETA,
    )


def test_tujuan_yang_terhalang_menghalangi_semua() -> None:
    isi = (kartu(1, 2015), kartu(2, 2020, ada_tahanan=True))
    hasil = periksa_penggabungan(isi, pemilik=WATI)
    assert not hasil.boleh
    assert sebab(*isi) == {
        1: (SebabTakGabung.TUJUAN_TERHALANG,),
        2: (SebabTakGabung.ADA_TAHANAN,),
    }
    assert putusan(*isi)[1] is PutusanGabung.TIDAK


def test_tujuan_yang_diragukan_dibawa_ke_petugas_dengan_sebab_yang_sama_sekali() -> None:
    isi = (kartu(1, 2015, nama="WATI SUSENTO"), kartu(2, 2020, nama="WATI SUSENTO"))
    assert putusan(*isi)[1] is PutusanGabung.PETUGAS
    assert sebab(*isi)[1] == (SebabTakGabung.NAMA_MIRIP,)


def test_tanpa_kartu_yang_dapat_menjadi_tujuan() -> None:
    hasil = periksa_penggabungan([kartu(1, 2015, StatusKepesertaan.DIKLAIM)], pemilik=WATI)
    assert hasil.tujuan_id is None
    assert hasil.kartu == (HasilKartu(1, PutusanGabung.TIDAK, (SebabTakGabung.SUDAH_DIKLAIM,)),)
    assert not periksa_penggabungan([], pemilik=WATI).boleh


def test_identitas_tidak_ikut_tercetak() -> None:
    for objek in (WATI, kartu(1, 2015)):
        assert WATI.nik not in repr(objek)
        assert WATI.nama not in repr(objek)


PADA = datetime(2026, 11, 23, 3, tzinfo=UTC)


def fakta(**lain: object) -> FaktaUrung:
    dasar = FaktaUrung(
        status_tujuan=NONAKTIF, ada_tahanan=False, pernah_ditahan=False,
        boleh_urung_sampai=batas_urung(PADA),
    )  # fmt: skip
    return replace(dasar, **lain)  # type: ignore[arg-type]  # fields given by name per case


def test_urung_boleh_sampai_genap_tujuh_hari() -> None:
    akhir = PADA + timedelta(days=7)
    assert batas_urung(PADA) == akhir
    assert periksa_urung(fakta(), sekarang=akhir) == ()
    lewat = akhir + timedelta(microseconds=1)
    assert periksa_urung(fakta(), sekarang=lewat) == (SebabTakUrung.LEWAT_WAKTU,)
    assert periksa_urung(fakta(), sekarang=lewat, oleh_petugas=True) == ()


@pytest.mark.parametrize(
    ("beda", "sebab", "petugas_boleh"),
    [
        pytest.param({"pernah_ditahan": True}, SebabTakUrung.SUDAH_DIAJUKAN, True, id="diajukan"),
        pytest.param({"ada_tahanan": True}, SebabTakUrung.TUJUAN_DITAHAN, False, id="ditahan"),
        pytest.param(
            {"status_tujuan": StatusKepesertaan.DIKLAIM}, SebabTakUrung.TUJUAN_DIKLAIM, False,
            id="diklaim",
        ),
        pytest.param(
            {"status_tujuan": StatusKepesertaan.DIGABUNG}, SebabTakUrung.TUJUAN_DIGABUNG, False,
            id="digabung-lagi",
        ),
        pytest.param(
            {"iuran_menyusul": True}, SebabTakUrung.IURAN_MENYUSUL, False, id="iuran-menyusul"
        ),
    ],
)  # fmt: skip
def test_urung_terhalang(
    beda: dict[str, object], sebab: SebabTakUrung, petugas_boleh: bool
) -> None:
    assert periksa_urung(fakta(**beda), sekarang=PADA) == (sebab,)
    boleh = periksa_urung(fakta(**beda), sekarang=PADA, oleh_petugas=True) == ()
    assert boleh is petugas_boleh


def test_pembuat_bukan_pemutus() -> None:
    assert boleh_memutus(pembuat_id=1, pemutus_id=2)
    assert not boleh_memutus(pembuat_id=2, pemutus_id=2)
    assert not boleh_memutus(pembuat_id=None, pemutus_id=2)

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jmo.lib.uang import Rupiah
from klaim_jht.rules.alasan import AlasanKlaim
from klaim_jht.rules.kelayakan import (
    FaktaIdentitas,
    FaktaKartu,
    FaktaKlaim,
    FaktaKlaimTerbuka,
    FaktaPengkinian,
    FaktaSaldo,
    FaktaTahanan,
    HasilAturan,
    JenisIdentitas,
    KodeAturan,
    StatusPengkinian,
    Sumber,
    periksa_kelayakan,
)
from klaim_jht.rules.keputusan import (
    Beda,
    Keputusan,
    keputusan_dari_json,
    keputusan_ke_json,
    putuskan,
    ulang_keputusan,
    versi_aturan,
)
from saldo.rules.masa_kepesertaan import StatusKepesertaan
from tests.klaim_jht.rules.kelayakan.contoh import (
    BUDI,
    BUKU,
    HARI_INI,
    PT_MAJU,
    budi,
    kartu,
    ketentuan,
)

tanggal = st.dates(date(2015, 1, 1), date(2028, 12, 31))
sumber = st.sampled_from([BUKU, PT_MAJU])
fakta_kartu = st.builds(
    FaktaKartu,
    kartu_id=st.integers(1, 9),
    kpj_samar=st.just("*******8901"),
    tanggal_berakhir=st.none() | tanggal,
    tanggal_pernyataan=st.none() | tanggal,
    usia_pensiun=st.none() | st.integers(45, 65),
    sumber=sumber,
)
fakta_klaim = st.builds(
    FaktaKlaim,
    identitas=st.builds(
        FaktaIdentitas,
        tanggal_lahir=st.dates(date(1955, 1, 1), date(2005, 1, 1)),
        sumber=sumber,
    ),
    kartu=st.lists(fakta_kartu, max_size=4).map(tuple),
    pengkinian=st.builds(FaktaPengkinian, st.sampled_from(StatusPengkinian), sumber),
    klaim_terbuka=st.none() | st.builds(FaktaKlaimTerbuka, st.just("K-1"), st.just("DRAF"), sumber),
    tahanan=st.lists(st.builds(FaktaTahanan, st.just("klaim"), sumber), max_size=2).map(tuple),
    saldo=st.builds(FaktaSaldo, st.integers(0, 10**9), sumber),
)


def beku(fakta: FaktaKlaim = BUDI, hari: date = HARI_INI) -> Keputusan:
    return putuskan(fakta=fakta, ketentuan=ketentuan(fakta.alasan, hari), hari_ini=hari)


def pulang_pergi(keputusan: Keputusan) -> Keputusan:
    return keputusan_dari_json(json.loads(json.dumps(keputusan_ke_json(keputusan))))


@settings(max_examples=1000, deadline=None)
@given(fakta_klaim, tanggal.filter(lambda hari: hari > date(2022, 4, 26)))
def test_keputusan_sama_dengan_percobaan_dan_kembali_utuh_dari_json(
    fakta: FaktaKlaim, hari: date
) -> None:
    aturan = ketentuan(fakta.alasan, hari)
    percobaan = periksa_kelayakan(fakta=fakta, ketentuan=aturan, hari_ini=hari)
    keputusan = pulang_pergi(putuskan(fakta=fakta, ketentuan=aturan, hari_ini=hari))
    assert keputusan.hasil == percobaan
    assert keputusan.fakta == fakta
    assert ulang_keputusan(keputusan) == ()


@settings(max_examples=300, deadline=None)
@given(fakta_klaim, tanggal.filter(lambda hari: hari > date(2022, 4, 26)))
def test_yang_dijanjikan_lulus_sendiri_memang_lulus_pada_harinya(
    fakta: FaktaKlaim, hari: date
) -> None:
    aturan = ketentuan(fakta.alasan, hari)
    hasil = periksa_kelayakan(fakta=fakta, ketentuan=aturan, hari_ini=hari)
    if hasil.lulus_pada is None:
        assert hasil.boleh or any(satu.lulus_pada is None for satu in hasil.gagal)
        return
    assert hasil.lulus_pada > hari
    for selang, boleh in ((0, True), (-1, False)):
        pada = hasil.lulus_pada + timedelta(days=selang)
        assert periksa_kelayakan(fakta=fakta, ketentuan=aturan, hari_ini=pada).boleh is boleh


def test_isi_beku_tidak_memuat_nomor_identitas() -> None:
    isi = keputusan_ke_json(beku())
    assert set(isi) == {"hari_ini", "fakta", "ketentuan", "hasil", "versi_aturan"}
    assert set(isi["fakta"]["identitas"]) == {"jenis", "wni", "tanggal_lahir", "sumber"}


def test_versi_setiap_aturan_berdiri_sendiri() -> None:
    versi = versi_aturan(beku())
    assert versi["ALASAN"] == "phk/1"
    assert versi["MASA_TUNGGU"] == "1"
    assert keputusan_ke_json(beku())["versi_aturan"] == versi


def test_versi_tanpa_baris_alasan() -> None:
    keputusan = beku()
    tanpa = replace(keputusan, ketentuan=replace(keputusan.ketentuan, aturan=()))
    assert "ALASAN" not in versi_aturan(tanpa)


def ubah_hasil(keputusan: Keputusan, kode: KodeAturan, **beda: Any) -> Keputusan:
    def ganti(satu: HasilAturan) -> HasilAturan:
        return replace(satu, **beda) if satu.kode is kode else satu

    alasan = tuple(ganti(satu) for satu in keputusan.hasil.alasan)
    return replace(keputusan, hasil=replace(keputusan.hasil, alasan=alasan))


def test_mengulang_menemukan_setiap_perbedaan() -> None:
    lama = ubah_hasil(beku(), KodeAturan.MASA_TUNGGU, lulus=False, lulus_pada=date(2026, 12, 1))
    lama = replace(lama, hasil=replace(lama.hasil, boleh=False))
    assert ulang_keputusan(lama) == (
        Beda("", "boleh", "False", "True"),
        Beda("MASA_TUNGGU", "lulus", "False", "True"),
        Beda("MASA_TUNGGU", "lulus_pada", "2026-12-01", "None"),
    )


def test_mengulang_menemukan_aturan_yang_hilang_dan_yang_baru() -> None:
    keputusan = beku()
    tanpa_saldo = tuple(
        satu for satu in keputusan.hasil.alasan if satu.kode is not KodeAturan.SALDO_ADA
    )
    lama = replace(keputusan, hasil=replace(keputusan.hasil, alasan=tanpa_saldo))
    assert {(b.aturan, b.hal, b.dulu) for b in ulang_keputusan(lama)} == {
        ("SALDO_ADA", "lulus", "None"),
        ("SALDO_ADA", "fakta", "None"),
    }


def test_fakta_yang_diubah_setelah_dibekukan_terlihat() -> None:
    lama = replace(beku(), fakta=replace(BUDI, saldo=FaktaSaldo(Rupiah(20_000_000), BUKU)))
    hal = {(b.aturan, b.hal) for b in ulang_keputusan(lama)}
    assert hal == {("", "rute"), ("", "sebab_rute"), ("SALDO_ADA", "fakta")}


def test_versi_baru_yang_memutus_sama_bukan_perbedaan() -> None:
    assert ulang_keputusan(ubah_hasil(beku(), KodeAturan.SALDO_ADA, versi="0")) == ()


def rusak(**beda: Any) -> dict[str, Any]:
    return keputusan_ke_json(beku()) | beda


@pytest.mark.parametrize(
    "isi",
    [
        pytest.param(rusak(versi_aturan={}), id="versi-lain"),
        pytest.param({}, id="kosong"),
        pytest.param(rusak(tambahan=1), id="bidang-tak-dikenal"),
        pytest.param(rusak(hari_ini="kemarin"), id="tanggal-rusak"),
        pytest.param(rusak(hari_ini=None), id="tanggal-kosong"),
    ],
)
def test_isi_yang_tidak_utuh_tidak_dibaca(isi: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"json_|versi_aturan|isoformat"):
        keputusan_dari_json(isi)


def test_keputusan_menolak_pun_dapat_diulang() -> None:
    fakta = budi(AlasanKlaim.PHK, kartu(status=StatusKepesertaan.AKTIF, tanggal_berakhir=None))
    keputusan = pulang_pergi(beku(fakta))
    assert not keputusan.hasil.boleh
    assert ulang_keputusan(keputusan) == ()


def test_identitas_dan_sumber_bertahan() -> None:
    kembali = pulang_pergi(beku()).fakta
    assert kembali.identitas.jenis is JenisIdentitas.NIK
    assert kembali.kartu[0].sumber == Sumber(PT_MAJU.pelapor, PT_MAJU.pada, PT_MAJU.nama)

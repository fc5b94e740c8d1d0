from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from jmo.lib.tanggal import WIB
from klaim_jht.alur import ALUR, FaktaAlurKlaim, KunciLangkah, wajah_masih_segar
from klaim_jht.rules.alasan import AlasanKlaim

KINI = datetime(2026, 11, 22, 10, 0, tzinfo=WIB)
URUTAN = ["alasan", "syarat", "rincian", "berkas", "wajah", "rekening", "konfirmasi"]
SIAP = FaktaAlurKlaim(
    alasan=AlasanKlaim.PHK,
    terisi=frozenset({"alasan", "syarat", "rincian"}),
    boleh=True,
    wajah_segar=True,
    rekening_siap=True,
)


def berlaku(fakta: FaktaAlurKlaim) -> list[str]:
    return [satu.kunci for satu in ALUR.yang_berlaku(fakta)]


def berikut(fakta: FaktaAlurKlaim) -> str | None:
    langkah = ALUR.pertama_belum_selesai(fakta)
    return None if langkah is None else langkah.kunci


def test_urutan_langkah_dari_draf_kosong() -> None:
    assert berlaku(FaktaAlurKlaim()) == [satu for satu in URUTAN if satu != "berkas"]
    assert berlaku(FaktaAlurKlaim(perlu_berkas=True)) == URUTAN
    assert [satu.value for satu in KunciLangkah] == URUTAN
    assert berikut(FaktaAlurKlaim()) == "alasan"


@pytest.mark.parametrize(
    ("fakta", "langkah"),
    [
        pytest.param(replace(SIAP, terisi=frozenset({"alasan"})), "syarat", id="syarat"),
        pytest.param(replace(SIAP, boleh=False), "syarat", id="syarat-tidak-lagi-lulus"),
        pytest.param(
            replace(SIAP, terisi=frozenset({"alasan", "syarat"})), "rincian", id="rincian"
        ),
        pytest.param(
            replace(SIAP, perlu_berkas=True, berkas_lengkap=False), "berkas", id="surat-kurang"
        ),
        pytest.param(replace(SIAP, perlu_berkas=True), "konfirmasi", id="surat-lengkap"),
        pytest.param(replace(SIAP, wajah_segar=False), "wajah", id="wajah-lama"),
        pytest.param(replace(SIAP, rekening_siap=False), "rekening", id="rekening-belum-ada"),
        pytest.param(SIAP, "konfirmasi", id="tinggal-konfirmasi"),
        pytest.param(replace(SIAP, alasan=None), "alasan", id="alasan-dicabut"),
        pytest.param(replace(SIAP, diajukan=True), None, id="sudah-diajukan"),
    ],
)
def test_langkah_berikutnya(fakta: FaktaAlurKlaim, langkah: str | None) -> None:
    assert berikut(fakta) == langkah


def test_wajah_segar_dan_rekening_terbukti_melewati_langkahnya() -> None:
    assert berlaku(SIAP) == ["alasan", "syarat", "rincian", "konfirmasi"]
    assert ALUR.nomor("konfirmasi", SIAP) == (4, 4)


def test_langkah_yang_dikerjakan_di_klaim_ini_tetap_terlihat() -> None:
    fakta = replace(SIAP, terisi=SIAP.terisi | {"wajah", "rekening"}, perlu_berkas=True)
    assert berlaku(fakta) == URUTAN
    assert berikut(fakta) == "konfirmasi"


def test_wajah_yang_basi_diminta_lagi_meski_pernah_diisi() -> None:
    fakta = replace(SIAP, terisi=SIAP.terisi | {"wajah"}, wajah_segar=False)
    assert berikut(fakta) == "wajah"
    assert not ALUR.boleh_masuk("konfirmasi", fakta)


def test_konfirmasi_tidak_terbuka_selama_ada_syarat_yang_gagal() -> None:
    assert ALUR.boleh_masuk("konfirmasi", SIAP)
    gagal = replace(SIAP, boleh=False)
    for kunci in ("rincian", "wajah", "konfirmasi"):
        assert not ALUR.boleh_masuk(kunci, gagal)
    assert ALUR.boleh_masuk("syarat", gagal)


def test_mengganti_alasan_membatalkan_yang_bergantung_padanya_saja() -> None:
    assert ALUR.dibatalkan_oleh("alasan") == {"syarat", "rincian"}
    for kunci in ("syarat", "rincian", "wajah", "rekening", "konfirmasi"):
        assert ALUR.dibatalkan_oleh(kunci) == frozenset()


@pytest.mark.parametrize(
    ("umur", "segar"),
    [
        pytest.param(timedelta(0), True, id="baru-saja"),
        pytest.param(timedelta(hours=24), True, id="tepat-24-jam"),
        pytest.param(timedelta(hours=24, seconds=1), False, id="lewat-24-jam"),
        pytest.param(timedelta(seconds=-1), False, id="dari-masa-depan"),
    ],
)
def test_wajah_segar_paling_lama_24_jam(umur: timedelta, segar: bool) -> None:
    assert wajah_masih_segar(KINI - umur, kini=KINI) is segar


def test_tanpa_wajah_tidak_segar() -> None:
    assert not wajah_masih_segar(None, kini=KINI)


def test_setiap_langkah_punya_judulnya_sendiri() -> None:
    judul = [satu.judul for satu in ALUR.langkah]
    assert judul == [f"langkah_klaim_{kunci}" for kunci in URUTAN]

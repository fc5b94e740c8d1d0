from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from klaim_jht.alur_waris import ALUR_WARIS, FaktaAlurWaris, LangkahWaris
from klaim_jht.rules.ahli_waris import (
    BerkasWaris,
    BuktiKematian,
    HubunganWaris,
    JenisBerkasWaris,
    KodeWaris,
    periksa_waris,
)
from klaim_jht.rules.ahli_waris.permohonan import (
    TRANSISI_WARIS,
    WARIS_SELESAI,
    StatusWaris,
    baca_ditinggalkan,
    baca_fakta_waris,
    berkas_waris_kurang,
    boleh_diajukan,
    boleh_pindah_waris,
    susun_tempat,
)

HARI_INI = date(2026, 11, 23)
_H = HubunganWaris


def orang(nomor: int, hubungan: str = "ANAK", lahir: str = "1990-05-01", **lain: Any) -> Any:
    return {
        "nomor": nomor, "hubungan": hubungan, "nama": f"ORANG {nomor}", "tanggal_lahir": lahir,
        "pernah_kawin": False, "wakil": "", "wakil_pengaju": False, "setuju": True,
    } | lain  # fmt: skip


def isian(*daftar: Any, pengaju: int = 0, **keluarga: int) -> dict[str, Any]:
    return {
        "meninggal": {"tanggal_kematian": "2026-11-01"},
        "keluarga": {"PASANGAN": 0, "ANAK": len(daftar)} | keluarga,
        "ahli_waris": {"pengaju": pengaju, "orang": list(daftar)},
    }  # fmt: skip


def hasil(isi: dict[str, Any]) -> Any:
    return periksa_waris(baca_fakta_waris(isi, bukti=BuktiKematian.BELUM), pada=HARI_INI)


def test_kematian_boleh_terbukti_kemudian_tetapi_yang_lain_tidak() -> None:
    baik = hasil(isian(orang(0)))
    assert not baik.boleh
    assert boleh_diajukan(baik)
    kurang = hasil(isian(orang(0), ANAK=2))
    assert kurang.ambil(KodeWaris.DAFTAR_LENGKAP).perbaikan is not None
    assert not boleh_diajukan(kurang)


def test_orang_tua_yang_mewakili_semua_anak_menerima_untuk_mereka() -> None:
    wakil: dict[str, Any] = {"wakil": "ORANG_TUA", "wakil_pengaju": True, "lahir": "2018-01-01"}
    semua = hasil(isian(orang(0, **wakil), orang(1, **wakil)))
    assert boleh_diajukan(semua)
    assert JenisBerkasWaris.SURAT_KUASA not in {satu.jenis for satu in semua.berkas}
    # With a grown sister among them she is the one who files.
    sebagian = hasil(isian(orang(0, **wakil), orang(1)))
    assert sebagian.ambil(KodeWaris.PENERIMA_JELAS).perbaikan is not None
    # Somebody who acts for children who are of age acts for nobody.
    dewasa = hasil(isian(orang(0, wakil="ORANG_TUA", wakil_pengaju=True), orang(1)))
    assert dewasa.ambil(KodeWaris.DIWAKILI).perbaikan is not None


def test_surat_kematian_boleh_menyusul_surat_lain_tidak() -> None:
    perlu = hasil(isian(orang(0))).berkas
    kurang = berkas_waris_kurang(perlu, set())
    assert JenisBerkasWaris.SURAT_KEMATIAN in {satu.jenis for satu in perlu}
    assert JenisBerkasWaris.SURAT_KEMATIAN not in {satu.jenis for satu in kurang}
    ada = {(satu.jenis.value, satu.nomor) for satu in kurang}
    assert berkas_waris_kurang(perlu, ada) == ()
    salah_orang = {(jenis, 7 if nomor is not None else None) for jenis, nomor in ada}
    assert berkas_waris_kurang(perlu, salah_orang) == (
        BerkasWaris(JenisBerkasWaris.AKTA_KELAHIRAN, 0),
    )


def test_tempat_untuk_setiap_ahli_waris_dan_tidak_lebih_dari_dua_puluh() -> None:
    golongan = (_H.PASANGAN, _H.ANAK)
    assert susun_tempat(golongan, {_H.PASANGAN: 1, _H.ANAK: 2}) == (_H.PASANGAN, _H.ANAK, _H.ANAK)
    with pytest.raises(ValueError, match="ahli_waris_terlalu_banyak"):
        susun_tempat(golongan, {_H.PASANGAN: 1, _H.ANAK: 20})
    assert baca_ditinggalkan({"keluarga": {"ANAK": None}}) == {_H.ANAK: None}
    assert baca_ditinggalkan({}) == {}


def test_keadaan_yang_selesai_tidak_bergerak_dan_yang_diterima_pernah_diajukan() -> None:
    assert {StatusWaris.DITERIMA, StatusWaris.DITOLAK, StatusWaris.DIBATALKAN} == WARIS_SELESAI
    menuju = {dari for dari, ke in TRANSISI_WARIS.items() if StatusWaris.DITERIMA in ke}
    assert menuju == {StatusWaris.DIAJUKAN}
    assert not boleh_pindah_waris(StatusWaris.DRAF, StatusWaris.DITOLAK)


def test_alur_tidak_melompati_langkah() -> None:
    fakta = FaktaAlurWaris(meninggal=True, wajah_segar=True, rekening_siap=True)
    assert ALUR_WARIS.boleh_masuk(LangkahWaris.KELUARGA, fakta)
    for kunci in (LangkahWaris.AHLI_WARIS, LangkahWaris.WAJAH, LangkahWaris.KIRIM):
        assert not ALUR_WARIS.boleh_masuk(kunci, fakta)
    assert ALUR_WARIS.nomor(LangkahWaris.KIRIM, fakta) == (7, 7)

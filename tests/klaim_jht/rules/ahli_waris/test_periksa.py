from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from klaim_jht.rules.ahli_waris import (
    AhliWaris,
    BuktiKematian,
    CaraTerima,
    HubunganWaris,
    JenisWakil,
    KodeWaris,
    PerbaikanWaris,
)
from klaim_jht.rules.kelayakan import Rute
from tests.klaim_jht.rules.ahli_waris.contoh import (
    HARI_INI,
    JANDA,
    KELUARGA,
    PUTRA,
    PUTRI,
    H,
    ganti,
    kata_tidak,
    keluarga,
    periksa,
    sendiri,
)

K, P = KodeWaris, PerbaikanWaris
SEPERTIGA = Fraction(1, 3)


def test_keluarga_yang_sepakat_boleh_mengajukan_kepada_petugas() -> None:
    hasil = periksa(KELUARGA)
    assert hasil.boleh
    assert hasil.rute is Rute.PETUGAS
    assert hasil.golongan == (H.PASANGAN, H.ANAK)
    assert [satu.kode for satu in hasil.alasan] == [*KodeWaris]
    assert all(satu.versi == "ahli_waris/1" and satu.dasar_hukum for satu in hasil.alasan)


@pytest.mark.parametrize("hubungan", HubunganWaris)
def test_setiap_hubungan_berhak_bila_tidak_ada_yang_lebih_dekat(hubungan: HubunganWaris) -> None:
    assert kata_tidak(sendiri(hubungan)) == {}


@pytest.mark.parametrize(
    ("beda", "kode", "perbaikan"),
    [
        ({"bukti": BuktiKematian.BELUM}, K.KEMATIAN_TERBUKTI, P.UNGGAH_SURAT_KEMATIAN),
        (
            {"tanggal_kematian": HARI_INI + timedelta(days=1)},
            K.DATA_MASUK_AKAL,
            P.PERBAIKI_DATA,
        ),
        ({"ditinggalkan": {H.PASANGAN: 1}}, K.URUTAN_TERJAWAB, P.JAWAB_PERTANYAAN),
        ({"ditinggalkan": {H.PASANGAN: 1, H.ANAK: None}}, K.URUTAN_TERJAWAB, P.TANYA_KELUARGA),
        ({"ditinggalkan": dict.fromkeys(H, 0)}, K.URUTAN_TERJAWAB, P.KE_BALAI_HARTA),
        ({"ditinggalkan": {H.PASANGAN: 1, H.ANAK: 3}}, K.DAFTAR_LENGKAP, P.LENGKAPI_DAFTAR),
        ({"ditinggalkan": {H.PASANGAN: 1, H.ANAK: 1}}, K.DAFTAR_LENGKAP, P.HAPUS_DARI_DAFTAR),
        ({"ditinggalkan": {H.PASANGAN: 5, H.ANAK: 2}}, K.DATA_MASUK_AKAL, P.PERBAIKI_DATA),
        ({"ditinggalkan": {H.PASANGAN: 1, H.ANAK: -1}}, K.DATA_MASUK_AKAL, P.PERBAIKI_DATA),
        ({"pengaju": 9}, K.PENGAJU_BERHAK, P.DIAJUKAN_YANG_BERHAK),
        ({"ahli_waris": ganti(PUTRI, setuju=False)}, K.SEPAKAT, P.MINTA_PERSETUJUAN),
        ({"ahli_waris": ganti(PUTRA, wakil=None)}, K.DIWAKILI, P.TUNJUK_WAKIL),
        ({"ahli_waris": ganti(PUTRA, wakil=JenisWakil.PENGAMPU)}, K.DIWAKILI, P.TUNJUK_WAKIL),
        ({"ahli_waris": ganti(PUTRI, wakil=JenisWakil.WALI)}, K.DIWAKILI, P.PERBAIKI_DATA),
        ({"ahli_waris": ganti(PUTRI, diampu=True)}, K.DIWAKILI, P.TUNJUK_WAKIL),
        ({"penerima": None}, K.PENERIMA_JELAS, P.PILIH_PENERIMA),
        ({"penerima": 3}, K.PENERIMA_JELAS, P.PILIH_PENERIMA),
        ({"cara": CaraTerima.BAGIAN}, K.PENERIMA_JELAS, P.BETULKAN_BAGIAN),
    ],
)
def test_setiap_tidak_punya_perbaikan(
    beda: dict[str, Any], kode: KodeWaris, perbaikan: PerbaikanWaris
) -> None:
    tidak = kata_tidak(keluarga(**beda))
    assert tidak[kode] is perbaikan
    assert not periksa(keluarga(**beda)).boleh


def test_saudara_tidak_mengajukan_selama_ada_anak() -> None:
    saudara = replace(JANDA, nomor=4, hubungan=H.SAUDARA, setuju=True)
    fakta = keluarga(
        ditinggalkan={**KELUARGA.ditinggalkan, H.SAUDARA: 1},
        ahli_waris=(*KELUARGA.ahli_waris, saudara),
        pengaju=4,
    )
    hasil = periksa(fakta)
    assert hasil.ambil(K.PENGAJU_BERHAK).perbaikan is P.DIAJUKAN_YANG_BERHAK
    daftar = hasil.ambil(K.DAFTAR_LENGKAP)
    assert (daftar.perbaikan, daftar.siapa) == (P.HAPUS_DARI_DAFTAR, (4,))


def test_ragu_tentang_yang_jauh_tidak_menghalangi_yang_dekat() -> None:
    ditinggalkan = {**KELUARGA.ditinggalkan, H.SAUDARA: None}
    assert kata_tidak(keluarga(ditinggalkan=ditinggalkan)) == {}


def test_dewasa_pada_hari_ulang_tahun_ke_18_atau_karena_pernah_kawin() -> None:
    assert not periksa(KELUARGA).gagal  # The daughter turns 18 today, the son tomorrow.
    tanpa_wakil = {"wakil": None, "wakil_pengaju": False}
    assert kata_tidak(keluarga(ahli_waris=ganti(PUTRA, **tanpa_wakil))) == {
        K.DIWAKILI: P.TUNJUK_WAKIL
    }
    menikah = ganti(PUTRA, pernah_kawin=True, **tanpa_wakil)
    assert kata_tidak(keluarga(ahli_waris=menikah)) == {}


def test_anak_sendirian_diajukan_walinya() -> None:
    anak = replace(PUTRA, wakil=JenisWakil.WALI, setuju=False)
    fakta = keluarga(
        ditinggalkan={H.PASANGAN: 0, H.ANAK: 1}, ahli_waris=(anak,), pengaju=3, penerima=None
    )
    assert kata_tidak(fakta) == {}


def test_lahir_di_masa_depan_ditolak_tanpa_menghitung_umur() -> None:
    besok = ganti(PUTRA, tanggal_lahir=HARI_INI + timedelta(days=1))
    hasil = periksa(keluarga(ahli_waris=besok, penerima=3))
    satu = hasil.ambil(K.DATA_MASUK_AKAL)
    assert (satu.perbaikan, satu.siapa) == (P.PERBAIKI_DATA, (3,))
    assert hasil.ambil(K.PENERIMA_JELAS).perbaikan is P.PILIH_PENERIMA


def _berbagi(*bagian: Fraction | None) -> tuple[AhliWaris, ...]:
    return tuple(replace(s, bagian=b) for s, b in zip(KELUARGA.ahli_waris, bagian, strict=True))


@pytest.mark.parametrize(
    ("bagian", "utuh"),
    [
        ((SEPERTIGA, SEPERTIGA, SEPERTIGA), True),
        ((Fraction(1, 8), Fraction(7, 24), Fraction(7, 12)), True),
        ((SEPERTIGA, SEPERTIGA, Fraction(1, 2)), False),
        ((SEPERTIGA, SEPERTIGA, None), False),
        ((Fraction(1), Fraction(0), Fraction(0)), False),
        ((Fraction(3, 2), Fraction(-1, 4), Fraction(-1, 4)), False),
    ],
)
def test_bagian_kesepakatan_harus_menjadi_satu_utuh(
    bagian: tuple[Fraction | None, ...], utuh: bool
) -> None:
    fakta = keluarga(cara=CaraTerima.BAGIAN, ahli_waris=_berbagi(*bagian), penerima=None)
    assert (K.PENERIMA_JELAS not in kata_tidak(fakta)) is utuh


def test_nomor_ganda_bukan_perkara_keluarga() -> None:
    with pytest.raises(ValueError, match="nomor_ahli_waris_ganda"):
        periksa(keluarga(ahli_waris=(JANDA, JANDA)))


def test_semua_tidak_tampil_sekaligus() -> None:
    kacau = keluarga(
        bukti=BuktiKematian.BELUM,
        tanggal_kematian=date(2030, 1, 1),
        ditinggalkan={},
        ahli_waris=(replace(PUTRA, wakil=None, setuju=False),),
        pengaju=1,
    )
    assert set(kata_tidak(kacau)) == set(KodeWaris) - {K.PENERIMA_JELAS}

from __future__ import annotations

from dataclasses import replace

import pytest

from klaim_jht.rules.ahli_waris import (
    BuktiKematian,
    CaraTerima,
    FaktaWaris,
    HubunganWaris,
    JenisBerkasWaris,
    JenisWakil,
)
from tests.klaim_jht.rules.ahli_waris.contoh import (
    KELUARGA,
    PUTRA,
    PUTRI,
    H,
    ganti,
    keluarga,
    periksa,
    sendiri,
)

J = JenisBerkasWaris


def _berkas(fakta: FaktaWaris) -> set[tuple[JenisBerkasWaris, int | None]]:
    berkas = [(satu.jenis, satu.nomor) for satu in periksa(fakta).berkas]
    assert len(berkas) == len(set(berkas))
    return set(berkas)


def test_setiap_ahli_waris_hanya_membawa_suratnya() -> None:
    assert _berkas(KELUARGA) == {
        (J.SURAT_AHLI_WARIS, None),
        (J.KARTU_KELUARGA, None),
        (J.SURAT_KUASA, None),
        (J.AKTA_NIKAH, 1),
        (J.AKTA_KELAHIRAN, 2),
        (J.IDENTITAS, 2),
        (J.AKTA_KELAHIRAN, 3),
    }


@pytest.mark.parametrize(
    ("bukti", "perlu"),
    [(BuktiKematian.DUKCAPIL, False), (BuktiKematian.SURAT, True), (BuktiKematian.BELUM, True)],
)
def test_surat_kematian_bila_dukcapil_belum_mencatat(bukti: BuktiKematian, perlu: bool) -> None:
    assert ((J.SURAT_KEMATIAN, None) in _berkas(keluarga(bukti=bukti))) is perlu


@pytest.mark.parametrize(
    ("hubungan", "surat"),
    [
        (H.PASANGAN, {J.AKTA_NIKAH}),
        (H.ANAK, {J.AKTA_KELAHIRAN}),
        (H.CUCU, {J.AKTA_KELAHIRAN}),
        (H.SAUDARA, set()),
        (H.WASIAT, {J.SURAT_WASIAT}),
    ],
)
def test_bukti_hubungan_seorang_diri(hubungan: HubunganWaris, surat: set[JenisBerkasWaris]) -> None:
    # Alone: no power of attorney, and the own identity is proved in the portal.
    assert _berkas(sendiri(hubungan)) == {
        (J.SURAT_AHLI_WARIS, None),
        (J.KARTU_KELUARGA, None),
        *((jenis, 1) for jenis in surat),
    }


def test_bagian_masing_masing_perlu_kesepakatan_bukan_kuasa() -> None:
    berkas = _berkas(keluarga(cara=CaraTerima.BAGIAN))
    assert (J.KESEPAKATAN_BAGIAN, None) in berkas
    assert (J.SURAT_KUASA, None) not in berkas


def test_wali_ditetapkan_pengadilan_dan_menunjukkan_identitasnya() -> None:
    berkas = _berkas(keluarga(ahli_waris=ganti(PUTRA, wakil=JenisWakil.WALI, wakil_pengaju=False)))
    assert {(J.PENETAPAN_WALI, 3), (J.IDENTITAS, 3)} <= berkas


def test_pengampu_ditetapkan_pengadilan() -> None:
    diampu = ganti(PUTRI, diampu=True, wakil=JenisWakil.PENGAMPU)
    assert (J.PENETAPAN_PENGAMPU, 2) in _berkas(keluarga(ahli_waris=diampu))


def test_wakil_yang_tidak_sah_tidak_menghapus_identitas() -> None:
    """A grown heir shows the own card, whatever is claimed about somebody acting for them."""
    keliru = ganti(PUTRI, wakil=JenisWakil.ORANG_TUA, wakil_pengaju=True)
    assert (J.IDENTITAS, 2) in _berkas(keluarga(ahli_waris=keliru))


def test_pengaju_lain_membebaskan_kartunya_sendiri_saja() -> None:
    berkas = _berkas(replace(KELUARGA, pengaju=2))
    assert (J.IDENTITAS, 1) in berkas
    assert (J.IDENTITAS, 2) not in berkas

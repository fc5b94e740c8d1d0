from __future__ import annotations

from datetime import UTC, datetime

import pytest

from accounts.rules.persetujuan import (
    BERLAKU,
    JenisPersetujuan,
    KetentuanPersetujuan,
    PersetujuanTercatat,
    boleh_ditarik,
    hapus_paling_lambat,
    sudah_setuju,
)

PADA = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
WAJAH = JenisPersetujuan.WAJAH


@pytest.mark.parametrize(
    ("tercatat", "setuju"),
    [
        pytest.param([], False, id="tidak-ada"),
        pytest.param([PersetujuanTercatat(WAJAH, "1")], True, id="berlaku"),
        pytest.param([PersetujuanTercatat(WAJAH, "0")], False, id="versi-lama"),
        pytest.param([PersetujuanTercatat(WAJAH, "1", PADA)], False, id="ditarik"),
        pytest.param(
            [PersetujuanTercatat(WAJAH, "1", PADA), PersetujuanTercatat(WAJAH, "1")],
            True,
            id="ditarik-lalu-diberikan-lagi",
        ),
        pytest.param(
            [PersetujuanTercatat(JenisPersetujuan.TEMPLATE_WAJAH, "1")], False, id="jenis-lain"
        ),
    ],
)
def test_sudah_setuju(tercatat: list[PersetujuanTercatat], setuju: bool) -> None:
    assert sudah_setuju(WAJAH, tercatat) is setuju


def test_versi_baru_harus_disetujui_lagi() -> None:
    berlaku = {**BERLAKU, WAJAH: KetentuanPersetujuan("2", dapat_ditarik=True, wajib=True)}
    assert not sudah_setuju(WAJAH, [PersetujuanTercatat(WAJAH, "1")], berlaku)


def test_tiap_jenis_punya_ketentuan() -> None:
    assert set(BERLAKU) == set(JenisPersetujuan)
    assert [jenis for jenis in JenisPersetujuan if not BERLAKU[jenis].wajib] == [
        JenisPersetujuan.TEMPLATE_WAJAH
    ]


def test_pernyataan_dan_syarat_layanan_tidak_dapat_ditarik() -> None:
    assert {jenis for jenis in JenisPersetujuan if boleh_ditarik(jenis)} == {
        JenisPersetujuan.WAJAH,
        JenisPersetujuan.TEMPLATE_WAJAH,
    }


def test_yang_ditarik_hilang_dalam_tiga_kali_24_jam() -> None:
    assert hapus_paling_lambat(PADA) == datetime(2026, 11, 25, 3, 0, tzinfo=UTC)

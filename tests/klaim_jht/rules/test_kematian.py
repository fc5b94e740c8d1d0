"""What a report of a death may lead to."""

from __future__ import annotations

from datetime import date

import pytest

from jmo.gateways.dukcapil import HasilPenduduk
from klaim_jht.rules.kematian import (
    TRANSISI_KEMATIAN,
    StatusKematian,
    boleh_pindah_kematian,
    orang_dilaporkan,
    putuskan_register,
)

LAHIR = date(1960, 4, 3)


def test_setiap_keadaan_terjangkau_dan_beku_hanya_dari_tiga() -> None:
    dicapai, tepi = {StatusKematian.MENUNGGU}, [StatusKematian.MENUNGGU]
    while tepi:
        baru = TRANSISI_KEMATIAN[tepi.pop()] - dicapai
        dicapai |= baru
        tepi.extend(baru)
    assert dicapai == set(StatusKematian) == set(TRANSISI_KEMATIAN)
    beku = {s for s in StatusKematian if boleh_pindah_kematian(s, StatusKematian.DIBEKUKAN)}
    assert beku == {"MENUNGGU", "HIDUP", "DITINJAU"}


def test_setiap_jawaban_register_punya_arti() -> None:
    arti = {satu: putuskan_register(satu.value) for satu in HasilPenduduk}
    membekukan = {satu for satu, ke in arti.items() if ke is StatusKematian.DIBEKUKAN}
    assert membekukan == {HasilPenduduk.MENINGGAL}
    assert arti[HasilPenduduk.COCOK] is StatusKematian.HIDUP
    assert arti[HasilPenduduk.NONAKTIF] is StatusKematian.DITINJAU
    with pytest.raises(KeyError):
        putuskan_register("ENTAH")


@pytest.mark.parametrize(
    ("nama", "lahir", "harap"),
    [
        pytest.param("Slamet Riyadi", LAHIR, True, id="sama"),
        pytest.param("H. SLAMET RIYADI", LAHIR, True, id="gelar"),
        pytest.param("Slamet Riyadi", date(1960, 3, 4), True, id="hari-bulan-tertukar"),
        pytest.param("Slamet Riyadi", date(1961, 4, 3), False, id="tahun-lain"),
        pytest.param("Budi Santoso", LAHIR, False, id="nama-lain"),
    ],
)
def test_orang_yang_dilaporkan_harus_pemilik_nomor(nama: str, lahir: date, harap: bool) -> None:
    cocok = orang_dilaporkan(
        nama=nama, tanggal_lahir=lahir, nama_peserta="SLAMET RIYADI", tanggal_lahir_peserta=LAHIR
    )
    assert cocok is harap

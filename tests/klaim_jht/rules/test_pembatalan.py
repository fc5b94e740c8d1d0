from __future__ import annotations

import pytest

from klaim_jht.rules.pembatalan import KirimanKlaim, boleh_dibatalkan
from klaim_jht.rules.status import StatusKlaim, StatusPembayaran

S, P = StatusKlaim, StatusPembayaran


@pytest.mark.parametrize(
    ("status", "kiriman", "boleh"),
    [
        pytest.param(S.VERIFIKASI_IDENTITAS, (), True, id="belum-ada-pembayaran"),
        pytest.param(S.TINJAUAN_PETUGAS, (), True, id="ditinjau"),
        pytest.param(S.PEMBAYARAN_DIPROSES, (P.SIAP,), True, id="menunggu-dikirim"),
        pytest.param(S.PEMBAYARAN_DIPROSES, (P.DIKIRIM,), False, id="dikirim"),
        pytest.param(S.PEMBAYARAN_DIPROSES, (P.DITERIMA_BANK,), False, id="diterima-bank"),
        pytest.param(S.PEMBAYARAN_BELUM_PASTI, (P.BELUM_PASTI,), False, id="belum-pasti"),
        pytest.param(S.DIBAYAR, (P.BERHASIL,), False, id="dibayar"),
        pytest.param(S.PERLU_PERBAIKAN_REKENING, (P.GAGAL_PASTI,), True, id="ditolak-bank"),
        pytest.param(S.PERLU_PERBAIKAN_REKENING, (P.DIKEMBALIKAN,), True, id="dikembalikan"),
        pytest.param(S.PEMBAYARAN_DIPROSES, (P.GAGAL_PASTI, P.DIKIRIM), False, id="yang-kedua"),
        pytest.param(S.DITOLAK, (), False, id="sudah-berakhir"),
    ],
)
def test_boleh_dibatalkan(
    status: StatusKlaim, kiriman: tuple[StatusPembayaran, ...], boleh: bool
) -> None:
    assert boleh_dibatalkan(status, [KirimanKlaim(satu) for satu in kiriman]) is boleh


def test_yang_ditolak_bank_dan_diperiksa_petugas_tidak_dibatalkan() -> None:
    kiriman = [KirimanKlaim(P.GAGAL_PASTI, perlu_petugas=True)]
    assert not boleh_dibatalkan(S.TINJAUAN_PETUGAS, kiriman)


def test_pembayaran_yang_menunggu_petugas_tetapi_belum_dikirim_dapat_dibatalkan() -> None:
    assert boleh_dibatalkan(S.PEMBAYARAN_DIPROSES, [KirimanKlaim(P.SIAP, perlu_petugas=True)])

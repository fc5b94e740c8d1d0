from __future__ import annotations

from itertools import pairwise, product

import pytest

from klaim_jht.rules.status import (
    PEMBAYARAN_TERBUKA,
    STATUS_AWAL,
    STATUS_AWAL_PEMBAYARAN,
    STATUS_MENUNGGU_PESERTA,
    STATUS_SELESAI,
    TRANSISI,
    TRANSISI_PEMBAYARAN,
    StatusKlaim,
    StatusPembayaran,
    boleh_pindah,
    gambar_mermaid,
    terjangkau,
)

S = StatusKlaim
P = StatusPembayaran
BANK_MUNGKIN_MEMEGANG_UANG = {
    StatusKlaim.PEMBAYARAN_DIPROSES,
    StatusKlaim.PEMBAYARAN_BELUM_PASTI,
}


def test_setiap_status_ada_di_tabel_dan_terjangkau() -> None:
    assert set(TRANSISI) == terjangkau(TRANSISI, STATUS_AWAL) == set(StatusKlaim)
    assert (
        set(TRANSISI_PEMBAYARAN)
        == terjangkau(TRANSISI_PEMBAYARAN, STATUS_AWAL_PEMBAYARAN)
        == set(StatusPembayaran)
    )


def test_terjangkau_tidak_melihat_yang_terpisah() -> None:
    potongan = {
        P.SIAP: frozenset({P.DIKIRIM}),
        P.DIKIRIM: frozenset({P.SIAP}),
        P.BERHASIL: frozenset(),
    }
    assert terjangkau(potongan, P.SIAP) == {P.SIAP, P.DIKIRIM}


@pytest.mark.parametrize("status", [s for s in StatusKlaim if s not in STATUS_SELESAI], ids=str)
def test_setiap_klaim_terbuka_dapat_mencapai_akhir(status: StatusKlaim) -> None:
    assert terjangkau(TRANSISI, status) & STATUS_SELESAI


@pytest.mark.parametrize("status", sorted(PEMBAYARAN_TERBUKA), ids=str)
def test_setiap_pembayaran_terbuka_dapat_berhasil_dan_dapat_gagal(
    status: StatusPembayaran,
) -> None:
    dicapai = terjangkau(TRANSISI_PEMBAYARAN, status)
    assert {StatusPembayaran.BERHASIL, StatusPembayaran.GAGAL_PASTI} <= dicapai


def test_jalan_utama() -> None:
    jalan = [
        S.DRAF,
        S.DIAJUKAN,
        S.VERIFIKASI_IDENTITAS,
        S.VERIFIKASI_KEPESERTAAN,
        S.DISETUJUI,
        S.PEMBAYARAN_DIPROSES,
        S.DIBAYAR,
    ]
    assert all(boleh_pindah(a, b) for a, b in pairwise(jalan))


def test_klaim_tidak_dapat_dibatalkan_selama_bank_mungkin_memegang_uang() -> None:
    assert not boleh_pindah(StatusKlaim.PEMBAYARAN_BELUM_PASTI, StatusKlaim.DIBATALKAN)
    assert not any(
        boleh_pindah(status, StatusKlaim.DITOLAK) for status in BANK_MUNGKIN_MEMEGANG_UANG
    )


def test_tidak_ada_jalan_pintas_ke_uang() -> None:
    sebelum_dibayar = {s for s in StatusKlaim if boleh_pindah(s, StatusKlaim.DIBAYAR)}
    assert sebelum_dibayar == BANK_MUNGKIN_MEMEGANG_UANG | {StatusKlaim.TINJAUAN_PETUGAS}
    sebelum_diproses = {s for s in StatusKlaim if boleh_pindah(s, StatusKlaim.PEMBAYARAN_DIPROSES)}
    assert sebelum_diproses == {StatusKlaim.DISETUJUI, StatusKlaim.PEMBAYARAN_BELUM_PASTI}


def test_hanya_pembayaran_yang_dikirim_atau_belum_pasti_yang_dapat_berhasil() -> None:
    assert not boleh_pindah(P.SIAP, P.BERHASIL)
    assert not boleh_pindah(P.DIKEMBALIKAN, P.BERHASIL)
    assert {s for s in P if boleh_pindah(s, P.DIKIRIM)} == {P.SIAP, P.BELUM_PASTI}
    assert {s for s in P if boleh_pindah(s, P.SIAP)} == {P.DIKIRIM}


def test_tetap_di_tempat_bukan_pindah() -> None:
    assert not any(boleh_pindah(s, s) for s in StatusKlaim)
    assert not any(boleh_pindah(s, s) for s in StatusPembayaran)


def test_menunggu_peserta_adalah_perbaikan_data_dan_rekening() -> None:
    assert {
        StatusKlaim.PERLU_PERBAIKAN_DATA,
        StatusKlaim.PERLU_PERBAIKAN_REKENING,
    } == STATUS_MENUNGGU_PESERTA
    assert not STATUS_MENUNGGU_PESERTA & STATUS_SELESAI


def test_gambar_memuat_setiap_perpindahan_tepat_sekali() -> None:
    gambar = gambar_mermaid(TRANSISI, STATUS_AWAL).splitlines()
    assert gambar[:2] == ["stateDiagram-v2", "    [*] --> DRAF"]
    panah = {
        f"    {a.value} --> {b.value}"
        for a, b in product(StatusKlaim, repeat=2)
        if boleh_pindah(a, b)
    }
    assert set(gambar[2:]) == panah | {"    DIBATALKAN --> [*]"}
    assert len(gambar) == len(set(gambar))


def test_kode_muat_di_kolom_tabel() -> None:
    assert max(map(len, StatusKlaim)) <= 26
    assert max(map(len, StatusPembayaran)) <= 14

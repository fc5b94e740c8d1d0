from __future__ import annotations

import pytest

from jmo.gateways.bank_snap.kode import (
    TABEL,
    TAK_DIKENAL,
    Golongan,
    Layanan,
    SebabTolak,
    baca_kode,
    sebab_penolakan,
)

G, S = Golongan, SebabTolak
TOLAK, PASTI = G.DITOLAK, G.BELUM_PASTI

# HTTP and case -> class and cause, as every service has them.
UMUM: dict[str, tuple[Golongan, SebabTolak | None]] = {
    "20000": (G.BERHASIL, None),
    "20200": (PASTI, None),
    "40000": (TOLAK, S.PESAN_SALAH),
    "40001": (TOLAK, S.PESAN_SALAH),
    "40002": (TOLAK, S.PESAN_SALAH),
    "40100": (TOLAK, S.TANDA_TANGAN),
    "40101": (G.TOKEN_BASI, None),
    "40103": (G.TOKEN_BASI, None),
    "40300": (TOLAK, S.PESAN_SALAH),
    "40301": (TOLAK, S.KONFIGURASI),
    "40302": (TOLAK, S.BATAS),
    "40303": (TOLAK, S.DICURIGAI),
    "40304": (TOLAK, S.TERLALU_SERING),
    "40305": (TOLAK, S.REKENING),
    "40306": (TOLAK, S.WAKTU_TUTUP),
    "40309": (TOLAK, S.REKENING),
    "40314": (TOLAK, S.DANA_KURANG),
    "40315": (TOLAK, S.KONFIGURASI),
    "40316": (TOLAK, S.KONFIGURASI),
    "40318": (TOLAK, S.REKENING),
    "40323": (TOLAK, S.BATAS),
    "40400": (PASTI, None),
    "40401": (PASTI, None),
    "40402": (TOLAK, S.REKENING),
    "40403": (TOLAK, S.REKENING),
    "40404": (PASTI, None),
    "40411": (TOLAK, S.REKENING),
    "40413": (TOLAK, S.PESAN_SALAH),
    "40416": (TOLAK, S.KONFIGURASI),
    "40500": (TOLAK, S.KONFIGURASI),
    "40501": (TOLAK, S.KONFIGURASI),
    "40900": (PASTI, None),
    "42900": (G.TERLALU_SERING, S.TERLALU_SERING),
    "50000": (PASTI, None),
    "50001": (PASTI, None),
    "50002": (PASTI, None),
    "50400": (PASTI, None),
}
KHUSUS: dict[Layanan, dict[str, tuple[Golongan, SebabTolak | None]]] = {
    Layanan.TRANSFER_SESAMA: {
        "40418": (TOLAK, S.TIDAK_KONSISTEN),
        "40900": (TOLAK, S.PESAN_GANDA),
        "40901": (TOLAK, S.REFERENSI_GANDA),
    },
    Layanan.STATUS: {"40401": (G.TIDAK_DITEMUKAN, None)},
    # No amount of ours was in the question: it is the account that takes none.
    Layanan.TANYA_SESAMA: {"40413": (TOLAK, S.BATAS)},
}
KHUSUS[Layanan.TANYA_ANTARBANK] = KHUSUS[Layanan.TANYA_SESAMA]
KHUSUS[Layanan.TRANSFER_ANTARBANK] = KHUSUS[Layanan.TRANSFER_SESAMA]
KHUSUS[Layanan.TRANSFER_RTGS] = KHUSUS[Layanan.TRANSFER_SESAMA]
SEMUA = [
    pytest.param(layanan, kasus, *arti, id=kasus[:3] + layanan + kasus[3:])
    for layanan in Layanan
    for kasus, arti in (UMUM | KHUSUS.get(layanan, {})).items()
]


@pytest.mark.parametrize(("layanan", "kasus", "golongan", "sebab"), SEMUA)
def test_arti_setiap_kode(
    layanan: Layanan, kasus: str, golongan: Golongan, sebab: SebabTolak | None
) -> None:
    kode = kasus[:3] + layanan + kasus[3:]
    baris = baca_kode(kode, layanan=layanan, status_http=int(kasus[:3]))
    assert (baris.golongan, baris.sebab) == (golongan, sebab)
    if sebab is None:
        with pytest.raises(ValueError, match="refusal"):
            sebab_penolakan(kode)
    else:
        assert sebab_penolakan(kode) is sebab


def test_tabel_tidak_memuat_kode_yang_tak_diuji() -> None:
    tertulis = {(layanan, kasus) for layanan, tabel in TABEL.items() for kasus in tabel}
    assert tertulis == {(p.values[0], p.values[1]) for p in SEMUA}


def test_setiap_penolakan_bersebab() -> None:
    for tabel in TABEL.values():
        for baris in tabel.values():
            assert (baris.golongan is Golongan.DITOLAK) <= (baris.sebab is not None)


@pytest.mark.parametrize(
    ("kode", "status_http"),
    [
        pytest.param("4031899", 403, id="kasus tak dikenal"),
        pytest.param("4031714", 403, id="layanan lain"),
        pytest.param("403US14", 403, id="huruf pada layanan"),
        pytest.param("4031814", 200, id="HTTP lain daripada kodenya"),
        pytest.param("2001800", 500, id="berhasil di bawah HTTP 500"),
        pytest.param("403181", 403, id="terlalu pendek"),
        pytest.param("40318140", 403, id="terlalu panjang"),
        pytest.param("", 200, id="kosong"),
    ],
)
def test_kode_yang_tak_dimengerti_tak_pernah_menjadi_penolakan(kode: str, status_http: int) -> None:
    baris = baca_kode(kode, layanan=Layanan.TRANSFER_ANTARBANK, status_http=status_http)
    assert baris is TAK_DIKENAL
    assert baris.golongan is Golongan.BELUM_PASTI


@pytest.mark.parametrize("kode", ["", "4031899", "9999999", "4039914"])
def test_kode_yang_bukan_penolakan_tak_bersebab(kode: str) -> None:
    with pytest.raises(ValueError, match="refusal"):
        sebab_penolakan(kode)


def test_penolakan_yang_mungkin_sudah_dibayar() -> None:
    mungkin = {sebab for sebab in SebabTolak if sebab.mungkin_sudah_dibayar}
    assert mungkin == {S.REFERENSI_GANDA, S.TIDAK_KONSISTEN, S.PESAN_GANDA}

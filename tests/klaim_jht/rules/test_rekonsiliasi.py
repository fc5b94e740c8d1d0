from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from klaim_jht.rules.rekonsiliasi import DuaBuku, JenisSelisih, Langkah, Putusan, bandingkan
from klaim_jht.rules.status import StatusPembayaran

S, J, L = StatusPembayaran, JenisSelisih, Langkah
DIBAYAR = DuaBuku(keluar=1, masuk=0, jumlah_keluar=500, status=S.BERHASIL, jumlah=500)
KEMBALI = replace(DIBAYAR, masuk=1)
HARI = date(2026, 11, 22)


DUA_KALI = replace(DIBAYAR, keluar=2, jumlah_keluar=1000)
TANYA = Putusan(J.BELUM_TUNTAS, L.TANYA)
KASUS: dict[str, tuple[DuaBuku, Putusan | None]] = {
    "sama": (DIBAYAR, None),
    "belum-pasti": (replace(DIBAYAR, status=S.BELUM_PASTI), TANYA),
    "dikirim": (replace(DIBAYAR, status=S.DIKIRIM), TANYA),
    "diterima": (replace(DIBAYAR, status=S.DITERIMA_BANK), TANYA),
    "terlambat": (replace(DIBAYAR, status=S.GAGAL_PASTI), Putusan(J.BELUM_TUNTAS, L.TAHAN)),
    "tak-dikirim": (replace(DIBAYAR, status=S.SIAP), Putusan(J.BELUM_TUNTAS, L.TAHAN, True)),
    "ganda": (DUA_KALI, Putusan(J.GANDA, hentikan=True)),
    "ganda-dikembalikan-satu": (replace(DUA_KALI, masuk=1), None),
    "jumlah": (replace(DIBAYAR, jumlah_keluar=501), Putusan(J.JUMLAH_BEDA, hentikan=True)),
    "asing-keluar": (replace(DIBAYAR, status=None), Putusan(J.ASING, hentikan=True)),
    "asing-masuk": (DuaBuku(keluar=0, masuk=1, jumlah_keluar=0), Putusan(J.ASING)),
    "kembali": (KEMBALI, Putusan(J.KEMBALI, L.TANYA)),
    "kembali-saja": (
        replace(KEMBALI, keluar=0, jumlah_keluar=0), Putusan(J.KEMBALI, L.TANYA),
    ),
    "kembali-dicatat": (replace(KEMBALI, status=S.DIKEMBALIKAN), None),
    "gagal-dan-kembali": (replace(KEMBALI, status=S.GAGAL_PASTI), None),
    "kembali-tak-dikirim": (replace(KEMBALI, status=S.SIAP), Putusan(J.KEMBALI, hentikan=True)),
}  # fmt: skip


@pytest.mark.parametrize(("satu", "putusan"), KASUS.values(), ids=KASUS)
def test_dua_buku(satu: DuaBuku, putusan: Putusan | None) -> None:
    assert bandingkan(satu) == putusan


@pytest.mark.parametrize(
    ("sampai", "putusan"),
    [(None, None), (date(2026, 11, 21), None), (HARI, Putusan(J.BELUM_TUNTAS, hentikan=True))],
)
def test_pengembalian_yang_kami_catat_harus_tampak_di_hari_yang_lengkap(
    sampai: date | None, putusan: Putusan | None
) -> None:
    satu = replace(DIBAYAR, status=S.DIKEMBALIKAN, dikembalikan_tanggal=HARI, lengkap_sampai=sampai)
    assert bandingkan(satu) == putusan


@pytest.mark.parametrize("status", [*S, None])
@pytest.mark.parametrize(("keluar", "masuk"), [(0, 1), (1, 0), (1, 1), (2, 0), (2, 1), (3, 0)])
def test_setiap_keadaan_ada_jawabannya(
    status: StatusPembayaran | None, keluar: int, masuk: int
) -> None:
    satu = DuaBuku(
        keluar=keluar, masuk=masuk, jumlah_keluar=keluar * 500, status=status, jumlah=500
    )
    putusan = bandingkan(satu)
    # Only what both books tell alike is no difference.
    if putusan is None:
        terbayar = keluar - masuk == 1
        assert status in (
            {S.BERHASIL, S.DIKEMBALIKAN} if terbayar else {S.DIKEMBALIKAN, S.GAGAL_PASTI}
        )

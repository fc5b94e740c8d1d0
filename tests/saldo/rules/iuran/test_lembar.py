from __future__ import annotations

import pytest

from jmo.lib.xlsx import Sel
from saldo.rules.iuran import KOLOM, GalatBaris, SebabGalat
from saldo.rules.iuran.lembar import susun_sel

S = SebabGalat
BENAR: dict[str, Sel | None] = {
    "npp": Sel("teks", " AB123456 "),
    "bulan": Sel("teks", "2026-10"),
    "kpj": Sel("teks", "00123456789"),
    "nik": None,
    "nama": Sel("teks", "SITI"),
    "tanggal_lahir": Sel("tanggal", "1990-01-01"),
    "upah": Sel("angka", "5000000"),
    "jht_pemberi_kerja": Sel("angka", "185000.0"),
    "jht_pekerja": Sel("teks", "100000"),
    "jp_pemberi_kerja": Sel("angka", "0"),
    "jp_pekerja": Sel("angka", "0"),
    "tanggal_bayar": Sel("teks", "2026-11-10"),
}


def satu(**beda: Sel | None) -> object:
    isi = BENAR | beda
    kepala = [Sel("teks", kolom) for kolom in KOLOM]
    (satu_judul, judul), (nomor, hasil) = susun_sel([(1, kepala), (5, list(isi.values()))])
    assert (satu_judul, tuple(judul), nomor) == (1, KOLOM, 5)
    return hasil


def test_sel_menjadi_teks_seperti_di_csv() -> None:
    assert satu() == [
        "AB123456", "2026-10", "00123456789", "", "SITI", "1990-01-01", "5000000", "185000",
        "100000", "0", "0", "2026-11-10", "", "",
    ]  # fmt: skip


def test_bulan_boleh_tanggal_hari_pertama() -> None:
    hasil = satu(bulan=Sel("tanggal", "2026-10-01"))
    assert isinstance(hasil, list)
    assert hasil[1] == "2026-10"


@pytest.mark.parametrize(
    ("kolom", "sel", "sebab"),
    [
        ("nik", Sel("angka", "9.901014101900001E15"), S.NIK_JADI_ANGKA),
        ("kpj", Sel("angka", "123456789"), S.NOMOR_JADI_ANGKA),
        ("npp", Sel("angka", "12345678"), S.NOMOR_JADI_ANGKA),
        ("nama", Sel("tanggal", "2026-01-01"), S.SEL_BUKAN_TEKS),
        ("nama", Sel("rumus", ""), S.RUMUS),
        ("upah", Sel("rumus", ""), S.RUMUS),
        ("upah", Sel("galat", ""), S.SEL_GALAT),
        ("upah", Sel("angka", "5000000.5"), S.DESIMAL),
        ("upah", Sel("angka", "5E+20"), S.DESIMAL),
        ("upah", Sel("tanggal", "2026-01-01"), S.BUKAN_RUPIAH_BULAT),
        ("upah", Sel("boolean", "1"), S.BUKAN_RUPIAH_BULAT),
        ("bulan", Sel("tanggal", "2026-10-15"), S.BULAN_BENTUK),
        ("bulan", Sel("angka", "202610"), S.BULAN_BENTUK),
        ("tanggal_bayar", Sel("waktu", "2026-10-15"), S.TANGGAL_BENTUK),
        ("tanggal_bayar", Sel("angka", "46000"), S.TANGGAL_BENTUK),
    ],
)
def test_sel_yang_mungkin_berubah_ditolak(kolom: str, sel: Sel, sebab: SebabGalat) -> None:
    assert satu(**{kolom: sel}) == [GalatBaris(5, kolom, sebab)]


def test_baris_terlalu_panjang_dan_terlalu_lebar() -> None:
    assert satu(nama=Sel("teks", "S" * 2_001)) == [
        GalatBaris(5, "", S.BARIS_TERLALU_PANJANG, {"batas": 2_000})
    ]
    lebar = {f"k{ke}": Sel("teks", "x") for ke in range(3)}
    assert satu(**lebar) == [
        GalatBaris(5, "", S.JUMLAH_KOLOM, {"ada": 15, "seharusnya": 14})
    ]  # fmt: skip

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jmo.lib.nama import kemiripan, kemiripan_nama_rekening, normalkan_nama


@pytest.mark.parametrize(
    ("teks", "normal"),
    [
        pytest.param("Siti  Aminah ", "SITI AMINAH", id="huruf-dan-spasi"),
        pytest.param("Siti Aminah, S.E., M.M.", "SITI AMINAH", id="gelar-di-belakang-koma"),
        pytest.param("Budi Santoso S.T.", "BUDI SANTOSO", id="gelar-bertitik-tanpa-koma"),
        pytest.param("BUDI SANTOSO SKOM", "BUDI SANTOSO", id="gelar-yang-pasti"),
        pytest.param("BUDI SANTOSO ST", "BUDI SANTOSO ST", id="st-di-akhir-tanpa-titik-tetap"),
        pytest.param("LIE MEI", "LIE MEI", id="mei-nama-orang"),
        pytest.param("Abdullah, H.", "ABDULLAH", id="haji-di-belakang"),
        pytest.param("Drs. H. Abd. Rahman, M.Pd", "ABDUL RAHMAN", id="beberapa-gelar"),
        pytest.param("H.ABDULLAH", "ABDULLAH", id="gelar-menempel"),
        pytest.param("Dr Ir. Joko", "JOKO", id="gelar-depan"),
        pytest.param("M.Yusuf", "MUHAMMAD YUSUF", id="m-menempel"),
        pytest.param("M. Yusuf", "MUHAMMAD YUSUF", id="m-titik"),
        pytest.param("MUH ALI", "MUHAMMAD ALI", id="muh"),
        pytest.param("Ali Moh.", "ALI MUHAMMAD", id="moh-di-akhir"),
        pytest.param("Mochamad Ali", "MUHAMMAD ALI", id="ejaan-lain"),
        pytest.param("St. Aminah", "SITI AMINAH", id="siti"),
        pytest.param("Hj. St. Aminah", "SITI AMINAH", id="siti-setelah-gelar"),
        pytest.param("Andi M", "ANDI M", id="m-bukan-di-depan"),
        pytest.param("Ma'ruf Nur-Aini", "MARUF NUR AINI", id="apostrof-dan-tanda-hubung"),
        pytest.param("José", "JOSE", id="aksen"),
        pytest.param("Budi, Santoso", "BUDI SANTOSO", id="koma-bukan-gelar"),
        pytest.param("JOKO", "JOKO", id="satu-kata"),
        pytest.param("M", "M", id="satu-huruf"),
        pytest.param("Dr", "DR", id="hanya-gelar-depan"),
        pytest.param("S.E.", "SE", id="hanya-gelar-belakang"),
        pytest.param("", "", id="kosong"),
        pytest.param(" , 123", "", id="tanpa-huruf"),
    ],
)
def test_normalkan_nama(teks: str, normal: str) -> None:
    assert normalkan_nama(teks) == normal


@pytest.mark.parametrize(
    ("satu", "dua", "skor"),
    [
        pytest.param("SITI AMINAH", "Siti Aminah, S.E.", "1", id="gelar"),
        pytest.param("M. YUSUF", "MUHAMMAD YUSUF", "1", id="singkatan"),
        pytest.param("NUR AINI", "NURAINI", "1", id="spasi"),
        pytest.param("SANTOSO BUDI", "BUDI SANTOSO", "1", id="urutan"),
        pytest.param("SITI AMINAH", "SITI AMINA", "0.9", id="satu-huruf-hilang"),
        pytest.param("AHMAD FAUZI", "AHMAD FAUZAN", "0.8181", id="dibulatkan-ke-bawah"),
        pytest.param("BUDI SANTOSO", "BUDI SANTOSO PUTRA", "0.6875", id="kata-tambahan"),
        pytest.param("SITI AMINAH", "AGUS SALIM", "0.2", id="orang-lain"),
        pytest.param("", "SITI", "0", id="kosong"),
        pytest.param("", "", "0", id="keduanya-kosong"),
    ],
)
def test_kemiripan(satu: str, dua: str, skor: str) -> None:
    assert kemiripan(satu, dua) == Decimal(skor)
    assert kemiripan(dua, satu) == Decimal(skor)


NAMA = st.text("ABCDEIMSTU .,'h", max_size=20)


@given(NAMA, NAMA)
@example("AA.A", "A.AA")
def test_kemiripan_antara_nol_dan_satu_dan_simetris(satu: str, dua: str) -> None:
    skor = kemiripan(satu, dua)
    assert 0 <= skor <= 1
    assert kemiripan(dua, satu) == skor
    assert kemiripan(satu, satu) == (1 if normalkan_nama(satu) else 0)
    assert kemiripan_nama_rekening(satu, dua) >= skor


@given(NAMA)
def test_nama_yang_berhuruf_tidak_pernah_jadi_kosong(teks: str) -> None:
    berhuruf = any(huruf.isalpha() for huruf in teks.split(",", maxsplit=1)[0])
    assert bool(normalkan_nama(teks)) or not berhuruf


@pytest.mark.parametrize(
    ("nama", "bank", "panjang", "skor"),
    [
        pytest.param("BUDI SANTOSO", "BUDI SANTOSO", None, "1", id="sama"),
        pytest.param("JOKO", "JOKO JOKO", None, "1", id="satu-kata-digandakan"),
        pytest.param("BUDI SANTOSO", "BUDI S", None, "1", id="inisial-belakang"),
        pytest.param("BUDI SANTOSO", "B. SANTOSO", None, "1", id="inisial-depan"),
        pytest.param("MARIA SUSANTI", "M SUSANTI", None, "1", id="m-inisial-maria"),
        pytest.param("MUHAMMAD YUSUF", "M YUSUF", None, "1", id="m-muhammad"),
        pytest.param("BUDI SANTOSO", "B S", None, "0.1818", id="semua-inisial-tidak-cukup"),
        pytest.param("BUDI SANTOSO", "BUDI K", None, "0.3636", id="inisial-lain"),
        pytest.param("BUDI SANTOSO", "SANTOSO", None, "0.6363", id="jumlah-kata-beda"),
        pytest.param(
            "MUHAMMAD RIZKY RAMADHAN PUTRA", "MUHAMMAD RIZKY RAMAD", 20, "1", id="terpotong"
        ),
        pytest.param(
            "MUHAMMAD RIZKY RAMADHAN PUTRA", "MUH RIZKY RAMADHAN ", 20, "0.8076", id="belum-penuh"
        ),
        pytest.param(
            "MUHAMMAD RIZKY RAMADHAN PUTRA", "MUH RIZKY RAMADHAN P", 20, "1", id="potong-singkatan"
        ),
        pytest.param(
            "MUHAMMAD RIZKY RAMADHAN PUTRA", "MUHAMMAD RISKY RAMAD", 20, "0.9444", id="potong-typo"
        ),
        pytest.param(
            "SUHARTONOWIDJAYA", "SUHARTONOWIDJAYA SUH", 20, "1", id="digandakan-lalu-terpotong"
        ),
        pytest.param("", "BUDI", None, "0", id="kosong"),
    ],
)
def test_nama_pemilik_rekening(nama: str, bank: str, panjang: int | None, skor: str) -> None:
    assert kemiripan_nama_rekening(nama, bank, panjang_kolom=panjang) == Decimal(skor)


def test_panjang_kolom_yang_tidak_membuktikan_apa_pun_ditolak() -> None:
    with pytest.raises(ValueError, match="panjang_kolom_terlalu_pendek"):
        kemiripan_nama_rekening("BUDI", "B", panjang_kolom=5)

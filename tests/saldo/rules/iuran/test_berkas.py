from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from saldo.rules.iuran import KOLOM, BarisIuran, GalatBaris, SebabGalat, baca_berkas
from saldo.rules.iuran import berkas as modul
from saldo.rules.masa_kepesertaan import SebabKeluar

PROVINSI = {"99"}
KEPALA = ",".join(KOLOM)
ISI = {
    "npp": "AB123456",
    "bulan": "2026-10",
    "kpj": "00123456789",
    "nik": "9901014101900001",
    "nama": "SITI CONTOH",
    "tanggal_lahir": "1990-01-01",
    "upah": "5000000",
    "jht_pemberi_kerja": "185000",
    "jht_pekerja": "100000",
    "jp_pemberi_kerja": "100000",
    "jp_pekerja": "50000",
    "tanggal_bayar": "2026-11-10",
    "tanggal_keluar": "",
    "sebab_keluar": "",
}


def baris(pemisah: str = ",", **beda: str) -> str:
    return pemisah.join((ISI | beda).values())


def baca(*teks: str) -> list[BarisIuran | GalatBaris]:
    return list(baca_berkas(teks, provinsi=PROVINSI))


def galat(**beda: str) -> list[tuple[str, SebabGalat]]:
    hasil = baca(KEPALA, baris(**beda))
    assert all(isinstance(satu, GalatBaris) and satu.baris == 2 for satu in hasil)
    return [(satu.kolom, satu.sebab) for satu in hasil if isinstance(satu, GalatBaris)]


def test_satu_baris_terbaca_lengkap() -> None:
    (hasil,) = baca(KEPALA + "\r\n", baris() + "\r\n")
    assert hasil == BarisIuran(
        baris=2,
        npp="AB123456",
        bulan=date(2026, 10, 1),
        kpj="00123456789",
        nik="9901014101900001",
        nama="SITI CONTOH",
        tanggal_lahir=date(1990, 1, 1),
        upah=5_000_000,  # type: ignore[arg-type]  # a plain number reads better here
        jht_pemberi_kerja=185_000,  # type: ignore[arg-type]
        jht_pekerja=100_000,  # type: ignore[arg-type]
        jp_pemberi_kerja=100_000,  # type: ignore[arg-type]
        jp_pekerja=50_000,  # type: ignore[arg-type]
        tanggal_bayar=date(2026, 11, 10),
        tanggal_keluar=None,
        sebab_keluar=None,
    )


def test_bom_dan_titik_koma_diterima() -> None:
    (hasil,) = baca("\ufeff" + KEPALA.replace(",", ";"), baris(";", nama='"CONTOH; SITI"'))
    assert isinstance(hasil, BarisIuran)
    assert hasil.nama == "CONTOH; SITI"


def test_baris_kosong_dilewati_dan_nomor_baris_tetap_benar() -> None:
    hasil = baca(KEPALA, "\n", baris(), "\r\n", baris(bulan="2026-13"), "")
    assert [satu.baris for satu in hasil] == [3, 5]


def test_peserta_baru_dikenal_dari_nik_dan_kpj_lama_boleh_berhuruf() -> None:
    baru, lama = baca(KEPALA, baris(kpj=""), baris(kpj="99J12345678", nik=""))
    assert isinstance(baru, BarisIuran)
    assert isinstance(lama, BarisIuran)
    assert (baru.kpj, baru.nik) == (None, "9901014101900001")
    assert (lama.kpj, lama.nik) == ("99J12345678", None)


def test_npp_kosong_berarti_peserta_mandiri() -> None:
    (mandiri,) = baca(KEPALA, baris(npp=""))
    assert isinstance(mandiri, BarisIuran)
    assert mandiri.npp is None


def test_yang_keluar_membawa_tanggal_dan_sebab() -> None:
    (hasil,) = baca(KEPALA, baris(tanggal_keluar="2026-10-31", sebab_keluar="PHK"))
    assert isinstance(hasil, BarisIuran)
    assert (hasil.tanggal_keluar, hasil.sebab_keluar) == (date(2026, 10, 31), SebabKeluar.PHK)


def judul_salah(ke: int, kolom: str = "") -> GalatBaris:
    return GalatBaris(1, kolom, SebabGalat.HEADER_SALAH, {"ke": ke})


@pytest.mark.parametrize(
    ("teks", "galat_nya"),
    [
        pytest.param([], GalatBaris(1, "", SebabGalat.BERKAS_KOSONG), id="kosong"),
        pytest.param([""], judul_salah(1), id="baris-kosong"),
        pytest.param([KEPALA.upper()], judul_salah(1, "npp"), id="huruf-besar"),
        pytest.param([KEPALA + ",catatan"], judul_salah(15), id="kolom-lebih"),
        pytest.param([KEPALA.replace(",", "\t")], judul_salah(1), id="tab"),
        pytest.param([KEPALA.replace("upah", "gaji")], judul_salah(7, "upah"), id="nama-lain"),
        pytest.param([",".join(reversed(KOLOM))], judul_salah(1, "npp"), id="urutan-lain"),
        pytest.param(
            [KEPALA.encode("utf-16-le").decode()], GalatBaris(1, "", SebabGalat.UTF_16), id="utf-16"
        ),
    ],
)
def test_header_harus_persis(teks: list[str], galat_nya: GalatBaris) -> None:
    hasil = baca(*teks, *([baris()] if teks else []))
    assert hasil == [galat_nya]


@pytest.mark.parametrize(
    ("kolom", "isi", "sebab"),
    [
        pytest.param("npp", "ab 12", SebabGalat.BENTUK, id="npp-bentuk"),
        pytest.param("bulan", "2026-1", SebabGalat.BULAN_BENTUK, id="bulan-pendek"),
        pytest.param("bulan", "2026-13", SebabGalat.BULAN_BENTUK, id="bulan-13"),
        pytest.param("kpj", "1234", SebabGalat.BENTUK, id="kpj-pendek"),
        pytest.param("kpj", "1234567890\u0661", SebabGalat.BENTUK, id="kpj-angka-arab"),
        pytest.param("nik", "99010141019000", SebabGalat.BENTUK, id="nik-pendek"),
        pytest.param("nik", "1101014101900001", SebabGalat.NIK_TIDAK_SAH, id="nik-provinsi"),
        pytest.param("nik", "9901014113900001", SebabGalat.NIK_TIDAK_SAH, id="nik-bulan-13"),
        pytest.param("nama", "", SebabGalat.KOSONG, id="nama-kosong"),
        pytest.param("nama", "=HYPERLINK(1)", SebabGalat.RUMUS, id="nama-rumus"),
        pytest.param("nama", "@SUM", SebabGalat.RUMUS, id="nama-rumus-at"),
        pytest.param("nama", "SITI\x00", SebabGalat.BENTUK, id="nama-nul"),
        pytest.param("nama", "S" * 121, SebabGalat.BENTUK, id="nama-lebih-panjang-dari-buku"),
        pytest.param("nama", "S" * 151, SebabGalat.BENTUK, id="nama-panjang"),
        pytest.param("tanggal_lahir", "01-01-1990", SebabGalat.TANGGAL_BENTUK, id="bukan-iso"),
        pytest.param("tanggal_lahir", "1990-02-30", SebabGalat.TANGGAL_BENTUK, id="30-februari"),
        pytest.param("tanggal_lahir", "", SebabGalat.KOSONG, id="lahir-kosong"),
        pytest.param("upah", "", SebabGalat.KOSONG, id="upah-kosong"),
        pytest.param("upah", "-5000000", SebabGalat.NEGATIF, id="upah-negatif"),
        pytest.param("upah", "5.000.000", SebabGalat.BUKAN_RUPIAH_BULAT, id="titik-ribuan"),
        pytest.param("upah", "Rp5000000", SebabGalat.BUKAN_RUPIAH_BULAT, id="rp"),
        pytest.param("upah", "1" * 13, SebabGalat.BUKAN_RUPIAH_BULAT, id="terlalu-besar"),
        pytest.param("jp_pekerja", "5e4", SebabGalat.BUKAN_RUPIAH_BULAT, id="eksponen"),
        pytest.param("tanggal_bayar", "", SebabGalat.KOSONG, id="bayar-kosong"),
    ],
)
def test_sel_yang_keliru_disebut_kolom_dan_sebabnya(
    kolom: str, isi: str, sebab: SebabGalat
) -> None:
    assert galat(**{kolom: isi}) == [(kolom, sebab)]


def test_koma_desimal_terbaca_sebagai_bukan_rupiah_bulat() -> None:
    (hasil,) = baca(KEPALA.replace(",", ";"), baris(";", upah="5000000,50"))
    assert hasil == GalatBaris(2, "upah", SebabGalat.BUKAN_RUPIAH_BULAT)


@pytest.mark.parametrize(
    ("beda", "kolom", "sebab"),
    [
        pytest.param(
            {"kpj": "", "nik": ""}, "kpj", SebabGalat.TANPA_KPJ_DAN_NIK, id="tanpa-kpj-dan-nik"
        ),
        pytest.param(
            {"sebab_keluar": "PHK"},
            "tanggal_keluar",
            SebabGalat.TANPA_TANGGAL_KELUAR,
            id="sebab-tanpa-tanggal",
        ),
        pytest.param(
            {"tanggal_keluar": "2026-10-31"},
            "sebab_keluar",
            SebabGalat.TANPA_SEBAB_KELUAR,
            id="tanggal-tanpa-sebab",
        ),
        pytest.param(
            {"tanggal_keluar": "2026-10-31", "sebab_keluar": "bosan"},
            "sebab_keluar",
            SebabGalat.PILIHAN_TIDAK_DIKENAL,
            id="sebab-tak-dikenal",
        ),
    ],
)
def test_sel_yang_saling_bergantung(beda: dict[str, str], kolom: str, sebab: SebabGalat) -> None:
    assert galat(**beda) == [(kolom, sebab)]


def test_semua_yang_keliru_dalam_satu_baris_disebut() -> None:
    assert [kolom for kolom, _ in galat(npp="?", upah="x", tanggal_bayar="kemarin")] == [
        "npp",
        "upah",
        "tanggal_bayar",
    ]


@pytest.mark.parametrize(
    ("teks", "sebab", "rincian"),
    [
        pytest.param(
            baris() + ",", SebabGalat.JUMLAH_KOLOM, {"ada": 15, "seharusnya": 14}, id="lebih"
        ),
        pytest.param("a,b", SebabGalat.JUMLAH_KOLOM, {"ada": 2, "seharusnya": 14}, id="kurang"),
        pytest.param(baris(nama='"SITI'), SebabGalat.CSV_RUSAK, {}, id="kutip-tak-ditutup"),
        pytest.param(
            baris(nama="S" * 2000),
            SebabGalat.BARIS_TERLALU_PANJANG,
            {"batas": 2000},
            id="terlalu-panjang",
        ),
        pytest.param(baris(nama="SIT\udcff"), SebabGalat.BUKAN_UTF8, {}, id="bukan-utf8"),
    ],
)
def test_baris_yang_rusak(teks: str, sebab: SebabGalat, rincian: dict[str, int]) -> None:
    rusak, utuh = baca(KEPALA, teks, baris())
    assert rusak == GalatBaris(2, "", sebab, rincian)
    assert isinstance(utuh, BarisIuran)


def test_byte_yang_bukan_utf8_ditemukan_di_barisnya_sendiri(tmp_path: Path) -> None:
    berkas = tmp_path / "iuran.csv"
    berkas.write_bytes("\n".join([KEPALA, baris(), baris(bulan="2026-09")]).encode() + b"\xff\n")
    with berkas.open(encoding="utf-8", errors="surrogateescape", newline="") as isi:
        benar, rusak = baca_berkas(isi, provinsi=PROVINSI)
    assert isinstance(benar, BarisIuran)
    assert rusak == GalatBaris(3, "", SebabGalat.BUKAN_UTF8)


def test_baris_ganda_menunjuk_baris_yang_pertama() -> None:
    hasil = baca(KEPALA, baris(), baris(bulan="2026-09"), baris(upah="6000000"), baris())
    assert [type(satu) for satu in hasil] == [BarisIuran, BarisIuran, GalatBaris, GalatBaris]
    assert hasil[2] == GalatBaris(4, "", SebabGalat.BARIS_GANDA, {"baris_lain": 2})
    assert hasil[3] == GalatBaris(5, "", SebabGalat.BARIS_GANDA, {"baris_lain": 2})


def test_perusahaan_lain_dan_peserta_baru_lain_bukan_baris_ganda() -> None:
    hasil = baca(
        KEPALA,
        baris(),
        baris(npp="CD123456"),
        baris(kpj=""),
        baris(kpj="", nik="9901014101900002"),
    )
    assert all(isinstance(satu, BarisIuran) for satu in hasil)


def test_terlalu_banyak_baris_menghentikan_pembacaan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modul, "BATAS_BARIS", 2)
    bulan = [baris(bulan=f"2026-0{i}") for i in range(1, 5)]
    hasil = baca(KEPALA, *bulan)
    assert hasil[2:] == [GalatBaris(4, "", SebabGalat.TERLALU_BANYAK_BARIS, {"batas": 2})]


def test_dibaca_baris_demi_baris_dengan_ingatan_terbatas() -> None:
    def teks() -> Iterator[str]:
        yield KEPALA
        for nomor in range(20_000):
            yield baris(kpj=f"{nomor:011}")

    tracemalloc.start()
    jumlah = sum(isinstance(satu, BarisIuran) for satu in baca_berkas(teks(), provinsi=PROVINSI))
    _, puncak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert jumlah == 20_000
    # A mark per row, not the row: 100,000 rows stay below 20 MB.
    assert puncak / jumlah < 200


def test_berhenti_membaca_ketika_pemanggil_berhenti() -> None:
    terbaca: list[int] = []

    def teks() -> Iterator[str]:
        yield KEPALA
        for nomor in range(1_000):
            terbaca.append(nomor)
            yield baris(kpj=f"{nomor:011}")

    next(baca_berkas(teks(), provinsi=PROVINSI))
    assert terbaca == [0]

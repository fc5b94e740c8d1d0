from __future__ import annotations

import io
import resource
import time
import tracemalloc
import zipfile
from datetime import datetime

import pytest

from jmo.lib.xlsx import BukuKerja, SebabTolak, Sel, XlsxDitolak, buka_buku_kerja
from saldo.rules.iuran import KOLOM
from tests.buku_kerja import bom_nol, kelipatan_entitas, lembar_xml, rakit, tulis_buku

S = SebabTolak
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def buka(isi: bytes) -> BukuKerja:
    return buka_buku_kerja(io.BytesIO(isi))


def ditolak(isi: bytes) -> tuple[SebabTolak, int]:
    """Return why a workbook is refused, opened and read; it must not take a second."""
    mulai = time.process_time()
    with pytest.raises(XlsxDitolak) as tangkap:
        for _ in buka(isi).baris():
            pass
    assert time.process_time() - mulai < 1
    return tangkap.value.sebab, tangkap.value.baris


def sebaris(sel: str) -> list[Sel | None]:
    [(_, isi)] = buka(rakit(lembar_xml(f"<row>{sel}</row>"))).baris()
    return isi


def test_yang_ditulis_program_lain_terbaca_dengan_jenisnya() -> None:
    isi = tulis_buku(
        [["AB", 5_000_000, 1.5, datetime(2026, 3, 1), True, None, "=1+1", "é & <x>"]],  # noqa: DTZ001 - a cell knows no zone
        lain={"Catatan": [["halo"]], "Kosong": []},
    )
    buku = buka(isi)
    assert (buku.lembar, buku.lembar_lain) == ("Iuran", ("Catatan",))
    (satu, kepala), (dua, baris) = buku.baris()
    assert (satu, [sel.isi for sel in kepala if sel]) == (1, list(KOLOM))
    assert (dua, baris) == (
        2,
        [
            Sel("teks", "AB"), Sel("angka", "5000000"), Sel("angka", "1.5"),
            Sel("tanggal", "2026-03-01"), Sel("boolean", "1"), None, Sel("rumus", ""),
            Sel("teks", "é & <x>"),
        ],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sel", "isi"),
    [
        pytest.param('<c t="str"><f>A1</f><v>9</v></c>', [Sel("rumus", "")], id="rumus-bernilai"),
        pytest.param('<c t="e"><v>#N/A</v></c>', [Sel("galat", "")], id="galat"),
        pytest.param('<c t="d"><v>2026-03-01</v></c>', [Sel("tanggal", "2026-03-01")], id="iso"),
        pytest.param(
            '<c t="d"><v>2026-03-01T07:00:00</v></c>', [Sel("waktu", "2026-03-01")], id="iso-jam"
        ),
        pytest.param(
            '<c t="inlineStr"><is><r><t>A</t></r><r><t>B</t></r><rPh><t>x</t></rPh></is></c>',
            [Sel("teks", "AB")], id="beberapa-huruf",
        ),
        pytest.param('<c r="C1"><v>1</v></c>', [None, None, Sel("angka", "1")], id="loncat"),
        pytest.param('<c><v>1</v></c><c s="3"/>', [Sel("angka", "1")], id="ekor-kosong"),
    ],
)  # fmt: skip
def test_sel_menurut_jenisnya(sel: str, isi: list[Sel | None]) -> None:
    assert sebaris(sel) == isi


@pytest.mark.parametrize(
    ("bentuk", "angka", "isi"),
    [
        ("dd/mm/yyyy", "46082", Sel("tanggal", "2026-03-01")),
        ("[$-421]d mmmm yyyy;@", "46082", Sel("tanggal", "2026-03-01")),
        ("mmm", "46082", Sel("tanggal", "2026-03-01")),
        ("yyyy", "59", Sel("tanggal", "1900-02-28")),
        ("yyyy", "46082.5", Sel("waktu", "")),
        ("yyyy", "99999999999", Sel("galat", "")),
        ('#,##0 "hari dan yen"', "46082", Sel("angka", "46082")),
        ("[h]:mm:ss", "46082", Sel("angka", "46082")),
    ],
)
def test_gaya_menentukan_apakah_angka_itu_tanggal(bentuk: str, angka: str, isi: Sel) -> None:
    gaya = (
        f"<styleSheet><numFmts><numFmt numFmtId='170' formatCode='{bentuk.replace('&', '')}'/>"
        "</numFmts><cellStyleXfs><xf numFmtId='0'/></cellStyleXfs>"
        "<cellXfs><xf numFmtId='0'/><xf numFmtId='170'/></cellXfs></styleSheet>"
    )
    lembar = lembar_xml(f'<row><c s="1"><v>{angka}</v></c><c s="0"><v>{angka}</v></c></row>')
    [(_, baris)] = buka(rakit(lembar, xl__stylesǀxml=gaya.encode())).baris()
    assert baris == [isi, Sel("angka", angka)]


def test_sepuluh_gigabyte_nol_ditolak_sebelum_dibuka() -> None:
    isi = bom_nol(10)
    assert len(isi) < 12_000_000
    puncak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert ditolak(isi) == (S.XLSX_TERLALU_BESAR, 1)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - puncak < 32_000
    assert ditolak(bom_nol(1)) == (S.XLSX_TERLALU_BESAR, 1)


def test_yang_menyatakan_lebih_kecil_dari_isinya_ditolak() -> None:
    assert ditolak(bom_nol(10, dinyatakan=1_000)) == (S.XLSX_RUSAK, 1)


def test_entitas_kuadratik_ditolak_pada_deklarasinya() -> None:
    assert ditolak(kelipatan_entitas())[0] == S.XLSX_ENTITAS
    tawa = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>'
    bersama = rakit(lembar_xml(""), xl__sharedStringsǀxml=tawa.encode())
    assert ditolak(bersama)[0] == S.XLSX_ENTITAS
    luar = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    assert ditolak(rakit(luar))[0] == S.XLSX_ENTITAS
    assert ditolak(rakit(luar.encode("utf-16")))[0] == S.XLSX_ENTITAS


def test_sejuta_kolom_ditolak_di_barisnya() -> None:
    sel = "".join(f"<c><v>{i}</v></c>" for i in range(1_000_000))
    assert ditolak(rakit(lembar_xml(f"<row r='3'>{sel}</row>"))) == (S.XLSX_TERLALU_LEBAR, 3)
    kosong = "<c s='1'/>" * 100_000
    assert ditolak(rakit(lembar_xml(f"<row>{kosong}</row>"))) == (S.XLSX_TERLALU_LEBAR, 1)


def test_baris_kosong_tanpa_akhir_ditolak() -> None:
    baris = "".join(f'<row r="{ke}" spans="1:14" ht="15"/>' for ke in range(2, 1_048_577))
    berisi = "<row><c><v>1</v></c></row>"
    assert ditolak(rakit(lembar_xml(berisi + baris))) == (S.XLSX_BARIS_KOSONG, 1_002)
    # Tightly packed ones do not even get that far.
    assert ditolak(rakit(lembar_xml("<row/>" * 1_048_576))) == (S.XLSX_TERLALU_BESAR, 1)
    nyata = lembar_xml("<row/>").replace("<sheetData>", '<dimension ref="A1:N1048576"/><sheetData>')
    assert buka(rakit(nyata)).baris_dinyatakan == 1_048_576


def test_token_tanpa_akhir_tidak_dikumpulkan() -> None:
    panjang = b"<x a='" + b"b" * 30_000_000
    tracemalloc.start()
    try:
        assert ditolak(rakit(panjang))[0] in {S.XLSX_TERLALU_BESAR, S.XLSX_RUSAK}
        assert tracemalloc.get_traced_memory()[1] < 90_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("nama", "isi", "sebab"),
    [
        pytest.param("xl/vbaProject.bin", b"x", S.XLSX_MAKRO, id="makro"),
        pytest.param("xl/externalLinks/e1.xml", b"<x/>", S.XLSX_TAUTAN_LUAR, id="tautan"),
        pytest.param("xl/connections.xml", b"<x/>", S.XLSX_TAUTAN_LUAR, id="sambungan"),
        pytest.param("xl/embeddings/a.bin", b"x", S.XLSX_ISI_ASING, id="tertanam"),
        pytest.param("docProps/foto.jpg", b"PK\x03\x04zip", S.XLSX_ISI_ASING, id="arsip-dalam"),
        pytest.param("XL/workbook.XML", b"<x/>", S.XLSX_RUSAK, id="nama-ganda"),
        pytest.param("xl/theme.xml", b" " * 5_000_000, S.XLSX_TERLALU_BESAR, id="bagian-besar"),
    ],
)
def test_isi_yang_tidak_pada_tempatnya_ditolak(nama: str, isi: bytes, sebab: SebabTolak) -> None:
    keluar = io.BytesIO(rakit(lembar_xml("")))
    with zipfile.ZipFile(keluar, "a", zipfile.ZIP_DEFLATED) as arsip:
        arsip.writestr(nama, isi)
    assert ditolak(keluar.getvalue()) == (sebab, 1)


def test_bukan_buku_kerja_dikenali_dari_isinya() -> None:
    zip_lain = io.BytesIO()
    with zipfile.ZipFile(zip_lain, "w") as arsip:
        arsip.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    kunci = OLE + b"\x00" * 70_000 + "EncryptedPackage".encode("utf-16-le")
    for isi, sebab in (
        (zip_lain.getvalue(), S.BUKAN_XLSX),
        (b"npp,bulan", S.BUKAN_XLSX),
        (OLE + b"\x00" * 512, S.XLS_LAMA),
        (kunci, S.XLSX_TERKUNCI),
        (b"PK\x03\x04terpotong", S.XLSX_RUSAK),
        (rakit(lembar_xml(""))[:-40], S.XLSX_RUSAK),
        (rakit("<worksheet><sheetData><row>"), S.XLSX_RUSAK),
        (rakit(lembar_xml('<row><c t="s"><v>7</v></c></row>')), S.XLSX_RUSAK),
        (rakit(lembar_xml("<row r='2'/><row r='2'/>")), S.XLSX_RUSAK),
    ):
        assert ditolak(isi)[0] == sebab


def test_terlalu_banyak_anggota_dan_anggota_bersandi_ditolak() -> None:
    keluar = io.BytesIO(rakit(lembar_xml("")))
    with zipfile.ZipFile(keluar, "a") as arsip:
        for ke in range(300):
            arsip.writestr(f"xl/media/{ke}.xml", b"")
    assert ditolak(keluar.getvalue()) == (S.XLSX_TERLALU_BESAR, 1)
    isi = bytearray(rakit(lembar_xml("")))
    isi[isi.index(b"PK\x01\x02") + 8] |= 1
    assert ditolak(bytes(isi)) == (S.XLSX_TERKUNCI, 1)


def test_anggota_yang_berbagi_byte_ditolak() -> None:
    isi = bytearray(rakit(lembar_xml("")))
    daftar = [i for i in range(len(isi)) if isi[i : i + 4] == b"PK\x01\x02"]
    isi[daftar[1] + 42 : daftar[1] + 46] = isi[daftar[0] + 42 : daftar[0] + 46]
    assert ditolak(bytes(isi))[0] == S.XLSX_RUSAK


def test_dibaca_baris_demi_baris_dengan_ingatan_terbatas() -> None:
    isi = tulis_buku([[f"N{i}", i, "x" * 20] for i in range(20_000)])
    tracemalloc.start()
    banyak = sum(1 for _ in buka(isi).baris())
    puncak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert banyak == 20_001
    assert puncak < 6_000_000

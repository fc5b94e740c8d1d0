"""Every bad file of an employer: refused whole, with line, column, reason and repair."""

from __future__ import annotations

import time
from datetime import date, datetime
from io import BytesIO

import pytest

from accounts.models import Peserta
from accounts.rules.pelaku import SISTEM
from saldo.models import BerkasIuran, Iuran, Jurnal, Kepesertaan
from saldo.rules.iuran import KOLOM, GalatBaris, SebabGalat
from saldo.services.iuran import HasilImpor, impor_iuran
from saldo.teks import PERBAIKAN_TEMUAN, kalimat_temuan
from tests.buku_kerja import (
    bom_nol,
    buku_dari,
    kelipatan_entitas,
    lembar_xml,
    nilai_sel,
    rakit,
    tulis_buku,
)
from tests.pabrik import buat_kartu, buat_perusahaan, isi_baris, isi_berkas, nik_baru

pytestmark = pytest.mark.usefixtures("db")
JANUARI, FEBRUARI = date(2025, 1, 1), date(2025, 2, 1)
S = SebabGalat


def muat(isi: bytes, nama: str = "iuran") -> HasilImpor:
    return impor_iuran(berkas=BytesIO(isi), nama=nama, pelaku=SISTEM)


def satu_temuan(isi: bytes) -> tuple[int, str, SebabGalat]:
    """Return the only finding of a file, after making sure that nothing of it is left."""
    sebelum = (Peserta.objects.count(), Kepesertaan.objects.count())
    hasil = muat(isi)
    assert not hasil.diterima
    assert hasil.berkas_id is None
    assert (Peserta.objects.count(), Kepesertaan.objects.count()) == sebelum
    for model in (BerkasIuran, Iuran, Jurnal):
        assert not model._default_manager.exists()
    [satu] = hasil.galat
    kalimat = kalimat_temuan(satu)
    assert kalimat.startswith(f"Baris {satu.baris}")
    assert f"kolom {satu.kolom}:" in kalimat or not satu.kolom
    assert str(PERBAIKAN_TEMUAN[satu.sebab]).endswith(".")
    return satu.baris, satu.kolom, satu.sebab


def dua_baris(**beda: str) -> list[dict[str, str]]:
    """Return a right row for somebody new, then one with a fault."""
    buat_perusahaan()
    kartu = buat_kartu()
    benar = isi_baris(JANUARI, nik=nik_baru(), nama="ORANG BARU")
    return [benar, isi_baris(JANUARI, kpj=kartu.kpj) | beda]


@pytest.mark.parametrize(
    ("beda", "temuan"),
    [
        pytest.param({"upah": "-5000000"}, (3, "upah", S.NEGATIF), id="upah-negatif"),
        pytest.param({"upah": "5000000.50"}, (3, "upah", S.BUKAN_RUPIAH_BULAT), id="titik"),
        pytest.param({"upah": '"5000000,50"'}, (3, "upah", S.BUKAN_RUPIAH_BULAT), id="koma"),
        pytest.param({"upah": "5000000,50"}, (3, "", S.JUMLAH_KOLOM), id="koma-tanpa-kutip"),
        pytest.param({"kpj": "99999999999"}, (3, "kpj", S.KPJ_TIDAK_DIKENAL), id="kpj-asing"),
        pytest.param(
            {"bulan": "2030-01", "jp_pemberi_kerja": "0", "jp_pekerja": "0"},
            (3, "bulan", S.BULAN_DI_DEPAN),
            id="bulan-depan",
        ),
        pytest.param({"nama": "=CMD()"}, (3, "nama", S.RUMUS), id="rumus"),
        pytest.param({"nama": "@SUM(A1)"}, (3, "nama", S.RUMUS), id="rumus-at"),
        pytest.param({"nama": "Jos\xe9"}, (3, "", S.BUKAN_UTF8), id="latin-1"),
    ],
)
def test_csv_buruk_ditolak_seluruhnya(
    beda: dict[str, str], temuan: tuple[int, str, SebabGalat]
) -> None:
    isi = isi_berkas(dua_baris(**beda)).decode()
    assert satu_temuan(isi.encode("latin-1")) == temuan


def test_csv_dengan_judul_atau_sandi_huruf_lain_ditolak() -> None:
    isi = isi_berkas(dua_baris()).decode()
    for buruk, temuan in (
        (isi.replace("upah", "gaji", 1).encode(), (1, "upah", S.HEADER_SALAH)),
        (isi.encode("utf-16"), (1, "", S.UTF_16)),
        (isi.encode("utf-16-be"), (1, "", S.UTF_16)),
        (isi.partition("\n")[2].encode(), (1, "npp", S.HEADER_SALAH)),
        (b"", (1, "", S.BERKAS_KOSONG)),
    ):
        assert satu_temuan(buruk) == temuan


def test_xlsx_yang_benar_dibukukan_seperti_csv() -> None:
    kartu = buat_kartu()
    baris = [isi_baris(bulan, kpj=kartu.kpj) for bulan in (JANUARI, FEBRUARI)]
    hasil = muat(buku_dari(baris), "iuran.csv")
    assert (hasil.diterima, hasil.baris, hasil.baru, hasil.total_jht) == (True, 2, 2, 570_000)
    assert muat(isi_berkas(baris)).sama == 2
    iuran = Iuran.objects.order_by("bulan").values_list("bulan", "upah", "tanggal_bayar")
    assert list(iuran) == [
        (JANUARI, 5_000_000, date(2025, 2, 10)), (FEBRUARI, 5_000_000, date(2025, 3, 10)),
    ]  # fmt: skip


def test_bulan_boleh_sel_tanggal_hari_pertama() -> None:
    kartu = buat_kartu()
    baris = nilai_sel(isi_baris(JANUARI, kpj=kartu.kpj))
    assert muat(tulis_buku([[baris[0], datetime(2025, 1, 1), *baris[2:]]])).baru == 1  # noqa: DTZ001 - a cell knows no zone


@pytest.mark.parametrize(
    ("kolom", "nilai", "sebab"),
    [
        ("nik", 9901014101900001, S.NIK_JADI_ANGKA),
        ("kpj", 123456789, S.NOMOR_JADI_ANGKA),
        ("npp", 12345678, S.NOMOR_JADI_ANGKA),
        ("nama", 7, S.SEL_BUKAN_TEKS),
        ("nama", "=A1", S.RUMUS),
        ("upah", "=5000000", S.RUMUS),
        ("upah", 5_000_000.5, S.DESIMAL),
        ("upah", -1, S.NEGATIF),
        ("upah", True, S.BUKAN_RUPIAH_BULAT),
        ("bulan", 2025, S.BULAN_BENTUK),
        ("bulan", datetime(2025, 1, 15), S.BULAN_BENTUK),  # noqa: DTZ001 - a cell knows no zone
        ("tanggal_bayar", 45_698, S.TANGGAL_BENTUK),
        ("tanggal_bayar", datetime(2025, 2, 10, 8), S.TANGGAL_BENTUK),  # noqa: DTZ001 - same
        ("tanggal_lahir", "10/02/1990", S.TANGGAL_BENTUK),
    ],
)
def test_xlsx_dengan_sel_yang_berubah_ditolak(kolom: str, nilai: object, sebab: SebabGalat) -> None:
    benar, salah = dua_baris()
    rusak = nilai_sel(salah)
    rusak[KOLOM.index(kolom)] = nilai  # type: ignore[call-overload]  # wrong on purpose
    assert satu_temuan(tulis_buku([nilai_sel(benar), rusak])) == (3, kolom, sebab)


def test_rumus_ditolak_walau_nilainya_tersimpan() -> None:
    kepala = "".join(f'<c t="inlineStr"><is><t>{satu}</t></is></c>' for satu in KOLOM)
    baris = "".join(f'<c t="str"><v>{satu}</v></c>' for satu in isi_baris(JANUARI).values())
    baris = baris.replace("<v>5000000</v>", "<f>A1*2</f><v>5000000</v>", 1)
    isi = lembar_xml(f"<row>{kepala}</row><row>{baris}</row>")
    assert satu_temuan(rakit(isi)) == (2, "upah", S.RUMUS)


def test_lembar_lain_yang_berisi_disebut_dan_tidak_dibaca() -> None:
    kartu = buat_kartu()
    isi = tulis_buku(
        [nilai_sel(isi_baris(JANUARI, kpj=kartu.kpj))],
        lain={"Februari": [[1]], "Kosong": []},
    )
    hasil = muat(isi)
    assert (hasil.baris, hasil.lembar_lain) == (1, ("Februari",))


def test_sel_di_luar_kolom_dan_judul_salah_di_xlsx() -> None:
    benar, _ = dua_baris()
    isi = [*nilai_sel(benar), "catatan"]
    isi[12:14] = [None, None]
    assert satu_temuan(tulis_buku([isi])) == (2, "", S.JUMLAH_KOLOM)
    kepala = "".join(f'<c t="str"><v>{satu}</v></c>' for satu in (*KOLOM[:3], "NIK", *KOLOM[4:]))
    assert satu_temuan(rakit(lembar_xml(f"<row>{kepala}</row>"))) == (1, "nik", S.HEADER_SALAH)


def test_bom_dan_kotak_asing_ditolak_dalam_sedetik() -> None:
    nyata = lembar_xml("").replace("<sheetData>", '<dimension ref="A1:N1048576"/><sheetData>')
    for isi, sebab in (
        (bom_nol(10), S.XLSX_TERLALU_BESAR),
        (bom_nol(10, dinyatakan=900), S.XLSX_RUSAK),
        (kelipatan_entitas(), S.XLSX_ENTITAS),
        (rakit(nyata), S.TERLALU_BANYAK_BARIS),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), S.XLS_LAMA),
        (b"PK\x03\x04", S.XLSX_RUSAK),
    ):
        mulai = time.process_time()
        assert satu_temuan(isi) == (1, "", sebab)
        assert time.process_time() - mulai < 1


def test_temuan_tidak_membawa_isi_sel() -> None:
    nik = nik_baru()
    benar, salah = dua_baris()
    rusak = nilai_sel(salah | {"nik": nik})
    rusak[3] = int(nik)
    hasil = muat(tulis_buku([nilai_sel(benar), rusak]))
    assert nik not in repr(hasil)
    assert hasil.galat == (GalatBaris(3, "nik", S.NIK_JADI_ANGKA),)

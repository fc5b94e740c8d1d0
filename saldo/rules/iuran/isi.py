"""One row of an employer's file: its content, what can be wrong in it, and whether it adds up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from jmo.lib.uang import Rupiah
from saldo.rules.iuran.besaran import KetentuanIuran, hitung_iuran, hitung_iuran_bpu
from saldo.rules.masa_kepesertaan import SebabKeluar

# The law does not say how an employer rounds; a rupiah more or less per part is no mistake.
TOLERANSI_RUPIAH = 1


class SebabGalat(StrEnum):
    """Why a file or a row is refused; the sentences stand in `saldo.teks`."""

    BERKAS_KOSONG = "BERKAS_KOSONG"
    HEADER_SALAH = "HEADER_SALAH"
    BUKAN_UTF8 = "BUKAN_UTF8"
    BARIS_TERLALU_PANJANG = "BARIS_TERLALU_PANJANG"
    CSV_RUSAK = "CSV_RUSAK"
    JUMLAH_KOLOM = "JUMLAH_KOLOM"
    TERLALU_BANYAK_BARIS = "TERLALU_BANYAK_BARIS"
    KOSONG = "KOSONG"
    BENTUK = "BENTUK"
    TANGGAL_BENTUK = "TANGGAL_BENTUK"
    BULAN_BENTUK = "BULAN_BENTUK"
    BUKAN_RUPIAH_BULAT = "BUKAN_RUPIAH_BULAT"
    NEGATIF = "NEGATIF"
    RUMUS = "RUMUS"
    NIK_TIDAK_SAH = "NIK_TIDAK_SAH"
    PILIHAN_TIDAK_DIKENAL = "PILIHAN_TIDAK_DIKENAL"
    TANPA_KPJ_DAN_NIK = "TANPA_KPJ_DAN_NIK"
    TANPA_TANGGAL_KELUAR = "TANPA_TANGGAL_KELUAR"
    TANPA_SEBAB_KELUAR = "TANPA_SEBAB_KELUAR"
    BARIS_GANDA = "BARIS_GANDA"
    BULAN_DI_DEPAN = "BULAN_DI_DEPAN"
    BAYAR_DI_DEPAN = "BAYAR_DI_DEPAN"
    KELUAR_DI_DEPAN = "KELUAR_DI_DEPAN"
    KELUAR_SEBELUM_BULAN = "KELUAR_SEBELUM_BULAN"
    UPAH_NOL = "UPAH_NOL"
    IURAN_TIDAK_SESUAI = "IURAN_TIDAK_SESUAI"
    BPU_TANPA_PEMBERI_KERJA = "BPU_TANPA_PEMBERI_KERJA"
    UTF_16 = "UTF_16"
    SEL_GALAT = "SEL_GALAT"
    SEL_BUKAN_TEKS = "SEL_BUKAN_TEKS"
    NIK_JADI_ANGKA = "NIK_JADI_ANGKA"
    NOMOR_JADI_ANGKA = "NOMOR_JADI_ANGKA"
    DESIMAL = "DESIMAL"
    # Of a workbook as a whole; the same words as `jmo.lib.xlsx.SebabTolak`.
    XLS_LAMA = "XLS_LAMA"
    XLSX_TERKUNCI = "XLSX_TERKUNCI"
    BUKAN_XLSX = "BUKAN_XLSX"
    XLSX_RUSAK = "XLSX_RUSAK"
    XLSX_TERLALU_BESAR = "XLSX_TERLALU_BESAR"
    XLSX_ISI_ASING = "XLSX_ISI_ASING"
    XLSX_TAUTAN_LUAR = "XLSX_TAUTAN_LUAR"
    XLSX_MAKRO = "XLSX_MAKRO"
    XLSX_ENTITAS = "XLSX_ENTITAS"
    XLSX_TERLALU_LEBAR = "XLSX_TERLALU_LEBAR"
    XLSX_BARIS_KOSONG = "XLSX_BARIS_KOSONG"
    # Asked of the records by whoever books the file.
    KETENTUAN_TIDAK_ADA = "KETENTUAN_TIDAK_ADA"
    NPP_TIDAK_DIKENAL = "NPP_TIDAK_DIKENAL"
    KPJ_TIDAK_DIKENAL = "KPJ_TIDAK_DIKENAL"
    KARTU_PERUSAHAAN_LAIN = "KARTU_PERUSAHAAN_LAIN"
    KARTU_BUKAN_BPU = "KARTU_BUKAN_BPU"
    KARTU_DIGABUNG = "KARTU_DIGABUNG"
    KARTU_SUDAH_DIKLAIM = "KARTU_SUDAH_DIKLAIM"
    NIK_BUKAN_PEMILIK = "NIK_BUKAN_PEMILIK"
    NAMA_BERBEDA = "NAMA_BERBEDA"
    TANGGAL_LAHIR_BERBEDA = "TANGGAL_LAHIR_BERBEDA"
    BULAN_SETELAH_BERHENTI = "BULAN_SETELAH_BERHENTI"
    KELUAR_SEBELUM_MULAI = "KELUAR_SEBELUM_MULAI"
    SALDO_TIDAK_CUKUP = "SALDO_TIDAK_CUKUP"


@dataclass(frozen=True, slots=True)
class GalatBaris:
    """One thing that is wrong, where it stands, and facts for its sentence (never personal)."""

    baris: int
    kolom: str
    sebab: SebabGalat
    rincian: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BarisIuran:
    """One person's month. Who it is stays out of `repr`, because texts of objects end in logs.

    Shape:  `npp` None = self-employed (BPU, PMI): nobody pays with them; `bulan` = first day of
            the month; `kpj` None = joiner, known by `nik`; amounts ≥ 0.
    """

    baris: int
    npp: str | None
    bulan: date
    kpj: str | None = field(repr=False)
    nik: str | None = field(repr=False)
    nama: str = field(repr=False)
    tanggal_lahir: date = field(repr=False)
    upah: Rupiah = field(repr=False)
    jht_pemberi_kerja: Rupiah = field(repr=False)
    jht_pekerja: Rupiah = field(repr=False)
    jp_pemberi_kerja: Rupiah = field(repr=False)
    jp_pekerja: Rupiah = field(repr=False)
    tanggal_bayar: date
    tanggal_keluar: date | None
    sebab_keluar: SebabKeluar | None

    @property
    def jht(self) -> Rupiah:
        """The part that is booked."""
        return Rupiah(self.jht_pemberi_kerja + self.jht_pekerja)


def periksa_baris(
    baris: BarisIuran, *, ketentuan: KetentuanIuran, hari_ini: date
) -> tuple[GalatBaris, ...]:
    """Return everything that does not add up in this row; an empty tuple when it stands.

    Shape:  `ketentuan` holds for the month of the row. JP may be 0 in both parts (not every
            employer and age takes part), otherwise each part is as the law computes it.
            Without an employer the upah is the income that was declared, and nothing but the
            participant's own part may be paid on it.
    Unit:   each part may be off by TOLERANSI_RUPIAH.
    Source: docs/regulasi.md#iuran.
    """
    return (*_galat_waktu(baris, hari_ini), *_galat_besaran(baris, ketentuan))


def _galat_waktu(baris: BarisIuran, hari_ini: date) -> list[GalatBaris]:
    galat: list[GalatBaris] = []
    if baris.bulan > hari_ini:
        galat.append(GalatBaris(baris.baris, "bulan", SebabGalat.BULAN_DI_DEPAN))
    if baris.tanggal_bayar > hari_ini:
        galat.append(GalatBaris(baris.baris, "tanggal_bayar", SebabGalat.BAYAR_DI_DEPAN))
    if baris.tanggal_keluar and baris.tanggal_keluar > hari_ini:
        galat.append(GalatBaris(baris.baris, "tanggal_keluar", SebabGalat.KELUAR_DI_DEPAN))
    if baris.tanggal_keluar and baris.tanggal_keluar < baris.bulan and baris.upah:
        galat.append(GalatBaris(baris.baris, "tanggal_keluar", SebabGalat.KELUAR_SEBELUM_BULAN))
    return galat


def _galat_besaran(baris: BarisIuran, ketentuan: KetentuanIuran) -> list[GalatBaris]:
    if baris.upah == 0 and baris.tanggal_keluar is None:
        return [GalatBaris(baris.baris, "upah", SebabGalat.UPAH_NOL)]
    if baris.npp is None:
        return _galat_bpu(baris, ketentuan)
    wajib = hitung_iuran(upah=baris.upah, ketentuan=ketentuan)
    ikut_jp = baris.jp_pemberi_kerja or baris.jp_pekerja
    banding = [
        ("jht_pemberi_kerja", baris.jht_pemberi_kerja, wajib.jht_pemberi_kerja),
        ("jht_pekerja", baris.jht_pekerja, wajib.jht_pekerja),
        ("jp_pemberi_kerja", baris.jp_pemberi_kerja, wajib.jp_pemberi_kerja if ikut_jp else 0),
        ("jp_pekerja", baris.jp_pekerja, wajib.jp_pekerja if ikut_jp else 0),
    ]
    return _beda_besaran(baris, banding)


def _galat_bpu(baris: BarisIuran, ketentuan: KetentuanIuran) -> list[GalatBaris]:
    wajib = hitung_iuran_bpu(penghasilan=baris.upah, ketentuan=ketentuan)
    galat = [
        GalatBaris(baris.baris, kolom, SebabGalat.BPU_TANPA_PEMBERI_KERJA)
        for kolom in ("jht_pemberi_kerja", "jp_pemberi_kerja", "jp_pekerja")
        if getattr(baris, kolom)
    ]
    return galat + _beda_besaran(baris, [("jht_pekerja", baris.jht_pekerja, wajib.jht_pekerja)])


def _beda_besaran(baris: BarisIuran, banding: Iterable[tuple[str, int, int]]) -> list[GalatBaris]:
    return [
        GalatBaris(
            baris.baris,
            kolom,
            SebabGalat.IURAN_TIDAK_SESUAI,
            {"tertulis": tertulis, "seharusnya": seharusnya},
        )
        for kolom, tertulis, seharusnya in banding
        if abs(tertulis - seharusnya) > TOLERANSI_RUPIAH
    ]

"""“Saya sudah berhenti”: what a participant's own report needs, who answers it, and until when.

The employer answers first. Where it cannot or does not, an officer decides; somebody who works on
their own account has nobody to wait for.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jmo.lib.tanggal import Libur, jumlah_hari_kerja, tambah_bulan, tambah_hari_kerja
from saldo.rules.masa_kepesertaan import SebabKeluar, jatuh_tempo


class StatusLaporan(StrEnum):
    """Where a report stands."""

    MENUNGGU_PERUSAHAAN = "MENUNGGU_PERUSAHAAN"
    MENUNGGU_PETUGAS = "MENUNGGU_PETUGAS"
    DIBANTAH = "DIBANTAH"
    DITERIMA = "DITERIMA"
    DITOLAK = "DITOLAK"
    DITARIK = "DITARIK"


class SebabPetugas(StrEnum):
    """Why an officer decides and not the employer."""

    DIAM = "DIAM"
    TUTUP = "TUTUP"
    MENUNGGAK = "MENUNGGAK"
    TANPA_PERUSAHAAN = "TANPA_PERUSAHAAN"


class JenisBukti(StrEnum):
    """The paper that a participant shows; having none is an answer too."""

    PAKLARING = "PAKLARING"
    SURAT_PHK = "SURAT_PHK"
    KONTRAK = "KONTRAK"
    SURAT_LAIN = "SURAT_LAIN"
    TIDAK_ADA = "TIDAK_ADA"


class SebabLaporanSalah(StrEnum):
    """Why a report cannot be taken as it is."""

    DI_DEPAN = "DI_DEPAN"
    SEBELUM_MULAI = "SEBELUM_MULAI"
    SEBELUM_IURAN = "SEBELUM_IURAN"
    PERNYATAAN_DI_DEPAN = "PERNYATAAN_DI_DEPAN"
    SEBAB_BUKAN_JENIS_INI = "SEBAB_BUKAN_JENIS_INI"
    TANPA_BERKAS = "TANPA_BERKAS"


_S = StatusLaporan
AWAL = frozenset({_S.MENUNGGU_PERUSAHAAN, _S.MENUNGGU_PETUGAS, _S.DITERIMA})
TERBUKA = frozenset({_S.MENUNGGU_PERUSAHAAN, _S.MENUNGGU_PETUGAS, _S.DIBANTAH})
# Whoever waits for an officer; a late "yes" of the employer still settles it.
DI_MEJA_PETUGAS = frozenset({_S.MENUNGGU_PETUGAS, _S.DIBANTAH})
TRANSISI: Mapping[StatusLaporan, frozenset[StatusLaporan]] = {
    _S.MENUNGGU_PERUSAHAAN: frozenset({_S.MENUNGGU_PETUGAS, _S.DIBANTAH, _S.DITERIMA, _S.DITARIK}),
    _S.MENUNGGU_PETUGAS: frozenset({_S.DIBANTAH, _S.DITERIMA, _S.DITOLAK, _S.DITARIK}),
    _S.DIBANTAH: frozenset({_S.DITERIMA, _S.DITOLAK, _S.DITARIK}),
    _S.DITERIMA: frozenset(),
    _S.DITOLAK: frozenset(),
    _S.DITARIK: frozenset(),
}
# Disability, death and leaving the country are no end of work that a participant reports here.
SEBAB_BEKERJA = frozenset(
    {SebabKeluar.RESIGN, SebabKeluar.PHK, SebabKeluar.PKWT, SebabKeluar.PENSIUN}
)
SEBAB_MANDIRI = frozenset({SebabKeluar.BPU_BERHENTI})
# The waiting month of a resignation is counted from the date of the statement.
PERLU_PERNYATAAN = frozenset({SebabKeluar.RESIGN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Laporan:
    """What a participant reports."""

    jenis_kartu: str
    tanggal: date
    sebab: SebabKeluar
    tanggal_pernyataan: date | None
    bukti: JenisBukti
    ada_berkas: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktaKartuBerhenti:
    """What the book knows of the card.

    Shape:  `mulai` = start of the card; `dibayar` = first days of the months that were paid;
            `perusahaan_aktif` None = no employer.
    """

    mulai: date
    dibayar: Set[date]
    perusahaan_aktif: bool | None


@dataclass(frozen=True, slots=True)
class Tenggat:
    """Until which day the employer may answer, and by which day an officer has decided.

    Shape:  both days included; None = nobody is waited for.
    """

    perusahaan: date | None
    putusan: date | None


def boleh_pindah(dari: StatusLaporan, ke: StatusLaporan) -> bool:
    """Tell whether a report may go from one state to another."""
    return ke in TRANSISI[dari]


def sebab_untuk(jenis_kartu: str) -> frozenset[SebabKeluar]:
    """Return the reasons that fit a card: those of an employment, or one's own.

    Source: Permenaker 4/2022 Art. 6(2) for those who work on their own account.
    """
    return SEBAB_MANDIRI if jenis_kartu == "BPU" else SEBAB_BEKERJA


def periksa_laporan(
    laporan: Laporan, kartu: FaktaKartuBerhenti, *, hari_ini: date
) -> tuple[SebabLaporanSalah, ...]:
    """Return everything for which a report cannot be taken, () when it can.

    Shape:  the last paid month binds only where nobody else is asked (BPU): an employer may have
            paid for somebody who had left, and that must not silence the report.
    """
    terakhir = max(kartu.dibayar, default=None)
    pernyataan = laporan.tanggal_pernyataan
    salah = (
        (SebabLaporanSalah.DI_DEPAN, laporan.tanggal > hari_ini),
        (SebabLaporanSalah.SEBELUM_MULAI, laporan.tanggal < kartu.mulai),
        (
            SebabLaporanSalah.SEBELUM_IURAN,
            laporan.jenis_kartu == "BPU" and terakhir is not None and laporan.tanggal < terakhir,
        ),
        (SebabLaporanSalah.PERNYATAAN_DI_DEPAN, pernyataan is not None and pernyataan > hari_ini),
        (
            SebabLaporanSalah.SEBAB_BUKAN_JENIS_INI,
            laporan.sebab not in sebab_untuk(laporan.jenis_kartu),
        ),
        (
            SebabLaporanSalah.TANPA_BERKAS,
            laporan.bukti is not JenisBukti.TIDAK_ADA and not laporan.ada_berkas,
        ),
    )
    return tuple(sebab for sebab, benar in salah if benar)


def menunggak(kartu: FaktaKartuBerhenti, *, berhenti: date, hari_ini: date) -> bool:
    """Tell whether the employer owes the last whole month of work that is due by now."""
    bulan = tambah_bulan(berhenti.replace(day=1), -1)
    while jatuh_tempo(bulan) >= hari_ini:
        bulan = tambah_bulan(bulan, -1)
    return bulan >= kartu.mulai.replace(day=1) and bulan not in kartu.dibayar


def status_awal(
    laporan: Laporan, kartu: FaktaKartuBerhenti, *, hari_ini: date
) -> tuple[StatusLaporan, SebabPetugas | None]:
    """Return where a new report starts, and why an officer gets it at once where one does.

    Source: Permenaker 4/2022 Art. 6(2): those who work on their own account show their own
            statement, so nobody is asked. The rest is our promise (docs/regulasi.md#kepesertaan).
    """
    if laporan.jenis_kartu == "BPU":
        return _S.DITERIMA, None
    # Migrant workers need no report of an employer; an officer looks at their papers.
    if laporan.jenis_kartu == "PMI" or kartu.perusahaan_aktif is None:
        return _S.MENUNGGU_PETUGAS, SebabPetugas.TANPA_PERUSAHAAN
    if not kartu.perusahaan_aktif:
        return _S.MENUNGGU_PETUGAS, SebabPetugas.TUTUP
    if menunggak(kartu, berhenti=laporan.tanggal, hari_ini=hari_ini):
        return _S.MENUNGGU_PETUGAS, SebabPetugas.MENUNGGAK
    return _S.MENUNGGU_PERUSAHAAN, None


def hitung_tenggat(
    status: StatusLaporan, *, hari_ini: date, hari_perusahaan: int, hari_petugas: int, libur: Libur
) -> Tenggat:
    """Return the deadlines of a new report, fixed once for all.

    Unit:   working days after the day of the report, which itself does not count.
    """
    if status is _S.MENUNGGU_PERUSAHAAN:
        perusahaan = tambah_hari_kerja(hari_ini, hari_perusahaan, libur)
        return Tenggat(perusahaan, tambah_hari_kerja(perusahaan, hari_petugas, libur))
    if status is _S.MENUNGGU_PETUGAS:
        return Tenggat(None, tambah_hari_kerja(hari_ini, hari_petugas, libur))
    return Tenggat(None, None)


def hari_ke(mulai: date, hari_ini: date, *, tenggat: date, libur: Libur) -> tuple[int, int]:
    """Return which working day of the waiting this is, and of how many.

    Result: the day of the report itself, and weekends after it, count as the first day.
    """
    semua = jumlah_hari_kerja(mulai, tenggat, libur)
    return min(max(jumlah_hari_kerja(mulai, hari_ini, libur), 1), semua), semua

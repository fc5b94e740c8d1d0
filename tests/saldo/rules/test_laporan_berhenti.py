from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from jmo.lib.kalender import libur
from saldo.rules.laporan_berhenti import (
    AWAL,
    DI_MEJA_PETUGAS,
    TERBUKA,
    TRANSISI,
    FaktaKartuBerhenti,
    JenisBukti,
    Laporan,
    SebabLaporanSalah,
    SebabPetugas,
    StatusLaporan,
    Tenggat,
    boleh_pindah,
    hari_ke,
    hitung_tenggat,
    menunggak,
    periksa_laporan,
    sebab_untuk,
    status_awal,
)
from saldo.rules.masa_kepesertaan import SebabKeluar

HARI_INI = date(2026, 11, 23)
BULAN = frozenset({date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1)})
KARTU = FaktaKartuBerhenti(mulai=date(2024, 1, 1), dibayar=BULAN, perusahaan_aktif=True)
LAPORAN = Laporan(
    jenis_kartu="PU", tanggal=date(2026, 11, 3), sebab=SebabKeluar.RESIGN, tanggal_pernyataan=None,
    bukti=JenisBukti.TIDAK_ADA, ada_berkas=False,
)  # fmt: skip


def test_setiap_status_tercapai_dan_hanya_yang_terbuka_bergerak() -> None:
    tercapai = set(AWAL)
    while baru := {ke for dari in tercapai for ke in TRANSISI[dari]} - tercapai:
        tercapai |= baru
    assert tercapai == set(StatusLaporan)
    assert set(TRANSISI) == set(StatusLaporan)
    assert {dari for dari, ke in TRANSISI.items() if ke} == TERBUKA
    assert DI_MEJA_PETUGAS < TERBUKA
    assert boleh_pindah(StatusLaporan.DIBANTAH, StatusLaporan.DITERIMA)
    assert not boleh_pindah(StatusLaporan.DITOLAK, StatusLaporan.DITERIMA)
    # While the employer has time nobody refuses the report.
    assert not boleh_pindah(StatusLaporan.MENUNGGU_PERUSAHAAN, StatusLaporan.DITOLAK)


@pytest.mark.parametrize(
    ("ubah", "sebab"),
    [
        pytest.param({}, (), id="tanpa-surat-pun-diterima"),
        pytest.param({"tanggal": HARI_INI}, (), id="hari-ini"),
        pytest.param({"tanggal": date(2026, 11, 24)}, ("DI_DEPAN",), id="besok"),
        pytest.param({"tanggal": date(2024, 1, 1)}, (), id="hari-pertama"),
        pytest.param({"tanggal": date(2023, 12, 31)}, ("SEBELUM_MULAI",), id="sebelum-mulai"),
        pytest.param({"tanggal": date(2026, 9, 30)}, (), id="perusahaan-masih-membayar"),
        pytest.param(
            {"tanggal_pernyataan": date(2026, 11, 24)}, ("PERNYATAAN_DI_DEPAN",), id="surat-besok"
        ),
        pytest.param(
            {"sebab": SebabKeluar.BPU_BERHENTI}, ("SEBAB_BUKAN_JENIS_INI",), id="sebab-bpu"
        ),
        pytest.param({"sebab": SebabKeluar.CACAT}, ("SEBAB_BUKAN_JENIS_INI",), id="cacat"),
        pytest.param({"bukti": JenisBukti.PAKLARING}, ("TANPA_BERKAS",), id="tanpa-berkas"),
        pytest.param({"bukti": JenisBukti.PAKLARING, "ada_berkas": True}, (), id="dengan-surat"),
    ],
)
def test_laporan_yang_tidak_dapat_diterima_menyebut_sebabnya(
    ubah: dict[str, Any], sebab: tuple[str, ...]
) -> None:
    hasil = periksa_laporan(replace(LAPORAN, **ubah), KARTU, hari_ini=HARI_INI)
    assert hasil == tuple(SebabLaporanSalah(satu) for satu in sebab)


def test_pekerja_mandiri_tidak_berhenti_sebelum_bulan_yang_dibayarnya() -> None:
    bpu = replace(LAPORAN, jenis_kartu="BPU", sebab=SebabKeluar.BPU_BERHENTI)
    assert periksa_laporan(bpu, KARTU, hari_ini=HARI_INI) == ()
    awal = replace(bpu, tanggal=date(2026, 9, 30))
    assert periksa_laporan(awal, KARTU, hari_ini=HARI_INI) == (SebabLaporanSalah.SEBELUM_IURAN,)
    assert periksa_laporan(awal, replace(KARTU, dibayar=frozenset()), hari_ini=HARI_INI) == ()
    assert sebab_untuk("BPU") == {SebabKeluar.BPU_BERHENTI}
    assert SebabKeluar.PKWT in sebab_untuk("PMI")


@pytest.mark.parametrize(
    ("berhenti", "hari_ini", "dibayar", "hasil"),
    [
        pytest.param("2026-11-03", "2026-11-23", BULAN, False, id="oktober-dibayar"),
        pytest.param("2026-11-03", "2026-11-23", BULAN - {date(2026, 10, 1)}, True, id="oktober"),
        pytest.param(
            "2026-11-03", "2026-11-15", BULAN - {date(2026, 10, 1)}, False, id="belum-lewat-tempo"
        ),
        pytest.param("2026-11-03", "2026-11-16", BULAN - {date(2026, 10, 1)}, True, id="lewat"),
        pytest.param("2024-01-20", "2026-11-23", frozenset(), False, id="tanpa-bulan-penuh"),
    ],
)
def test_menunggak_bila_bulan_penuh_terakhir_yang_jatuh_tempo_belum_dibayar(
    berhenti: str, hari_ini: str, dibayar: frozenset[date], hasil: bool
) -> None:
    kartu = replace(KARTU, dibayar=dibayar)
    assert (
        menunggak(
            kartu, berhenti=date.fromisoformat(berhenti), hari_ini=date.fromisoformat(hari_ini)
        )
        is hasil
    )


@pytest.mark.parametrize(
    ("jenis", "kartu", "hasil"),
    [
        pytest.param("PU", KARTU, ("MENUNGGU_PERUSAHAAN", None), id="perusahaan-ditanya"),
        pytest.param(
            "PU", replace(KARTU, perusahaan_aktif=False), ("MENUNGGU_PETUGAS", "TUTUP"), id="tutup"
        ),
        pytest.param(
            "PU", replace(KARTU, dibayar=frozenset()), ("MENUNGGU_PETUGAS", "MENUNGGAK"),
            id="menunggak",
        ),
        pytest.param(
            "PU", replace(KARTU, perusahaan_aktif=None), ("MENUNGGU_PETUGAS", "TANPA_PERUSAHAAN"),
            id="tanpa-perusahaan",
        ),
        pytest.param("PMI", KARTU, ("MENUNGGU_PETUGAS", "TANPA_PERUSAHAAN"), id="pekerja-migran"),
        pytest.param("BPU", KARTU, ("DITERIMA", None), id="kata-sendiri"),
    ],
)  # fmt: skip
def test_siapa_yang_ditanya_lebih_dulu(
    jenis: str, kartu: FaktaKartuBerhenti, hasil: tuple[str, str | None]
) -> None:
    status, sebab = status_awal(replace(LAPORAN, jenis_kartu=jenis), kartu, hari_ini=HARI_INI)
    assert (status, sebab) == (
        StatusLaporan(hasil[0]), SebabPetugas(hasil[1]) if hasil[1] else None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lapor", "status", "hasil"),
    [
        pytest.param("2026-11-23", "MENUNGGU_PERUSAHAAN", ("2026-11-26", "2026-11-30"), id="senin"),
        pytest.param("2026-11-20", "MENUNGGU_PERUSAHAAN", ("2026-11-25", "2026-11-27"), id="jumat"),
        # 24 December is joint leave, 25 Christmas.
        pytest.param(
            "2026-12-22", "MENUNGGU_PERUSAHAAN", ("2026-12-29", "2026-12-31"), id="menjelang-natal"
        ),
        pytest.param("2026-11-23", "MENUNGGU_PETUGAS", (None, "2026-11-25"), id="langsung-petugas"),
        pytest.param("2026-11-23", "DITERIMA", (None, None), id="tidak-ada-yang-ditunggu"),
    ],
)
def test_tenggat_dihitung_dalam_hari_kerja_sejak_hari_melapor(
    lapor: str, status: str, hasil: tuple[str | None, str | None]
) -> None:
    tenggat = hitung_tenggat(
        StatusLaporan(status), hari_ini=date.fromisoformat(lapor), hari_perusahaan=3,
        hari_petugas=2, libur=libur,
    )  # fmt: skip
    assert tenggat == Tenggat(*(date.fromisoformat(h) if h else None for h in hasil))


def test_hari_berjalan_dari_satu_sampai_tiga() -> None:
    mulai, tenggat = date(2026, 11, 20), date(2026, 11, 25)
    hari = [date(2026, 11, h) for h in (20, 21, 22, 23, 24, 25, 30)]
    ke = [hari_ke(mulai, h, tenggat=tenggat, libur=libur) for h in hari]
    assert ke == [(1, 3), (1, 3), (1, 3), (1, 3), (2, 3), (3, 3), (3, 3)]

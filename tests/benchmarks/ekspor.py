"""The contribution export against bare COPY of the same rows, and what it takes in memory."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median

from django.db import connection, transaction
from django.utils import timezone

from accounts.rules.pelaku import tugas
from accounts.services.ekspor import alirkan, ambil_ekspor
from jmo.basisdata.salin import siapkan_salin_keluar
from jmo.lib.tanggal import awal_hari_wib, hari_ini_wib
from tests.benchmarks.ukuran import Ukuran

PERLU_BASIS_DATA = True
BANYAK = int(os.environ.get("UKUR_EKSPOR", "1000000"))
BULAN = 50
ULANG = 3


def _isi() -> None:
    """Make people with one card and fifty months each; one journal for all, it is not exported."""
    orang = BANYAK // BULAN
    perintah = [
        "INSERT INTO saldo_perusahaan (npp, nama, aktif) "
        "SELECT 'UKUR' || lpad(n::text, 6, '0'), 'PT Ukur ' || n, true "
        "FROM generate_series(1, 500) n",
        "INSERT INTO accounts_peserta (jenis, jenis_identitas, nomor_identitas, "
        "nomor_identitas_indeks, nomor_identitas_samar, nama, tanggal_lahir, tempat_lahir, "
        "jenis_kelamin, kewarganegaraan, no_kk_indeks, no_kk_samar, nama_ibu_indeks, "
        "nama_ibu_samar, npwp_indeks, npwp_samar, pengkinian_menunggu_register) "
        "SELECT 'PU', 'NIK', '\\x00', 'ukur' || n, "
        "'99**********' || lpad((n % 9999)::text, 4, '0'), "
        "'ORANG UKUR ' || n, '1990-01-01', '', 'L', 'ID', '', '', '', '', '', '', false "
        f"FROM generate_series(1, {orang}) n",
        "INSERT INTO saldo_kepesertaan (peserta_id, perusahaan_id, kpj, kpj_samar, jenis, status, "
        "tanggal_mulai, sebab_berakhir, usia_pensiun, nama_terdaftar) "
        "SELECT p.id, w.id, lpad(p.id::text, 11, '0'), "
        "'*******' || lpad((p.id % 9999)::text, 4, '0'), 'PU', 'AKTIF', '2020-01-01', '', 56, '' "
        "FROM accounts_peserta p JOIN saldo_perusahaan w ON w.npp = "
        "'UKUR' || lpad((p.id % 500 + 1)::text, 6, '0')",
        "INSERT INTO saldo_akunbuku (jenis) VALUES ('DANA'), ('KLIRING_IURAN')",
        "INSERT INTO saldo_jurnal (jenis, rujukan, tanggal_nilai, keterangan) "
        "VALUES ('KOREKSI', 'ukur', '2020-01-01', '')",
        "INSERT INTO saldo_entrijurnal (jurnal_id, akun_id, jenis, tahun, debit, kredit, "
        "tanggal_nilai) SELECT j.id, a.id, 'IURAN', 2020, (a.jenis = 'DANA')::int, "
        "(a.jenis <> 'DANA')::int, '2020-01-01' FROM saldo_jurnal j, saldo_akunbuku a",
        "INSERT INTO saldo_iuran (kepesertaan_id, perusahaan_id, bulan, upah, jht_pemberi_kerja, "
        "jht_pekerja, jp_pemberi_kerja, jp_pekerja, tanggal_bayar, jurnal_id, berlaku) "
        "SELECT k.id, k.perusahaan_id, date '2020-01-01' + (b || ' months')::interval, "
        "5000000 + k.id, 185000, 100000, 100000, 50000, '2024-06-10', j.id, true "
        f"FROM saldo_kepesertaan k, saldo_jurnal j, generate_series(0, {BULAN - 1}) b",
    ]
    with transaction.atomic(), connection.cursor() as kursor:
        for satu in perintah:
            kursor.execute(satu)
    with connection.cursor() as kursor:
        # Only the owner may; otherwise the server would do it in the middle of the measurement.
        kursor.execute("SET ROLE NONE")
        kursor.execute("VACUUM ANALYZE")
        kursor.execute("SET ROLE jmo_aplikasi")


def _sql_polos() -> str:
    """Return the same query without guard and without formats of our own."""
    ekspor = ambil_ekspor("iuran")
    kolom = ", ".join(satu.sql for satu in ekspor.kolom)
    return f"SELECT {kolom} FROM {ekspor.dari} WHERE {ekspor.syarat} ORDER BY {ekspor.urutan}"


def _polos() -> None:
    batas = awal_hari_wib(hari_ini_wib(timezone.now()) + timedelta(days=1))
    with Path(os.devnull).open("wb") as buang:
        assert siapkan_salin_keluar(_sql_polos(), {"batas": batas}).jalankan(buang) == BANYAK


def _ekspor() -> None:
    aliran = alirkan(nama="iuran", pelaku=tugas("ukur"))
    for _ in aliran:
        pass
    assert aliran.manifes is not None
    assert aliran.manifes["baris"] == BANYAK


def _detik(kerja: Callable[[], None]) -> float:
    mulai = time.perf_counter()
    kerja()
    return time.perf_counter() - mulai


def _puncak_mb() -> float:
    """Return the highest resident size of this process since the mark was put back."""
    for baris in Path("/proc/self/status").read_text().splitlines():
        if baris.startswith("VmHWM:"):
            return int(baris.split()[1]) / 1024
    raise RuntimeError("this system does not tell")


def _taruh_tanda() -> float:
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")
    return _puncak_mb()


def ukur() -> list[Ukuran]:
    """Export all rows some times, alternating with bare COPY, and compare the medians."""
    _isi()
    _polos()
    awal = _taruh_tanda()
    _ekspor()
    tumbuh = _puncak_mb() - awal
    pasangan = [(_detik(_polos), _detik(_ekspor)) for _ in range(ULANG)]
    polos, ekspor = (median(satu) for satu in zip(*pasangan, strict=True))
    inti = os.cpu_count()
    laju = f"{BANYAK / ekspor:,.0f} rows/s of {BANYAK / polos:,.0f}, {inti} cores"
    return [
        Ukuran("ekspor.memori", tumbuh, "<=", 32, "MB"),
        Ukuran("ekspor", polos / ekspor, ">=", 0.5, laju),
    ]

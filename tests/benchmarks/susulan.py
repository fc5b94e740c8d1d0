"""The sweep for money that came after a claim, over the bare reading of as many accounts."""

from __future__ import annotations

import os
import sys
import time
from statistics import median

from django.db import connection

from klaim_jht.selectors.susulan import klaim_bersusulan
from saldo.selectors import kartu_bersusulan
from tests.benchmarks.tanpa_penjaga import tanpa_penjaga
from tests.benchmarks.ukuran import Ukuran

PERLU_BASIS_DATA = True
# Cards that were claimed; twice as many are alive beside them.
DIKLAIM = int(os.environ.get("UKUR_SUSULAN", "100000"))
BERUANG = 100
ULANG = 5
# What no sweep can do without: one look at the free accounts of every claimed card.
DASAR = (
    "SELECT count(*) FROM saldo_kepesertaan k JOIN saldo_akunbuku a ON a.kepesertaan_id = k.id "
    "WHERE k.status = 'DIKLAIM' AND a.jenis IN ('PESERTA_IURAN', 'PESERTA_PENGEMBANGAN') "
    "AND a.saldo > 0"
)


def _perintah() -> list[str]:
    return [
        "INSERT INTO accounts_peserta (jenis, jenis_identitas, nomor_identitas, "
        "nomor_identitas_indeks, nomor_identitas_samar, nama, tanggal_lahir, tempat_lahir, "
        "jenis_kelamin, kewarganegaraan, no_kk_indeks, no_kk_samar, nama_ibu_indeks, "
        "nama_ibu_samar, npwp_indeks, npwp_samar, pengkinian_menunggu_register) "
        "VALUES ('PU', 'NIK', '\\x00', 'ukur', '99************', 'ORANG UKUR', '1990-01-01', '', "
        "'L', 'ID', '', '', '', '', '', '', false)",
        "INSERT INTO saldo_kepesertaan (peserta_id, kpj, kpj_samar, jenis, status, tanggal_mulai, "
        "sebab_berakhir, usia_pensiun, nama_terdaftar) "
        "SELECT p.id, lpad(n::text, 11, '0'), '*******0000', 'PU', "
        "CASE WHEN n % 3 = 0 THEN 'DIKLAIM' ELSE 'AKTIF' END, '2010-01-01', '', 56, '' "
        f"FROM accounts_peserta p, generate_series(1, {DIKLAIM * 3}) n",
        "INSERT INTO saldo_akunbuku (kepesertaan_id, jenis, saldo) SELECT k.id, v.j, "
        "CASE WHEN k.status = 'AKTIF' OR k.kpj::bigint % "
        f"{3 * DIKLAIM // BERUANG} = 0 THEN 57000 ELSE 0 END "
        "FROM saldo_kepesertaan k "
        "CROSS JOIN (VALUES ('PESERTA_IURAN'), ('PESERTA_PENGEMBANGAN')) AS v (j)",
        "INSERT INTO klaim_jht_klaim (kode, peserta_id, alasan, isian, langkah_terisi, status, "
        "rute, versi, jatuh_pada, sewa_pemilik, percobaan) SELECT gen_random_uuid(), k.peserta_id, "
        "'PHK', '{}', '[]', 'DIBAYAR', 'MESIN', 1, NULL, '', 0 FROM saldo_kepesertaan k "
        "WHERE k.status = 'DIKLAIM' ORDER BY k.id",
        "INSERT INTO saldo_jurnal (jenis, rujukan, tanggal_nilai, keterangan) "
        "VALUES ('PENAHANAN', 'ukur', '2026-01-10', '')",
        "INSERT INTO saldo_tahanansaldo (kepesertaan_id, jumlah, rujukan, status, sebagian, "
        "jurnal_tahan_id) SELECT k.id, 1000, 'klaim:' || c.id, 'DIPAKAI', false, j.id "
        "FROM saldo_jurnal j, "
        "(SELECT id, row_number() OVER (ORDER BY id) AS n FROM saldo_kepesertaan "
        "WHERE status = 'DIKLAIM') k JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n "
        "FROM klaim_jht_klaim) c USING (n)",
    ]


def _isi() -> None:
    """Fill the tables past their guards, as nothing but a benchmark may."""
    tabel = ("saldo_akunbuku", "saldo_jurnal", "saldo_tahanansaldo", "klaim_jht_klaim")
    with tanpa_penjaga(tabel), connection.cursor() as kursor:
        for satu in _perintah():
            kursor.execute(satu)


def _dasar() -> float:
    mulai = time.perf_counter()
    with connection.cursor() as kursor:
        kursor.execute(DASAR)
        assert kursor.fetchone()[0] == 2 * BERUANG
    return time.perf_counter() - mulai


def _sapu() -> float:
    mulai = time.perf_counter()
    assert len(klaim_bersusulan()) == BERUANG
    return time.perf_counter() - mulai


def ukur() -> list[Ukuran]:
    """Sweep some times, alternating with the bare look at the same accounts."""
    _isi()
    _dasar(), _sapu()
    pasangan = [(_dasar(), _sapu()) for _ in range(ULANG)]
    dasar, sapu = (median(satu) for satu in zip(*pasangan, strict=True))
    rencana = kartu_bersusulan().values("pk").explain(analyze=True)
    if os.environ.get("UKUR_RENCANA"):
        sys.stdout.write(f"{rencana}\n")
    catatan = (
        f"{DIKLAIM:,} claimed cards among {DIKLAIM * 3:,}, {BERUANG} with money: "
        f"{sapu * 1000:.0f} ms over {dasar * 1000:.0f} ms"
    )
    return [
        Ukuran("susulan", sapu / dasar, "<=", 3, catatan),
        Ukuran("susulan.indeks", float("kepesertaan_diklaim" in rencana), ">=", 1),
    ]

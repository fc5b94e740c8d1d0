"""The check of the whole book against the two sums that no check can do without."""

from __future__ import annotations

import os
import time
from statistics import median

from django.db import connection

from saldo.selectors.invarian import INVARIAN_RANTAI, periksa_invarian, semua_invarian
from saldo.selectors.invarian.dasar import MEMORI_KERJA
from saldo.services.segel import segel_buku
from tests.benchmarks.tanpa_penjaga import tanpa_penjaga
from tests.benchmarks.ukuran import Ukuran

PERLU_BASIS_DATA = True
JURNAL = int(os.environ.get("UKUR_PERIKSA", "1000000"))
# Two accounts a card, five entries a journal: one debit of the fund and four credits.
KARTU = JURNAL // 4
PENGEMBANGAN = JURNAL // 5
ULANG = 3
# The planner leaves out a sum that nobody looks at, so both are looked at.
DASAR = (
    "SELECT count(jumlah) FROM (SELECT jurnal_id, sum(debit - kredit) AS jumlah "
    "FROM saldo_entrijurnal GROUP BY jurnal_id) j",
    "SELECT count(jumlah) FROM (SELECT akun_id, sum(kredit - debit) AS jumlah "
    "FROM saldo_entrijurnal GROUP BY akun_id) a",
)


def _perintah() -> list[str]:
    iuran = JURNAL - PENGEMBANGAN
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
        f"'AKTIF', '2010-01-01', '', 56, '' FROM accounts_peserta p, generate_series(1, {KARTU}) n",
        "INSERT INTO saldo_akunbuku (jenis) VALUES ('DANA'), ('KLIRING_IURAN')",
        "INSERT INTO saldo_akunbuku (kepesertaan_id, jenis, saldo) SELECT k.id, j, 0 "
        "FROM saldo_kepesertaan k "
        "CROSS JOIN (VALUES ('PESERTA_IURAN'), ('PESERTA_PENGEMBANGAN')) AS v (j)",
        "INSERT INTO saldo_jurnal (jenis, rujukan, tanggal_nilai, keterangan) "
        f"SELECT CASE WHEN n <= {iuran} THEN 'IURAN' ELSE 'PENGEMBANGAN' END, 'ukur:' || n, "
        f"'2024-01-10', '' FROM generate_series(1, {JURNAL}) n ORDER BY n",
        "INSERT INTO saldo_entrijurnal (jurnal_id, akun_id, jenis, tahun, debit, kredit, "
        "tanggal_nilai) SELECT j.id, l.id, j.jenis, 2024, 400000, 0, j.tanggal_nilai "
        "FROM saldo_jurnal j JOIN saldo_akunbuku l ON l.kepesertaan_id IS NULL "
        "AND (l.jenis = 'DANA') = (j.jenis = 'PENGEMBANGAN')",
        # The k-th credit of a kind goes to one card after another, so no card gets a year twice.
        "INSERT INTO saldo_entrijurnal (jurnal_id, akun_id, jenis, tahun, debit, kredit, "
        "tanggal_nilai) SELECT j.id, a.id, j.jenis, 2010 + (j.urut * 4 + s) / k.banyak, 0, 100000, "
        "j.tanggal_nilai FROM (SELECT id, jenis, tanggal_nilai, "
        "row_number() OVER (PARTITION BY jenis ORDER BY id) - 1 AS urut FROM saldo_jurnal) j "
        "CROSS JOIN generate_series(0, 3) s "
        "CROSS JOIN (SELECT count(*) AS banyak FROM saldo_kepesertaan) k "
        "JOIN (SELECT id, jenis, row_number() OVER (PARTITION BY jenis ORDER BY id) - 1 AS urut "
        "FROM saldo_akunbuku WHERE kepesertaan_id IS NOT NULL) a "
        "ON a.jenis = 'PESERTA_' || j.jenis AND a.urut = (j.urut * 4 + s) % k.banyak",
        "INSERT INTO saldo_kreditpengembangan (kepesertaan_id, tahun, sementara, sampai_bulan, "
        "tarif, jumlah, sisa, jurnal_id) SELECT a.kepesertaan_id, e.tahun, false, 12, 0.05, "
        "e.kredit, 0, e.jurnal_id FROM saldo_entrijurnal e JOIN saldo_akunbuku a "
        "ON a.id = e.akun_id AND a.kepesertaan_id IS NOT NULL WHERE e.jenis = 'PENGEMBANGAN'",
        "UPDATE saldo_akunbuku a SET saldo = e.jumlah FROM (SELECT akun_id, "
        "sum(kredit - debit) AS jumlah FROM saldo_entrijurnal GROUP BY akun_id) e "
        "WHERE e.akun_id = a.id AND a.kepesertaan_id IS NOT NULL",
    ]


def _isi() -> None:
    """Fill the book past its guards, as nothing but a benchmark may; the checks see what stands."""
    tabel = ("saldo_akunbuku", "saldo_jurnal", "saldo_entrijurnal")
    with tanpa_penjaga(tabel), connection.cursor() as kursor:
        for satu in _perintah():
            kursor.execute(satu)


def _dasar() -> float:
    """Return seconds of both sums, with the memory that the check has too."""
    with connection.cursor() as kursor:
        kursor.execute(f"SET work_mem = '{MEMORI_KERJA}'")
        mulai = time.perf_counter()
        for satu in DASAR:
            kursor.execute(satu)
            assert kursor.fetchone()[0] > 0
        detik = time.perf_counter() - mulai
        kursor.execute("RESET work_mem")
    return detik


def _periksa(rantai: bool) -> float:
    daftar = [satu for satu in semua_invarian() if satu.rantai is rantai]
    mulai = time.perf_counter()
    hasil = periksa_invarian(daftar)
    detik = time.perf_counter() - mulai
    assert all(satu.dipenuhi for satu in hasil), [s.invarian.kode for s in hasil if not s.dipenuhi]
    return detik


def ukur() -> list[Ukuran]:
    """Check the book some times, alternating with the bare sums; seal it and check the chain."""
    _isi()
    _dasar()
    pasangan = [(_dasar(), _periksa(rantai=False)) for _ in range(ULANG)]
    dasar, periksa = (median(satu) for satu in zip(*pasangan, strict=True))
    mulai = time.perf_counter()
    assert segel_buku(seluruhnya=True) == JURNAL
    segel = time.perf_counter() - mulai
    rantai = _periksa(rantai=True)
    assert len(INVARIAN_RANTAI) == 3
    catatan = (
        f"{JURNAL * 5:,} entries, {JURNAL:,} journals, {KARTU * 2:,} accounts: {periksa:.1f} s "
        f"over {dasar:.1f} s; apart from it the chain: sealing {segel:.1f} s, check {rantai:.1f} s"
    )
    return [Ukuran("periksa", periksa / dasar, "<=", 3, catatan)]

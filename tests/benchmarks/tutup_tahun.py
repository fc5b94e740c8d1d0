"""The yearly run over a million accounts, against plain SQL that writes as many rows.

Data are laid down without the guards of the book, for speed; what is measured runs with all of
them.
"""

from __future__ import annotations

import os
import time

from django.db import connection, transaction

from accounts.rules.pelaku import tugas
from saldo.models import EntriJurnal, Jurnal, KreditPengembangan
from saldo.selectors.invarian import periksa_invarian
from saldo.services.pengembangan import LaporanPutaran, tutup_tahun
from tests.benchmarks.ukuran import Ukuran

PERLU_BASIS_DATA = True
BANYAK = int(os.environ.get("UKUR_TUTUP_TAHUN", "1000000"))
TAHUN = 2019
PELAKU = tugas("ukur")

# One journal per month and file, as employers send them: a card's entries lie apart.
ISI = (
    "INSERT INTO accounts_peserta (jenis, jenis_identitas, nomor_identitas, "
    "nomor_identitas_indeks, nomor_identitas_samar, nama, tanggal_lahir, tempat_lahir, "
    "jenis_kelamin, kewarganegaraan, no_kk_indeks, no_kk_samar, nama_ibu_indeks, "
    "nama_ibu_samar, npwp_indeks, npwp_samar, pengkinian_menunggu_register) "
    "VALUES ('PU', 'NIK', '\\x00', 'ukur', '99**********0001', 'ORANG UKUR', '1990-01-01', '', "
    "'L', 'ID', '', '', '', '', '', '', false)",
    "INSERT INTO saldo_kepesertaan (peserta_id, kpj, kpj_samar, jenis, status, tanggal_mulai, "
    "sebab_berakhir, usia_pensiun, nama_terdaftar) SELECT p.id, lpad(n::text, 11, '0'), "
    "'*******' || lpad((n % 9999)::text, 4, '0'), 'PU', 'AKTIF', '2019-01-01', '', 56, '' "
    f"FROM accounts_peserta p, generate_series(1, {BANYAK}) n",
    "INSERT INTO saldo_akunbuku (jenis) VALUES ('DANA'), ('KLIRING_IURAN')",
    "INSERT INTO saldo_akunbuku (kepesertaan_id, jenis, saldo) "
    "SELECT k.id, j, CASE j WHEN 'PESERTA_IURAN' THEN 12 * (100000 + k.id) ELSE 0 END "
    "FROM saldo_kepesertaan k, unnest(ARRAY['PESERTA_IURAN', 'PESERTA_PENGEMBANGAN']) j "
    "ORDER BY k.id",
    "INSERT INTO saldo_jurnal (jenis, rujukan, tanggal_nilai, keterangan) "
    f"SELECT 'IURAN', 'ukur:' || b, make_date({TAHUN}, b, 14), '' FROM generate_series(1, 12) b",
    "INSERT INTO saldo_entrijurnal (jurnal_id, akun_id, jenis, tahun, debit, kredit, "
    "tanggal_nilai) SELECT j.id, a.id, 'IURAN', "
    f"{TAHUN}, CASE WHEN a.kepesertaan_id IS NULL THEN t.jumlah ELSE 0 END, "
    "CASE WHEN a.kepesertaan_id IS NULL THEN 0 ELSE 100000 + a.kepesertaan_id END, "
    "j.tanggal_nilai FROM saldo_jurnal j "
    "CROSS JOIN (SELECT sum(100000 + id) AS jumlah FROM saldo_kepesertaan) t "
    "CROSS JOIN saldo_akunbuku a WHERE a.jenis IN ('PESERTA_IURAN', 'KLIRING_IURAN') "
    "ORDER BY j.id, a.id",
)
# A copy with the same indexes, checks and foreign keys; the entries are ready beforehand. The
# balances are those of the book itself, put back before the run.
POLOS = (
    "CREATE TABLE polos_entri (LIKE saldo_entrijurnal INCLUDING ALL)",
    "ALTER TABLE polos_entri ADD FOREIGN KEY (jurnal_id) REFERENCES saldo_jurnal "
    "DEFERRABLE INITIALLY DEFERRED, ADD FOREIGN KEY (akun_id) REFERENCES saldo_akunbuku "
    "DEFERRABLE INITIALLY DEFERRED",
    "CREATE TABLE polos_siap AS SELECT j.id AS jurnal_id, a.id AS akun_id, 3000 AS kredit "
    "FROM saldo_akunbuku a CROSS JOIN (SELECT min(id) AS id FROM saldo_jurnal) j "
    "WHERE a.jenis = 'PESERTA_PENGEMBANGAN' ORDER BY a.id",
)
TULIS_POLOS = (
    "INSERT INTO polos_entri (jurnal_id, akun_id, jenis, tahun, debit, kredit, tanggal_nilai) "
    f"SELECT jurnal_id, akun_id, 'PENGEMBANGAN', {TAHUN}, 0, kredit, make_date({TAHUN}, 12, 31) "
    "FROM polos_siap",
    "UPDATE saldo_akunbuku a SET saldo = a.saldo + s.kredit FROM polos_siap s "
    "WHERE a.id = s.akun_id",
)
SEMULA = "UPDATE saldo_akunbuku SET saldo = 0 WHERE jenis = 'PESERTA_PENGEMBANGAN'"


def _siapkan() -> None:
    """Fill the book as its owner, guards asleep; foreign keys are checked afterwards, in one go."""
    with transaction.atomic(), connection.cursor() as kursor:
        kursor.execute("SET LOCAL ROLE NONE")
        kursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE contype = 'f' AND conrelid = 'saldo_entrijurnal'::regclass"
        )
        kunci = kursor.fetchall()
        for nama, _ in kunci:
            kursor.execute(f"ALTER TABLE saldo_entrijurnal DROP CONSTRAINT {nama}")
        for tabel in ("saldo_jurnal", "saldo_entrijurnal"):
            kursor.execute(f"ALTER TABLE {tabel} DISABLE TRIGGER USER")
        for perintah in ISI:
            kursor.execute(perintah)
        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for tabel in ("saldo_jurnal", "saldo_entrijurnal"):
            kursor.execute(f"ALTER TABLE {tabel} ENABLE TRIGGER USER")
        for nama, isi in kunci:
            kursor.execute(f"ALTER TABLE saldo_entrijurnal ADD CONSTRAINT {nama} {isi}")
        for perintah in POLOS:
            kursor.execute(perintah)
        kursor.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO jmo_aplikasi")
    _rapikan()


def _rapikan() -> None:
    """Leave the tables as a server leaves them that has had a quiet night."""
    with connection.cursor() as kursor:
        kursor.execute("SET ROLE NONE")
        kursor.execute("VACUUM ANALYZE")
        kursor.execute("SET ROLE jmo_aplikasi")


def _polos() -> float:
    with connection.cursor() as kursor:
        kursor.execute("SET ROLE NONE")
        mulai = time.perf_counter()
        with transaction.atomic():
            for perintah in TULIS_POLOS:
                kursor.execute(perintah)
        detik = time.perf_counter() - mulai
        kursor.execute(SEMULA)
        # As tightly packed as before: room that the update left would make the next one cheaper.
        kursor.execute("VACUUM FULL saldo_akunbuku")
        kursor.execute("SET ROLE jmo_aplikasi")
    return detik


def _tutup() -> tuple[float, LaporanPutaran]:
    mulai = time.perf_counter()
    laporan = tutup_tahun(tahun=TAHUN, pelaku=PELAKU)
    return time.perf_counter() - mulai, laporan


def _banyak() -> list[int]:
    return [satu.objects.count() for satu in (Jurnal, EntriJurnal, KreditPengembangan)]


def ukur() -> list[Ukuran]:
    """Write as many rows in plain SQL, then close the year; then close it again."""
    _siapkan()
    polos = _polos()
    _rapikan()
    detik, laporan = _tutup()
    assert laporan.dikreditkan == BANYAK, laporan
    langgar = [s.invarian.kode for s in periksa_invarian() if not s.dipenuhi]
    assert set(langgar) <= {"R3"}, langgar
    semula = _banyak()
    kedua, lagi = _tutup()
    tertulis = sum(_banyak()) - sum(semula) + lagi.jumlah
    catatan = (
        f"{detik:.1f} s over {polos:.1f} s, {BANYAK:,} accounts, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}"
    )
    return [
        Ukuran("tutup_tahun", detik / polos, "<=", 2, catatan),
        Ukuran("tutup_tahun.kedua", tertulis, "<=", 0, f"rows written; {kedua:.1f} s to find out"),
    ]

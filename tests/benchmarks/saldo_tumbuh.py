"""The balance page of one person while the contributions of everybody else grow a hundredfold."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from statistics import median

from django.db import connection
from django.test import Client

from accounts.models import Akun
from accounts.rules.pelaku import SISTEM
from jmo.lib.tanggal import tambah_bulan
from saldo.models import Iuran, Kepesertaan
from saldo.services.tarif import bukukan_pengembangan, muat_tarif_contoh
from tests.benchmarks.lingkungan import masuk
from tests.benchmarks.tanpa_penjaga import tanpa_penjaga
from tests.benchmarks.ukuran import Ukuran
from tests.pabrik import buat_iuran, buat_kartu, buat_peserta

PERLU_BASIS_DATA = True
SEDIKIT = int(os.environ.get("UKUR_TUMBUH", "50000"))
BANYAK = SEDIKIT * 100
BULAN = 50
ULANG = 50
PER_KELOMPOK = 10
SALINAN = "ukur_sedikit"


def _buat_orang() -> Akun:
    """Make a person with three cards and sixty months, returns credited, through the services."""
    muat_tarif_contoh(pelaku=SISTEM)
    peserta = buat_peserta(dengan_akun=True)
    for ke in range(3):
        mulai = tambah_bulan(date(2020, 1, 1), ke * 20)
        kartu = buat_kartu(peserta, mulai=mulai, npp=f"UKUR000{ke}")
        buat_iuran(kartu, mulai, banyak=20)
        for tahun in range(mulai.year, 2026):
            bukukan_pengembangan(kepesertaan=kartu, tahun=tahun, pelaku=SISTEM)
    assert peserta.akun is not None
    return peserta.akun


def _tambah_orang_lain(sampai: int) -> None:
    """Fill up to that many contributions: cards of fifty months, one journal for a month of all."""
    perintah = [
        "INSERT INTO saldo_kepesertaan (peserta_id, kpj, kpj_samar, jenis, status, tanggal_mulai, "
        "sebab_berakhir, usia_pensiun, nama_terdaftar) "
        "SELECT (SELECT min(id) FROM accounts_peserta "
        "WHERE nomor_identitas_indeks = 'ukur'), 'T' || lpad(n::text, 10, '0'), '*******0000', "
        "'PU', 'AKTIF', '2020-01-01', '', 56, '' "
        f"FROM generate_series((SELECT count(*) FROM saldo_kepesertaan), {sampai // BULAN}) n",
        "INSERT INTO saldo_akunbuku (kepesertaan_id, jenis, saldo) SELECT k.id, "
        "'PESERTA_IURAN', 0 FROM saldo_kepesertaan k LEFT JOIN saldo_akunbuku a "
        "ON a.kepesertaan_id = k.id WHERE a.id IS NULL",
        "INSERT INTO saldo_jurnal (jenis, rujukan, tanggal_nilai, keterangan) SELECT 'IURAN', "
        f"'ukur:{sampai}:' || b, date '2020-01-01' + (b || ' months')::interval, '' "
        f"FROM generate_series(0, {BULAN - 1}) b",
        "INSERT INTO saldo_iuran (kepesertaan_id, bulan, upah, jht_pemberi_kerja, jht_pekerja, "
        "jp_pemberi_kerja, jp_pekerja, tanggal_bayar, jurnal_id, berlaku) SELECT a.kepesertaan_id, "
        "j.tanggal_nilai, 5000000, 185000, 100000, 100000, 50000, j.tanggal_nilai, j.id, true "
        "FROM saldo_akunbuku a JOIN saldo_kepesertaan k ON k.id = a.kepesertaan_id "
        "AND k.kpj LIKE 'T%%' JOIN saldo_jurnal j ON j.rujukan LIKE 'ukur:%%' "
        f"AND j.rujukan LIKE 'ukur:{sampai}:%%' WHERE a.saldo = 0",
        "INSERT INTO saldo_entrijurnal (jurnal_id, akun_id, jenis, tahun, debit, kredit, "
        "tanggal_nilai) SELECT i.jurnal_id, a.id, 'IURAN', extract(year FROM i.bulan)::int, 0, "
        "285000, i.bulan FROM saldo_iuran i JOIN saldo_akunbuku a "
        "ON a.kepesertaan_id = i.kepesertaan_id AND a.jenis = 'PESERTA_IURAN' AND a.saldo = 0",
        "INSERT INTO saldo_entrijurnal (jurnal_id, akun_id, jenis, tahun, debit, kredit, "
        "tanggal_nilai) SELECT j.id, (SELECT id FROM saldo_akunbuku WHERE jenis = "
        "'KLIRING_IURAN'), 'IURAN', 2020, sum(e.kredit), 0, j.tanggal_nilai FROM saldo_jurnal j "
        f"JOIN saldo_entrijurnal e ON e.jurnal_id = j.id WHERE j.rujukan LIKE 'ukur:{sampai}:%%' "
        "GROUP BY j.id",
        f"UPDATE saldo_akunbuku SET saldo = {285_000 * BULAN} "
        "WHERE kepesertaan_id IS NOT NULL AND jenis = 'PESERTA_IURAN' AND saldo = 0",
    ]
    tabel = (
        "saldo_kepesertaan", "saldo_akunbuku", "saldo_jurnal", "saldo_entrijurnal", "saldo_iuran",
    )  # fmt: skip
    with tanpa_penjaga(tabel), connection.cursor() as kursor:
        for satu in perintah:
            kursor.execute(satu.replace("%%", "%"))


def _siapkan_orang_lain() -> None:
    with connection.cursor() as kursor:
        kursor.execute(
            "INSERT INTO accounts_peserta (jenis, jenis_identitas, nomor_identitas, "
            "nomor_identitas_indeks, nomor_identitas_samar, nama, tanggal_lahir, tempat_lahir, "
            "jenis_kelamin, kewarganegaraan, no_kk_indeks, no_kk_samar, nama_ibu_indeks, "
            "nama_ibu_samar, npwp_indeks, npwp_samar, pengkinian_menunggu_register) "
            "VALUES ('PU', 'NIK', '\\x00', 'ukur', '99************', 'ORANG UKUR', '1990-01-01', "
            "'', 'L', 'ID', '', '', '', '', '', '', false)"
        )


def _detik(klien: Client) -> float:
    mulai = time.perf_counter()
    jawaban = klien.get("/saldo/")
    detik = time.perf_counter() - mulai
    assert jawaban.status_code == 200
    return detik


@contextmanager
def _basis(nama: str) -> Iterator[None]:
    """Speak to another database of the same server."""
    semula = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = nama
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = semula


def _salin_basis() -> None:
    """Keep the database as it is now under another name; nobody may be connected to it."""
    asal = connection.settings_dict["NAME"]
    with _basis("postgres"), connection.cursor() as kursor:
        kursor.execute("SET ROLE NONE")
        kursor.execute(f'CREATE DATABASE {SALINAN} TEMPLATE "{asal}"')


def _kelompok(klien: Client) -> list[float]:
    """Return the seconds of some pages, the connection and its caches warm."""
    for _ in range(3):
        _detik(klien)
    return [_detik(klien) for _ in range(PER_KELOMPOK)]


def ukur() -> list[Ukuran]:
    """Read the page fifty times with few contributions around it and with many, in turns."""
    klien = masuk(_buat_orang())
    _siapkan_orang_lain()
    _tambah_orang_lain(SEDIKIT)
    _salin_basis()
    _tambah_orang_lain(BANYAK)
    assert Iuran.objects.count() >= BANYAK * 0.99
    assert Kepesertaan.objects.count() >= BANYAK // BULAN
    banyak: list[float] = []
    sedikit: list[float] = []
    for _ in range(ULANG // PER_KELOMPOK):
        with _basis(SALINAN):
            sedikit += _kelompok(klien)
        banyak += _kelompok(klien)
    catatan = (
        f"{median(banyak) * 1000:.1f} ms with {BANYAK:,} rows over {median(sedikit) * 1000:.1f} ms "
        f"with {SEDIKIT:,}, load {os.getloadavg()[0]:.1f}"
    )
    return [Ukuran("saldo_tumbuh", median(banyak) / median(sedikit), "<=", 1.3, catatan)]

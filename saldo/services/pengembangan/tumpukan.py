"""One batch of the yearly run: many cards in few statements, in the caller's transaction.

The formula is that of `saldo.rules.pengembangan`, written in SQL so that no row travels; a property
test holds one against the other to the rupiah. These entries go past `catat_jurnal`, which carries
lines through Python: the triggers of the book guard both ways alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db import connection, transaction

from accounts import audit
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.lib.uang import NOL, Rupiah
from saldo.models import Jurnal
from saldo.rules.buku import JenisAkun
from saldo.services.akun_buku import ambil_akun_lembaga


@dataclass(frozen=True, slots=True)
class Tumpukan:
    """A range of cards: numbers above `dari`, up to `sampai`; `kartu` = how many there are."""

    dari: int
    sampai: int
    kartu: int


@dataclass(frozen=True, slots=True)
class TarifBuku:
    """The final rate of a year, and the legal basis that the journal names."""

    tahun: int
    tarif: Decimal
    dasar: str


@dataclass(frozen=True, slots=True)
class HasilTumpukan:
    """What one batch came to: dikreditkan + nihil + tanpa_uang + sudah = its cards."""

    dikreditkan: int = 0
    nihil: int = 0
    tanpa_uang: int = 0
    sudah: int = 0
    jumlah: Rupiah = NOL


# Cards that are not credited yet, and where their money is now: a merged card's in its target.
# LATERAL keeps to an index: a join makes the planner read everybody's rows for each batch.
_KARTU = """
WITH RECURSIVE belum AS MATERIALIZED (
    SELECT k.id, k.digabung_ke_id AS ke
    FROM saldo_kepesertaan k
    LEFT JOIN saldo_kreditpengembangan f ON f.kepesertaan_id = k.id AND f.tahun = %(tahun)s
        AND NOT f.sementara AND f.kepesertaan_id > %(dari)s AND f.kepesertaan_id <= %(sampai)s
    WHERE k.id > %(dari)s AND k.id <= %(sampai)s AND f.id IS NULL
), gabungan AS (
    SELECT id, id AS tujuan, ke FROM belum WHERE ke IS NOT NULL
    UNION ALL
    SELECT g.id, d.id, d.ke FROM gabungan g CROSS JOIN LATERAL (
        SELECT k.id, k.digabung_ke_id AS ke FROM saldo_kepesertaan k WHERE k.id = g.ke OFFSET 0
    ) d
), kartu AS (
    SELECT id, id AS tujuan FROM belum WHERE ke IS NULL
    UNION ALL
    SELECT id, tujuan FROM gabungan WHERE ke IS NULL
)
"""

# Everybody who books locks accounts in the order of their ids.
_KUNCI = f"""
{_KARTU}, terkunci AS (
    SELECT a.id FROM saldo_akunbuku a
    WHERE a.jenis = 'PESERTA_PENGEMBANGAN'
        AND a.kepesertaan_id = ANY(ARRAY(SELECT DISTINCT tujuan FROM kartu))
    ORDER BY a.id FOR UPDATE OF a
)
SELECT (SELECT count(*) FROM terkunci), count(DISTINCT tujuan), count(*) FROM kartu
"""  # noqa: S608 - ours

_BUKA_AKUN = f"""
{_KARTU}
INSERT INTO saldo_akunbuku (kepesertaan_id, jenis, saldo)
SELECT DISTINCT k.tujuan, 'PESERTA_PENGEMBANGAN', 0 FROM kartu k
WHERE EXISTS (SELECT 1 FROM saldo_akunbuku a WHERE a.kepesertaan_id = k.id)
ORDER BY 1 ON CONFLICT DO NOTHING
"""  # noqa: S608 - ours

# The opening balance is the running one without what was booked since: a card's whole history is
# not read again each year. Everything is looked up card by card (LATERAL): joins of whole batches
# rest on guesses about tables that grow while the run goes on, and a wrong guess is quadratic.
# Twenty-four decimals are exact for rates and remainders of eight.
_HITUNG = f"""
{_KARTU}, asal AS (
    SELECT k.id, k.digabung_ke_id AS tujuan FROM saldo_kepesertaan k
    WHERE k.digabung_ke_id > %(dari)s AND k.digabung_ke_id <= %(sampai)s
    UNION ALL
    SELECT k.id, a.tujuan FROM asal a CROSS JOIN LATERAL (
        SELECT s.id FROM saldo_kepesertaan s WHERE s.digabung_ke_id = a.id OFFSET 0
    ) k
), bawaan AS MATERIALIZED (
    SELECT a.tujuan AS id, sum(f.jumlah) AS jumlah FROM asal a CROSS JOIN LATERAL (
        SELECT s.jumlah FROM saldo_kreditpengembangan s
        WHERE s.kepesertaan_id = a.id AND s.sementara AND s.tahun = %(tahun)s OFFSET 0
    ) f GROUP BY 1
), dasar AS (
    SELECT k.id, k.tujuan, m.akun, m.awal, m.bulan_rupiah, m.banyak, coalesce(l.sisa, 0) AS sisa,
        CASE WHEN k.id = k.tujuan THEN coalesce(p.jumlah, 0) + coalesce(b.jumlah, 0) ELSE 0 END
            AS sementara
    FROM kartu k
    CROSS JOIN LATERAL (
        SELECT min(a.id) FILTER (WHERE a.jenis = 'PESERTA_PENGEMBANGAN') AS akun,
            coalesce(sum(a.saldo - coalesce(g.sejak, 0)), 0) AS awal,
            coalesce(sum(g.bulan_rupiah), 0) AS bulan_rupiah,
            coalesce(sum(g.banyak), 0) AS banyak
        FROM saldo_akunbuku a CROSS JOIN LATERAL (
            SELECT sum(e.kredit - e.debit) AS sejak,
                sum((e.kredit - e.debit) * (13 - date_part('month', e.tanggal_nilai)::int))
                    FILTER (WHERE {{setoran}}) AS bulan_rupiah,
                count(*) FILTER (WHERE {{setoran}}) AS banyak
            FROM saldo_entrijurnal e
            WHERE e.akun_id = a.id AND e.tanggal_nilai >= make_date(%(tahun)s, 1, 1)
        ) g WHERE a.kepesertaan_id = k.id
    ) m
    CROSS JOIN LATERAL (
        SELECT sum(f.jumlah) AS jumlah FROM saldo_kreditpengembangan f
        WHERE f.kepesertaan_id = k.id AND f.sementara AND f.tahun = %(tahun)s
    ) p
    LEFT JOIN bawaan b ON b.id = k.id
    LEFT JOIN LATERAL (
        SELECT f.sisa FROM saldo_kreditpengembangan f
        WHERE f.kepesertaan_id = k.id AND NOT f.sementara AND f.tahun < %(tahun)s
        ORDER BY f.tahun DESC LIMIT 1
    ) l ON true
), rupiah AS (
    SELECT id, tujuan, akun, awal <> 0 OR banyak > 0 AS ada, sementara,
        (awal * 12 + bulan_rupiah) * %(tarif)s AS bunga,
        CASE WHEN awal = 0 THEN 0 ELSE sisa END AS sisa
    FROM dasar
), tepat AS (
    SELECT id, tujuan, akun, ada, sementara, sisa, CASE WHEN bunga <> 0 THEN
        (bunga + 12 * sisa * (1 + %(tarif)s)) / 12.000000000000000000000000 END AS tepat
    FROM rupiah
), kredit AS MATERIALIZED (
    SELECT id, tujuan, akun, ada,
        coalesce(greatest(0, round(tepat) - sementara), 0)::bigint AS jumlah,
        coalesce(round(tepat - round(tepat), 8), sisa) AS sisa
    FROM tepat
)
""".format(  # noqa: S608 - ours
    setoran="e.tanggal_nilai < make_date(%(tahun)s + 1, 1, 1) "
    "AND (e.jenis <> 'PENGEMBANGAN' OR e.tahun <> %(tahun)s)"
)

# The journal is named by the first and last card that it credits: each is credited once a year, so
# no other batch of any run can have that name.
_TULIS = """, jurnal AS (
    INSERT INTO saldo_jurnal (jenis, rujukan, tanggal_nilai, keterangan)
    SELECT 'PENGEMBANGAN', format('pengembangan:%%s:%%s-%%s', %(tahun)s, min(id), max(id)),
        make_date(%(tahun)s, 12, 31), %(dasar)s
    FROM kredit WHERE jumlah > 0 HAVING count(*) > 0
    RETURNING id
), entri AS (
    INSERT INTO saldo_entrijurnal (jurnal_id, akun_id, jenis, tahun, debit, kredit, tanggal_nilai)
    SELECT j.id, b.akun, 'PENGEMBANGAN', %(tahun)s, b.debit, b.kredit, make_date(%(tahun)s, 12, 31)
    FROM jurnal j CROSS JOIN (
        SELECT 0 AS urut, %(dana)s AS akun, sum(jumlah) AS debit, 0 AS kredit FROM kredit
        UNION ALL
        SELECT 1, k.akun, 0, k.jumlah FROM kredit k WHERE k.jumlah > 0 AND k.id = k.tujuan
        UNION ALL
        SELECT 1, a.id, 0, k.jumlah FROM kredit k CROSS JOIN LATERAL (
            SELECT b.id FROM saldo_akunbuku b
            WHERE b.kepesertaan_id = k.tujuan AND b.jenis = 'PESERTA_PENGEMBANGAN' OFFSET 0
        ) a WHERE k.jumlah > 0 AND k.id <> k.tujuan
    ) b ORDER BY b.urut, b.akun
), simpan AS (
    INSERT INTO saldo_kreditpengembangan
        (kepesertaan_id, tahun, sementara, sampai_bulan, tarif, jumlah, sisa, jurnal_id)
    SELECT k.id, %(tahun)s, false, 12, %(tarif)s, k.jumlah, k.sisa, j.id
    FROM kredit k LEFT JOIN jurnal j ON k.jumlah > 0 WHERE k.ada
)
"""

_RINGKAS = """
SELECT count(*) FILTER (WHERE jumlah > 0), count(*) FILTER (WHERE ada AND jumlah = 0),
    count(*) FILTER (WHERE NOT ada), count(*), coalesce(sum(jumlah), 0), {jurnal} FROM kredit
"""


def ambil_tumpukan(*, dari: int, banyak: int, sampai: int | None = None) -> Tumpukan | None:
    """Return the next range of at most so many cards up to `sampai`, None after the last one."""
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT max(id), count(*) FROM (SELECT id FROM saldo_kepesertaan "
            "WHERE id > %(dari)s AND (%(sampai)s IS NULL OR id <= %(sampai)s) "
            "ORDER BY id LIMIT %(banyak)s) k",
            {"dari": dari, "sampai": sampai, "banyak": banyak},
        )
        terakhir, kartu = kursor.fetchone()
    return Tumpukan(dari, terakhir, kartu) if kartu else None


def hitung_tumpukan(tumpukan: Tumpukan, *, tarif: TarifBuku) -> HasilTumpukan:
    """Return what crediting these cards would come to; writes and locks nothing."""
    return _jalankan(_HITUNG + _RINGKAS.format(jurnal="NULL"), tumpukan, tarif)[0]


def kreditkan_tumpukan(tumpukan: Tumpukan, *, tarif: TarifBuku, pelaku: Pelaku) -> HasilTumpukan:
    """Credit every card of the range that has not been credited for the year.

    Writes: jurnal, entri_jurnal, akun_buku, kredit_pengembangan.   Audit: pengembangan.dibukukan,
            once per journal.
    """
    _kunci(tumpukan, tarif)
    dana = ambil_akun_lembaga(jenis=[JenisAkun.DANA])[None, JenisAkun.DANA]
    ringkas = _RINGKAS.format(jurnal="(SELECT id FROM jurnal)")
    hasil, jurnal_id = _jalankan(_HITUNG + _TULIS + ringkas, tumpukan, tarif, dana=dana)
    if jurnal_id is not None:
        audit.catat(
            aksi=Aksi.PENGEMBANGAN_DIBUKUKAN, pelaku=pelaku, objek=Jurnal(pk=jurnal_id),
            sesudah={"per": tarif.tahun, "jumlah": hasil.jumlah, "baris": hasil.dikreditkan},
        )  # fmt: skip
    return hasil


def _kunci(tumpukan: Tumpukan, tarif: TarifBuku) -> None:
    isi = _isi(tumpukan, tarif)
    with connection.cursor() as kursor:
        kursor.execute(_KUNCI, isi)
        terkunci, tujuan, _ = kursor.fetchone()
        if terkunci < tujuan:
            kursor.execute(_BUKA_AKUN, isi)
            if kursor.rowcount:
                kursor.execute(_KUNCI, isi)


def _jalankan(
    kueri: str, tumpukan: Tumpukan, tarif: TarifBuku, *, dana: int | None = None
) -> tuple[HasilTumpukan, int | None]:
    # No savepoint: rows locked above it and changed below it each take a multixact.
    with transaction.atomic(savepoint=False), connection.cursor() as kursor:
        # A dozen entries of one account: a bitmap of their pages costs more than fetching them.
        kursor.execute("SET LOCAL enable_bitmapscan TO off")
        kursor.execute(kueri, _isi(tumpukan, tarif) | {"dasar": tarif.dasar[:200], "dana": dana})
        dikreditkan, nihil, tanpa_uang, calon, jumlah, jurnal_id = kursor.fetchone()
    sudah = tumpukan.kartu - calon
    hasil = HasilTumpukan(dikreditkan, nihil, tanpa_uang, sudah, Rupiah(int(jumlah)))
    return hasil, jurnal_id


def _isi(tumpukan: Tumpukan, tarif: TarifBuku) -> dict[str, int | str | Decimal | None]:
    return {
        "dari": tumpukan.dari, "sampai": tumpukan.sampai, "tahun": tarif.tahun,
        "tarif": tarif.tarif,
    }  # fmt: skip

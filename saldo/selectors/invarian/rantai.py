"""The chain of hashes as SQL: what a journal's fingerprint is, and where the chain is broken."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from saldo.selectors.invarian.dasar import Invarian

# Dates as days and times as microseconds: text would follow the settings of the session. A row as
# text quotes what it holds, so no two journals share one.
SIDIK_JURNAL = """
SELECT j.id AS jurnal_id, sha256(convert_to(
    ROW(j.id, j.jenis, j.rujukan, j.tanggal_nilai - date '2000-01-01',
        (extract(epoch FROM j.dibukukan_pada) * 1000000)::bigint, j.keterangan, j.koreksi_dari_id
    )::text || coalesce(string_agg(
        ROW(e.id, e.akun_id, e.jenis, e.tahun, e.debit, e.kredit,
            e.tanggal_nilai - date '2000-01-01',
            (extract(epoch FROM e.dibukukan_pada) * 1000000)::bigint
        )::text, '' ORDER BY e.id), ''),
    'UTF8')) AS sidik
FROM saldo_jurnal j LEFT JOIN saldo_entrijurnal e ON e.jurnal_id = j.id
"""
# Nobody keeps a transaction open that long; the nightly pass looks at everything anyway.
BATAS_SEGEL_JAM = 1

INVARIAN_RANTAI: tuple[Invarian, ...] = (
    Invarian(
        "R1",
        _("setiap jurnal masih persis seperti ketika disegel"),
        f"""
        SELECT s.jurnal_id, s.segel_id FROM saldo_segeljurnal s
        LEFT JOIN ({SIDIK_JURNAL} GROUP BY j.id) d ON d.jurnal_id = s.jurnal_id
        WHERE d.sidik IS DISTINCT FROM s.sidik
        """,  # noqa: S608 - ours
    ),
    Invarian(
        "R2",
        _("setiap mata rantai cocok dengan isinya dan dengan mata rantai sebelumnya"),
        """
        SELECT r.nomor FROM (
            SELECT g.nomor, g.banyak, g.sidik, g.sebelumnya, g.jurnal_terakhir,
                coalesce(lag(g.sidik) OVER urut, decode(repeat('00', 32), 'hex')) AS seharusnya,
                row_number() OVER urut AS urutan
            FROM saldo_segelbuku g WINDOW urut AS (ORDER BY g.nomor)
        ) r
        LEFT JOIN (
            SELECT segel_id, count(*) AS banyak, max(jurnal_id) AS terakhir,
                string_agg(int8send(jurnal_id) || sidik, ''::bytea ORDER BY jurnal_id) AS isi
            FROM saldo_segeljurnal GROUP BY segel_id
        ) s ON s.segel_id = r.nomor
        WHERE r.urutan <> r.nomor OR r.sebelumnya <> r.seharusnya
            OR r.banyak IS DISTINCT FROM s.banyak OR r.jurnal_terakhir IS DISTINCT FROM s.terakhir
            OR r.sidik IS DISTINCT FROM sha256(r.sebelumnya || int8send(r.nomor) || s.isi)
        """,
    ),
    Invarian(
        "R3",
        _("setiap jurnal yang lebih tua dari satu jam sudah disegel"),
        f"""
        SELECT j.id FROM saldo_jurnal j
        LEFT JOIN saldo_segeljurnal s ON s.jurnal_id = j.id
        WHERE s.jurnal_id IS NULL AND j.dibukukan_pada < now() - interval '{BATAS_SEGEL_JAM} hour'
        """,  # noqa: S608 - a number of ours
    ),
)

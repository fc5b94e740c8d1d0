"""What must hold between payments and the book, each as SQL that returns a row per breach.

A claim stands in the book as "klaim:<number of its row>". The bank's own statements are not part
of it: here our payments are held against our journals.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from saldo.selectors.invarian import Invarian

INVARIAN_PEMBAYARAN: tuple[Invarian, ...] = (
    Invarian(
        "I5",
        _("setiap pembayaran yang berhasil punya tepat satu jurnal sebesar itu dan referensi bank"),
        """
        SELECT coalesce(p.klaim_id, b.klaim_id), p.banyak, b.banyak
        FROM (
            SELECT klaim_id, count(*) AS banyak, sum(jumlah) AS jumlah,
                bool_or(referensi_bank = '') AS tanpa_referensi
            FROM klaim_jht_pembayaran WHERE status = 'BERHASIL' GROUP BY klaim_id
        ) p
        FULL JOIN (
            SELECT substr(t.rujukan, 7)::bigint AS klaim_id,
                count(DISTINCT t.jurnal_akhir_id) AS banyak,
                (
                    SELECT sum(e.kredit - e.debit) FROM saldo_entrijurnal e
                    JOIN saldo_akunbuku a ON a.id = e.akun_id AND a.jenis = 'KLIRING_PEMBAYARAN'
                    WHERE e.jurnal_id = max(t.jurnal_akhir_id)
                ) AS jumlah
            FROM saldo_tahanansaldo t
            WHERE t.status = 'DIPAKAI' AND t.rujukan ~ '^klaim:[0-9]+$' GROUP BY t.rujukan
        ) b ON b.klaim_id = p.klaim_id
        WHERE p.banyak IS DISTINCT FROM 1 OR b.banyak IS DISTINCT FROM 1
            OR p.jumlah IS DISTINCT FROM b.jumlah OR p.tanpa_referensi
        """,
    ),
    Invarian(
        "I8",
        _("uang yang dikirim per hari sama dengan gerak akun kliring pembayaran hari itu"),
        """
        SELECT coalesce(p.hari, b.hari)::text, p.jumlah, b.jumlah
        FROM (
            SELECT (berhasil_pada AT TIME ZONE 'Asia/Jakarta')::date AS hari, sum(jumlah) AS jumlah
            FROM klaim_jht_pembayaran WHERE berhasil_pada IS NOT NULL GROUP BY 1
        ) p
        FULL JOIN (
            SELECT e.tanggal_nilai AS hari, sum(e.kredit) AS jumlah
            FROM saldo_akunbuku a
            JOIN saldo_entrijurnal e ON e.akun_id = a.id AND e.kredit > 0
            JOIN saldo_jurnal j ON j.id = e.jurnal_id AND j.jenis = 'PEMBAYARAN'
            WHERE a.jenis = 'KLIRING_PEMBAYARAN' AND j.rujukan LIKE 'klaim:%%' GROUP BY 1
        ) b ON b.hari = p.hari
        WHERE p.jumlah IS DISTINCT FROM b.jumlah
        """,
    ),
)

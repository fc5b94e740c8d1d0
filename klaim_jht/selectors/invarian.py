"""What must hold between payments and the book, each as SQL that returns a row per breach.

A claim stands in the book as "klaim:<number of its row>", money that came to it later as
"klaim:<number of its row>:susulan:<which one>". The bank's own statements are not part
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
        SELECT coalesce(p.rujukan, b.rujukan), p.banyak, b.banyak
        FROM (
            SELECT 'klaim:' || p.klaim_id || coalesce(':susulan:' || s.ke, '') AS rujukan,
                count(*) AS banyak, sum(p.jumlah) AS jumlah,
                bool_or(p.referensi_bank = '') AS tanpa_referensi
            FROM klaim_jht_pembayaran p LEFT JOIN klaim_jht_susulan s ON s.id = p.susulan_id
            WHERE p.status = 'BERHASIL' GROUP BY 1
        ) p
        FULL JOIN (
            SELECT t.rujukan, count(DISTINCT t.jurnal_akhir_id) AS banyak,
                (
                    SELECT sum(e.kredit - e.debit) FROM saldo_entrijurnal e
                    JOIN saldo_akunbuku a ON a.id = e.akun_id AND a.jenis = 'KLIRING_PEMBAYARAN'
                    WHERE e.jurnal_id = max(t.jurnal_akhir_id)
                ) AS jumlah
            FROM saldo_tahanansaldo t
            WHERE t.status = 'DIPAKAI' AND t.rujukan ~ '^klaim:[0-9]+(:susulan:[0-9]+)?$'
            GROUP BY t.rujukan
        ) b ON b.rujukan = p.rujukan
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

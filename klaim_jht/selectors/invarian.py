"""What must hold between payments and the book, each as SQL that returns a row per breach.

A claim stands in the book as "klaim:<number of its row>", money that came to it later as
"klaim:<number of its row>:susulan:<which one>". Of the bank's statements it is checked that what
was kept of them still adds up, and that each movement stands in our book or on the officers' list.
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
        "I6",
        _("setiap uang yang ditahan milik klaim yang berjalan, dan setiap klaim itu menahan uang"),
        """
        SELECT t.rujukan, coalesce(k.status, 'tanpa klaim') FROM saldo_tahanansaldo t
        LEFT JOIN klaim_jht_klaim k ON k.id = split_part(t.rujukan, ':', 2)::bigint
        WHERE t.status = 'DITAHAN' AND t.rujukan ~ '^klaim:[0-9]+$'
            AND (k.id IS NULL OR k.status IN ('DRAF', 'DIBAYAR', 'DITOLAK', 'DIBATALKAN'))
            AND NOT EXISTS (
                SELECT 1 FROM klaim_jht_pembayaran p
                WHERE p.klaim_id = k.id AND p.status = 'GAGAL_PASTI' AND p.perlu_petugas
            )
        UNION ALL
        SELECT t.rujukan, 'susulan sudah dibayar' FROM saldo_tahanansaldo t
        JOIN klaim_jht_susulan s ON s.klaim_id = split_part(t.rujukan, ':', 2)::bigint
            AND s.ke = split_part(t.rujukan, ':', 4)::int
        WHERE t.status = 'DITAHAN' AND t.rujukan ~ '^klaim:[0-9]+:susulan:[0-9]+$'
            AND s.dibayar_pada IS NOT NULL
        UNION ALL
        SELECT 'klaim:' || k.id, 'tanpa tahanan' FROM klaim_jht_klaim k
        WHERE k.status IN (
                'DISETUJUI', 'PEMBAYARAN_DIPROSES', 'PEMBAYARAN_BELUM_PASTI',
                'PERLU_PERBAIKAN_REKENING'
            )
            AND NOT EXISTS (
                SELECT 1 FROM saldo_tahanansaldo t
                WHERE t.rujukan = 'klaim:' || k.id AND t.status = 'DITAHAN'
            )
        """,
    ),
    Invarian(
        "I8",
        _("rekening koran yang disimpan masih menjumlah dari saldo awal ke saldo akhirnya"),
        """
        SELECT r.tanggal::text, r.saldo_akhir - r.saldo_awal, coalesce(m.gerak, 0)
        FROM (
            SELECT DISTINCT ON (rekening, tanggal) * FROM klaim_jht_rekeningkoran
            ORDER BY rekening, tanggal, id DESC
        ) r
        LEFT JOIN (
            SELECT rekening, tanggal, sum(CASE WHEN debit THEN -jumlah ELSE jumlah END) AS gerak
            FROM klaim_jht_mutasibank GROUP BY rekening, tanggal
        ) m USING (rekening, tanggal)
        WHERE r.saldo_awal + coalesce(m.gerak, 0) <> r.saldo_akhir AND NOT EXISTS (
            SELECT 1 FROM klaim_jht_selisihbank s
            WHERE s.jenis = 'BARIS_BERUBAH' AND s.tanggal = r.tanggal
        )
        """,
    ),
    Invarian(
        "I8",
        _("setiap uang keluar di rekening koran ada di buku kami atau tercatat sebagai selisih"),
        """
        SELECT m.tanggal::text, m.nomor, coalesce(p.status, 'asing') FROM klaim_jht_mutasibank m
        JOIN klaim_jht_rekeningkoran r ON r.id = m.koran_id
        LEFT JOIN klaim_jht_pembayaran p ON p.partner_ref = m.referensi
        WHERE m.debit AND r.diterima_pada < now() - interval '1 hour'
            AND (
                p.id IS NULL OR p.jumlah <> m.jumlah
                OR p.status NOT IN ('BERHASIL', 'DIKEMBALIKAN', 'GAGAL_PASTI')
            )
            AND NOT EXISTS (
                SELECT 1 FROM klaim_jht_selisihbank s
                WHERE s.kunci IN (m.nomor, m.referensi) AND s.kunci <> ''
            )
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

"""What must always hold in the book itself, each as SQL that returns a row per breach.

Read only. What needs payments, bank statements or claims belongs to the app that has them.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from saldo.selectors.invarian.dasar import Invarian

# Money that is held longer has been forgotten by somebody.
BATAS_TAHANAN_HARI = 180

INVARIAN_BUKU: tuple[Invarian, ...] = (
    Invarian(
        "I1",
        _("setiap jurnal berjumlah nol dan berisi dua baris atau lebih"),
        """
        SELECT jurnal_id, count(*), sum(debit - kredit) FROM saldo_entrijurnal
        GROUP BY jurnal_id HAVING count(*) < 2 OR sum(debit - kredit) <> 0
        UNION ALL
        SELECT j.id, 0, 0 FROM saldo_jurnal j
        WHERE NOT EXISTS (SELECT 1 FROM saldo_entrijurnal e WHERE e.jurnal_id = j.id)
        """,
    ),
    Invarian(
        "I2",
        _("jumlah semua akun nol"),
        "SELECT sum(debit - kredit) FROM saldo_entrijurnal HAVING sum(debit - kredit) <> 0",
    ),
    Invarian(
        "I3",
        _("saldo peserta tidak negatif"),
        "SELECT id, saldo FROM saldo_akunbuku WHERE kepesertaan_id IS NOT NULL AND saldo < 0",
    ),
    Invarian(
        "I4",
        _("saldo berjalan sama dengan jumlah entrinya"),
        """
        SELECT a.id, a.saldo, coalesce(e.jumlah, 0)
        FROM saldo_akunbuku a
        LEFT JOIN (
            SELECT akun_id, sum(kredit - debit) AS jumlah FROM saldo_entrijurnal GROUP BY akun_id
        ) e ON e.akun_id = a.id
        WHERE a.kepesertaan_id IS NOT NULL AND a.saldo IS DISTINCT FROM coalesce(e.jumlah, 0)
        """,
    ),
    Invarian(
        "I5",
        _("tahanan yang dipakai punya tepat satu jurnal pembayaran dengan jumlah yang sama"),
        """
        SELECT t.rujukan, t.jurnal_akhir_id, sum(t.jumlah), max(b.jumlah)
        FROM saldo_tahanansaldo t
        LEFT JOIN LATERAL (
            SELECT sum(e.kredit - e.debit) AS jumlah
            FROM saldo_jurnal j
            JOIN saldo_entrijurnal e ON e.jurnal_id = j.id
            JOIN saldo_akunbuku a ON a.id = e.akun_id AND a.kepesertaan_id IS NULL
            WHERE j.id = t.jurnal_akhir_id AND j.jenis = 'PEMBAYARAN'
        ) b ON true
        WHERE t.status = 'DIPAKAI'
        GROUP BY t.rujukan, t.jurnal_akhir_id
        HAVING sum(t.jumlah) IS DISTINCT FROM max(b.jumlah)
        """,
    ),
    Invarian(
        "I6",
        _(
            "setiap tahanan berjalan dengan uangnya, atau berakhir dengan jurnalnya, "
            "dan tidak terlupa"
        ),
        f"""
        SELECT t.id::text, t.status FROM saldo_tahanansaldo t
        WHERE (t.status = 'DITAHAN') <> (t.jurnal_akhir_id IS NULL)
            OR (t.status = 'DITAHAN')
                AND t.dibuat_pada < now() - interval '{BATAS_TAHANAN_HARI} days'
        UNION ALL
        SELECT 'kartu ' || a.kepesertaan_id, 'berbeda' FROM saldo_akunbuku a
        LEFT JOIN (
            SELECT kepesertaan_id, sum(jumlah) AS jumlah FROM saldo_tahanansaldo
            WHERE status = 'DITAHAN' GROUP BY kepesertaan_id
        ) t ON t.kepesertaan_id = a.kepesertaan_id
        WHERE a.jenis = 'PESERTA_DITAHAN' AND a.saldo <> coalesce(t.jumlah, 0)
        """,  # noqa: S608 - a number of ours
    ),
    Invarian(
        "I7",
        _("entri tidak dapat diubah atau dihapus, dan penjaga buku terpasang"),
        """
        SELECT 'hak ' || hak || ' atas ' || tabel
        FROM unnest(ARRAY['saldo_jurnal', 'saldo_entrijurnal', 'saldo_segelbuku',
            'saldo_segeljurnal']) AS tabel
        CROSS JOIN unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) AS hak
        WHERE has_table_privilege('jmo_aplikasi', tabel, hak)
        UNION ALL
        SELECT 'hak UPDATE atas saldo berjalan'
        WHERE has_column_privilege('jmo_aplikasi', 'saldo_akunbuku', 'saldo', 'UPDATE')
        UNION ALL
        SELECT 'pemicu ' || p.pemicu || ' pada ' || p.tabel
        FROM (VALUES
            ('saldo_jurnal', 'hanya_tambah'), ('saldo_entrijurnal', 'hanya_tambah'),
            ('saldo_segelbuku', 'hanya_tambah'), ('saldo_segeljurnal', 'hanya_tambah'),
            ('saldo_jurnal', 'jurnal_seimbang'), ('saldo_entrijurnal', 'entri_dibukukan')
        ) AS p (tabel, pemicu)
        LEFT JOIN pg_trigger t ON t.tgrelid = p.tabel::regclass AND t.tgname = p.pemicu
        WHERE t.tgenabled IS NULL OR t.tgenabled NOT IN ('O', 'A')
        """,
    ),
    Invarian(
        "I9",
        _("hasil pengembangan dibukukan sekali per kartu dan tahun"),
        """
        SELECT kepesertaan_id, tahun, count(*) FROM saldo_kreditpengembangan
        WHERE NOT sementara GROUP BY kepesertaan_id, tahun HAVING count(*) > 1
        """,
    ),
    Invarian(
        "I9",
        _("setiap kredit hasil pengembangan berdiri di buku dengan jumlah yang sama"),
        """
        SELECT jurnal_id, b.jumlah AS buku, k.jumlah AS kredit
        FROM (
            SELECT j.id AS jurnal_id, sum(e.kredit - e.debit) AS jumlah
            FROM saldo_jurnal j
            JOIN saldo_entrijurnal e ON e.jurnal_id = j.id
            JOIN saldo_akunbuku a ON a.id = e.akun_id AND a.kepesertaan_id IS NOT NULL
            WHERE j.jenis IN ('PENGEMBANGAN', 'PENGEMBANGAN_SEMENTARA') GROUP BY j.id
        ) b
        FULL JOIN (
            SELECT jurnal_id, sum(jumlah) AS jumlah FROM saldo_kreditpengembangan
            WHERE jurnal_id IS NOT NULL GROUP BY jurnal_id
        ) k USING (jurnal_id)
        WHERE b.jumlah IS DISTINCT FROM k.jumlah
        """,
    ),
)

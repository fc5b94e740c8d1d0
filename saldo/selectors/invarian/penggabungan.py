"""What must always hold of merged cards, each as SQL that returns a row per breach."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from saldo.selectors.invarian.dasar import Invarian

INVARIAN_PENGGABUNGAN: tuple[Invarian, ...] = (
    Invarian(
        "I10",
        _(
            "kartu yang digabung: sebelum sama dengan sesudah, tepat satu jurnal per kartu, "
            "dan kartu lamanya kosong"
        ),
        """
        SELECT 'penggabungan ' || p.id, 'jurnal' FROM saldo_penggabungankartu p
        LEFT JOIN saldo_jurnal j ON j.id = p.jurnal_id
        LEFT JOIN LATERAL (
            SELECT coalesce(sum(e.debit - e.kredit) FILTER (WHERE a.kepesertaan_id = p.sumber_id),
                    0) AS keluar,
                coalesce(sum(e.kredit - e.debit) FILTER (WHERE a.kepesertaan_id = p.tujuan_id),
                    0) AS masuk,
                count(*) FILTER (WHERE a.kepesertaan_id IS NULL
                    OR a.kepesertaan_id NOT IN (p.sumber_id, p.tujuan_id)) AS asing
            FROM saldo_entrijurnal e JOIN saldo_akunbuku a ON a.id = e.akun_id
            WHERE e.jurnal_id = p.jurnal_id
        ) s ON true
        WHERE p.status IN ('BERLAKU', 'DIURUNGKAN')
            AND (p.jurnal_id IS NOT NULL AND j.jenis IS DISTINCT FROM 'PENGGABUNGAN'
                OR s.keluar <> p.jumlah OR s.masuk <> p.jumlah OR s.asing > 0)
        UNION ALL
        SELECT 'penggabungan ' || p.id, 'kartu' FROM saldo_penggabungankartu p
        JOIN saldo_kepesertaan k ON k.id = p.sumber_id
        WHERE p.status = 'BERLAKU'
            AND (k.status <> 'DIGABUNG' OR k.digabung_ke_id IS DISTINCT FROM p.tujuan_id)
        UNION ALL
        SELECT 'penggabungan ' || p.id, 'pembatalan' FROM saldo_penggabungankartu p
        LEFT JOIN saldo_jurnal u ON u.id = p.jurnal_urung_id
        LEFT JOIN LATERAL (
            SELECT count(*) AS beda FROM (
                SELECT e.akun_id, e.jenis, e.tahun, e.tanggal_nilai, sum(e.kredit - e.debit)
                FROM saldo_entrijurnal e WHERE e.jurnal_id IN (p.jurnal_id, p.jurnal_urung_id)
                GROUP BY 1, 2, 3, 4 HAVING sum(e.kredit - e.debit) <> 0
            ) b
        ) s ON true
        WHERE (p.status = 'DIURUNGKAN') <> (p.jurnal_urung_id IS NOT NULL)
                AND p.jurnal_id IS NOT NULL
            OR p.status = 'DIURUNGKAN' AND p.jurnal_id IS NOT NULL
                AND (u.koreksi_dari_id IS DISTINCT FROM p.jurnal_id
                    OR u.jenis <> 'BATAL_PENGGABUNGAN' OR s.beda > 0)
        UNION ALL
        SELECT 'kartu ' || a.kepesertaan_id, 'bersaldo' FROM saldo_akunbuku a
        JOIN saldo_kepesertaan k ON k.id = a.kepesertaan_id AND k.status = 'DIGABUNG'
        WHERE a.saldo <> 0
        UNION ALL
        SELECT 'kartu ' || k.id, 'tanpa penggabungan' FROM saldo_kepesertaan k
        WHERE k.status = 'DIGABUNG' AND NOT EXISTS (
            SELECT 1 FROM saldo_penggabungankartu p
            WHERE p.sumber_id = k.id AND p.status = 'BERLAKU')
        UNION ALL
        SELECT 'jurnal ' || j.id, 'tanpa penggabungan' FROM saldo_jurnal j
        WHERE j.jenis = 'PENGGABUNGAN' AND NOT EXISTS (
                SELECT 1 FROM saldo_penggabungankartu p WHERE p.jurnal_id = j.id)
            OR j.jenis = 'BATAL_PENGGABUNGAN' AND NOT EXISTS (
                SELECT 1 FROM saldo_penggabungankartu p WHERE p.jurnal_urung_id = j.id)
        """,
    ),
)

"""Returns card by card and year by year, with the remainder that is carried; the yearly run.

Years that were credited before get their rows here: the amount as it stands in the book, the
remainder from the same formula over the same entries, year after year.
"""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

ISI = """
DO $$
DECLARE
    putaran record;
BEGIN
    FOR putaran IN
        SELECT t.tahun::int AS tahun, make_date(t.tahun, 1, 1) AS awal,
            make_date(t.tahun + 1, 1, 1) AS akhir, coalesce(k.nilai, 0) AS tarif
        FROM (
            SELECT DISTINCT e.tahun FROM saldo_entrijurnal e
            JOIN saldo_jurnal j ON j.id = e.jurnal_id AND j.jenis = 'PENGEMBANGAN'
        ) t
        LEFT JOIN saldo_ketentuan k ON k.jenis = 'TARIF_PENGEMBANGAN'
            AND k.berlaku_sejak = make_date(t.tahun, 1, 1)
        ORDER BY t.tahun
    LOOP
        INSERT INTO saldo_kreditpengembangan
            (kepesertaan_id, tahun, sementara, sampai_bulan, tarif, jumlah, sisa, jurnal_id)
        SELECT d.kartu, putaran.tahun, false, 12, putaran.tarif, d.jumlah,
            CASE WHEN d.tepat IS NULL THEN d.sisa ELSE round(d.tepat - round(d.tepat), 8) END,
            d.jurnal
        FROM (
            SELECT g.*, CASE WHEN g.bulan_rupiah * putaran.tarif = 0 THEN NULL ELSE
                (g.bulan_rupiah * putaran.tarif + 12 * g.sisa * (1 + putaran.tarif))
                    / 12.000000000000000000000000 END AS tepat
            FROM (
                SELECT k.kartu, k.jumlah, k.jurnal, m.bulan_rupiah,
                    CASE WHEN m.awal = 0 THEN 0 ELSE coalesce(l.sisa, 0) END AS sisa
                FROM (
                    SELECT a.kepesertaan_id AS kartu, min(e.jurnal_id) AS jurnal,
                        sum(e.kredit - e.debit)::bigint AS jumlah
                    FROM saldo_jurnal j
                    JOIN saldo_entrijurnal e ON e.jurnal_id = j.id AND e.tahun = putaran.tahun
                    JOIN saldo_akunbuku a ON a.id = e.akun_id AND a.kepesertaan_id IS NOT NULL
                    WHERE j.jenis = 'PENGEMBANGAN' GROUP BY 1 HAVING sum(e.kredit - e.debit) > 0
                ) k
                CROSS JOIN LATERAL (
                    SELECT coalesce(sum(e.kredit - e.debit)
                            FILTER (WHERE e.tanggal_nilai < putaran.awal), 0) AS awal,
                        coalesce(sum((e.kredit - e.debit) *
                            CASE WHEN e.tanggal_nilai < putaran.awal THEN 12
                                ELSE 13 - date_part('month', e.tanggal_nilai)::int END)
                            FILTER (WHERE e.tanggal_nilai < putaran.awal
                                OR e.jenis <> 'PENGEMBANGAN' OR e.tahun <> putaran.tahun), 0)
                            AS bulan_rupiah
                    FROM saldo_akunbuku a JOIN saldo_entrijurnal e ON e.akun_id = a.id
                    WHERE a.kepesertaan_id = k.kartu AND e.tanggal_nilai < putaran.akhir
                ) m
                LEFT JOIN LATERAL (
                    SELECT f.sisa FROM saldo_kreditpengembangan f
                    WHERE f.kepesertaan_id = k.kartu ORDER BY f.tahun DESC LIMIT 1
                ) l ON true
            ) g
        ) d;
    END LOOP;
END $$;
"""
KOSONGKAN = "DELETE FROM saldo_kreditpengembangan"
JAGA = """
REVOKE UPDATE, DELETE, TRUNCATE ON saldo_kreditpengembangan FROM jmo_aplikasi;
CREATE TRIGGER hanya_tambah BEFORE UPDATE OR DELETE ON saldo_kreditpengembangan
    FOR EACH STATEMENT EXECUTE FUNCTION tolak_ubah();
"""
LEPAS = """
DROP TRIGGER hanya_tambah ON saldo_kreditpengembangan;
GRANT UPDATE, DELETE ON saldo_kreditpengembangan TO jmo_aplikasi;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('saldo', '0006_penggabungan_kartu'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PutaranPengembangan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jatuh_pada', models.DateTimeField(blank=True, null=True, verbose_name='jatuh tempo')),
                ('sewa_pemilik', models.CharField(blank=True, default='', max_length=64, verbose_name='dipegang oleh')),
                ('sewa_sampai', models.DateTimeField(blank=True, null=True, verbose_name='dipegang sampai')),
                ('percobaan', models.PositiveIntegerField(default=0, verbose_name='percobaan')),
                ('tahun', models.PositiveSmallIntegerField(unique=True, verbose_name='tahun')),
                ('status', models.CharField(choices=[('BERJALAN', 'Berjalan'), ('SELESAI', 'Selesai')], default='BERJALAN', max_length=8, verbose_name='status')),
                ('tarif', models.DecimalField(decimal_places=8, max_digits=12, verbose_name='tarif')),
                ('total', models.PositiveIntegerField(verbose_name='kartu seluruhnya')),
                ('kartu_terakhir', models.BigIntegerField(default=0, verbose_name='nomor kartu terakhir')),
                ('diperiksa', models.PositiveIntegerField(default=0, verbose_name='kartu diperiksa')),
                ('dikreditkan', models.PositiveIntegerField(default=0, verbose_name='kartu dikreditkan')),
                ('nihil', models.PositiveIntegerField(default=0, verbose_name='kartu dengan hasil nol')),
                ('tanpa_uang', models.PositiveIntegerField(default=0, verbose_name='kartu tanpa uang')),
                ('sudah', models.PositiveIntegerField(default=0, verbose_name='kartu yang sudah dikreditkan')),
                ('jumlah', models.BigIntegerField(default=0, verbose_name='jumlah')),
                ('mulai_pada', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='mulai')),
                ('selesai_pada', models.DateTimeField(blank=True, null=True, verbose_name='selesai')),
                ('diminta_oleh', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'putaran hasil pengembangan',
                'verbose_name_plural': 'putaran hasil pengembangan',
            },
        ),
        migrations.CreateModel(
            name='KreditPengembangan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tahun', models.PositiveSmallIntegerField(verbose_name='tahun')),
                ('sementara', models.BooleanField(verbose_name='sementara')),
                ('sampai_bulan', models.PositiveSmallIntegerField(verbose_name='sampai bulan')),
                ('tarif', models.DecimalField(decimal_places=8, max_digits=12, verbose_name='tarif')),
                ('jumlah', models.BigIntegerField(verbose_name='jumlah')),
                ('sisa', models.DecimalField(decimal_places=8, max_digits=12, verbose_name='sisa di bawah serupiah')),
                ('dibukukan_pada', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='dibukukan pada')),
                ('jurnal', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='kredit_pengembangan', to='saldo.jurnal')),
                ('kepesertaan', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='kredit_pengembangan', to='saldo.kepesertaan')),
            ],
            options={
                'verbose_name': 'kredit hasil pengembangan',
                'verbose_name_plural': 'kredit hasil pengembangan',
                'indexes': [models.Index(condition=models.Q(('sementara', True)), fields=['kepesertaan', 'tahun'], name='kredit_pengembangan_sementara')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('sementara', False)), fields=('kepesertaan', 'tahun'), name='kredit_pengembangan_sekali_setahun'), models.CheckConstraint(condition=models.Q(models.Q(('jumlah', 0), ('jurnal', None)), models.Q(('jumlah__gt', 0), ('jurnal__isnull', False)), _connector='OR'), name='kredit_pengembangan_dengan_jurnal')],
            },
        ),
        migrations.RunSQL(ISI, KOSONGKAN),
        migrations.RunSQL(JAGA, LEPAS),
    ]

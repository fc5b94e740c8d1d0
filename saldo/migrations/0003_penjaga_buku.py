"""The guards of the book, in the database itself.

A journal must balance at commit; entries may join a journal only in the transaction that opened
it; the running balance of a participant's account follows its entries and nothing else.
"""

from django.db import migrations

MAJU = """
ALTER TABLE saldo_jurnal ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();

-- Once per journal: a deferred trigger on each entry would read the whole journal again each time.
CREATE FUNCTION periksa_jurnal_seimbang() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    banyak bigint;
    selisih numeric;
BEGIN
    SELECT count(*), coalesce(sum(debit) - sum(kredit), 0) INTO banyak, selisih
        FROM saldo_entrijurnal WHERE jurnal_id = NEW.id;
    IF banyak < 2 OR selisih <> 0 THEN
        RAISE EXCEPTION 'journal % does not balance: % entries, difference %', NEW.id, banyak, selisih
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER jurnal_seimbang AFTER INSERT ON saldo_jurnal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION periksa_jurnal_seimbang();

-- Runs as the owner: the application may not write a balance by itself.
CREATE FUNCTION bukukan_entri() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM (SELECT DISTINCT jurnal_id FROM baru) b
        JOIN saldo_jurnal j ON j.id = b.jurnal_id WHERE j.xid <> pg_current_xact_id()
    ) THEN
        RAISE EXCEPTION 'entries may not join a journal of another transaction'
            USING ERRCODE = 'check_violation';
    END IF;
    -- Locks in one order, so that two journals over the same accounts wait instead of deadlocking.
    PERFORM 1 FROM saldo_akunbuku
        WHERE id IN (SELECT akun_id FROM baru) AND kepesertaan_id IS NOT NULL
        ORDER BY id FOR UPDATE;
    UPDATE saldo_akunbuku a SET saldo = a.saldo + d.selisih
        FROM (SELECT akun_id, sum(kredit - debit) AS selisih FROM baru GROUP BY akun_id) d
        WHERE a.id = d.akun_id AND a.kepesertaan_id IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER entri_dibukukan AFTER INSERT ON saldo_entrijurnal
    REFERENCING NEW TABLE AS baru FOR EACH STATEMENT EXECUTE FUNCTION bukukan_entri();

-- A lock for update asks for the right to update some column; the balance is not that one.
REVOKE UPDATE, DELETE, TRUNCATE ON saldo_akunbuku FROM jmo_aplikasi;
GRANT UPDATE (jenis) ON saldo_akunbuku TO jmo_aplikasi;
"""

MUNDUR = """
DROP TRIGGER entri_dibukukan ON saldo_entrijurnal;
DROP FUNCTION bukukan_entri();
DROP TRIGGER jurnal_seimbang ON saldo_jurnal;
DROP FUNCTION periksa_jurnal_seimbang();
ALTER TABLE saldo_jurnal DROP COLUMN xid;
REVOKE UPDATE (jenis) ON saldo_akunbuku FROM jmo_aplikasi;
GRANT UPDATE, DELETE ON saldo_akunbuku TO jmo_aplikasi;
"""


class Migration(migrations.Migration):
    dependencies = [("saldo", "0002_buku_hanya_tambah")]
    operations = [migrations.RunSQL(MAJU, MUNDUR)]

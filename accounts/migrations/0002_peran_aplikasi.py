"""The role as which all processes connect: it may use the tables, never change their form."""

from django.db import migrations

MAJU = """
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'jmo_aplikasi') THEN
        CREATE ROLE jmo_aplikasi NOLOGIN;
    END IF;
    IF NOT pg_has_role(current_user, 'jmo_aplikasi', 'MEMBER') THEN
        EXECUTE format('GRANT jmo_aplikasi TO %I', current_user);
    END IF;
END $$;
GRANT USAGE ON SCHEMA public TO jmo_aplikasi;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO jmo_aplikasi;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO jmo_aplikasi;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO jmo_aplikasi;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO jmo_aplikasi;

CREATE FUNCTION tolak_ubah() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
"""

# The role may own rights in other databases of the cluster, so it stays.
MUNDUR = """
DROP FUNCTION tolak_ubah();
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM jmo_aplikasi;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM jmo_aplikasi;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM jmo_aplikasi;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM jmo_aplikasi;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunSQL(MAJU, MUNDUR)]

-- Before the schema, by whoever administers the server: the newsroom's roles, and what everybody could do by default taken from
-- everybody. `:owner`, `:member` and `:database` are quoted names.

CREATE ROLE :owner NOLOGIN;
CREATE ROLE :member NOLOGIN;
GRANT :owner TO CURRENT_USER;
REVOKE ALL ON DATABASE :database FROM PUBLIC;
GRANT CONNECT ON DATABASE :database TO :member;
GRANT CREATE ON DATABASE :database TO :owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;

-- What PostgreSQL itself lets everybody do belongs to its first superuser: to keep others from their turn by locks, to fill the disk
-- with large objects or its journal, to run programs (DO). Where the administrator is no superuser these stay, and are a nuisance at most.
DO $$
DECLARE
  called regprocedure;
BEGIN
  IF current_setting('is_superuser') = 'on' THEN
    FOR called IN
      SELECT oid::regprocedure FROM pg_proc
      WHERE pronamespace = 'pg_catalog'::regnamespace
        AND (proname ~ '^pg_(try_)?advisory_' OR proname ~ '^lo_' OR proname IN ('lowrite', 'loread', 'pg_logical_emit_message'))
    LOOP
      EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', called);
    END LOOP;
    REVOKE USAGE ON LANGUAGE plpgsql, sql FROM PUBLIC;
    GRANT USAGE ON LANGUAGE plpgsql, sql TO :owner;
  END IF;
END $$;

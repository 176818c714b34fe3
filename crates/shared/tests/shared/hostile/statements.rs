//! Attempts over plain SQL.

use super::{End, SECRET, Scene};
use crate::cluster::{CHIEF, OTHER, Person};
use End::{Harmless, Refused};

const TABLES: [&str; 10] =
    ["meta", "migration", "member", "thing", "standing", "photo_in", "lost_sight", "operation", "audit", "rule"];

/// `:me`, `:chief`, `:other` and `:owner` are roles, `:push` an operation that would stand, `:secret` the id of another's draft.
const STATEMENTS: &[(&str, End, &str)] = &[
    // Forging rows.
    (
        "forge an audit line",
        Refused,
        "INSERT INTO newsroom.audit (operation, role_name, member, client_time, server_time, things)
        VALUES (gen_random_uuid(), 'x', gen_random_uuid(), now(), now(), '[]')",
    ),
    ("wipe the audit", Refused, "DELETE FROM newsroom.audit"),
    ("empty the audit", Refused, "TRUNCATE newsroom.audit"),
    ("become chief", Refused, "UPDATE newsroom.member SET role = 'chief'"),
    ("set the counter back", Refused, "UPDATE newsroom.meta SET counter = 0"),
    ("change the table of moves", Refused, "UPDATE newsroom.rule SET roles = '{reporter,editor,chief}'"),
    ("write a thing", Refused, "INSERT INTO newsroom.thing VALUES ('story', 'x', 1, 999, '{}', NULL)"),
    ("take a number of the audit", Refused, "SELECT nextval('newsroom.audit_number_seq')"),
    ("lock the turn", Refused, "BEGIN; LOCK TABLE newsroom.meta IN ACCESS EXCLUSIVE MODE"),
    ("lock the row of the turn", Refused, "SELECT FROM newsroom.meta FOR UPDATE"),
    // Inner functions.
    ("call apply", Refused, "SELECT newsroom.apply(ROW(gen_random_uuid(), 'chief', true)::newsroom.asker, :push)"),
    ("call write", Refused, "SELECT newsroom.write(NULL::newsroom.asker, '{}', '{}', '{}')"),
    ("call next_number", Refused, "SELECT newsroom.next_number()"),
    ("explain next_number", Refused, "EXPLAIN ANALYZE SELECT newsroom.next_number()"),
    ("call take_turn", Refused, "SELECT newsroom.take_turn()"),
    ("call who_asks", Refused, "SELECT newsroom.who_asks()"),
    ("call tell_anew", Refused, "SELECT newsroom.tell_anew('{}')"),
    ("call lose", Refused, "SELECT newsroom.lose(gen_random_uuid(), gen_random_uuid())"),
    ("call sees", Refused, "SELECT newsroom.sees(gen_random_uuid(), 'chief', 'story', 'x', NULL, '{}')"),
    ("call sees_story", Refused, "SELECT newsroom.sees_story(gen_random_uuid(), 'chief', ':secret')"),
    ("call approved", Refused, "SELECT newsroom.approved('x', 'y')"),
    ("call law_staff", Refused, "SELECT newsroom.law_staff(NULL, 'x', NULL, '{}')"),
    ("call role_changed", Refused, "SELECT newsroom.role_changed(gen_random_uuid(), 'reporter', 'chief')"),
    ("call the trigger's function", Refused, "SELECT newsroom.write_audit()"),
    ("call an inner function by fastpath types", Refused, "SELECT newsroom.note_story(':secret', '{}')"),
    // What is asked for in strange ways.
    ("pull from before the beginning", Harmless, "SELECT newsroom.pull(-9223372036854775808, 2147483647)"),
    ("pull null", Harmless, "SELECT newsroom.pull(NULL, NULL)"),
    ("pull less than nothing", Harmless, "SELECT newsroom.pull(0, -5)"),
    (
        "pull with another calendar",
        Harmless,
        "SET DateStyle = 'German'; SET TimeZone = 'Asia/Tokyo'; SELECT newsroom.pull(0, 1000)",
    ),
    (
        "pull with a path of one's own",
        Harmless,
        "SET search_path = pg_temp, public, newsroom; SELECT newsroom.pull(0, 1000)",
    ),
    ("pull where null is equal", Harmless, "SET transform_null_equals = on; SELECT newsroom.pull(0, 1000)"),
    ("pull without row security", Harmless, "SET row_security = off; SELECT newsroom.pull(0, 1000)"),
    ("push null", Harmless, "SELECT newsroom.push(NULL)"),
    ("push nothing", Harmless, "SELECT newsroom.push('{}')"),
    ("push a list", Harmless, "SELECT newsroom.push('[1, 2]')"),
    ("push a word", Harmless, "SELECT newsroom.push('\"x\"')"),
    ("push what is too deep", Refused, "SELECT newsroom.push((repeat('[', 200000) || repeat(']', 200000))::jsonb)"),
    ("push half a letter", Refused, "SELECT newsroom.push('{\"id\": \"\\ud800\"}')"),
    ("push and take back", Harmless, "BEGIN; SELECT newsroom.push(:push); ROLLBACK"),
    (
        "push into an old picture",
        Harmless,
        "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT newsroom.push(:push); COMMIT",
    ),
    ("push one after the other", Harmless, "BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT newsroom.push(:push); COMMIT"),
    ("push while nothing may be written", Refused, "BEGIN READ ONLY; SELECT newsroom.push(:push)"),
    ("push without triggers", Refused, "SET session_replication_role = replica; SELECT newsroom.push(:push)"),
    // Reading round about.
    ("without row security", Refused, "SET row_security = off; SELECT * FROM newsroom.thing"),
    ("prepared", Refused, "PREPARE p AS SELECT * FROM newsroom.thing; EXECUTE p"),
    ("cursor", Refused, "BEGIN; DECLARE c CURSOR FOR SELECT * FROM newsroom.thing; FETCH ALL FROM c"),
    ("explain", Refused, "EXPLAIN ANALYZE SELECT * FROM newsroom.thing"),
    ("query_to_xml", Refused, "SELECT query_to_xml('SELECT * FROM newsroom.thing', true, true, '')"),
    ("table_to_xml", Refused, "SELECT table_to_xml('newsroom.thing', true, true, '')"),
    ("schema_to_xml", Harmless, "SELECT schema_to_xml('newsroom', true, true, '')"),
    ("database_to_xml", Harmless, "SELECT database_to_xml(true, true, '')"),
    ("ts_stat", Refused, "SELECT ts_stat('SELECT to_tsvector(content::text) FROM newsroom.thing')"),
    ("copy out", Refused, "COPY newsroom.thing TO STDOUT"),
    ("copy a query out", Refused, "COPY (SELECT * FROM newsroom.thing) TO STDOUT"),
    ("copy to a program", Refused, "COPY (SELECT 1) TO PROGRAM 'touch /tmp/x'"),
    ("copy to a file", Refused, "COPY (SELECT 1) TO '/tmp/x'"),
    ("statistics", Harmless, "SELECT * FROM pg_stats WHERE schemaname = 'newsroom'"),
    ("statistics themselves", Refused, "SELECT * FROM pg_statistic"),
    ("what others are doing", Harmless, "SELECT * FROM pg_stat_activity"),
    ("verifiers", Refused, "SELECT rolpassword FROM pg_authid"),
    ("verifiers by the old name", Refused, "SELECT passwd FROM pg_shadow"),
    ("ways in", Refused, "SELECT * FROM pg_hba_file_rules"),
    ("what the laws say", Harmless, "SELECT prosrc FROM pg_proc WHERE pronamespace = 'newsroom'::regnamespace"),
    ("privileges", Harmless, "SELECT * FROM information_schema.role_table_grants"),
    ("a file", Refused, "SELECT pg_read_file('pg_hba.conf')"),
    ("a file as bytes", Refused, "SELECT pg_read_binary_file('PG_VERSION')"),
    ("a folder", Refused, "SELECT pg_ls_dir('.')"),
    ("a file's size", Refused, "SELECT pg_stat_file('pg_hba.conf')"),
    ("the log", Refused, "SELECT pg_ls_logdir()"),
    ("a large object out of a file", Refused, "SELECT lo_import('/etc/passwd')"),
    ("a large object", Refused, "SELECT lo_create(0)"),
    ("a large object with bytes", Refused, "SELECT lo_from_bytea(0, 'x')"),
    ("raw pages", Refused, "CREATE EXTENSION pageinspect"),
    // Making things.
    ("a table in public", Refused, "CREATE TABLE public.x (y text)"),
    ("a table in newsroom", Refused, "CREATE TABLE newsroom.x (y text)"),
    ("a schema", Refused, "CREATE SCHEMA mine"),
    (
        "a temporary table of the name of ours",
        Refused,
        "CREATE TEMP TABLE member (role_name text, staff uuid, role text)",
    ),
    (
        "a temporary function",
        Refused,
        "CREATE FUNCTION pg_temp.now() RETURNS timestamptz LANGUAGE sql AS 'SELECT NULL'",
    ),
    ("a temporary view", Refused, "CREATE TEMP VIEW thing AS SELECT 1"),
    (
        "a function in public",
        Refused,
        "CREATE FUNCTION public.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT NULL::bytea'",
    ),
    ("a view in newsroom", Refused, "CREATE VIEW newsroom.v AS SELECT 1"),
    ("a type", Refused, "CREATE TYPE public.t AS (x int)"),
    ("an operator", Refused, "CREATE OPERATOR public.= (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)"),
    ("a cast", Refused, "CREATE CAST (text AS uuid) WITH INOUT AS IMPLICIT"),
    ("an extension", Refused, "CREATE EXTENSION dblink"),
    ("a way to other servers", Refused, "CREATE FOREIGN DATA WRAPPER w"),
    ("a language", Refused, "CREATE LANGUAGE l HANDLER plpgsql_call_handler"),
    ("a database", Refused, "CREATE DATABASE mine"),
    ("a role", Refused, "CREATE ROLE mine LOGIN SUPERUSER"),
    ("a publication", Refused, "CREATE PUBLICATION p FOR ALL TABLES"),
    ("a subscription", Refused, "CREATE SUBSCRIPTION s CONNECTION 'host=localhost' PUBLICATION p"),
    ("a replication slot", Refused, "SELECT pg_create_logical_replication_slot('s', 'pgoutput')"),
    ("an event trigger", Refused, "CREATE EVENT TRIGGER t ON ddl_command_end EXECUTE FUNCTION newsroom.keep()"),
    (
        "a trigger",
        Refused,
        "CREATE TRIGGER t BEFORE INSERT ON newsroom.audit FOR EACH ROW EXECUTE FUNCTION newsroom.keep()",
    ),
    ("a rule", Refused, "CREATE RULE r AS ON INSERT TO newsroom.audit DO INSTEAD NOTHING"),
    ("a policy", Refused, "CREATE POLICY p ON newsroom.thing USING (true)"),
    ("a program", Refused, "DO $$ BEGIN PERFORM pg_sleep(0); END $$"),
    // Changing things.
    (
        "another push",
        Refused,
        "CREATE OR REPLACE FUNCTION newsroom.push(operation jsonb) RETURNS jsonb LANGUAGE sql AS 'SELECT operation'",
    ),
    ("no push", Refused, "DROP FUNCTION newsroom.push(jsonb)"),
    ("own push", Refused, "ALTER FUNCTION newsroom.push(jsonb) OWNER TO :me"),
    ("push with another path", Refused, "ALTER FUNCTION newsroom.push(jsonb) SET search_path = public"),
    ("no row security", Refused, "ALTER TABLE newsroom.thing DISABLE ROW LEVEL SECURITY"),
    ("no triggers", Refused, "ALTER TABLE newsroom.audit DISABLE TRIGGER ALL"),
    ("no schema", Refused, "DROP SCHEMA newsroom CASCADE"),
    ("a comment", Refused, "COMMENT ON TABLE newsroom.audit IS 'x'"),
    ("reindex", Refused, "REINDEX TABLE newsroom.thing"),
    ("cluster", Refused, "CLUSTER newsroom.thing USING thing_pkey"),
    ("vacuum", Harmless, "VACUUM newsroom.thing"),
    // Being somebody else.
    ("be the owner", Refused, "SET ROLE :owner"),
    ("be the administrator", Refused, "SET ROLE postgres"),
    ("be the chief", Refused, "SET ROLE :chief"),
    ("be in the chief's session", Refused, "SET SESSION AUTHORIZATION :chief"),
    ("be in the administrator's session", Refused, "SET SESSION AUTHORIZATION postgres"),
    ("be a member only", Harmless, "SET ROLE :database_member; SELECT newsroom.hello()"),
    ("grant the owner", Refused, "GRANT :owner TO :me"),
    ("grant the chief", Refused, "GRANT :chief TO :me"),
    ("grant all that can be read", Refused, "GRANT pg_read_all_data TO :me"),
    ("grant tables", Refused, "GRANT ALL ON ALL TABLES IN SCHEMA newsroom TO :me; SELECT * FROM newsroom.thing"),
    (
        "grant inner functions",
        Refused,
        "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA newsroom TO :me; SELECT newsroom.next_number()",
    ),
    ("be a superuser", Refused, "ALTER ROLE :me SUPERUSER"),
    ("make roles", Refused, "ALTER ROLE :me CREATEROLE"),
    ("pass row security", Refused, "ALTER ROLE :me BYPASSRLS"),
    ("connect without limit", Refused, "ALTER ROLE :me CONNECTION LIMIT -1"),
    ("another name", Refused, "ALTER ROLE :chief RENAME TO somebody"),
    ("the chief's passphrase", Refused, "ALTER ROLE :chief PASSWORD 'x'"),
    ("the chief's settings", Refused, "ALTER ROLE :chief SET search_path = public"),
    ("lock the chief out", Refused, "ALTER ROLE :chief NOLOGIN"),
    ("no chief", Refused, "DROP ROLE :chief"),
    ("take what is owned", Refused, "REASSIGN OWNED BY :owner TO :me"),
    ("drop what is owned", Refused, "DROP OWNED BY :owner"),
    ("everybody's settings", Refused, "ALTER ROLE ALL SET search_path = public"),
    ("the database's settings", Refused, "ALTER DATABASE :database SET search_path = public"),
    ("the server's settings", Refused, "ALTER SYSTEM SET ssl = off"),
    ("load a library", Refused, "LOAD '/tmp/x.so'"),
    (
        "one's own settings",
        Harmless,
        "ALTER ROLE :me SET statement_timeout = 0; ALTER ROLE :me RESET statement_timeout",
    ),
    (
        "one's own limits",
        Harmless,
        "SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0",
    ),
    // Being in the way.
    ("an advisory lock", Refused, "SELECT pg_advisory_lock(1)"),
    ("an advisory lock to the end", Refused, "SELECT pg_advisory_xact_lock(1, 2)"),
    ("an advisory lock if there is one", Refused, "SELECT pg_try_advisory_lock(1)"),
    ("fill the journal", Refused, "SELECT pg_logical_emit_message(false, 'x', repeat('x', 1000000))"),
    (
        "end the sessions of others",
        Refused,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename LIKE '%.chi'",
    ),
    ("stop what others do", Refused, "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE usename LIKE '%.chi'"),
    ("read the settings anew", Refused, "SELECT pg_reload_conf()"),
    ("another journal", Refused, "SELECT pg_switch_wal()"),
    ("a checkpoint", Refused, "CHECKPOINT"),
    ("wake everybody with lies", Harmless, "NOTIFY newsroom, 'lies'"),
    ("listen to everything", Harmless, "LISTEN newsroom; LISTEN anything"),
];

/// All attempts of a person.
pub(super) fn all(scene: &Scene, me: Person) -> Vec<(String, End, String)> {
    let database = &scene.paper.database;
    let role = |person: Person| format!("\"{database}.{}\"", person.login);
    let push = serde_json::to_string(&scene.draft.told(me, Vec::new(), &[])).unwrap();
    let reads =
        TABLES.iter().map(|table| (format!("read {table}"), Refused, format!("SELECT * FROM newsroom.{table}")));
    let attempts = STATEMENTS.iter().map(|(name, end, sql)| {
        let sql = sql
            .replace(":database_member", &format!("\"{database}_member\""))
            .replace(":database", &format!("\"{database}\""))
            .replace(":owner", &format!("\"{database}_owner\""))
            .replace(":chief", &role(CHIEF))
            .replace(":other", &role(OTHER))
            .replace(":me", &role(me))
            .replace(":secret", &scene.secret.article.id.to_string())
            .replace(":push", &format!("'{}'", push.replace('\'', "''")));
        ((*name).to_owned(), *end, sql)
    });
    assert!(!push.contains(SECRET));
    reads.chain(attempts).collect()
}

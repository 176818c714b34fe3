-- After the schema, by the owner: three functions, and nothing else of it.
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA newsroom FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA newsroom FROM PUBLIC;
REVOKE ALL ON TYPE newsroom.asker FROM PUBLIC;
GRANT USAGE ON SCHEMA newsroom TO :member;
GRANT EXECUTE ON FUNCTION newsroom.hello(), newsroom.push(jsonb), newsroom.pull(bigint, integer) TO :member;

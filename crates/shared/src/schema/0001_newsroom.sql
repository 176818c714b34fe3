-- Tables of a newsroom that several laptops share. All belong to the newsroom's owner, a role that nobody signs in as; people reach
-- them through the functions of 0003 alone.

CREATE SCHEMA newsroom;
REVOKE ALL ON SCHEMA newsroom FROM PUBLIC;
-- What is created from here on is nobody's but the owner's until it is granted.
ALTER DEFAULT PRIVILEGES IN SCHEMA newsroom REVOKE ALL ON TABLES FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- One row. Whoever takes its lock has the turn to change something; nobody outside can take it, as an advisory lock could be.
CREATE TABLE newsroom.meta (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  newsroom uuid NOT NULL,
  -- The number of the newest change.
  counter bigint NOT NULL DEFAULT 0
);

CREATE TABLE newsroom.migration (
  number integer PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Who may come in, by the login role; follows the staff things, but for `blocked_at`, which is the owner's.
CREATE TABLE newsroom.member (
  role_name text PRIMARY KEY,
  staff uuid NOT NULL UNIQUE,
  role text NOT NULL CHECK (role IN ('reporter', 'editor', 'chief')),
  left_at timestamptz,
  blocked_at timestamptz
);

CREATE TABLE newsroom.thing (
  kind text NOT NULL CHECK (kind IN
    ('staff', 'section', 'template', 'photo', 'revision', 'approval', 'story', 'remark', 'deed')),
  key text NOT NULL CHECK (length(key) <= 100),
  version bigint NOT NULL CHECK (version > 0),
  number bigint NOT NULL UNIQUE,
  -- None for a template that was removed.
  content jsonb,
  -- The story that it belongs to, if it is one's.
  story uuid,
  PRIMARY KEY (kind, key)
);
CREATE INDEX thing_of_story ON newsroom.thing (story, kind) WHERE story IS NOT NULL;

-- What decides who sees a story, so that nobody has to unpack its words for that.
CREATE TABLE newsroom.standing (
  story uuid PRIMARY KEY,
  author uuid NOT NULL,
  stage text NOT NULL,
  live boolean NOT NULL
);

-- Which photo is used in which story, by its original.
CREATE TABLE newsroom.photo_in (
  story uuid NOT NULL,
  original text NOT NULL,
  PRIMARY KEY (original, story)
);
CREATE INDEX photo_in_story ON newsroom.photo_in (story);

-- Whom a story was taken from, until it comes into sight again.
CREATE TABLE newsroom.lost_sight (
  member uuid NOT NULL,
  story uuid NOT NULL,
  number bigint NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (member, story)
);
CREATE INDEX lost_sight_number ON newsroom.lost_sight (member, number);

CREATE TABLE newsroom.operation (
  id uuid PRIMARY KEY,
  -- None for the program itself.
  author uuid,
  role_name text NOT NULL,
  at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  -- SHA-256 of the operation, so that another one under its id is noticed.
  digest text NOT NULL,
  things jsonb NOT NULL,
  reply jsonb NOT NULL
);

CREATE TABLE newsroom.audit (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  operation uuid NOT NULL UNIQUE,
  role_name text NOT NULL,
  -- Whose session it was, and in whose name it spoke; none for the program itself.
  member uuid NOT NULL,
  author uuid,
  client_time timestamptz NOT NULL,
  server_time timestamptz NOT NULL,
  things jsonb NOT NULL
);

-- The table of moves, written from newsroom::moves::RULES.
CREATE TABLE newsroom.rule (
  place integer PRIMARY KEY,
  what text NOT NULL,
  from_stage text NOT NULL,
  to_stage text NOT NULL,
  roles text[] NOT NULL,
  conditions text[] NOT NULL
);

-- The audit line is written in the transaction of its operation, whatever function writes that.
CREATE FUNCTION newsroom.write_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO newsroom.audit (operation, role_name, member, author, client_time, server_time, things)
  SELECT NEW.id, NEW.role_name, member.staff, NEW.author, NEW.at, NEW.received_at, NEW.things
  FROM newsroom.member WHERE member.role_name = NEW.role_name;
  RETURN NEW;
END $$;
CREATE TRIGGER audit AFTER INSERT ON newsroom.operation FOR EACH ROW EXECUTE FUNCTION newsroom.write_audit();

-- What is kept for ever stays as it is, even if a function above it were wrong. Only its number may become a newer one.
CREATE FUNCTION newsroom.keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'thing' THEN
    IF TG_OP = 'UPDATE' THEN
      IF OLD.kind NOT IN ('revision', 'approval', 'deed')
        OR (NEW.kind, NEW.key, NEW.version, NEW.content, NEW.story)
          IS NOT DISTINCT FROM (OLD.kind, OLD.key, OLD.version, OLD.content, OLD.story)
      THEN RETURN NEW; END IF;
    END IF;
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'ND001', MESSAGE = 'kept_for_ever', DETAIL = TG_TABLE_NAME;
END $$;
-- The second condition keeps renumbering, which changes nothing else, from comparing what it moves.
CREATE TRIGGER keep_content BEFORE UPDATE ON newsroom.thing FOR EACH ROW
  WHEN (OLD.version IS DISTINCT FROM NEW.version OR OLD.kind <> NEW.kind OR OLD.key <> NEW.key
    OR OLD.content IS DISTINCT FROM NEW.content OR OLD.story IS DISTINCT FROM NEW.story)
  EXECUTE FUNCTION newsroom.keep();
CREATE TRIGGER keep_thing BEFORE DELETE ON newsroom.thing FOR EACH ROW EXECUTE FUNCTION newsroom.keep();
CREATE TRIGGER keep_things BEFORE TRUNCATE ON newsroom.thing EXECUTE FUNCTION newsroom.keep();
CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON newsroom.operation FOR EACH ROW EXECUTE FUNCTION newsroom.keep();
CREATE TRIGGER keep_all BEFORE TRUNCATE ON newsroom.operation EXECUTE FUNCTION newsroom.keep();
CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON newsroom.audit FOR EACH ROW EXECUTE FUNCTION newsroom.keep();
CREATE TRIGGER keep_all BEFORE TRUNCATE ON newsroom.audit EXECUTE FUNCTION newsroom.keep();

-- The second line: even with a table privilege given by mistake, nobody but the owner finds a row.
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'newsroom' LOOP
    EXECUTE format('ALTER TABLE newsroom.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE newsroom.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY of_owner ON newsroom.%I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;

-- A newsroom of several laptops (docs/adr/0021). All of this is empty in one that is on one laptop alone.
CREATE TABLE sharing (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  -- Where the newsroom's server is, as the program that speaks to it wrote it.
  server TEXT NOT NULL CHECK (json_valid(server)),
  since TEXT NOT NULL
) STRICT;

-- How far the server's changes were fetched, with each person's eyes.
CREATE TABLE reading (
  staff TEXT PRIMARY KEY,
  number INTEGER NOT NULL CHECK (number >= 0)
) STRICT;

-- Things as the server has them: what changes here started from. What is kept for ever never changes, so its words are not kept twice.
CREATE TABLE thing (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  content TEXT CHECK (content IS NULL OR json_valid(content)),
  PRIMARY KEY (kind, key)
) STRICT;

-- Fetched, and not yet in its place: a page may hold what refers to a later one.
CREATE TABLE arrival (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  number INTEGER NOT NULL,
  version INTEGER NOT NULL,
  -- None for what is no longer this person's to see; then where it stands is told, as far as that is everybody's to know.
  content TEXT CHECK (content IS NULL OR json_valid(content)),
  lost TEXT CHECK (lost IS NULL OR json_valid(lost)),
  PRIMARY KEY (kind, key)
) STRICT;

-- What was done here and is not yet with the server, in its order.
CREATE TABLE operation (
  place INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  author TEXT,
  at TEXT NOT NULL,
  -- 1 while somebody types: its story is told as it stands when its turn comes.
  open INTEGER NOT NULL CHECK (open IN (0, 1)),
  -- 1 once it was sent, until the answer is known: it is asked about in the same words, and nothing that arrives changes it.
  begun INTEGER NOT NULL DEFAULT 0 CHECK (begun IN (0, 1))
) STRICT;

CREATE TABLE operation_thing (
  operation TEXT NOT NULL REFERENCES operation (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  base INTEGER NOT NULL,
  content TEXT CHECK (content IS NULL OR json_valid(content)),
  PRIMARY KEY (operation, kind, key)
) STRICT;

CREATE INDEX operation_thing_by_thing ON operation_thing (kind, key);

-- A line of the history that the server does not know yet: which operation told it, and at which place there.
CREATE TABLE unsaid (
  seq INTEGER PRIMARY KEY REFERENCES audit (seq) ON DELETE CASCADE,
  operation TEXT NOT NULL,
  key TEXT NOT NULL
) STRICT;

-- What somebody did here and the newsroom did not allow in the end.
CREATE TABLE taken_back (
  operation TEXT PRIMARY KEY,
  article TEXT,
  author TEXT,
  done_at TEXT NOT NULL,
  taken_back_at TEXT NOT NULL,
  why TEXT NOT NULL,
  -- What it had made of the text, where that differs from what stands.
  kept TEXT
) STRICT;

-- What is kept for ever is so from the moment that the newsroom has it: a decision that was refused never stood.
DROP TRIGGER audit_is_not_deleted;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
  WHEN NOT EXISTS (SELECT 1 FROM unsaid WHERE seq = OLD.seq)
  BEGIN SELECT RAISE(ABORT, 'the audit trail is not deleted'); END;

DROP TRIGGER approval_is_not_deleted;
CREATE TRIGGER approval_is_not_deleted BEFORE DELETE ON approval
  WHEN NOT EXISTS (SELECT 1 FROM operation_thing WHERE kind = 'approval' AND key = OLD.revision)
  BEGIN SELECT RAISE(ABORT, 'an approval is not deleted'); END;

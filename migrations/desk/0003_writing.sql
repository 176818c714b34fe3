-- The writing desk: named revisions and how much they changed, remarks with their answers, templates.

-- What the person who kept it called it; and words of the text, words that the revision before did not have, and words
-- of that one which it has no more. Revisions kept before this migration have none of these.
ALTER TABLE revision ADD COLUMN name TEXT;
ALTER TABLE revision ADD COLUMN words INTEGER;
ALTER TABLE revision ADD COLUMN added INTEGER;
ALTER TABLE revision ADD COLUMN removed INTEGER;

-- A remark on a story. Its place is a mark in the story's document, by this id.
CREATE TABLE remark (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article (id),
  quote TEXT NOT NULL,
  made_at TEXT NOT NULL,
  resolved_by TEXT REFERENCES staff (id),
  resolved_at TEXT,
  CHECK ((resolved_by IS NULL) = (resolved_at IS NULL))
) STRICT;
CREATE INDEX remark_by_article ON remark (article, made_at);

-- What was said in a remark, from 1; it stays as it was said.
CREATE TABLE note (
  remark TEXT NOT NULL REFERENCES remark (id),
  position INTEGER NOT NULL,
  made_by TEXT NOT NULL REFERENCES staff (id),
  made_at TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (remark, position)
) STRICT;
CREATE TRIGGER note_is_not_changed BEFORE UPDATE ON note
  BEGIN SELECT RAISE(ABORT, 'what was said is not changed'); END;
CREATE TRIGGER note_is_not_deleted BEFORE DELETE ON note
  BEGIN SELECT RAISE(ABORT, 'what was said is not deleted'); END;
CREATE TRIGGER note_is_not_replaced BEFORE INSERT ON note
  WHEN EXISTS (SELECT 1 FROM note WHERE remark = NEW.remark AND position = NEW.position)
  BEGIN SELECT RAISE(ABORT, 'what was said is not changed'); END;

-- Patterns that new stories begin from.
CREATE TABLE template (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  purpose TEXT NOT NULL,
  section TEXT REFERENCES section (id),
  headline TEXT NOT NULL,
  standfirst TEXT NOT NULL,
  doc TEXT NOT NULL CHECK (json_valid(doc)),
  updated_at TEXT NOT NULL
) STRICT;

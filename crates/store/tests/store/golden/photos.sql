PRAGMA application_id = 1313099825;
PRAGMA user_version = 3;
PRAGMA journal_mode = 'wal';
PRAGMA encoding = 'UTF-8';
PRAGMA auto_vacuum = 0;

CREATE TABLE arriving (
  original TEXT NOT NULL,
  -- 'original', or a recipe of a rendition.
  what TEXT NOT NULL,
  -- SHA-256 of the file, by which it is known to be whole.
  content TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 0),
  chunks INTEGER NOT NULL CHECK (chunks >= 0),
  since TEXT NOT NULL,
  PRIMARY KEY (original, what)
) STRICT;

CREATE TABLE arriving_chunk (
  original TEXT NOT NULL,
  what TEXT NOT NULL,
  position INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (original, what, position),
  FOREIGN KEY (original, what) REFERENCES arriving (original, what) ON DELETE CASCADE
) STRICT;

CREATE TABLE chunk (
  hash TEXT NOT NULL REFERENCES original (hash),
  position INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (hash, position)
) STRICT;

CREATE TABLE original (
  hash TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  chunks INTEGER NOT NULL,
  stored_at TEXT NOT NULL
) STRICT;

CREATE TABLE rendition (
  original TEXT NOT NULL REFERENCES original (hash),
  recipe TEXT NOT NULL CHECK (recipe <> ''),
  content TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  jpeg BLOB NOT NULL,
  PRIMARY KEY (original, recipe)
) STRICT;

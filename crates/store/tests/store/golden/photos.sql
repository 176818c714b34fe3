PRAGMA application_id = 1313099825;
PRAGMA user_version = 2;
PRAGMA journal_mode = 'wal';
PRAGMA encoding = 'UTF-8';
PRAGMA auto_vacuum = 0;

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

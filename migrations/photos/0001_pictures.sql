-- Picture bytes by the SHA-256 of the original file. Originals lie in chunks, so that a broken transfer
-- resumes and no statement holds a whole file; renditions are derived and can be made again.

CREATE TABLE original (
  hash TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  chunks INTEGER NOT NULL,
  stored_at TEXT NOT NULL
) STRICT;

CREATE TABLE chunk (
  hash TEXT NOT NULL REFERENCES original (hash),
  position INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (hash, position)
) STRICT;

CREATE TABLE rendition (
  original TEXT NOT NULL REFERENCES original (hash),
  kind TEXT NOT NULL CHECK (kind IN ('thumb', 'body', 'banner')),
  content TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  jpeg BLOB NOT NULL,
  PRIMARY KEY (original, kind)
) STRICT;

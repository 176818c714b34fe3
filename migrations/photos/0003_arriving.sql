-- Pictures that come from another laptop of the newsroom, chunk by chunk over a line that breaks off. They are no pictures of this
-- newsroom before all of it is here and has the hash that it was asked for by.
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

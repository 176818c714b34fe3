-- Published stories of the connected sites, as those sites tell them. A copy that can be fetched anew at any time.

CREATE TABLE story (
  id INTEGER PRIMARY KEY,
  site TEXT NOT NULL,
  post INTEGER NOT NULL,
  title TEXT NOT NULL,
  link TEXT NOT NULL,
  snippet TEXT NOT NULL,
  published_at TEXT,
  modified_at TEXT,
  UNIQUE (site, post)
) STRICT;
CREATE INDEX story_newest ON story (published_at DESC);

-- Folded words of title and text, by story.id.
CREATE VIRTUAL TABLE story_words USING fts5 (
  title, text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
);

-- How far the mirror of a site is: everything that was changed up to the cursor is here, and of what was changed after
-- it, the pages before this one.
CREATE TABLE mirror (
  site TEXT PRIMARY KEY,
  cursor TEXT,
  page INTEGER NOT NULL,
  on_site INTEGER,
  complete_at TEXT
) STRICT;

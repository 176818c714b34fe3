PRAGMA application_id = 1313095985;
PRAGMA user_version = 2;
PRAGMA journal_mode = 'wal';
PRAGMA encoding = 'UTF-8';
PRAGMA auto_vacuum = 0;

CREATE TABLE folding (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE mirror (
  site TEXT PRIMARY KEY,
  cursor TEXT,
  page INTEGER NOT NULL,
  on_site INTEGER,
  complete_at TEXT
) STRICT;

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

CREATE VIRTUAL TABLE story_words USING fts5 (
  title, text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
);

CREATE TABLE 'story_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'story_words_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'story_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'story_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE INDEX story_newest ON story (published_at DESC);

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
-- Every address the site was ever reached by; see urls.rs.
CREATE TABLE address (
    url TEXT PRIMARY KEY
) STRICT;
-- Posts and media share their ids, as in WordPress.
CREATE TABLE counter (
    last INTEGER NOT NULL
) STRICT;
INSERT INTO counter VALUES (0);

CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('administrator', 'editor', 'author', 'contributor'))
) STRICT;
CREATE TABLE app_password (
    uuid TEXT PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    created INTEGER NOT NULL,
    last_used INTEGER
) STRICT;

CREATE TABLE term (
    id INTEGER PRIMARY KEY,
    taxonomy TEXT NOT NULL CHECK (taxonomy IN ('category', 'post_tag')),
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    folded TEXT NOT NULL,
    UNIQUE (taxonomy, slug)
) STRICT;
INSERT INTO term VALUES (1, 'category', 'Chưa phân loại', 'chua-phan-loai', '', 'chua phan loai');

CREATE TABLE post (
    id INTEGER PRIMARY KEY,
    status TEXT NOT NULL CHECK (status IN ('draft', 'pending', 'future', 'publish', 'private', 'trash')),
    slug TEXT NOT NULL,
    title TEXT NOT NULL,
    content TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    author INTEGER NOT NULL REFERENCES account (id),
    featured_media INTEGER NOT NULL,
    sticky INTEGER NOT NULL,
    date INTEGER NOT NULL,
    floating INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    before_trash TEXT,
    folded TEXT NOT NULL
) STRICT;
CREATE INDEX post_due ON post (date) WHERE status = 'future';
CREATE INDEX post_by_status ON post (status, date DESC, id DESC);
CREATE INDEX post_by_slug ON post (slug);
CREATE INDEX post_sticky ON post (date DESC) WHERE sticky = 1;

CREATE TABLE post_term (
    post_id INTEGER NOT NULL REFERENCES post (id) ON DELETE CASCADE,
    term_id INTEGER NOT NULL REFERENCES term (id) ON DELETE CASCADE,
    PRIMARY KEY (post_id, term_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_term_by_term ON post_term (term_id, post_id);
CREATE TABLE revision (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES post (id) ON DELETE CASCADE,
    author INTEGER NOT NULL,
    title TEXT NOT NULL,
    content TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    date INTEGER NOT NULL
) STRICT;
CREATE INDEX revision_by_post ON revision (post_id, id DESC);
-- Where a published story stood before its slug was changed.
CREATE TABLE old_slug (
    slug TEXT PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES post (id) ON DELETE CASCADE
) STRICT;

CREATE TABLE media (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL,
    title TEXT NOT NULL,
    caption TEXT NOT NULL,
    description TEXT NOT NULL,
    alt_text TEXT NOT NULL,
    author INTEGER NOT NULL REFERENCES account (id),
    post INTEGER NOT NULL,
    mime TEXT NOT NULL,
    file TEXT NOT NULL UNIQUE,
    original TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    filesize INTEGER NOT NULL,
    sizes TEXT NOT NULL,
    date INTEGER NOT NULL,
    modified INTEGER NOT NULL
) STRICT;
CREATE INDEX media_by_slug ON media (slug);
CREATE INDEX media_by_post ON media (post);

-- Readers' search: words as written, and folded to plain letters (tokens arrive folded already).
CREATE VIRTUAL TABLE post_search USING fts5 (
    exact_title, exact_text, title, text,
    tokenize = 'unicode61 remove_diacritics 0'
);

PRAGMA application_id = 1313100593;
PRAGMA user_version = 12;
PRAGMA journal_mode = 'wal';
PRAGMA encoding = 'UTF-8';
PRAGMA auto_vacuum = 0;

CREATE TABLE approval (
  revision TEXT PRIMARY KEY REFERENCES revision (id),
  content TEXT NOT NULL,
  approved_by TEXT NOT NULL REFERENCES staff (id),
  approved_at TEXT NOT NULL,
  forced TEXT
, form INTEGER NOT NULL DEFAULT 1 CHECK (form > 0)) STRICT;

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

CREATE TABLE article (
  id TEXT PRIMARY KEY,
  stage TEXT NOT NULL CHECK (stage IN
    ('draft', 'filed', 'in_edit', 'approved', 'scheduled', 'published', 'withdrawn', 'spiked')),
  author TEXT NOT NULL REFERENCES staff (id),
  claimed_by TEXT REFERENCES staff (id),
  headline TEXT NOT NULL,
  standfirst TEXT NOT NULL,
  byline TEXT NOT NULL,
  section TEXT REFERENCES section (id),
  tags TEXT NOT NULL CHECK (json_valid(tags)),
  body TEXT NOT NULL CHECK (json_valid(body)),
  lead_photo TEXT,
  approved_revision TEXT REFERENCES revision (id),
  banner INTEGER NOT NULL CHECK (banner IN (0, 1)),
  publish_at TEXT,
  returned TEXT,
  spiked_from TEXT,
  link TEXT,
  version INTEGER NOT NULL,
  words INTEGER NOT NULL,
  snippet TEXT NOT NULL,
  folded TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL, correction TEXT NOT NULL DEFAULT '', related TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(related)), slug TEXT, banner_until TEXT, live_revision TEXT REFERENCES revision (id) CHECK (live_revision IS NULL OR stage <> 'spiked'), live_since TEXT CHECK ((live_since IS NULL) = (live_revision IS NULL)), withdrawn_at TEXT CHECK (withdrawn_at IS NULL OR live_revision IS NULL), unseen_since TEXT CHECK (unseen_since IS NULL OR stage <> 'spiked'),
  -- In edit means in one editor's hands.
  CHECK ((stage = 'in_edit') = (claimed_by IS NOT NULL)),
  -- What readers see, or soon will, is approved.
  CHECK (stage NOT IN ('approved', 'scheduled', 'published') OR approved_revision IS NOT NULL)
) STRICT;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  actor TEXT REFERENCES staff (id),
  article TEXT REFERENCES article (id),
  deed TEXT NOT NULL,
  note TEXT
) STRICT;

CREATE TABLE data_spent (
  day TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL
) STRICT;

CREATE TABLE note (
  remark TEXT NOT NULL REFERENCES remark (id),
  position INTEGER NOT NULL,
  made_by TEXT NOT NULL REFERENCES staff (id),
  made_at TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (remark, position)
) STRICT;

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

CREATE TABLE photo (
  id TEXT PRIMARY KEY,
  original TEXT NOT NULL UNIQUE,
  file_name TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  caption TEXT NOT NULL,
  alt_text TEXT NOT NULL,
  byline TEXT NOT NULL,
  credit TEXT NOT NULL,
  copyright TEXT NOT NULL,
  place TEXT NOT NULL,
  -- RFC 3339 with the offset of the place.
  taken_at TEXT,
  keywords TEXT NOT NULL CHECK (json_valid(keywords)),
  rights TEXT NOT NULL,
  consent TEXT NOT NULL CHECK (consent IN ('unknown', 'not_needed', 'given', 'limited')),
  rating INTEGER NOT NULL CHECK (rating BETWEEN 0 AND 5),
  brought_by TEXT REFERENCES staff (id),
  brought_at TEXT NOT NULL
) STRICT;

CREATE TABLE photo_use (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article (id),
  position INTEGER NOT NULL,
  original TEXT NOT NULL REFERENCES photo (original),
  file_name TEXT NOT NULL,
  caption TEXT NOT NULL,
  alt_text TEXT NOT NULL,
  credit TEXT NOT NULL,
  crops TEXT NOT NULL CHECK (json_valid(crops))
) STRICT;

CREATE TABLE reading (
  staff TEXT PRIMARY KEY,
  number INTEGER NOT NULL CHECK (number >= 0)
) STRICT;

CREATE TABLE remark (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article (id),
  quote TEXT NOT NULL,
  made_at TEXT NOT NULL,
  resolved_by TEXT REFERENCES staff (id),
  resolved_at TEXT,
  CHECK ((resolved_by IS NULL) = (resolved_at IS NULL))
) STRICT;

CREATE TABLE revision (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article (id),
  number INTEGER NOT NULL,
  manuscript TEXT NOT NULL CHECK (json_valid(manuscript)),
  content TEXT NOT NULL,
  occasion TEXT NOT NULL,
  made_by TEXT REFERENCES staff (id),
  made_at TEXT NOT NULL, name TEXT, words INTEGER, added INTEGER, removed INTEGER, form INTEGER NOT NULL DEFAULT 1 CHECK (form > 0),
  UNIQUE (article, number)
) STRICT;

CREATE TABLE row_sum (
  of_table TEXT NOT NULL,
  of_row TEXT NOT NULL,
  sum BLOB NOT NULL,
  PRIMARY KEY (of_table, of_row)
) STRICT, WITHOUT ROWID;

CREATE TABLE section (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  position INTEGER NOT NULL
, retired_at TEXT) STRICT;

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE sharing (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  -- Where the newsroom's server is, as the program that speaks to it wrote it.
  server TEXT NOT NULL CHECK (json_valid(server)),
  since TEXT NOT NULL
) STRICT;

CREATE TABLE site (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  address TEXT NOT NULL UNIQUE,
  api TEXT NOT NULL,
  login TEXT NOT NULL,
  bundled INTEGER NOT NULL CHECK (bundled IN (0, 1)),
  created_at TEXT NOT NULL
, proxy TEXT, authority TEXT, plain_http INTEGER NOT NULL DEFAULT 0 CHECK (plain_http IN (0, 1)), paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)), timezone TEXT, skew INTEGER NOT NULL DEFAULT 0, accepted_at TEXT) STRICT;

CREATE TABLE site_photo (
  site TEXT NOT NULL REFERENCES site (id),
  content TEXT NOT NULL,
  media INTEGER NOT NULL,
  url TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL, reduced INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (site, content)
) STRICT;

CREATE TABLE site_post (
  site TEXT NOT NULL REFERENCES site (id),
  article TEXT NOT NULL REFERENCES article (id),
  post INTEGER NOT NULL,
  slug TEXT NOT NULL, revision TEXT REFERENCES revision (id), seen TEXT CHECK (seen IS NULL OR json_valid(seen)),
  PRIMARY KEY (site, article)
) STRICT;

CREATE TABLE site_section (
  site TEXT NOT NULL REFERENCES site (id),
  section TEXT NOT NULL REFERENCES section (id),
  category INTEGER NOT NULL,
  PRIMARY KEY (site, section)
) STRICT;

CREATE TABLE site_section_met (
  site TEXT NOT NULL REFERENCES site (id),
  section TEXT NOT NULL REFERENCES section (id),
  category INTEGER NOT NULL,
  PRIMARY KEY (site, section)
) STRICT;

CREATE TABLE staff (
  id TEXT PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('reporter', 'editor', 'chief')),
  password_hash TEXT NOT NULL,
  created_at TEXT NOT NULL
, left_at TEXT) STRICT;

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

CREATE TABLE tally (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  newsroom TEXT NOT NULL,
  commits INTEGER NOT NULL,
  -- The tables and columns that the sums below were made of; another schema makes them anew.
  summed TEXT NOT NULL
) STRICT;

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

CREATE TABLE thing (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  content TEXT CHECK (content IS NULL OR json_valid(content)),
  PRIMARY KEY (kind, key)
) STRICT;

CREATE TABLE transmission (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article (id),
  revision TEXT NOT NULL REFERENCES revision (id),
  site TEXT NOT NULL REFERENCES site (id),
  delivery TEXT NOT NULL CHECK (json_valid(delivery)),
  banner INTEGER NOT NULL CHECK (banner IN (0, 1)),
  step TEXT NOT NULL,
  photos_done INTEGER NOT NULL,
  photos_total INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  trouble TEXT,
  detail TEXT,
  next_attempt_at TEXT NOT NULL,
  stopped INTEGER NOT NULL CHECK (stopped IN (0, 1)),
  link TEXT,
  receipt TEXT CHECK (receipt IS NULL OR json_valid(receipt)),
  created_at TEXT NOT NULL,
  finished_at TEXT
, text_first INTEGER NOT NULL DEFAULT 0 CHECK (text_first IN (0, 1)), text_online INTEGER NOT NULL DEFAULT 0 CHECK (text_online IN (0, 1)), paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)), priority INTEGER NOT NULL DEFAULT 0, bytes_done INTEGER NOT NULL DEFAULT 0, bytes_total INTEGER NOT NULL DEFAULT 0, unsure_since TEXT, differences TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(differences)), notices TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(notices))) STRICT;

CREATE TABLE unsaid (
  seq INTEGER PRIMARY KEY REFERENCES audit (seq) ON DELETE CASCADE,
  operation TEXT NOT NULL,
  key TEXT NOT NULL
) STRICT;

CREATE TABLE unsent (
  staff TEXT NOT NULL REFERENCES staff (id),
  -- A story's id, or 'template'.
  about TEXT NOT NULL,
  -- As the window wrote it.
  words TEXT NOT NULL CHECK (words <> ''),
  updated_at TEXT NOT NULL,
  PRIMARY KEY (staff, about)
) STRICT;

CREATE INDEX article_banner_ends ON article (banner_until) WHERE banner_until IS NOT NULL;

CREATE INDEX article_by_author ON article (author, updated_at DESC);

CREATE INDEX article_by_stage ON article (stage, updated_at DESC);

CREATE INDEX article_live ON article (updated_at DESC) WHERE live_revision IS NOT NULL OR unseen_since IS NOT NULL;

CREATE INDEX audit_by_article ON audit (article, seq DESC);

CREATE INDEX operation_thing_by_thing ON operation_thing (kind, key);

CREATE INDEX photo_use_by_article ON photo_use (article, position);

CREATE INDEX remark_by_article ON remark (article, made_at);

CREATE INDEX transmission_by_article ON transmission (article, created_at DESC);

CREATE INDEX transmission_open ON transmission (next_attempt_at) WHERE finished_at IS NULL;

CREATE TRIGGER approval_is_in_the_form_of_its_revision BEFORE INSERT ON approval
  WHEN NEW.form IS NOT (SELECT form FROM revision WHERE id = NEW.revision)
  BEGIN SELECT RAISE(ABORT, 'the revision was hashed in another form than what was approved'); END;

CREATE TRIGGER approval_is_not_changed BEFORE UPDATE ON approval
  BEGIN SELECT RAISE(ABORT, 'an approval is not changed'); END;

CREATE TRIGGER approval_is_not_deleted BEFORE DELETE ON approval
  WHEN NOT EXISTS (SELECT 1 FROM operation_thing WHERE kind = 'approval' AND key = OLD.revision)
  BEGIN SELECT RAISE(ABORT, 'an approval is not deleted'); END;

CREATE TRIGGER approval_is_not_replaced BEFORE INSERT ON approval
  WHEN EXISTS (SELECT 1 FROM approval WHERE revision = NEW.revision)
  BEGIN SELECT RAISE(ABORT, 'an approval is not changed'); END;

CREATE TRIGGER approval_is_of_its_revision BEFORE INSERT ON approval
  WHEN NEW.content IS NOT (SELECT content FROM revision WHERE id = NEW.revision)
  BEGIN SELECT RAISE(ABORT, 'the revision holds other content than was approved'); END;

CREATE TRIGGER article_is_added_as_approved BEFORE INSERT ON article
  WHEN NEW.approved_revision IS NOT NULL AND NOT EXISTS (SELECT 1 FROM approval
    JOIN revision ON revision.id = approval.revision
    WHERE approval.revision = NEW.approved_revision AND revision.article = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'no revision of this story with that approval'); END;

CREATE TRIGGER article_is_changed_as_approved BEFORE UPDATE OF approved_revision ON article
  WHEN NEW.approved_revision IS NOT NULL AND NOT EXISTS (SELECT 1 FROM approval
    JOIN revision ON revision.id = approval.revision
    WHERE approval.revision = NEW.approved_revision AND revision.article = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'no revision of this story with that approval'); END;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit trail is not changed'); END;

CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
  WHEN NOT EXISTS (SELECT 1 FROM unsaid WHERE seq = OLD.seq)
  BEGIN SELECT RAISE(ABORT, 'the audit trail is not deleted'); END;

CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit
  WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq)
  BEGIN SELECT RAISE(ABORT, 'the audit trail is not changed'); END;

CREATE TRIGGER note_is_not_changed BEFORE UPDATE ON note
  BEGIN SELECT RAISE(ABORT, 'what was said is not changed'); END;

CREATE TRIGGER note_is_not_deleted BEFORE DELETE ON note
  BEGIN SELECT RAISE(ABORT, 'what was said is not deleted'); END;

CREATE TRIGGER note_is_not_replaced BEFORE INSERT ON note
  WHEN EXISTS (SELECT 1 FROM note WHERE remark = NEW.remark AND position = NEW.position)
  BEGIN SELECT RAISE(ABORT, 'what was said is not changed'); END;

CREATE TRIGGER revision_is_not_changed BEFORE UPDATE ON revision
  BEGIN SELECT RAISE(ABORT, 'a revision is not changed'); END;

CREATE TRIGGER revision_is_not_deleted BEFORE DELETE ON revision
  BEGIN SELECT RAISE(ABORT, 'a revision is not deleted'); END;

CREATE TRIGGER revision_is_not_replaced BEFORE INSERT ON revision
  WHEN EXISTS (SELECT 1 FROM revision WHERE id = NEW.id OR (article = NEW.article AND number = NEW.number))
  BEGIN SELECT RAISE(ABORT, 'a revision is not changed'); END;

CREATE TRIGGER transmission_is_of_what_was_approved BEFORE INSERT ON transmission
  WHEN NOT EXISTS (SELECT 1 FROM approval JOIN revision ON revision.id = approval.revision
    WHERE approval.revision = NEW.revision AND revision.article = NEW.article)
  BEGIN SELECT RAISE(ABORT, 'only an approved revision of the story is sent'); END;

CREATE TRIGGER transmission_keeps_its_revision BEFORE UPDATE OF article, revision ON transmission
  WHEN NEW.article <> OLD.article OR NEW.revision <> OLD.revision
  BEGIN SELECT RAISE(ABORT, 'another revision is another transmission'); END;

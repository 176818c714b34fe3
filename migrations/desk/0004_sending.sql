-- Sending: how a site is reached, where sections go there, what was last seen of each story there, and an outbox with an
-- order, pauses, bytes and what was found different.

ALTER TABLE article ADD COLUMN correction TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN related TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(related));
ALTER TABLE article ADD COLUMN slug TEXT;
ALTER TABLE article ADD COLUMN banner_until TEXT;
CREATE INDEX article_banner_ends ON article (banner_until) WHERE banner_until IS NOT NULL;

ALTER TABLE site ADD COLUMN proxy TEXT;
-- PEM of certificates that are trusted for this site beside those of the computer.
ALTER TABLE site ADD COLUMN authority TEXT;
ALTER TABLE site ADD COLUMN plain_http INTEGER NOT NULL DEFAULT 0 CHECK (plain_http IN (0, 1));
ALTER TABLE site ADD COLUMN paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1));
ALTER TABLE site ADD COLUMN timezone TEXT;
-- The site's clock less ours, in seconds.
ALTER TABLE site ADD COLUMN skew INTEGER NOT NULL DEFAULT 0;
-- When it last accepted our login: what it refuses later was revoked.
ALTER TABLE site ADD COLUMN accepted_at TEXT;

-- Sections that go to another category of a site than the one of their name.
CREATE TABLE site_section (
  site TEXT NOT NULL REFERENCES site (id),
  section TEXT NOT NULL REFERENCES section (id),
  category INTEGER NOT NULL,
  PRIMARY KEY (site, section)
) STRICT;

-- The revision that was last found right on the site, and the post as it stood there then, as JSON.
ALTER TABLE site_post ADD COLUMN revision TEXT REFERENCES revision (id);
ALTER TABLE site_post ADD COLUMN seen TEXT CHECK (seen IS NULL OR json_valid(seen));
-- The site refused the file as it is; the number of the smaller one that it took.
ALTER TABLE site_photo ADD COLUMN reduced INTEGER NOT NULL DEFAULT 0;

ALTER TABLE transmission ADD COLUMN text_first INTEGER NOT NULL DEFAULT 0 CHECK (text_first IN (0, 1));
ALTER TABLE transmission ADD COLUMN text_online INTEGER NOT NULL DEFAULT 0 CHECK (text_online IN (0, 1));
ALTER TABLE transmission ADD COLUMN paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1));
ALTER TABLE transmission ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
ALTER TABLE transmission ADD COLUMN bytes_done INTEGER NOT NULL DEFAULT 0;
ALTER TABLE transmission ADD COLUMN bytes_total INTEGER NOT NULL DEFAULT 0;
ALTER TABLE transmission ADD COLUMN unsure_since TEXT;
ALTER TABLE transmission ADD COLUMN differences TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(differences));
ALTER TABLE transmission ADD COLUMN notices TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(notices));

-- Bytes of photos sent on a day of the newsroom's calendar, for the budget.
CREATE TABLE data_spent (
  day TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL
) STRICT;

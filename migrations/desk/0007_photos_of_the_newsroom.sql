-- A photo is the newsroom's, whether or not a story uses it; a use is a story's. Until now there were only uses. Each keeps
-- its id, its words and the name of its file, so that bodies, revisions and approvals hold. Every original that a story
-- has, or that a kept revision shows, becomes one photo, with the words of its oldest use.

ALTER TABLE photo RENAME TO photo_before;
DROP INDEX photo_by_article;

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

-- Ids are UUIDs of version 7 (RFC 9562): in their order they were made, and their first 12 digits are the time in
-- milliseconds since 1970. Who brought a photo is known where one person alone added photos to the story.
INSERT INTO photo
WITH
  used AS (
    SELECT 0 AS kept, id, article, original, file_name, width, height, caption, alt_text, credit FROM photo_before
    UNION ALL
    SELECT 1, value ->> 'id', article, value ->> 'original', value ->> 'file_name', value ->> 'width', value ->> 'height',
      value ->> 'caption', value ->> 'alt_text', value ->> 'credit'
    FROM revision, json_each(revision.manuscript, '$.photos')
  ),
  -- A use that is in the strip speaks before what a revision said of it.
  oldest AS (SELECT *, row_number() OVER (PARTITION BY original ORDER BY id, kept) AS place FROM used),
  digit (place) AS (VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12)),
  moment AS (
    SELECT oldest.*,
      (SELECT sum((instr('0123456789abcdef', substr(replace(oldest.id, '-', ''), digit.place, 1)) - 1)
         << (4 * (12 - digit.place))) FROM digit) AS milliseconds
    FROM oldest WHERE oldest.place = 1
  )
SELECT id, original, file_name, width, height, caption, alt_text, '', credit, '', '', NULL, '[]', '', 'unknown', 0,
  (SELECT max(actor) FROM audit WHERE audit.article = moment.article AND deed IN ('photo_added', 'imported')
     HAVING count(DISTINCT actor) = 1),
  strftime('%Y-%m-%dT%H:%M:%S', milliseconds / 1000, 'unixepoch') || printf('.%03dZ', milliseconds % 1000)
FROM moment;

INSERT INTO photo_use
SELECT id, article, position, original, file_name, caption, alt_text, credit, '{}' FROM photo_before;

DROP TABLE photo_before;
CREATE INDEX photo_use_by_article ON photo_use (article, position);

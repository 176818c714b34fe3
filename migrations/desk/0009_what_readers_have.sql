-- What readers have of a story, beside the stage of its next version: the revision that was last found on the site and since
-- when, when it was found to be off again, and since when the site may show something that nobody has looked at.

ALTER TABLE article ADD COLUMN live_revision TEXT REFERENCES revision (id) CHECK (live_revision IS NULL OR stage <> 'spiked');
ALTER TABLE article ADD COLUMN live_since TEXT CHECK ((live_since IS NULL) = (live_revision IS NULL));
ALTER TABLE article ADD COLUMN withdrawn_at TEXT CHECK (withdrawn_at IS NULL OR live_revision IS NULL);
ALTER TABLE article ADD COLUMN unseen_since TEXT CHECK (unseen_since IS NULL OR stage <> 'spiked');
CREATE INDEX article_live ON article (updated_at DESC) WHERE live_revision IS NOT NULL OR unseen_since IS NOT NULL;

-- What was last said of each story on its site, in the audit trail.
CREATE TEMP TABLE last_told AS
  SELECT article, deed, at FROM audit AS told
  WHERE deed IN ('sent', 'confirm_online', 'held_back', 'handed_over') AND seq = (SELECT max(seq) FROM audit
    WHERE audit.article = told.article AND deed IN ('sent', 'confirm_online', 'held_back', 'handed_over'));

-- A story whose page stands online came into the bin by way of an update: it is an editor's again.
INSERT INTO audit (at, article, deed, note)
  SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), id, 'restore', NULL FROM article
  WHERE stage = 'spiked' AND id IN (SELECT article FROM last_told WHERE deed <> 'held_back');
UPDATE article SET stage = 'filed', spiked_from = NULL
  WHERE stage = 'spiked' AND id IN (SELECT article FROM last_told WHERE deed <> 'held_back');

UPDATE article SET
    live_revision = coalesce((SELECT revision FROM site_post WHERE site_post.article = article.id AND revision IS NOT NULL),
      approved_revision),
    live_since = (SELECT at FROM last_told WHERE last_told.article = article.id)
  WHERE id IN (SELECT article FROM last_told WHERE deed IN ('sent', 'confirm_online'))
    AND (approved_revision IS NOT NULL OR EXISTS (SELECT 1 FROM site_post
      WHERE site_post.article = article.id AND revision IS NOT NULL));
UPDATE article SET live_revision = approved_revision, live_since = updated_at
  WHERE stage = 'published' AND live_revision IS NULL;
UPDATE article SET withdrawn_at = (SELECT at FROM last_told WHERE last_told.article = article.id)
  WHERE link IS NOT NULL AND id IN (SELECT article FROM last_told WHERE deed = 'held_back');
UPDATE article SET unseen_since = updated_at
  WHERE live_revision IS NULL AND stage <> 'spiked' AND (
    id IN (SELECT article FROM last_told WHERE deed = 'handed_over')
    OR id IN (SELECT article FROM transmission
      WHERE finished_at IS NULL AND step IN ('update', 'verify', 'await_hour') AND delivery NOT LIKE '%hold%'));

DROP TABLE last_told;

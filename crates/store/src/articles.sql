INSERT INTO article (
  id, stage, author, claimed_by, headline, standfirst, byline, section, tags, body, lead_photo, approved_revision,
  banner, banner_until, slug, correction, related, publish_at, returned, spiked_from, link, version, words, snippet, folded, created_at, updated_at
) VALUES (
  :id, :stage, :author, :claimed_by, :headline, :standfirst, :byline, :section, :tags, :body, :lead_photo,
  :approved_revision, :banner, :banner_until, :slug, :correction, :related, :publish_at, :returned, :spiked_from, :link, :version, :words, :snippet, :folded,
  :created_at, :updated_at
)
ON CONFLICT (id) DO UPDATE SET
  stage = excluded.stage, claimed_by = excluded.claimed_by, headline = excluded.headline,
  standfirst = excluded.standfirst, byline = excluded.byline, section = excluded.section, tags = excluded.tags,
  body = excluded.body, lead_photo = excluded.lead_photo, approved_revision = excluded.approved_revision,
  banner = excluded.banner, banner_until = excluded.banner_until, slug = excluded.slug,
  correction = excluded.correction, related = excluded.related, publish_at = excluded.publish_at, returned = excluded.returned,
  spiked_from = excluded.spiked_from, link = excluded.link, version = excluded.version, words = excluded.words,
  snippet = excluded.snippet, folded = excluded.folded, updated_at = excluded.updated_at

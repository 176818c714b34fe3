article.id, article.headline, article.snippet, article.stage, article.section, author.name AS author,
  author.left_at IS NOT NULL AND article.stage IN (SELECT value FROM json_each(:unfinished)) AS author_left,
  editor.name AS claimed_by, article.banner, article.returned IS NOT NULL AS returned, article.words,
  article.publish_at, article.updated_at, article.live_revision, article.live_since, article.withdrawn_at,
  article.unseen_since,
  shown.id AS photo, shown.original AS photo_original, shown.crops AS photo_crops,
  (SELECT count(*) FROM photo_use WHERE photo_use.article = article.id) AS photos,
  EXISTS (SELECT 1 FROM transmission WHERE transmission.article = article.id
    AND finished_at IS NULL AND step NOT IN ('await_hour', 'done')) AS sending
FROM article
JOIN staff AS author ON author.id = article.author
LEFT JOIN staff AS editor ON editor.id = article.claimed_by
LEFT JOIN photo_use AS shown ON shown.id = (SELECT id FROM photo_use WHERE photo_use.article = article.id
  ORDER BY id = article.lead_photo DESC, position LIMIT 1)

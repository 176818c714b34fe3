-- Unfinished stories (?3) that were begun by a person (?1), or given to that person, whose login is ?2, and are another's now.
SELECT article.headline, author.name AS author, giver.name AS giver, gift.at
FROM article
JOIN audit AS gift ON gift.seq = (SELECT max(seq) FROM audit WHERE audit.article = article.id AND audit.deed = 'reassigned')
JOIN staff AS author ON author.id = article.author
LEFT JOIN staff AS giver ON giver.id = gift.actor
WHERE article.stage IN (SELECT value FROM json_each(?3)) AND article.author <> ?1
  AND EXISTS (SELECT 1 FROM audit AS was WHERE was.article = article.id
    AND (was.deed IN ('created', 'imported') AND was.actor = ?1 OR was.deed = 'reassigned' AND was.note = ?2))
ORDER BY gift.seq DESC

-- The line of the history by which a story came to its author from somebody else, as long as the author has not done anything
-- with it and it waits for somebody's work. For a query that has the table article.
SELECT gift.seq FROM audit AS gift WHERE gift.article = article.id AND gift.deed = 'reassigned'
  AND gift.actor IS NOT article.author
  AND NOT EXISTS (SELECT 1 FROM audit AS later WHERE later.article = article.id AND later.seq > gift.seq
    AND (later.actor = article.author OR later.deed = 'reassigned'))
  AND article.stage IN ('draft', 'filed', 'in_edit')

-- An approval names its kept state, which is in the table by then: kinds come in their order.
INSERT INTO newsroom.thing (kind, key, version, number, content, story)
SELECT t.kind, t.key, 1, newsroom.next_number(), t.content,
  CASE t.kind
    WHEN 'story' THEN newsroom.id(t.key)
    WHEN 'approval' THEN (SELECT story FROM newsroom.thing AS kept WHERE kept.kind = 'revision' AND kept.key = t.key)
    ELSE newsroom.id(t.content ->> 'story')
  END
FROM unnest($1::text[], $2::text[], $3::jsonb[]) WITH ORDINALITY AS t (kind, key, content, place)
ORDER BY t.place
ON CONFLICT (kind, key) DO NOTHING

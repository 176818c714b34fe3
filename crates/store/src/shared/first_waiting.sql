SELECT id, author, at, open, begun FROM operation AS mine
WHERE coalesce(author, ?1) = ?1
  -- What somebody else did before with the same things goes first, by his own login.
  AND NOT EXISTS (
    SELECT 1 FROM operation_thing AS my_thing
      JOIN operation_thing AS other_thing ON other_thing.kind = my_thing.kind AND other_thing.key = my_thing.key
      JOIN operation AS other ON other.id = other_thing.operation
    WHERE my_thing.operation = mine.id AND other.place < mine.place AND coalesce(other.author, ?1) <> ?1)
ORDER BY place LIMIT 1

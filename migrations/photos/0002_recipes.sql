-- A rendition is found by its recipe: the original, and what was done with it ('thumb', 'body', 'banner', and with a
-- crop 'body 1250,0,7500,10000'). What there is was made of whole photos; it is kept byte for byte, because sites know
-- pictures by the hash of these bytes. Recipes that come need no other table.

ALTER TABLE rendition RENAME TO rendition_before;
CREATE TABLE rendition (
  original TEXT NOT NULL REFERENCES original (hash),
  recipe TEXT NOT NULL CHECK (recipe <> ''),
  content TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  jpeg BLOB NOT NULL,
  PRIMARY KEY (original, recipe)
) STRICT;
INSERT INTO rendition (original, recipe, content, width, height, jpeg)
  SELECT original, kind, content, width, height, jpeg FROM rendition_before;
DROP TABLE rendition_before;

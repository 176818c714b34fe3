-- A rendition is found by its recipe: the original, and what was done with it ('thumb', 'body', 'banner', and with a
-- crop 'body 1250,0,7500,10000'). What there is was made of whole photos and stays where it lies, byte for byte, because sites
-- know pictures by the hash of these bytes. Recipes that come need no other table.
--
-- Only the rule about the names changes, not what is stored, so no row is copied: these files are as large as disks. It is the
-- way that SQLite describes for taking a CHECK away (https://www.sqlite.org/lang_altertable.html, section 7).

ALTER TABLE rendition RENAME COLUMN kind TO recipe;
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (recipe IN (''thumb'', ''body'', ''banner''))', 'CHECK (recipe <> '''')')
  WHERE type = 'table' AND name = 'rendition';
PRAGMA writable_schema = RESET;

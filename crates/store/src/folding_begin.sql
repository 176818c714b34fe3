-- The words of the archive's index, and where each of them stands.
CREATE VIRTUAL TABLE temp.indexed_word USING fts5vocab (main, story_words, row);
CREATE VIRTUAL TABLE temp.indexed_place USING fts5vocab (main, story_words, instance);
-- On the disk, not in memory: it may be every story of a site.
CREATE TABLE temp.folded_otherwise (id INTEGER PRIMARY KEY, text TEXT NOT NULL DEFAULT '');

-- Headlines by themselves: among all words of all stories, a word that is in every text is hard to find in the few headlines
-- that have it.
CREATE VIRTUAL TABLE headline_search USING fts5 (
    exact, folded,
    tokenize = 'unicode61 remove_diacritics 0'
);
INSERT INTO headline_search (rowid, exact, folded) SELECT rowid, exact_title, title FROM post_search;

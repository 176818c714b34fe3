-- What pages and lists ask for is kept ready, so that no read walks through all stories. Triggers keep it: whatever
-- changes a story changes it in the same transaction.

-- Public stories in a section or tag.
ALTER TABLE term ADD COLUMN count INTEGER NOT NULL DEFAULT 0;
-- The story's date while it is public; else NULL.
ALTER TABLE post_term ADD COLUMN shown INTEGER;
-- Stories by their status.
CREATE TABLE tally (
    status TEXT PRIMARY KEY,
    posts INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

UPDATE post_term SET shown = (SELECT date FROM post WHERE post.id = post_id AND status = 'publish');
UPDATE term SET count = (SELECT count(*) FROM post_term WHERE term_id = term.id AND shown IS NOT NULL);
INSERT INTO tally SELECT status, count(*) FROM post GROUP BY status;

CREATE INDEX post_term_shown ON post_term (term_id, shown DESC, post_id DESC) WHERE shown IS NOT NULL;
CREATE INDEX post_by_date ON post (date DESC, id DESC, status, author);
CREATE INDEX post_by_change ON post (modified, id, status);
-- Dates of public stories by themselves: the rows are long.
CREATE INDEX post_day ON post (id, date) WHERE status = 'publish';
CREATE INDEX term_by_name ON term (taxonomy, name);
CREATE INDEX media_by_date ON media (date DESC, id DESC);
CREATE INDEX media_by_change ON media (modified, id);

CREATE TRIGGER post_made AFTER INSERT ON post BEGIN
    INSERT INTO tally VALUES (new.status, 1) ON CONFLICT (status) DO UPDATE SET posts = posts + 1;
END;
CREATE TRIGGER post_moved AFTER UPDATE OF status ON post WHEN old.status <> new.status BEGIN
    UPDATE tally SET posts = posts - 1 WHERE status = old.status;
    INSERT INTO tally VALUES (new.status, 1) ON CONFLICT (status) DO UPDATE SET posts = posts + 1;
END;
CREATE TRIGGER post_shown AFTER UPDATE OF status, date ON post
WHEN old.status <> new.status OR old.date <> new.date BEGIN
    UPDATE post_term SET shown = iif(new.status = 'publish', new.date, NULL) WHERE post_id = new.id;
END;
CREATE TRIGGER post_gone AFTER DELETE ON post BEGIN
    UPDATE tally SET posts = posts - 1 WHERE status = old.status;
END;

CREATE TRIGGER term_given AFTER INSERT ON post_term BEGIN
    UPDATE post_term SET shown = (SELECT date FROM post WHERE id = new.post_id AND status = 'publish')
    WHERE post_id = new.post_id AND term_id = new.term_id;
END;
CREATE TRIGGER term_shown AFTER UPDATE OF shown ON post_term
WHEN (old.shown IS NULL) <> (new.shown IS NULL) BEGIN
    UPDATE term SET count = count + iif(new.shown IS NULL, -1, 1) WHERE id = new.term_id;
END;
CREATE TRIGGER term_taken AFTER DELETE ON post_term WHEN old.shown IS NOT NULL BEGIN
    UPDATE term SET count = count - 1 WHERE id = old.term_id;
END;

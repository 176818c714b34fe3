-- People leave, and some come back: what they wrote and decided stays theirs.
ALTER TABLE staff ADD COLUMN left_at TEXT;

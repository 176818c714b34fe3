-- What tells loss and damage: which newsroom this is, how many changes were committed to it, and a sum of every row.

CREATE TABLE tally (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  newsroom TEXT NOT NULL,
  commits INTEGER NOT NULL,
  -- The tables and columns that the sums below were made of; another schema makes them anew.
  summed TEXT NOT NULL
) STRICT;
INSERT INTO tally VALUES (1, lower(hex(randomblob(16))), 0, '');

-- The first half of a SHA-256 over the values of a row, by its table and its primary key. A row that is gone may leave its
-- sum behind.
CREATE TABLE row_sum (
  of_table TEXT NOT NULL,
  of_row TEXT NOT NULL,
  sum BLOB NOT NULL,
  PRIMARY KEY (of_table, of_row)
) STRICT, WITHOUT ROWID;

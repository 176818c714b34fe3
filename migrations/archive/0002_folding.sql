-- By which version of the rule (copydesk::FOLD_VERSION) the words of the stories are folded; 0: by one from before they were
-- numbered.
CREATE TABLE folding (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  version INTEGER NOT NULL
) STRICT;
INSERT INTO folding VALUES (1, 0);

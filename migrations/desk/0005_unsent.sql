-- What somebody began to say and has not sent: remarks and answers on a story, a template that is not saved.
CREATE TABLE unsent (
  staff TEXT NOT NULL REFERENCES staff (id),
  -- A story's id, or 'template'.
  about TEXT NOT NULL,
  -- As the window wrote it.
  words TEXT NOT NULL CHECK (words <> ''),
  updated_at TEXT NOT NULL,
  PRIMARY KEY (staff, about)
) STRICT;

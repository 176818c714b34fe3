-- Which sections there are is the chief's decision. One that stories stand in is not deleted: it is retired.
ALTER TABLE section ADD COLUMN retired_at TEXT;

-- The category of a site that stories of a section went to by the section's name: where they go on when it gets another name.
CREATE TABLE site_section_met (
  site TEXT NOT NULL REFERENCES site (id),
  section TEXT NOT NULL REFERENCES section (id),
  category INTEGER NOT NULL,
  PRIMARY KEY (site, section)
) STRICT;

-- The canonical form in which the content of a revision, and of its approval, was hashed (docs/CANONICAL.md). All that
-- there is was hashed in the first one.

ALTER TABLE revision ADD COLUMN form INTEGER NOT NULL DEFAULT 1 CHECK (form > 0);
ALTER TABLE approval ADD COLUMN form INTEGER NOT NULL DEFAULT 1 CHECK (form > 0);

CREATE TRIGGER approval_is_in_the_form_of_its_revision BEFORE INSERT ON approval
  WHEN NEW.form IS NOT (SELECT form FROM revision WHERE id = NEW.revision)
  BEGIN SELECT RAISE(ABORT, 'the revision was hashed in another form than what was approved'); END;

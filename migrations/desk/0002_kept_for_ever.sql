-- Revisions, approvals and the audit trail are what a dispute is settled with: they are added to and nothing else.
-- And readers get nothing but what was approved, whatever a program does with this file.

CREATE TRIGGER approval_is_not_deleted BEFORE DELETE ON approval
  BEGIN SELECT RAISE(ABORT, 'an approval is not deleted'); END;
CREATE TRIGGER revision_is_not_deleted BEFORE DELETE ON revision
  BEGIN SELECT RAISE(ABORT, 'a revision is not deleted'); END;

-- INSERT OR REPLACE deletes without asking the triggers on deletion.
CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit
  WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq)
  BEGIN SELECT RAISE(ABORT, 'the audit trail is not changed'); END;
CREATE TRIGGER approval_is_not_replaced BEFORE INSERT ON approval
  WHEN EXISTS (SELECT 1 FROM approval WHERE revision = NEW.revision)
  BEGIN SELECT RAISE(ABORT, 'an approval is not changed'); END;
CREATE TRIGGER revision_is_not_replaced BEFORE INSERT ON revision
  WHEN EXISTS (SELECT 1 FROM revision WHERE id = NEW.id OR (article = NEW.article AND number = NEW.number))
  BEGIN SELECT RAISE(ABORT, 'a revision is not changed'); END;

CREATE TRIGGER approval_is_of_its_revision BEFORE INSERT ON approval
  WHEN NEW.content IS NOT (SELECT content FROM revision WHERE id = NEW.revision)
  BEGIN SELECT RAISE(ABORT, 'the revision holds other content than was approved'); END;

-- An upsert asks the triggers on insertion, and then those on the update.
CREATE TRIGGER article_is_added_as_approved BEFORE INSERT ON article
  WHEN NEW.approved_revision IS NOT NULL AND NOT EXISTS (SELECT 1 FROM approval
    JOIN revision ON revision.id = approval.revision
    WHERE approval.revision = NEW.approved_revision AND revision.article = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'no revision of this story with that approval'); END;
CREATE TRIGGER article_is_changed_as_approved BEFORE UPDATE OF approved_revision ON article
  WHEN NEW.approved_revision IS NOT NULL AND NOT EXISTS (SELECT 1 FROM approval
    JOIN revision ON revision.id = approval.revision
    WHERE approval.revision = NEW.approved_revision AND revision.article = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'no revision of this story with that approval'); END;
CREATE TRIGGER transmission_is_of_what_was_approved BEFORE INSERT ON transmission
  WHEN NOT EXISTS (SELECT 1 FROM approval JOIN revision ON revision.id = approval.revision
    WHERE approval.revision = NEW.revision AND revision.article = NEW.article)
  BEGIN SELECT RAISE(ABORT, 'only an approved revision of the story is sent'); END;
CREATE TRIGGER transmission_keeps_its_revision BEFORE UPDATE OF article, revision ON transmission
  WHEN NEW.article <> OLD.article OR NEW.revision <> OLD.revision
  BEGIN SELECT RAISE(ABORT, 'another revision is another transmission'); END;

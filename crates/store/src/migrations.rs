//! Bringing a database file to the newest schema: forward only, each file once, in one transaction.

use crate::error::StoreError;
use rusqlite::{Connection, TransactionBehavior};

/// The schema of one database file.
#[derive(Debug)]
pub struct Schema {
    /// Name of the file.
    pub file: &'static str,
    /// Marks the file as ours (`PRAGMA application_id`).
    application_id: i32,
    /// Copied before an upgrade. A file that is as large as a disk is not: there may be no room for it twice, nor the time while
    /// somebody waits for the window. Its migrations must leave what cannot be made again where it lies; each is one
    /// transaction.
    pub(crate) copied: bool,
    /// The migrations, numbered from 1 without gaps.
    steps: &'static [&'static str],
}

/// `desk.sqlite`: stories, people, audit trail, outbox.
pub const DESK: Schema = Schema {
    file: "desk.sqlite",
    application_id: 0x4e44_5331, // "NDS1"
    copied: true,
    steps: &[
        include_str!("../../../migrations/desk/0001_newsroom.sql"),
        include_str!("../../../migrations/desk/0002_kept_for_ever.sql"),
        include_str!("../../../migrations/desk/0003_writing.sql"),
        include_str!("../../../migrations/desk/0004_sending.sql"),
        include_str!("../../../migrations/desk/0005_unsent.sql"),
        include_str!("../../../migrations/desk/0006_canonical_form.sql"),
        include_str!("../../../migrations/desk/0007_photos_of_the_newsroom.sql"),
        include_str!("../../../migrations/desk/0008_loss_is_noticed.sql"),
        include_str!("../../../migrations/desk/0009_what_readers_have.sql"),
        include_str!("../../../migrations/desk/0010_people_leave.sql"),
        include_str!("../../../migrations/desk/0011_sections_of_ones_own.sql"),
        include_str!("../../../migrations/desk/0012_several_laptops.sql"),
    ],
};

/// `photos.sqlite`: originals in chunks, and renditions.
pub const PHOTOS: Schema = Schema {
    file: "photos.sqlite",
    application_id: 0x4e44_5031, // "NDP1"
    copied: false,
    steps: &[
        include_str!("../../../migrations/photos/0001_pictures.sql"),
        include_str!("../../../migrations/photos/0002_recipes.sql"),
        include_str!("../../../migrations/photos/0003_arriving.sql"),
    ],
};

/// `archive.sqlite`: what the sites have published; fetched anew if lost.
pub const ARCHIVE: Schema = Schema {
    file: "archive.sqlite",
    application_id: 0x4e44_4131, // "NDA1"
    copied: false,
    steps: &[
        include_str!("../../../migrations/archive/0001_archive.sql"),
        include_str!("../../../migrations/archive/0002_folding.sql"),
    ],
};

impl Schema {
    /// The number of the newest migration.
    #[must_use]
    pub fn newest(&self) -> u32 {
        u32::try_from(self.steps.len()).unwrap_or(u32::MAX)
    }

    /// The version of an open file.
    ///
    /// # Errors
    /// [`StoreError::TooNew`] if a newer program wrote it, [`StoreError::Damaged`] if it is no database of ours.
    pub fn version(&self, connection: &Connection) -> Result<u32, StoreError> {
        let found: u32 = connection.query_row("PRAGMA user_version", [], |r| r.get(0))?;
        let owner: i32 = connection.query_row("PRAGMA application_id", [], |r| r.get(0))?;
        let in_use: bool = connection.query_row("SELECT EXISTS (SELECT 1 FROM sqlite_schema)", [], |r| r.get(0))?;
        if owner != self.application_id && (found > 0 || owner != 0 || in_use) {
            return Err(StoreError::Damaged(format!("{} is not a file of Newsdesk", self.file)));
        }
        if found > self.newest() {
            return Err(StoreError::TooNew { file: self.file, found, known: self.newest() });
        }
        Ok(found)
    }

    /// Runs the migrations that a file still lacks.
    ///
    /// # Errors
    /// As [`Schema::version`], and what SQLite says; a step that fails leaves the file as it was before it.
    pub fn upgrade(&self, connection: &mut Connection) -> Result<(), StoreError> {
        let found = self.version(connection)?;
        for (step, number) in self.steps.iter().zip(1u32..).skip(found as usize) {
            let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            tx.execute_batch(step)?;
            tx.pragma_update(None, "user_version", number)?;
            tx.pragma_update(None, "application_id", self.application_id)?;
            tx.commit()?;
        }
        Ok(())
    }
}

#[cfg(test)]
impl Schema {
    /// A schema for tests of what steps do.
    pub(crate) const fn of(steps: &'static [&'static str]) -> Self {
        Self { steps, ..DESK }
    }
}

#[cfg(test)]
mod tests {
    use crate::{error::StoreError, migrations::Schema};
    use rusqlite::Connection;

    const FIRST: &str = "CREATE TABLE story (headline TEXT NOT NULL) STRICT;";
    const SECOND: &str = "ALTER TABLE story ADD COLUMN slug TEXT; UPDATE story SET slug = 'tin-' || headline;";
    const BROKEN: &str = "UPDATE story SET headline = 'half done'; CREATE TABLE late (a); CREATE TABLE story (again);";

    #[test]
    fn only_the_missing_steps_run() {
        let mut file = Connection::open_in_memory().unwrap();
        Schema::of(&[FIRST]).upgrade(&mut file).unwrap();
        file.execute_batch("INSERT INTO story VALUES ('a')").unwrap();
        let newer = Schema::of(&[FIRST, SECOND]);
        newer.upgrade(&mut file).unwrap();
        assert_eq!(newer.version(&file).unwrap(), 2);
        file.execute_batch("UPDATE story SET slug = 'set by hand'").unwrap();
        newer.upgrade(&mut file).unwrap();
        assert_eq!(stories(&file, "slug"), ["set by hand"], "a step that has run does not run again");
        assert!(matches!(Schema::of(&[FIRST]).upgrade(&mut file), Err(StoreError::TooNew { found: 2, known: 1, .. })));
    }

    #[test]
    fn a_step_that_fails_leaves_the_file_after_the_step_before() {
        let mut file = Connection::open_in_memory().unwrap();
        Schema::of(&[FIRST]).upgrade(&mut file).unwrap();
        file.execute_batch("INSERT INTO story VALUES ('a')").unwrap();
        let failed = Schema::of(&[FIRST, SECOND, BROKEN]).upgrade(&mut file);
        assert!(matches!(failed, Err(StoreError::Sql(_))), "{failed:?}");
        assert_eq!(Schema::of(&[FIRST, SECOND]).version(&file).unwrap(), 2, "the step before it is kept");
        assert_eq!(stories(&file, "headline"), ["a"], "nothing of the failed step is");
        let late: u32 =
            file.query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'late'", [], |r| r.get(0)).unwrap();
        assert_eq!(late, 0);
    }

    #[test]
    fn a_first_step_that_fails_leaves_an_empty_file() {
        let mut file = Connection::open_in_memory().unwrap();
        assert!(Schema::of(&["CREATE TABLE story (a) STRICT;"]).upgrade(&mut file).is_err());
        Schema::of(&[FIRST]).upgrade(&mut file).unwrap();
    }

    fn stories(file: &Connection, column: &str) -> Vec<String> {
        let mut statement = file.prepare(&format!("SELECT {column} FROM story")).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }
}

//! Opening a newsroom's folder.

use crate::{
    error::StoreError,
    lock::Lock,
    migrations::{ARCHIVE, DESK, PHOTOS, Schema},
};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OpenFlags, config::DbConfig};
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// An open newsroom. Dropping it closes it cleanly.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    // Closed in this order: the last connection to a file writes its log into it, which a reading one cannot.
    reader: Mutex<Connection>,
    pub(crate) writer: Mutex<Connection>,
    pub(crate) pictures: Mutex<Connection>,
    pub(crate) archive: Mutex<Connection>,
    // Says that all is closed, so it comes last.
    pub(crate) lock: Lock,
}

impl Store {
    /// Opens the newsroom in a folder, or makes one there. Takes a lock on it; after an unclean exit the files are
    /// checked first; before an upgrade of the schema the desk's file is copied to `backups/`. A damaged archive is moved aside
    /// and begun anew.
    ///
    /// # Errors
    /// [`StoreError::AlreadyOpen`], [`StoreError::TooNew`], [`StoreError::Damaged`], [`StoreError::DiskFull`],
    /// [`StoreError::Unwritable`]. The files of the desk are left as they are.
    pub fn open(folder: &Path, now: DateTime<Utc>) -> Result<Self, StoreError> {
        fs::create_dir_all(folder)?;
        let mut lock = Lock::take(&folder.join("newsdesk.lock"))?;
        // All files are looked at before any is changed.
        let mut writer = look_at(folder, &DESK, lock.was_left_open())?;
        let mut pictures = look_at(folder, &PHOTOS, lock.was_left_open())?;
        let mut archive = match look_at(folder, &ARCHIVE, lock.was_left_open()) {
            // A copy that can be fetched anew keeps nobody from his stories.
            Err(StoreError::Damaged(why)) => {
                tracing::warn!(why, "the archive is damaged and is begun anew");
                move_aside(folder, &ARCHIVE, now)?;
                look_at(folder, &ARCHIVE, false)?
            }
            other => other?,
        };
        lock.say_open()?;
        // And all are copied that will be upgraded, so that a full disk leaves them to the program that wrote them.
        for (schema, connection) in [(&DESK, &writer), (&PHOTOS, &pictures), (&ARCHIVE, &archive)] {
            back_up(folder, schema, connection, now)?;
        }
        bring_up(&DESK, &mut writer)?;
        bring_up(&PHOTOS, &mut pictures)?;
        bring_up(&ARCHIVE, &mut archive)?;
        // It can be fetched anew: what a power cut takes of it is not lost.
        archive.pragma_update(None, "synchronous", "NORMAL")?;
        let reader = Connection::open_with_flags(
            folder.join(DESK.file),
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        set_pragmas(&reader)?;
        lock.say_closed_at_the_end();
        Ok(Self {
            folder: folder.to_owned(),
            reader: Mutex::new(reader),
            writer: Mutex::new(writer),
            pictures: Mutex::new(pictures),
            archive: Mutex::new(archive),
            lock,
        })
    }

    /// The folder of the newsroom.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The reading connection. A thread that panicked while it held the connection left no half-done
    /// transaction behind (they roll back), so a poisoned lock is taken over.
    pub(crate) fn read(&self) -> MutexGuard<'_, Connection> {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The connection to the photos, for reading and writing; see [`Self::read`] for a poisoned lock.
    pub(crate) fn photos_db(&self) -> MutexGuard<'_, Connection> {
        self.pictures.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Opens a file and refuses one that is not sound, without writing to it.
fn look_at(folder: &Path, schema: &Schema, unclean: bool) -> Result<Connection, StoreError> {
    let connection = Connection::open(folder.join(schema.file))?;
    // Closing writes the log into the file. Not into one that may be damaged, or newer than this program.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    schema.version(&connection)?;
    if unclean {
        let answer: String = connection.query_row("PRAGMA quick_check(1)", [], |r| r.get(0))?;
        if answer != "ok" {
            return Err(StoreError::Damaged(format!("{}: {answer}", schema.file)));
        }
    }
    Ok(connection)
}

/// Gives a damaged file and its log another name; nothing is deleted. The log goes first: SQLite deletes one that it
/// finds without its file.
fn move_aside(folder: &Path, schema: &Schema, now: DateTime<Utc>) -> Result<(), StoreError> {
    let stamp = now.format("%Y%m%dT%H%M%S%3fZ");
    for ending in ["-wal", "-shm", ""] {
        let file = folder.join(format!("{}{ending}", schema.file));
        if file.exists() {
            fs::rename(&file, folder.join(format!("{}.damaged-{stamp}{ending}", schema.file)))?;
        }
    }
    Ok(())
}

/// Makes a sound file ready for work.
fn bring_up(schema: &Schema, connection: &mut Connection) -> Result<(), StoreError> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    set_pragmas(connection)?;
    schema.upgrade(connection)
}

/// Copies a file of an older schema to `backups/`, if its schema asks for that. A copy that could not be finished is not left
/// behind, nor is one of a program that was killed meanwhile: it has another ending until it is whole.
fn back_up(folder: &Path, schema: &Schema, connection: &Connection, now: DateTime<Utc>) -> Result<(), StoreError> {
    let found = schema.version(connection)?;
    if !schema.copied || found == 0 || found == schema.newest() {
        return Ok(());
    }
    let backups = folder.join("backups");
    fs::create_dir_all(&backups)?;
    let part = backups.join(format!("{}.part", schema.file));
    remove(&part)?;
    let copied = copy(connection, &part, schema);
    if copied.is_err() {
        remove(&part)?;
    }
    copied?;
    fs::rename(&part, backups.join(format!("{}-schema{found}-{}", now.format("%Y%m%dT%H%M%S%3fZ"), schema.file)))?;
    // The new name, too, is to outlive a power cut.
    #[cfg(unix)]
    File::open(&backups)?.sync_all()?;
    Ok(())
}

/// A copy that is sound and on the disk.
fn copy(connection: &Connection, to: &Path, schema: &Schema) -> Result<(), StoreError> {
    connection.execute("VACUUM INTO ?1", [to.to_string_lossy()])?;
    let answer: String = Connection::open(to)?.query_row("PRAGMA integrity_check(1)", [], |r| r.get(0))?;
    if answer != "ok" {
        return Err(StoreError::Damaged(format!("backup of {}: {answer}", schema.file)));
    }
    // VACUUM INTO leaves the copy to the system's cache (<https://www.sqlite.org/lang_vacuum.html>).
    File::options().write(true).open(to)?.sync_all()?;
    Ok(())
}

fn remove(file: &Path) -> Result<(), StoreError> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Prepared statements that each connection keeps; the store has about so many. The library's 16 are fewer than one story
/// needs on its way to a site, so that none would be found again.
const STATEMENTS: usize = 128;

/// `synchronous=FULL`: what was committed survives a power cut, not only a crash of the program. With stable plans
/// (`SQLITE_DBCONFIG_ENABLE_QPSG`) a kept statement stays prepared when it is asked with another value: else SQLite, built
/// with statistics, plans it anew each time, which is most of the time that reading a story takes.
fn set_pragmas(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    connection.pragma_update(None, "cell_size_check", "ON")?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::{
        articles::ARTICLE,
        migrations::Schema,
        open::{Store, back_up, bring_up, look_at},
    };
    use chrono::{DateTime, Utc};
    use rusqlite::{Connection, StatementStatus, config::DbConfig};
    use std::fs;
    use tempfile::TempDir;

    #[test]
    fn every_connection_works_by_the_same_rules() {
        let folder = TempDir::new().unwrap();
        let store = Store::open(folder.path(), now()).unwrap();
        for (name, connection) in [("writer", &store.writer), ("reader", &store.reader), ("pictures", &store.pictures)]
        {
            let connection = connection.lock().unwrap();
            let number = |pragma: &str| -> u32 {
                connection.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0)).unwrap()
            };
            let journal: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
            assert_eq!(journal, "wal", "{name}: lists are read while a story is saved");
            assert_eq!(number("synchronous"), 2, "{name}: FULL, what was committed survives a power cut");
            assert_eq!(number("foreign_keys"), 1, "{name}: no row names one that is not there");
            assert_eq!(number("trusted_schema"), 0, "{name}: a crafted file calls no function");
            assert_eq!(number("cell_size_check"), 1, "{name}: damage is met early");
            assert_eq!(number("busy_timeout"), 5000, "{name}: a backup program's short lock is waited for");
        }
        for (name, connection) in
            [("writer", &store.writer), ("pictures", &store.pictures), ("archive", &store.archive)]
        {
            let connection = connection.lock().unwrap();
            let stable = connection.db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG).unwrap();
            assert!(stable, "{name}: a query is not planned anew for each story");
        }
        let reader = store.read();
        let archive = store.archive.lock().unwrap();
        let synchronous: u32 = archive.query_row("PRAGMA synchronous", [], |row| row.get(0)).unwrap();
        assert_eq!(synchronous, 1, "NORMAL: thousands of stories are copied without waiting for the disk at each page");
        let refused = reader.execute("INSERT INTO setting VALUES ('a', 'b')", []).unwrap_err();
        assert!(refused.to_string().contains("readonly"), "{refused}");
    }

    #[test]
    fn reading_one_story_after_the_other_plans_the_query_once() {
        let folder = TempDir::new().unwrap();
        let store = Store::open(folder.path(), now()).unwrap();
        let reader = store.read();
        let mut statement = reader.prepare(ARTICLE).unwrap();
        for id in ["a", "b", "c"] {
            assert!(!statement.exists([id]).unwrap());
        }
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
    }

    #[test]
    fn an_upgrade_that_fails_leaves_the_file_and_a_copy_each_time() {
        const FIRST: &str = "CREATE TABLE story (headline TEXT NOT NULL) STRICT; INSERT INTO story VALUES ('a');";
        let folder = TempDir::new().unwrap();
        let (old, broken) = (Schema::of(&[FIRST]), Schema::of(&[FIRST, "DELETE FROM story; CREATE TABLE story (a);"]));
        let mut connection = look_at(folder.path(), &old, false).unwrap();
        bring_up(&old, &mut connection).unwrap();
        drop(connection);
        for attempt in 1..=2 {
            let mut connection = look_at(folder.path(), &broken, true).unwrap();
            let later = now() + chrono::Duration::milliseconds(attempt);
            back_up(folder.path(), &broken, &connection, later).unwrap();
            bring_up(&broken, &mut connection).unwrap_err();
            drop(connection);
            let copies: Vec<_> = fs::read_dir(folder.path().join("backups")).unwrap().map(Result::unwrap).collect();
            assert_eq!(copies.len() as i64, attempt, "no copy is written over");
            for path in copies.iter().map(fs::DirEntry::path).chain([folder.path().join(old.file)]) {
                let file = Connection::open(&path).unwrap();
                assert_eq!(old.version(&file).unwrap(), 1);
                let headline: String = file.query_row("SELECT headline FROM story", [], |row| row.get(0)).unwrap();
                assert_eq!(headline, "a", "{}", path.display());
            }
        }
    }

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_772_413_200, 0).unwrap()
    }
}

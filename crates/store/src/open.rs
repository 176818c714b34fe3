//! Opening a newsroom's folder.

use crate::{
    error::StoreError,
    folder::{close_to_others, was_newsroom},
    folding,
    keeping::{self, Place},
    lock::Lock,
    migrations::{ARCHIVE, DESK, PHOTOS, Schema},
    sums::{self, Touched},
    tally::{self, Tally},
};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OpenFlags, config::DbConfig};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError, atomic::AtomicU64},
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
    pub(crate) touched: Touched,
    pub(crate) tally: Tally,
    pub(crate) committed: AtomicU64,
    // Says that all is closed, so it comes last.
    pub(crate) lock: Lock,
}

impl Store {
    /// Opens the newsroom in a folder, or makes one there. Takes a lock on it; after an unclean exit the files are
    /// checked first; before an upgrade of the schema the desk's file is copied to `backups/`. A damaged archive is moved aside
    /// and begun anew. Nobody else on the computer may read the files from then on.
    ///
    /// # Errors
    /// [`StoreError::AlreadyOpen`], [`StoreError::TooNew`], [`StoreError::Damaged`], [`StoreError::DamagedRows`],
    /// [`StoreError::Gone`], [`StoreError::Behind`], [`StoreError::DiskFull`], [`StoreError::Unwritable`]. The files of the desk
    /// are left as they are.
    pub fn open(folder: &Path, now: DateTime<Utc>) -> Result<Self, StoreError> {
        Self::open_telling(folder, now, &|_, _| {})
    }

    /// As [`Store::open`]. Where stories are folded anew for searching, which takes a while, `told` is told after each how many of
    /// how many are done.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_telling(folder: &Path, now: DateTime<Utc>, told: &dyn Fn(u32, u32)) -> Result<Self, StoreError> {
        fs::create_dir_all(folder)?;
        let mut lock = Lock::take(folder)?;
        close_to_others(folder);
        refuse_emptiness(folder)?;
        // All files are looked at before any is changed.
        let mut writer = look_at(folder, &DESK, lock.was_left_open())?;
        // Rows that an upgrade changes get their sums anew, so they are looked at before. Else a row is looked at when it is read:
        // one that is damaged keeps nobody from the others.
        look_for_loss(folder, &writer, DESK.version(&writer)? < DESK.newest())?;
        let mut pictures = look_at(folder, &PHOTOS, lock.was_left_open())?;
        let archive = match look_at(folder, &ARCHIVE, lock.was_left_open()) {
            // A copy that can be fetched anew keeps nobody from his stories.
            Err(StoreError::Damaged(why)) => begin_archive_anew(folder, &why, now)?,
            other => other?,
        };
        lock.say_open()?;
        // And all are copied that will be upgraded, so that a full disk leaves them to the program that wrote them.
        for (schema, connection) in [(&DESK, &writer), (&PHOTOS, &pictures), (&ARCHIVE, &archive)] {
            back_up(folder, schema, connection, now)?;
        }
        bring_up(&DESK, &mut writer)?;
        sums::bring_up(&mut writer)?;
        go_on_as_folded(folding::bring_up_desk(&mut writer, told))?;
        let count = tally::of(&writer)?.ok_or(StoreError::NotFound("tally"))?;
        // A log that was left behind may not be on the disk yet; what is said beside the database must not be ahead of it.
        writer.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        let tally = Tally::open(folder, &count.newsroom)?;
        tally.write(count.commits, now)?;
        let touched = Touched::watch(&mut writer)?;
        bring_up(&PHOTOS, &mut pictures)?;
        let archive = bring_up_archive(folder, archive, now)?;
        // It can be fetched anew: what a power cut takes of it is not lost.
        archive.pragma_update(None, "synchronous", "NORMAL")?;
        let reader = Connection::open_with_flags(
            folder.join(DESK.file),
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        set_pragmas(&reader)?;
        // Those that were made just now, too.
        close_to_others(folder);
        lock.say_closed_at_the_end();
        Ok(Self {
            folder: folder.to_owned(),
            reader: Mutex::new(reader),
            writer: Mutex::new(writer),
            pictures: Mutex::new(pictures),
            archive: Mutex::new(archive),
            touched,
            tally,
            committed: AtomicU64::new(count.commits),
            lock,
        })
    }

    /// The folder of the newsroom.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Brings what lies in the logs into the files, as far as nobody is in the way: it waits for nobody, and nobody for it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn settle_logs(&self) -> Result<(), StoreError> {
        for schema in [&DESK, &PHOTOS] {
            // A connection of its own, so that whoever writes meanwhile does not wait for this one's lock.
            let connection = Connection::open(self.folder.join(schema.file))?;
            connection.pragma_update(None, "synchronous", "FULL")?;
            connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        }
        Ok(())
    }

    /// Leaves nothing readable in `desk.sqlite` of what was changed or deleted there: a secret that once stood in it. Writes the
    /// whole file anew.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn wipe_what_was_freed(&self) -> Result<(), StoreError> {
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        writer.execute_batch("VACUUM")?;
        Ok(writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
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

/// Refuses to begin a new newsroom where there was one. A log without its database is put aside first: SQLite deletes it.
fn refuse_emptiness(folder: &Path) -> Result<(), StoreError> {
    if keeping::is_nothing(&folder.join(DESK.file)) && was_newsroom(folder) {
        return Err(StoreError::Gone(DESK.file));
    }
    let photos = folder.join(PHOTOS.file);
    let log = folder.join(format!("{}-wal", PHOTOS.file));
    if keeping::is_nothing(&photos) && log.exists() {
        let mut left = 1..;
        let free = left.find_map(|n| Some(log.with_extension(format!("left-{n}"))).filter(|name| !name.exists()));
        if let Some(free) = free {
            fs::rename(&log, free)?;
        }
    }
    Ok(())
}

/// Refuses a database that lacks changes which were committed, and if rows are to be looked at, one whose rows are not what was
/// written.
fn look_for_loss(folder: &Path, desk: &Connection, rows: bool) -> Result<(), StoreError> {
    if DESK.version(desk)? == 0 {
        return if was_newsroom(folder) { Err(StoreError::Gone(DESK.file)) } else { Ok(()) };
    }
    if let Some(missing) = keeping::missing_changes(folder, desk)? {
        return Err(StoreError::Behind { missing });
    }
    let damaged = if rows { sums::damaged_rows(desk)? } else { Vec::new() };
    if damaged.is_empty() { Ok(()) } else { Err(StoreError::DamagedRows(damaged)) }
}

/// Opens a file and refuses one that is not sound, without writing to it.
fn look_at(folder: &Path, schema: &Schema, unclean: bool) -> Result<Connection, StoreError> {
    let connection = Connection::open(folder.join(schema.file))?;
    // Closing writes the log into the file. Not into one that may be damaged, or newer than this program.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    schema.version(&connection)?;
    if unclean {
        // The stories are few bytes: their indexes are compared, too, for a story that is in no list is as good as lost.
        let check = if schema.copied { "PRAGMA integrity_check(1)" } else { "PRAGMA quick_check(1)" };
        // What a single row holds is judged by its sum, and keeps nobody from the others: a text that is no JSON any more is no
        // damage of the file.
        connection.pragma_update(None, "ignore_check_constraints", true)?;
        let answer: String = connection.query_row(check, [], |r| r.get(0))?;
        connection.pragma_update(None, "ignore_check_constraints", false)?;
        if answer != "ok" {
            return Err(StoreError::Damaged(format!("{}: {answer}", schema.file)));
        }
    }
    Ok(connection)
}

/// Makes the archive ready for work; one that turns out to be damaged is begun anew.
fn bring_up_archive(folder: &Path, mut archive: Connection, now: DateTime<Utc>) -> Result<Connection, StoreError> {
    bring_up(&ARCHIVE, &mut archive)?;
    match folding::bring_up_archive(&mut archive) {
        Err(StoreError::Damaged(why)) => {
            drop(archive);
            let mut anew = begin_archive_anew(folder, &why, now)?;
            bring_up(&ARCHIVE, &mut anew)?;
            folding::bring_up_archive(&mut anew)?;
            Ok(anew)
        }
        done => go_on_as_folded(done).map(|()| archive),
    }
}

fn begin_archive_anew(folder: &Path, why: &str, now: DateTime<Utc>) -> Result<Connection, StoreError> {
    tracing::warn!(why, "the archive is damaged and is begun anew");
    move_aside(folder, &ARCHIVE, now)?;
    look_at(folder, &ARCHIVE, false)
}

/// What is searched keeps nobody from his stories: without room, or beside a program that holds the file, it stays folded as it
/// is until the next start.
fn go_on_as_folded(done: Result<(), StoreError>) -> Result<(), StoreError> {
    match done {
        Err(error @ (StoreError::DiskFull | StoreError::Unwritable(_))) => {
            tracing::warn!(%error, "what is searched could not be folded anew");
            Ok(())
        }
        done => done,
    }
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
    let place = Place::here(folder);
    place.ready()?;
    let part = place.folder().join(format!("{}.part", schema.file));
    let copied = keeping::copy_database(connection, &part).and_then(|()| look_into_copy(&part, schema));
    if copied.is_err() {
        keeping::remove(&part)?;
    }
    copied?;
    keeping::settle(&part, &place.folder().join(keeping::before_upgrade(now, found, schema.file)))
}

fn look_into_copy(copy: &Path, schema: &Schema) -> Result<(), StoreError> {
    let answer: String = Connection::open(copy)?.query_row("PRAGMA integrity_check(1)", [], |r| r.get(0))?;
    if answer == "ok" { Ok(()) } else { Err(StoreError::Damaged(format!("backup of {}: {answer}", schema.file))) }
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

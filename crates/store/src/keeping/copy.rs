//! Making a copy.

use crate::{
    error::StoreError,
    keeping::{PART, check::damaged_rows_of, names, photos, place::Place, remove, room, settle},
    migrations::DESK,
    sums::DamagedRow,
    tally,
};
use chrono::{DateTime, Utc};
use rusqlite::{
    Connection, OpenFlags,
    backup::{Backup, StepResult},
};
use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

/// Pages that are copied in one go, and the rest after it: a copy is in nobody's way.
const PAGES: i32 = 256;
const REST: Duration = Duration::from_millis(2);

/// A copy that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The database.
    pub file: PathBuf,
    /// Changes committed to the newsroom until then.
    pub commits: u64,
    /// Originals of photos that came to the place with it.
    pub new_photos: u64,
    /// Hashes of originals that are not what was kept any more, in the newsroom itself; they were not copied.
    pub damaged_photos: Vec<String>,
    /// Rows that are not what was written, in the newsroom itself; they were copied as they are, so that the others are safe.
    pub damaged_rows: Vec<DamagedRow>,
    /// True if photos are still to be copied, because there was no time.
    pub photos_left: bool,
}

/// Copies a newsroom to a place, while it is open and worked in or not: first the stories, then the photos that the place does
/// not have. The copy is opened and looked through before it counts; what is not whole is not left behind. `go_on` is asked
/// between photos.
///
/// # Errors
/// [`StoreError::Damaged`] if the newsroom itself is, as a whole; [`StoreError::PlaceGone`], [`StoreError::DiskFull`],
/// [`StoreError::Unwritable`] of the place. The newsroom is only read.
pub fn make_copy(
    newsroom: &Path,
    place: &Place,
    now: DateTime<Utc>,
    go_on: &dyn Fn() -> bool,
) -> Result<Made, StoreError> {
    place.ready()?;
    crate::folder::close_to_others(place.folder());
    room::is_there(place, fs::metadata(newsroom.join(DESK.file))?.len())?;
    let desk = reading(&newsroom.join(DESK.file))?;
    // One state of the database, whatever is written meanwhile.
    desk.execute_batch("BEGIN")?;
    let commits = tally::of(&desk)?.map_or(0, |count| count.commits);
    sync_log(newsroom)?;
    let part = place.folder().join(DESK.file).with_extension(PART);
    let copied = copy_database(&desk, &part).and_then(|()| found_whole(&part, &desk));
    if copied.is_err() {
        // Where the stick is gone, so is the part.
        if let Err(error) = remove(&part) {
            tracing::warn!(%error, "a copy that is not whole is left behind");
        }
    }
    let damaged_rows = copied?;
    drop(desk);
    let file = place.folder().join(names::regular(now, commits));
    settle(&part, &file)?;
    crate::folder::close_to_others(place.folder());
    let photos::Copied { new, damaged, left } = photos::copy_missing(newsroom, place, go_on)?;
    Ok(Made { file, commits, new_photos: new, damaged_photos: damaged, damaged_rows, photos_left: left })
}

/// Waits until the log is on the disk: the name of a copy promises that so many changes were committed, and the steps of a
/// sending are committed without waiting for it.
fn sync_log(newsroom: &Path) -> Result<(), StoreError> {
    match fs::File::options().write(true).open(newsroom.join(format!("{}-wal", DESK.file))) {
        Ok(log) => Ok(log.sync_all()?),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// A connection that only reads, to a file that others may be writing.
pub(super) fn reading(file: &Path) -> Result<Connection, StoreError> {
    let connection =
        Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    connection.pragma_update(None, "cell_size_check", "ON")?;
    Ok(connection)
}

/// Copies page by page, so that a row keeps its number; on the disk when this returns, and one file that needs no log.
pub(crate) fn copy_database(from: &Connection, to: &Path) -> Result<(), StoreError> {
    remove(to)?;
    let mut copy = Connection::open(to)?;
    // It counts when it is whole, so nothing needs to be undone.
    copy.pragma_update(None, "synchronous", "OFF")?;
    // Nobody else opens it, and a share need not have the shared memory of a log.
    copy.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    {
        let backup = Backup::new(from, &mut copy)?;
        while backup.step(PAGES)? != StepResult::Done {
            thread::sleep(REST);
        }
    }
    copy.pragma_update(None, "journal_mode", "DELETE")?;
    copy.close().map_err(|(_, error)| error)?;
    fs::File::options().write(true).open(to)?.sync_all()?;
    Ok(())
}

/// Opens the copy and looks through it; tells whose fault it is if it is not whole. The rows that are damaged in both.
fn found_whole(copy: &Path, original: &Connection) -> Result<Vec<DamagedRow>, StoreError> {
    let found = reading(copy).and_then(|copy| damaged_rows_of(&copy));
    if found.as_ref().is_ok_and(Vec::is_empty) {
        return Ok(Vec::new());
    }
    let damaged = damaged_rows_of(original)?;
    let said = match found {
        Ok(rows) if rows == damaged => return Ok(damaged),
        Ok(rows) => StoreError::DamagedRows(rows).to_string(),
        Err(error) => error.to_string(),
    };
    Err(StoreError::Unwritable(format!("what was written to {} is not what is there: {said}", copy.display())))
}

//! Looking through a newsroom for damage and loss.

use crate::{
    error::StoreError,
    folder,
    keeping::{copy::reading, names, photos},
    migrations::{DESK, PHOTOS},
    sums::{self, DamagedRow},
    tally,
};
use rusqlite::Connection;
use std::{collections::BTreeSet, path::Path};

/// What was found in a newsroom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// The database of the stories is not there, and there was one.
    pub gone: bool,
    /// Changes that were committed and are not there any more; none if nothing is known to be missing.
    pub missing_changes: Option<u64>,
    /// What is wrong with the database of the stories as a whole.
    pub desk: Option<String>,
    /// Rows that are not what was written.
    pub rows: Vec<DamagedRow>,
    /// What is wrong with the database of the photos as a whole; also that it is gone.
    pub photos: Option<String>,
    /// Hashes of originals that stories name and that are not there.
    pub missing_photos: Vec<String>,
    /// Hashes of originals that are not what was kept; empty where bytes were not looked at.
    pub damaged_photos: Vec<String>,
}

impl Health {
    /// True if nothing was found.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        *self == Self::default()
    }

    /// True if the stories are as they were written, whatever the photos are.
    #[must_use]
    pub fn stories_are_sound(&self) -> bool {
        !self.gone && self.missing_changes.is_none() && self.desk.is_none() && self.rows.is_empty()
    }
}

/// How far a look goes. The stories are always looked at whole: structure, indexes, every row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Of the photos, whether there are as many as stories name.
    Stories,
    /// The structure of the photos' database, too, which takes as long as reading it does.
    Photos,
    /// Every original, too, compared with its hash.
    PhotoBytes,
}

/// Looks through a newsroom, open or not, and changes nothing.
///
/// # Errors
/// [`StoreError::Unwritable`] where the files cannot be read for another reason than damage.
pub fn examine(newsroom: &Path, depth: Depth) -> Result<Health, StoreError> {
    let mut health = Health::default();
    let file = newsroom.join(DESK.file);
    if desk_is_nothing(newsroom)? {
        health.gone = folder::was_newsroom(newsroom);
        return Ok(health);
    }
    let mut wanted = BTreeSet::new();
    match reading(&file)
        .and_then(|desk| Ok((missing_changes(newsroom, &desk)?, look_through(&desk)?, wanted_photos(&desk)?)))
    {
        Ok((missing, (), named)) => {
            health.missing_changes = missing;
            wanted = named;
        }
        Err(StoreError::DamagedRows(rows)) => health.rows = rows,
        Err(StoreError::Damaged(why)) => health.desk = Some(why),
        Err(other) => return Err(other),
    }
    match photos_of(newsroom, depth) {
        Ok((there, damaged)) => {
            health.missing_photos = wanted.difference(&there).cloned().collect();
            health.damaged_photos = damaged;
        }
        Err(StoreError::Damaged(why)) => health.photos = Some(why),
        Err(StoreError::NotFound(_)) if wanted.is_empty() => {}
        Err(StoreError::NotFound(_)) => health.photos = Some(format!("{} is gone", PHOTOS.file)),
        Err(other) => return Err(other),
    }
    Ok(health)
}

/// How many changes a database lacks that were committed, by what stands beside it and by the copies.
///
/// # Errors
/// [`StoreError::Damaged`] if it is another newsroom's.
pub(crate) fn missing_changes(newsroom: &Path, desk: &Connection) -> Result<Option<u64>, StoreError> {
    // What stands beside it first: where people work meanwhile, the database is ahead of that then, never behind.
    let noted = tally::read(newsroom);
    let copied = names::newest_count(newsroom);
    let Some(here) = tally::of(desk)? else {
        // A schema that does not count, where there was one that does.
        return Ok(noted.map(|noted| noted.commits).filter(|commits| *commits > 0));
    };
    if let Some(noted) = &noted
        && noted.newsroom != here.newsroom
    {
        return Err(StoreError::Damaged(format!("{} is of another newsroom", DESK.file)));
    }
    let known = noted.map(|noted| noted.commits).max(copied).unwrap_or_default();
    Ok(known.checked_sub(here.commits).filter(|missing| *missing > 0))
}

/// Whether a database is whole: its structure, its indexes, and every row.
///
/// # Errors
/// [`StoreError::Damaged`], [`StoreError::DamagedRows`].
pub(crate) fn look_through(desk: &Connection) -> Result<(), StoreError> {
    if DESK.version(desk)? == 0 {
        return Err(StoreError::Damaged(format!("{} holds no newsroom", DESK.file)));
    }
    let answer: String = desk.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if answer != "ok" {
        return Err(StoreError::Damaged(format!("{}: {answer}", DESK.file)));
    }
    let rows = sums::damaged_rows(desk)?;
    if rows.is_empty() { Ok(()) } else { Err(StoreError::DamagedRows(rows)) }
}

/// As [`look_through`], where single rows may be damaged: those that are. In a schema of before, an upgrade would take them for what
/// was written.
///
/// # Errors
/// [`StoreError::Damaged`] of the database as a whole; [`StoreError::DamagedRows`] of one that is to be upgraded.
pub(crate) fn damaged_rows_of(desk: &Connection) -> Result<Vec<DamagedRow>, StoreError> {
    match look_through(desk) {
        Ok(()) => Ok(Vec::new()),
        Err(StoreError::DamagedRows(rows)) if DESK.version(desk)? == DESK.newest() => Ok(rows),
        Err(other) => Err(other),
    }
}

/// Hashes of all originals that the newsroom names.
pub(super) fn wanted_photos(desk: &Connection) -> Result<BTreeSet<String>, StoreError> {
    let mut statement = desk.prepare(match DESK.version(desk)? {
        0 => return Ok(BTreeSet::new()),
        1..=6 => "SELECT original FROM photo UNION SELECT value ->> 'original' FROM revision, json_each(manuscript, '$.photos')",
        _ => "SELECT original FROM photo",
    })?;
    let mut rows = statement.query([])?;
    let mut wanted = BTreeSet::new();
    while let Some(row) = rows.next()? {
        wanted.insert(row.get(0)?);
    }
    Ok(wanted)
}

/// The originals that are there, and those that are damaged.
fn photos_of(newsroom: &Path, depth: Depth) -> Result<(BTreeSet<String>, Vec<String>), StoreError> {
    let file = newsroom.join(PHOTOS.file);
    if is_nothing(&file) {
        return Err(StoreError::NotFound("photos"));
    }
    let connection = reading(&file)?;
    let begun = if depth == Depth::Stories { PHOTOS.version(&connection)? > 0 } else { photos_are_whole(&connection)? };
    if !begun {
        return Err(StoreError::NotFound("photos"));
    }
    let mut damaged = Vec::new();
    let mut there = BTreeSet::new();
    for (hash, _) in photos::originals(&connection)? {
        if depth == Depth::PhotoBytes
            && !photos::bytes_of(&connection, &hash)?.is_some_and(|found| photos::is(&found, &hash))
        {
            damaged.push(hash.clone());
        }
        there.insert(hash);
    }
    Ok((there, damaged))
}

/// False for a database that has nothing in it yet.
///
/// # Errors
/// [`StoreError::Damaged`].
pub(super) fn photos_are_whole(photos: &Connection) -> Result<bool, StoreError> {
    if PHOTOS.version(photos)? == 0 {
        return Ok(false);
    }
    let answer: String = photos.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if answer == "ok" { Ok(true) } else { Err(StoreError::Damaged(format!("{}: {answer}", PHOTOS.file))) }
}

/// No database of stories, or one that nothing was ever written to.
///
/// # Errors
/// What SQLite says, but for damage: that is something.
pub(super) fn desk_is_nothing(newsroom: &Path) -> Result<bool, StoreError> {
    let file = newsroom.join(DESK.file);
    if is_nothing(&file) {
        return Ok(true);
    }
    match reading(&file).and_then(|desk| DESK.version(&desk)) {
        Ok(version) => Ok(version == 0),
        Err(StoreError::Damaged(_) | StoreError::TooNew { .. }) => Ok(false),
        Err(other) => Err(other),
    }
}

/// True if there is no newsroom in a folder, and nothing tells that there ever was one. What cannot be looked at may be one.
#[must_use]
pub fn is_nowhere(folder: &Path) -> bool {
    let nothing = match std::fs::metadata(folder.join(DESK.file)) {
        Ok(file) => file.len() == 0,
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    };
    nothing && !folder::was_newsroom(folder)
}

/// No file, or an empty one.
pub(crate) fn is_nothing(file: &Path) -> bool {
    std::fs::metadata(file).map_or(true, |found| found.len() == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Act, Store};
    use chrono::Utc;
    use newsroom::Deed;
    use std::sync::Arc;
    use tempfile::TempDir;

    #[test]
    fn what_is_saved_while_somebody_looks_is_not_told_as_lost() {
        let folder = TempDir::new().unwrap();
        let store = Arc::new(Store::open(folder.path(), Utc::now()).unwrap());
        let mut desk = reading(&folder.path().join(DESK.file)).unwrap();
        let saved = Arc::clone(&store);
        // At each step of the look, somebody saves something.
        desk.progress_handler(
            1,
            Some(move || {
                let act = Act { actor: None, at: Utc::now() };
                saved.transact(act, |t| t.audit(None, &Deed::Kept, None)).map_err(|e: StoreError| e).unwrap();
                false
            }),
        )
        .unwrap();
        assert_eq!(missing_changes(folder.path(), &desk).unwrap(), None);
        assert!(store.committed() > 0);
    }
}

//! What is in a copy, before somebody restores it.

use crate::{
    columns::Columns,
    error::StoreError,
    keeping::{check, copy::reading, photos, place::Place},
    tally,
};
use chrono::{DateTime, Utc};
use rusqlite::OptionalExtension;
use std::path::Path;

/// Stories that are named of a copy: enough to recognise the day.
const NAMED: u32 = 12;

/// What is in a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// Name of the newsroom, if it had one.
    pub newsroom: Option<String>,
    /// Changes committed until then; none in a copy of an old program.
    pub commits: Option<u64>,
    /// Stories.
    pub stories: u64,
    /// Kept states of stories.
    pub revisions: u64,
    /// People.
    pub people: u64,
    /// Photos that it names.
    pub photos: u64,
    /// Of those, how many no place has a file of.
    pub photos_missing: u64,
    /// When a story was last changed, UTC.
    pub last_change: Option<DateTime<Utc>>,
    /// The stories that were changed last, newest first: headline, and when.
    pub newest: Vec<(String, DateTime<Utc>)>,
}

/// Looks into a copy, having looked through it. `places` are those that may have its photos; so may the newsroom itself, which
/// is not asked.
///
/// # Errors
/// [`StoreError::Damaged`], [`StoreError::DamagedRows`], [`StoreError::TooNew`]; [`StoreError::Unwritable`] if it cannot be reached.
pub fn look_into(copy: &Path, places: &[Place]) -> Result<Contents, StoreError> {
    let desk = reading(copy)?;
    check::damaged_rows_of(&desk)?;
    let count = |sql: &str| desk.query_row(sql, [], |row| row.get::<_, u64>(0));
    let wanted = check::wanted_photos(&desk)?;
    let missing = wanted.iter().filter(|hash| !places.iter().any(|place| photos::has(place, hash))).count();
    let mut statement = desk.prepare("SELECT headline, updated_at FROM article ORDER BY updated_at DESC LIMIT ?1")?;
    let mut rows = statement.query([NAMED])?;
    let mut newest = Vec::new();
    while let Some(row) = rows.next()? {
        newest.push((row.get("headline")?, row.time("updated_at")?));
    }
    Ok(Contents {
        newsroom: desk
            .query_row("SELECT value FROM setting WHERE name = 'newsroom'", [], |row| row.get(0))
            .optional()?,
        commits: tally::of(&desk)?.map(|count| count.commits),
        stories: count("SELECT count(*) FROM article")?,
        revisions: count("SELECT count(*) FROM revision")?,
        people: count("SELECT count(*) FROM staff")?,
        photos: u64::try_from(wanted.len()).unwrap_or(u64::MAX),
        photos_missing: u64::try_from(missing).unwrap_or(u64::MAX),
        last_change: newest.first().map(|(_, at)| *at),
        newest,
    })
}

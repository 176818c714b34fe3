//! How many changes were committed, in a second place: a small file beside the database.
//!
//! SQLite takes a log that is missing, cut or damaged for one that ends there, and says nothing. The database counts its
//! commits; this file, written after each of them, says how far it had come. It is not waited for (no `fsync`): what a power
//! cut takes of it makes the number smaller, never larger than what the database is sure of.

use crate::error::StoreError;
use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};
use std::{
    fs::{self, File},
    io::{Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

/// Name of the file in a newsroom's folder.
pub(crate) const FILE: &str = "newsdesk.tally";

/// Which newsroom, and how many changes were committed to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Count {
    /// The newsroom's own name among all: 32 hexadecimal digits.
    pub newsroom: String,
    /// Changes committed since it was made.
    pub commits: u64,
    /// When the last of them was made, UTC; of the database this is not known.
    pub at: Option<DateTime<Utc>>,
}

/// The file, open for writing.
#[derive(Debug)]
pub(crate) struct Tally {
    newsroom: String,
    file: Mutex<File>,
}

impl Tally {
    /// Opens the file, or makes it.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`], [`StoreError::Unwritable`].
    pub(crate) fn open(folder: &Path, newsroom: &str) -> Result<Self, StoreError> {
        let file = File::options().write(true).create(true).truncate(false).open(place(folder))?;
        Ok(Self { newsroom: newsroom.to_owned(), file: Mutex::new(file) })
    }

    /// The newsroom's own name.
    pub(crate) fn newsroom(&self) -> &str {
        &self.newsroom
    }

    /// Writes how far the database has come; always so many bytes, over those that are there, so that it needs no room.
    ///
    /// # Errors
    /// What the system says.
    pub(crate) fn write(&self, commits: u64, at: DateTime<Utc>) -> std::io::Result<()> {
        let line = line(&self.newsroom, commits, at);
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(0))?;
        file.write_all(line.as_bytes())
    }

    /// As [`Tally::write`], of a change that is committed already: it stands, whatever becomes of this.
    pub(crate) fn note(&self, commits: u64, at: DateTime<Utc>) {
        if let Err(error) = self.write(commits, at) {
            tracing::warn!(%error, commits, "the number of the last change could not be noted beside the database");
        }
    }
}

/// What the file says; none if it is not there, or is no whole line of ours.
pub(crate) fn read(folder: &Path) -> Option<Count> {
    let text = fs::read_to_string(place(folder)).ok()?;
    let (said, check) = text.trim_end().rsplit_once(' ')?;
    if check != check_of(said) {
        return None;
    }
    let mut words = said.split(' ').skip(2);
    let (newsroom, commits, at) = (words.next()?, words.next()?, words.next()?);
    Some(Count { newsroom: newsroom.to_owned(), commits: commits.parse().ok()?, at: at.parse().ok() })
}

/// What a database says; none in a schema that does not count yet.
pub(crate) fn of(connection: &Connection) -> Result<Option<Count>, StoreError> {
    let counts: bool =
        connection
            .query_row("SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'tally')", [], |row| row.get(0))?;
    if !counts {
        return Ok(None);
    }
    let count = connection
        .query_row("SELECT newsroom, commits FROM tally", [], |row| {
            Ok(Count { newsroom: row.get(0)?, commits: row.get(1)?, at: None })
        })
        .optional()?;
    count.map_or_else(|| Err(StoreError::Damaged("the count of changes is gone".to_owned())), |count| Ok(Some(count)))
}

fn place(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

fn line(newsroom: &str, commits: u64, at: DateTime<Utc>) -> String {
    let said = format!("newsdesk 1 {newsroom} {commits:020} {}", at.to_rfc3339_opts(SecondsFormat::Millis, true));
    format!("{said} {}\n", check_of(&said))
}

fn check_of(said: &str) -> String {
    hex::encode(&Sha256::digest(said.as_bytes())[..8])
}

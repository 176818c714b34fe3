//! What can go wrong with a store.

use crate::sums::DamagedRow;
use rusqlite::{ErrorCode, ffi};
use std::path::PathBuf;

/// Why something could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk is full; nothing of the change was kept.
    #[error("the disk is full")]
    DiskFull,
    /// The files cannot be written: read-only, no permission, locked by another program.
    #[error("the store cannot be written: {0}")]
    Unwritable(String),
    /// Another Newsdesk has this folder open.
    #[error("another Newsdesk works in this folder")]
    AlreadyOpen,
    /// A newer Newsdesk wrote this file.
    #[error("{file} has schema {found}, this program knows {known}")]
    TooNew {
        /// Name of the file in the folder of the newsroom.
        file: &'static str,
        /// Number of the schema that was found in it.
        found: u32,
        /// The newest schema this program knows.
        known: u32,
    },
    /// The file is damaged. It is left as it is.
    #[error("the store is damaged: {0}")]
    Damaged(String),
    /// Rows hold something else than was written.
    #[error("{} rows are not what was written, the first is {}", .0.len(), first(.0))]
    DamagedRows(Vec<DamagedRow>),
    /// There was a newsroom in this folder, and its stories are gone. Nothing was made in their place.
    #[error("{0} is gone")]
    Gone(&'static str),
    /// The last changes are missing: what is there is older than what was committed. It is left as it is.
    #[error("{missing} changes that were committed are not there")]
    Behind {
        /// How many changes.
        missing: u64,
    },
    /// The place for copies cannot be reached: a stick that is not plugged in, a share that is away.
    #[error("{} cannot be reached", .0.display())]
    PlaceGone(PathBuf),
    /// There is no such thing.
    #[error("not found: {0}")]
    NotFound(&'static str),
    /// The name is taken.
    #[error("already taken: {0}")]
    Taken(&'static str),
    /// A stored value that this program cannot read.
    #[error("unreadable {what}: {why}")]
    Unreadable {
        /// Which column or document.
        what: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// Anything else that SQLite says.
    #[error("database: {0}")]
    Sql(#[source] rusqlite::Error),
}

fn first(rows: &[DamagedRow]) -> String {
    rows.first().map(ToString::to_string).unwrap_or_default()
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        // The index of a log finds no room: the one case in which SQLite does not say that the disk is full.
        if error.sqlite_error().is_some_and(|e| e.extended_code == ffi::SQLITE_IOERR_SHMSIZE) {
            return Self::DiskFull;
        }
        // The file ends too early, or the disk gives back something else than was written.
        let unreadable = [
            ffi::SQLITE_IOERR_READ,
            ffi::SQLITE_IOERR_SHORT_READ,
            ffi::SQLITE_IOERR_CORRUPTFS,
            ffi::SQLITE_IOERR_DATA,
            ffi::SQLITE_IOERR_IN_PAGE,
        ];
        if let Some(found) = error.sqlite_error().filter(|found| unreadable.contains(&found.extended_code)) {
            return Self::Damaged(format!("{error} ({})", found.extended_code));
        }
        let extended = error.sqlite_error().map(|found| found.extended_code).unwrap_or_default();
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error.to_string()),
            Some(
                ErrorCode::ReadOnly
                | ErrorCode::CannotOpen
                | ErrorCode::PermissionDenied
                | ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::SystemIoFailure,
            ) => Self::Unwritable(format!("{error} ({extended})")),
            _ => Self::Sql(error),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Unwritable(error.to_string()),
        }
    }
}

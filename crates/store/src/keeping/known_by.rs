//! What people know a row of the database by: its story with the author, or its own name.

use crate::{
    error::StoreError,
    keeping::copy::reading,
    migrations::DESK,
    sums::{self, DamagedRow},
};
use rusqlite::{Connection, OptionalExtension};
use std::path::Path;

/// What people know a row by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownBy {
    /// Headline of the story that it belongs to, else its own name; may be empty.
    pub name: String,
    /// Full name of the story's author, if it belongs to a story and that can be read.
    pub author: Option<String>,
}

/// What people know these rows of a newsroom by, one after the other: nothing where that cannot be read, or where a row is no thing
/// with a name.
///
/// # Errors
/// [`StoreError::Damaged`], [`StoreError::Unwritable`] if the file cannot be opened.
pub fn known_by(newsroom: &Path, rows: &[DamagedRow]) -> Result<Vec<Option<KnownBy>>, StoreError> {
    let desk = reading(&newsroom.join(DESK.file))?;
    Ok(rows.iter().map(|row| one(&desk, row)).collect())
}

fn one(desk: &Connection, row: &DamagedRow) -> Option<KnownBy> {
    let from = match row.table.as_str() {
        "article" => "article WHERE article.id = ?1",
        "photo_use" => "photo_use AS row JOIN article ON article.id = row.article WHERE row.id = ?1",
        "revision" | "approval" => "revision AS row JOIN article ON article.id = row.article WHERE row.id = ?1",
        "transmission" => "transmission AS row JOIN article ON article.id = row.article WHERE row.id = ?1",
        // Of an answer, the first part of the key names its remark.
        "remark" | "note" => "remark AS row JOIN article ON article.id = row.article WHERE row.id = ?1",
        "section" | "site" | "staff" | "template" => return named(desk, row),
        _ => return None,
    };
    let key = sums::parts_of(&row.key).next()?;
    let sql = format!("SELECT article.headline, (SELECT name FROM staff WHERE staff.id = article.author) FROM {from}");
    let found = desk
        .query_row(&sql, [key], |found| Ok(KnownBy { name: found.get(0)?, author: found.get(1).unwrap_or_default() }));
    readable(row, found.optional())
}

fn named(desk: &Connection, row: &DamagedRow) -> Option<KnownBy> {
    let sql = format!("SELECT name FROM {} WHERE id = ?1", row.table);
    let found = desk.query_row(&sql, [&row.key], |found| Ok(KnownBy { name: found.get(0)?, author: None }));
    readable(row, found.optional())
}

/// What cannot be read has no name; the row was told to be damaged already.
fn readable(row: &DamagedRow, found: rusqlite::Result<Option<KnownBy>>) -> Option<KnownBy> {
    found.unwrap_or_else(|error| {
        tracing::info!(%row, %error, "what this entry is known by cannot be read");
        None
    })
}

//! Bringing photos back from copies.

use crate::{
    error::StoreError,
    keeping::{check, photos, place::Place, remove, settle},
    migrations::PHOTOS,
    open::Store,
    pictures::CHUNK_BYTES,
};
use chrono::{DateTime, SecondsFormat, Utc};
use newsroom::ContentHash;
use rusqlite::{Connection, TransactionBehavior};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// What became of photos that were missing or damaged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// Hashes of originals that are back, byte for byte.
    pub back: Vec<String>,
    /// Hashes of originals that no copy has.
    pub missing: Vec<String>,
}

/// Looks in the copies for the originals that an open newsroom names and has not, and for `damaged` ones, each of them once, and
/// stores those that are found. Nothing is asked: bytes with the right hash are the photo.
///
/// # Errors
/// [`StoreError::DiskFull`] and others of the newsroom.
pub fn mend_photos(store: &Store, places: &[Place], damaged: &[String]) -> Result<Mended, StoreError> {
    let wanted = check::wanted_photos(&store.read())?;
    let there: BTreeSet<String> = photos::originals(&store.photos_db())?.into_iter().map(|(hash, _)| hash).collect();
    let mut mended = Mended::default();
    let sought: BTreeSet<&String> = wanted.difference(&there).chain(damaged).collect();
    for hash in sought {
        let found = if mend_photo(store, places, hash)? { &mut mended.back } else { &mut mended.missing };
        found.push(hash.clone());
    }
    Ok(mended)
}

/// Looks in the copies for one original, and stores it if it is found; false if no copy has it.
///
/// # Errors
/// [`StoreError::DiskFull`] and others of the newsroom.
pub fn mend_photo(store: &Store, places: &[Place], hash: &str) -> Result<bool, StoreError> {
    let Some(bytes) = photos::find(places, hash) else { return Ok(false) };
    let mut connection = store.photos_db();
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    put(&tx, hash, &bytes, Utc::now())?;
    tx.commit()?;
    Ok(true)
}

/// Makes the photos' database of a closed newsroom anew: of what can still be read and is what its hash says, and of the copies.
/// The old file goes into `aside`.
pub(super) fn rebuild(newsroom: &Path, places: &[Place], aside: &Path, now: DateTime<Utc>) -> Result<(), StoreError> {
    let part = newsroom.join(PHOTOS.file).with_extension("part");
    remove(&part)?;
    let made = fill(newsroom, places, &part, now);
    if made.is_err() {
        remove(&part)?;
    }
    made?;
    put_aside(newsroom, PHOTOS.file, aside)?;
    settle(&part, &newsroom.join(PHOTOS.file))
}

fn fill(newsroom: &Path, places: &[Place], part: &Path, now: DateTime<Utc>) -> Result<(), StoreError> {
    let mut new = Connection::open(part)?;
    new.pragma_update(None, "synchronous", "OFF")?;
    PHOTOS.upgrade(&mut new)?;
    let mut wanted = check::wanted_photos(&super::copy::reading(&newsroom.join(crate::migrations::DESK.file))?)?;
    let old = super::copy::reading(&newsroom.join(PHOTOS.file)).ok();
    if let Some(old) = &old {
        wanted.extend(known(old));
    }
    for hash in &wanted {
        let kept = old.as_ref().and_then(|old| photos::bytes_of(old, hash).ok().flatten());
        let bytes = kept.filter(|bytes| photos::is(bytes, hash)).or_else(|| photos::find(places, hash));
        let Some(bytes) = bytes else { continue };
        let tx = new.transaction()?;
        put(&tx, hash, &bytes, now)?;
        if let Some(old) = &old
            && let Err(error) = renditions(old, &tx, hash)
        {
            // They are made anew when they are asked for.
            tracing::info!(%error, hash, "renditions of this photo could not be read");
        }
        tx.commit()?;
    }
    new.close().map_err(|(_, error)| error)?;
    Ok(())
}

/// As many hashes as can be read.
fn known(old: &Connection) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for sql in ["SELECT hash FROM original", "SELECT hash FROM original ORDER BY hash DESC"] {
        let Ok(mut statement) = old.prepare(sql) else { continue };
        let Ok(rows) = statement.query_map([], |row| row.get::<_, String>(0)) else { continue };
        found.extend(rows.map_while(Result::ok));
    }
    found
}

fn renditions(old: &Connection, new: &Connection, hash: &str) -> Result<(), StoreError> {
    let mut statement =
        old.prepare_cached("SELECT recipe, content, width, height, jpeg FROM rendition WHERE original = ?1")?;
    let mut rows = statement.query([hash])?;
    while let Some(row) = rows.next()? {
        let (content, jpeg): (String, Vec<u8>) = (row.get("content")?, row.get("jpeg")?);
        if !photos::is(&jpeg, &content) {
            continue;
        }
        new.prepare_cached(
            "INSERT OR IGNORE INTO rendition (original, recipe, content, width, height, jpeg) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((
            hash,
            row.get::<_, String>("recipe")?,
            content,
            row.get::<_, u32>("width")?,
            row.get::<_, u32>("height")?,
            jpeg,
        ))?;
    }
    Ok(())
}

/// Stores an original in place of what there is by this hash.
fn put(photos: &Connection, hash: &str, bytes: &[u8], now: DateTime<Utc>) -> Result<(), StoreError> {
    debug_assert_eq!(ContentHash::of(bytes).to_string(), hash);
    let chunks = bytes.chunks(CHUNK_BYTES);
    photos
        .prepare_cached(
            "INSERT INTO original (hash, size, chunks, stored_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (hash) DO UPDATE SET size = excluded.size, chunks = excluded.chunks",
        )?
        .execute((
            hash,
            i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            i64::try_from(chunks.len()).unwrap_or(i64::MAX),
            now.to_rfc3339_opts(SecondsFormat::Millis, true),
        ))?;
    photos.prepare_cached("DELETE FROM chunk WHERE hash = ?1")?.execute([hash])?;
    let mut statement = photos.prepare_cached("INSERT INTO chunk (hash, position, bytes) VALUES (?1, ?2, ?3)")?;
    for (position, chunk) in (0i64..).zip(chunks) {
        statement.execute((hash, position, chunk))?;
    }
    Ok(())
}

/// Moves a database with its log into a folder; nothing is deleted. The log goes first: SQLite deletes one that it finds without
/// its database.
pub(super) fn put_aside(newsroom: &Path, file: &str, aside: &Path) -> Result<(), StoreError> {
    fs::create_dir_all(aside)?;
    for ending in ["-wal", "-shm", ""] {
        let name = format!("{file}{ending}");
        let (from, to): (PathBuf, PathBuf) = (newsroom.join(&name), aside.join(&name));
        if from.exists() {
            fs::rename(from, to)?;
        }
    }
    Ok(())
}

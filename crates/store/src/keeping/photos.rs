//! Originals of photos as files by their hash: `photos/ab/ab12…`.

use crate::{
    error::StoreError,
    keeping::{PART, copy::reading, place::Place, remove, room, settle},
    migrations::PHOTOS,
};
use newsroom::ContentHash;
use rusqlite::{Connection, OptionalExtension};
use std::{
    fs::{self, File},
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

/// Ending of a photo's file that is not the photo any more.
const DAMAGED: &str = "damaged";

/// What was done for the photos of a copy.
pub(super) struct Copied {
    pub(super) new: u64,
    pub(super) damaged: Vec<String>,
    pub(super) left: bool,
}

/// Copies the originals that a place does not have, each read back from the newsroom and compared with its hash.
pub(super) fn copy_missing(newsroom: &Path, place: &Place, go_on: &dyn Fn() -> bool) -> Result<Copied, StoreError> {
    let mut done = Copied { new: 0, damaged: Vec::new(), left: false };
    let file = newsroom.join(PHOTOS.file);
    if !file.exists() {
        return Ok(done);
    }
    let photos = reading(&file)?;
    for (hash, size) in originals(&photos)? {
        let kept = path_of(place, &hash);
        if fs::metadata(&kept).is_ok_and(|found| found.len() == size) {
            continue;
        }
        if !go_on() {
            done.left = true;
            break;
        }
        match bytes_of(&photos, &hash)? {
            Some(bytes) if is(&bytes, &hash) => {
                room::is_there(place, size)?;
                write(&kept, &bytes)?;
                remove(&kept.with_extension(DAMAGED))?;
                done.new += 1;
            }
            _ => done.damaged.push(hash),
        }
    }
    Ok(done)
}

/// The bytes of an original as a place has them, if it has them and they are right.
pub(super) fn find(places: &[Place], hash: &str) -> Option<Vec<u8>> {
    let mut found = places.iter().filter_map(|place| fs::read(path_of(place, hash)).ok());
    found.find(|bytes| is(bytes, hash))
}

/// Whether a place has a file for this original, of any content.
pub(super) fn has(place: &Place, hash: &str) -> bool {
    path_of(place, hash).is_file()
}

/// Gives a file that is not what its name says another one, so that the next copy makes it anew. It is not deleted: it may be
/// all that is left of the photo.
pub(super) fn set_apart(place: &Place, hash: &str) -> Result<(), StoreError> {
    let file = path_of(place, hash);
    Ok(fs::rename(&file, file.with_extension(DAMAGED))?)
}

/// All originals with their sizes, by hash.
pub(super) fn originals(photos: &Connection) -> Result<Vec<(String, u64)>, StoreError> {
    let mut statement = photos.prepare("SELECT hash, size FROM original ORDER BY hash")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push((row.get("hash")?, row.get("size")?));
    }
    Ok(found)
}

/// The bytes of an original as the database has them; none if it has none.
pub(super) fn bytes_of(photos: &Connection, hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let known =
        photos.prepare_cached("SELECT 1 FROM original WHERE hash = ?1")?.query_row([hash], |_| Ok(())).optional()?;
    if known.is_none() {
        return Ok(None);
    }
    let mut statement = photos.prepare_cached("SELECT bytes FROM chunk WHERE hash = ?1 ORDER BY position")?;
    let mut rows = statement.query([hash])?;
    let mut bytes = Vec::new();
    while let Some(row) = rows.next()? {
        bytes.extend_from_slice(row.get_ref("bytes")?.as_blob().map_err(rusqlite::Error::from)?);
    }
    Ok(Some(bytes))
}

pub(super) fn is(bytes: &[u8], hash: &str) -> bool {
    ContentHash::of(bytes).to_string() == hash
}

fn path_of(place: &Place, hash: &str) -> PathBuf {
    place.photos().join(hash.get(..2).unwrap_or(hash)).join(hash)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    // One by one: where the stick was pulled out, its folder must not be made on the disk below.
    let folders = [path.parent().and_then(Path::parent), path.parent()];
    for folder in folders.into_iter().flatten() {
        match fs::create_dir(folder) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error.into()),
            _ => {}
        }
    }
    let part = path.with_extension(PART);
    let written = File::create(&part).and_then(|mut file| file.write_all(bytes));
    if let Err(error) = written {
        if let Err(left) = remove(&part) {
            tracing::debug!(%left, "half a photo could not be removed");
        }
        return Err(error.into());
    }
    settle(&part, path)
}

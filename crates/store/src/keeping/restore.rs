//! Putting a copy in the place of what is there, and trying that out.

use crate::{
    error::StoreError,
    keeping::{
        PART,
        check::{self, Health, damaged_rows_of, desk_is_nothing, is_nothing, look_through},
        contents::{Contents, look_into},
        copy::{copy_database, reading},
        held::hold_back,
        mend::{put_aside, rebuild},
        names, photos,
        place::Place,
        remove, settle,
    },
    lock::Lock,
    migrations::{DESK, PHOTOS},
    open::Store,
    sums,
    tally::{self, Tally},
};
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What was restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The folder into which the present went; [`Place::copies`] lists it.
    pub aside: PathBuf,
}

/// Makes a closed newsroom what it was when a copy was made. What is there is put aside first, and can be restored in the same
/// way. Photos are never fewer than before: if their file is damaged or gone, it is made anew of what can be read and of
/// the copies. What waits in the outbox is held back, because readers may have something newer by now.
///
/// # Errors
/// [`StoreError::AlreadyOpen`]; [`StoreError::Damaged`], [`StoreError::DamagedRows`] and [`StoreError::TooNew`] of the copy,
/// [`StoreError::DiskFull`]: then everything is as it was.
pub fn restore(newsroom: &Path, copy: &Path, now: DateTime<Utc>) -> Result<Restored, StoreError> {
    let _lock = Lock::take(newsroom)?;
    let part = newsroom.join(DESK.file).with_extension(PART);
    let staged = stage(newsroom, copy, &part, now);
    if staged.is_err() {
        remove(&part)?;
    }
    let (id, commits) = staged?;
    let aside = aside(newsroom, now)?;
    put_aside(newsroom, DESK.file, &aside)?;
    settle(&part, &newsroom.join(DESK.file))?;
    Tally::open(newsroom, &id)?.write(commits, now)?;
    mend_photos_file(newsroom, &aside, now)?;
    Ok(Restored { aside })
}

/// Makes what a copy will be in this newsroom, in a file beside it: the newsroom's own name, and how many changes it counts.
fn stage(newsroom: &Path, copy: &Path, part: &Path, now: DateTime<Utc>) -> Result<(String, u64), StoreError> {
    let before = tally::read(newsroom);
    let from = reading(copy)?;
    damaged_rows_of(&from)?;
    copy_database(&from, part)?;
    drop(from);
    let mut staged = Connection::open(part)?;
    // In any schema, it becomes the state after all that this newsroom has gone through.
    DESK.upgrade(&mut staged)?;
    sums::bring_up(&mut staged)?;
    damaged_rows_of(&staged)?;
    hold_back(&mut staged, &[], now)?;
    let count = tally::of(&staged)?.ok_or_else(|| StoreError::Damaged("a copy that does not count".to_owned()))?;
    let (id, known) = match before {
        Some(before) => (before.newsroom, before.commits),
        None => (count.newsroom, count.commits),
    };
    let commits = known.max(count.commits).max(names::newest_count(newsroom).unwrap_or_default()) + 1;
    staged.execute("UPDATE tally SET newsroom = ?1, commits = ?2", (&id, commits))?;
    staged.close().map_err(|(_, error)| error)?;
    Ok((id, commits))
}

/// Whether a newsroom that does not open can be worked in as it is ([`keep_what_is_left`]): its stories can be read, though some of
/// them may be damaged; where all are gone, there is no copy to go back to.
///
/// # Errors
/// [`StoreError::Unwritable`] if a copy cannot be read for another reason than damage.
pub fn may_go_on(newsroom: &Path, health: &Health) -> Result<bool, StoreError> {
    if health.desk.is_some() {
        return Ok(false);
    }
    Ok(!health.gone || !may_go_back(newsroom)?)
}

/// Whether there is a copy that is whole.
fn may_go_back(newsroom: &Path) -> Result<bool, StoreError> {
    for copy in Place::all(newsroom).into_iter().flat_map(|place| place.copies()) {
        match reading(&copy.file).and_then(|copy| damaged_rows_of(&copy)) {
            // One of a newer program is whole for that one.
            Ok(_) | Err(StoreError::TooNew { .. }) => return Ok(true),
            Err(StoreError::Damaged(_) | StoreError::DamagedRows(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(false)
}

/// Takes a closed newsroom as it is, where the last changes are missing, or its photos: what is there is copied aside first, and
/// from now on it counts as all there is. The same of damaged rows, where a person rather goes on with them than back to a copy:
/// their stories say so in their history. Where something may be wrong with the stories, what waits in the outbox is held back.
///
/// # Errors
/// [`StoreError::AlreadyOpen`]; [`StoreError::Damaged`] where that is no newsroom that can be worked in.
pub fn keep_what_is_left(newsroom: &Path, now: DateTime<Utc>) -> Result<Restored, StoreError> {
    let _lock = Lock::take(newsroom)?;
    let aside = aside(newsroom, now)?;
    let file = newsroom.join(DESK.file);
    if desk_is_nothing(newsroom)? {
        return begin_anew(newsroom, aside);
    }
    // Looked at before anything is written, also aside.
    let damaged = match reading(&file).and_then(|desk| look_through(&desk)) {
        Ok(()) => Vec::new(),
        Err(StoreError::DamagedRows(rows)) => rows,
        Err(other) => return Err(other),
    };
    fs::create_dir_all(&aside)?;
    for ending in ["", "-wal"] {
        let name = format!("{}{ending}", DESK.file);
        if newsroom.join(&name).exists() {
            fs::copy(newsroom.join(&name), aside.join(&name))?;
        }
    }
    let mut desk = Connection::open(&file)?;
    let missing = check::missing_changes(newsroom, &desk)?.unwrap_or_default();
    DESK.upgrade(&mut desk)?;
    if damaged.is_empty() {
        sums::bring_up(&mut desk)?;
    } else {
        sums::believe_all(&mut desk)?;
    }
    if missing > 0 || !damaged.is_empty() {
        hold_back(&mut desk, &damaged, now)?;
    }
    if let Some(count) = tally::of(&desk)? {
        let commits = count.commits + missing + 1;
        desk.execute("UPDATE tally SET commits = ?1", [commits])?;
        Tally::open(newsroom, &count.newsroom)?.write(commits, now)?;
    }
    drop(desk);
    mend_photos_file(newsroom, &aside, now)?;
    Ok(Restored { aside })
}

/// Where there is nothing to go on with, nor a copy, a new newsroom begins, and what is left of the old one stays aside; in a
/// folder within, for it is nothing to go back to.
fn begin_anew(newsroom: &Path, aside: PathBuf) -> Result<Restored, StoreError> {
    if may_go_back(newsroom)? {
        return Err(StoreError::Gone(DESK.file));
    }
    let left = aside.join("left");
    fs::create_dir_all(&left)?;
    for copy in names::copies_here(newsroom) {
        let own = if copy.kind == names::CopyKind::Aside { copy.file.parent() } else { Some(copy.file.as_path()) };
        if let Some((own, name)) = own.and_then(|own| Some((own, own.file_name()?))) {
            fs::rename(own, left.join(name))?;
        }
    }
    put_aside(newsroom, DESK.file, &left)?;
    put_aside(newsroom, tally::FILE, &left)?;
    Ok(Restored { aside })
}

/// Restores the newest whole copy of a place into a folder of its own, opens it as a newsroom, looks through all of it and at every
/// photo that it names, and removes the folder again. The newsroom itself is not touched. A photo of the copy that is damaged is
/// set apart, so that the next copy makes it anew.
///
/// # Errors
/// [`StoreError::NotFound`] if there is no copy; what is wrong with the newest one.
pub fn try_out(newsroom: &Path, place: &Place, now: DateTime<Utc>) -> Result<(names::Copy, Contents), StoreError> {
    place.ready()?;
    let copy = place
        .copies()
        .into_iter()
        .find(|copy| matches!(copy.kind, names::CopyKind::Regular { .. }))
        .ok_or(StoreError::NotFound("copy"))?;
    let trial = Place::here(newsroom).folder().join("trial");
    if trial.exists() {
        fs::remove_dir_all(&trial)?;
    }
    fs::create_dir_all(&trial)?;
    let tried = try_in(&trial, &copy, place, now);
    fs::remove_dir_all(&trial)?;
    tried.map(|contents| (copy, contents))
}

fn try_in(trial: &Path, copy: &names::Copy, place: &Place, now: DateTime<Utc>) -> Result<Contents, StoreError> {
    let restored = trial.join(DESK.file);
    copy_database(&reading(&copy.file)?, &restored)?;
    let wanted = check::wanted_photos(&reading(&restored)?)?;
    let store = Store::open(trial, now)?;
    look_through(&store.read())?;
    drop(store);
    let contents = look_into(&restored, std::slice::from_ref(place))?;
    // Not only that there is a file: what is in it.
    let mut wrong = 0;
    for hash in wanted.iter().filter(|hash| photos::find(std::slice::from_ref(place), hash).is_none()) {
        wrong += 1;
        if photos::has(place, hash) {
            photos::set_apart(place, hash)?;
        }
    }
    Ok(Contents { photos_missing: wrong, ..contents })
}

fn aside(newsroom: &Path, now: DateTime<Utc>) -> Result<PathBuf, StoreError> {
    let here = Place::here(newsroom);
    here.ready()?;
    Ok(here.folder().join(names::aside(now)))
}

/// Makes the photos' file anew if it is damaged, or gone.
fn mend_photos_file(newsroom: &Path, aside: &Path, now: DateTime<Utc>) -> Result<(), StoreError> {
    let file = newsroom.join(PHOTOS.file);
    let whole =
        if is_nothing(&file) { Ok(false) } else { reading(&file).and_then(|photos| check::photos_are_whole(&photos)) };
    match whole {
        Ok(true) => Ok(()),
        Ok(false) | Err(StoreError::Damaged(_)) => rebuild(newsroom, &Place::all(newsroom), aside, now),
        Err(other) => Err(other),
    }
}

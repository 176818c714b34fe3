//! Bringing single rows back from copies: those that are not what was written, and no other.

use crate::{
    columns::time,
    error::StoreError,
    folding::fold_story,
    keeping::{
        PART,
        check::{look_through, missing_changes},
        copy::{copy_database, reading},
        held::{hold_what_is_sound, story_of},
        names::{self, Copy, CopyKind},
        place::Place,
        remove, settle,
    },
    lock::Lock,
    migrations::DESK,
    open::Store,
    sums::{self, DamagedRow, FoundRow, Touched},
    tally::{self, Tally},
    transact::{Act, Transaction, run},
};
use chrono::{DateTime, Utc};
use newsroom::{Changes, Deed};
use rusqlite::{Connection, ErrorCode, config::DbConfig, params_from_iter, types::Value};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Tables of which an earlier state can bring nothing older to readers.
const NOT_SENT: [&str; 7] = ["audit", "data_spent", "note", "remark", "setting", "template", "unsent"];

/// A row that is back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowBack {
    /// Which.
    pub row: DamagedRow,
    /// When the copy was made that it came from, UTC.
    pub copied_at: DateTime<Utc>,
    /// True if it was changed after that copy: it is what it was then. Else it is what was written last.
    pub older: bool,
}

/// What became of the damaged rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowsBack {
    /// Those that are what was written again.
    pub back: Vec<RowBack>,
    /// Those that no copy has, or has sound; they are as they were.
    pub left: Vec<DamagedRow>,
    /// The folder with what was there before; none if nothing was changed.
    pub aside: Option<PathBuf>,
}

/// Brings damaged rows of an open newsroom back from the copies: each as it was written last, if a copy has it so, else from the
/// newest copy that has it sound. Everything else stays as it is. What was there is put aside first; then all rows come back in one
/// transaction, with a line in the history for each. Where one that has to do with what readers get comes back in an earlier state,
/// what waits in the outbox is held back, as after going back to a copy.
///
/// # Errors
/// [`StoreError::Damaged`] if the database is damaged as a whole: then a copy is restored. [`StoreError::DiskFull`] and others of the
/// newsroom: then everything is as it was.
pub fn mend_rows(store: &Store, places: &[Place], act: Act) -> Result<(RowsBack, Changes), StoreError> {
    let desk = reading(&store.folder().join(DESK.file))?;
    let sought = Sought::seek(&desk, places)?;
    sought.put_back(store.folder(), &desk, act.at, |sound| store.transact(act, |t| put_back(t, sound)))
}

/// As [`mend_rows`], of a newsroom that is closed, because it does not open with damaged rows.
///
/// # Errors
/// As [`mend_rows`]; [`StoreError::AlreadyOpen`]; [`StoreError::Behind`] where changes are missing, too: then a person decides about
/// those first. [`StoreError::TooNew`].
pub fn mend_rows_of_closed(newsroom: &Path, now: DateTime<Utc>) -> Result<RowsBack, StoreError> {
    let _lock = Lock::take(newsroom)?;
    let file = newsroom.join(DESK.file);
    let desk = reading(&file)?;
    if let Some(missing) = missing_changes(newsroom, &desk)? {
        return Err(StoreError::Behind { missing });
    }
    let sought = Sought::seek(&desk, &Place::all(newsroom))?;
    let done = sought.put_back(newsroom, &desk, now, |sound| {
        let mut writer = Connection::open(&file)?;
        writer.pragma_update(None, "foreign_keys", "ON")?;
        let touched = Touched::watch(&mut writer)?;
        let act = Act { actor: None, at: now };
        let (done, commits) = run(&mut writer, &touched, "FULL", act, |t| put_back(t, sound))?;
        if let (Some(commits), Some(count)) = (commits, tally::of(&writer)?) {
            Tally::open(newsroom, &count.newsroom)?.note(commits, now);
        }
        Ok(done)
    });
    done.map(|(rows, _)| rows)
}

/// Whether copies have every damaged row of a closed newsroom sound, so that [`mend_rows_of_closed`] leaves none. Changes nothing.
///
/// # Errors
/// As [`mend_rows_of_closed`].
pub fn copies_have_rows(newsroom: &Path) -> Result<bool, StoreError> {
    let desk = reading(&newsroom.join(DESK.file))?;
    if missing_changes(newsroom, &desk)?.is_some() {
        return Ok(false);
    }
    let sought = Sought::seek(&desk, &Place::all(newsroom))?;
    Ok(sought.left.is_empty() && !sought.sound.is_empty())
}

/// A damaged row, and what it is to become.
#[derive(Clone, Debug)]
struct Sound {
    row: RowBack,
    values: Vec<Value>,
}

/// What was found of the damaged rows.
#[derive(Debug, Default)]
struct Sought {
    sound: Vec<Sound>,
    left: Vec<DamagedRow>,
}

impl Sought {
    fn seek(desk: &Connection, places: &[Place]) -> Result<Self, StoreError> {
        let mut found = Self::default();
        match look_through(desk) {
            Err(StoreError::DamagedRows(rows)) => found.left = rows,
            other => return other.map(|()| found),
        }
        // Older schemas have other rows, and a newsroom of one is mended by the program that wrote it.
        if DESK.version(desk)? != DESK.newest() {
            return Ok(found);
        }
        let mut copies: Vec<Copy> = places.iter().flat_map(Place::copies).collect();
        copies.retain(|copy| matches!(copy.kind, CopyKind::Regular { .. }));
        copies.sort_by_key(|copy| std::cmp::Reverse(copy.at));
        for older in [false, true] {
            for copy in &copies {
                if found.left.is_empty() {
                    break;
                }
                // What is wrong with a copy is told where copies are looked into; here it has no row.
                if let Err(error) = found.take_from(copy, desk, older) {
                    tracing::info!(%error, file = %copy.file.display(), "no row comes from this copy");
                }
            }
        }
        Ok(found)
    }

    /// Takes rows from a copy: those that are what the newsroom wrote last, by its sum; else those that the copy itself wrote so.
    fn take_from(&mut self, copy: &Copy, desk: &Connection, older: bool) -> Result<(), StoreError> {
        let from = reading(&copy.file)?;
        let is_ours = sums::shape(&from)? == sums::shape(desk)?
            && tally::of(&from)?.map(|count| count.newsroom) == tally::of(desk)?.map(|count| count.newsroom);
        if !is_ours {
            return Ok(());
        }
        let damaged = match look_through_if(older, &from) {
            Ok(()) => Vec::new(),
            Err(StoreError::DamagedRows(rows)) => rows,
            Err(other) => return Err(other),
        };
        let mut left = Vec::new();
        for row in std::mem::take(&mut self.left) {
            // One that cannot be read on either side is left.
            let here = sums::find_row(desk, &row).ok().flatten();
            let there = sums::find_row(&from, &row).ok().flatten().filter(|_| !damaged.contains(&row));
            match (here, there) {
                (Some(here), Some(there)) if is_what_was_written(&here, &there) || older && may_be_older(&row) => {
                    let back = RowBack { row, copied_at: copy.at, older };
                    self.sound.push(Sound { row: back, values: there.values });
                }
                _ => left.push(row),
            }
        }
        self.left = left;
        Ok(())
    }

    /// Puts a copy of what is there aside, and the sound rows in their places.
    fn put_back(
        self,
        newsroom: &Path,
        desk: &Connection,
        now: DateTime<Utc>,
        change: impl FnOnce(Vec<Sound>) -> Result<(Vec<RowBack>, Changes), StoreError>,
    ) -> Result<(RowsBack, Changes), StoreError> {
        let Self { sound, mut left } = self;
        if sound.is_empty() {
            return Ok((RowsBack { left, ..RowsBack::default() }, Changes::default()));
        }
        let wanted: Vec<DamagedRow> = sound.iter().map(|sound| sound.row.row.clone()).collect();
        let aside = copy_aside(newsroom, desk, now)?;
        let done = change(sound);
        if !done.as_ref().is_ok_and(|(back, _)| !back.is_empty()) {
            // Nothing was changed, so there is nothing to go back to.
            fs::remove_dir_all(&aside)?;
        }
        let (back, changes) = done?;
        left.extend(wanted.into_iter().filter(|row| !back.iter().any(|back| back.row == *row)));
        let aside = (!back.is_empty()).then_some(aside);
        Ok((RowsBack { back, left, aside }, changes))
    }
}

/// The sums of its rows speak for a copy, where rows are taken by what the newsroom itself wrote last.
fn look_through_if(asked: bool, copy: &Connection) -> Result<(), StoreError> {
    if asked { look_through(copy) } else { Ok(()) }
}

/// A person as of some time ago may have had rights that were taken away since, and a password that others know by now.
fn may_be_older(row: &DamagedRow) -> bool {
    row.table != "staff"
}

/// By the newsroom's own sum; where that is what is damaged, by both rows being the same.
fn is_what_was_written(here: &FoundRow, there: &FoundRow) -> bool {
    here.kept.as_ref() == Some(&there.sum) || here.sum == there.sum && there.kept.as_ref() == Some(&there.sum)
}

/// What is there, as a copy that lists among those that were put aside.
fn copy_aside(newsroom: &Path, desk: &Connection, now: DateTime<Utc>) -> Result<PathBuf, StoreError> {
    let here = Place::here(newsroom);
    here.ready()?;
    let aside = here.folder().join(names::aside(now));
    fs::create_dir_all(&aside)?;
    let part = aside.join(DESK.file).with_extension(PART);
    let made = copy_database(desk, &part).and_then(|()| settle(&part, &aside.join(DESK.file)));
    if made.is_err() {
        remove(&part)?;
        fs::remove_dir(&aside)?;
    }
    made.map(|()| aside)
}

/// Puts sound rows in the places of damaged ones, and says which it put.
fn put_back(t: &mut Transaction<'_>, sound: Vec<Sound>) -> Result<Vec<RowBack>, StoreError> {
    let mut waiting = Vec::new();
    for sound in sound {
        // Somebody may have written the row anew since it was looked at.
        if sums::find_row(&t.tx, &sound.row.row)?.is_some_and(|row| row.kept.as_ref() != Some(&row.sum)) {
            waiting.push(sound);
        }
    }
    let mut back = Vec::new();
    let unguarded = Unguarded::begin(&t.tx)?;
    // One may need another that was damaged, too; so until no more of them can be put.
    loop {
        let before = waiting.len();
        let mut refused = Vec::new();
        for sound in waiting {
            if replace(&t.tx, &sound)? { back.push(sound.row) } else { refused.push(sound) }
        }
        waiting = refused;
        if waiting.is_empty() || waiting.len() == before {
            break;
        }
    }
    drop(unguarded);
    for RowBack { row, older, .. } in &back {
        if *older && row.table == "article" {
            // Folded by the rule of its time.
            fold_story(&t.tx, &row.key, t.trust())?;
            look_at_the_site(t, &row.key)?;
        }
        note(t, row)?;
    }
    if back.iter().any(|back| back.older && !NOT_SENT.contains(&back.row.table.as_str())) {
        hold_what_is_sound(t)?;
    }
    Ok(back)
}

/// A story that came back as it was before may have gone to readers since; what was sent of it is known by other rows. Until
/// somebody has looked, it counts among what they may see.
fn look_at_the_site(t: &mut Transaction<'_>, story: &str) -> Result<(), StoreError> {
    t.tx.execute(
        "UPDATE article SET unseen_since = ?2 WHERE id = ?1 AND stage <> 'spiked' AND live_revision IS NULL AND unseen_since IS NULL
           AND (approved_revision IS NOT NULL OR EXISTS (SELECT 1 FROM site_post WHERE article = ?1)
             OR EXISTS (SELECT 1 FROM transmission WHERE article = ?1))",
        (story, time(t.act.at)),
    )?;
    Ok(())
}

/// Writes into the history that a row is back, and into the changes what views read it.
fn note(t: &mut Transaction<'_>, row: &DamagedRow) -> Result<(), StoreError> {
    let story = story_of(t, row)?;
    t.audit(story, &Deed::BroughtBack, Some(&row.to_string()))?;
    t.changes.articles.extend(story);
    match row.table.as_str() {
        "transmission" => t.changes.transmissions.extend(row.key.parse::<newsroom::TransmissionId>().ok()),
        "staff" => t.changes.staff = true,
        "site" | "site_section" | "site_section_met" => t.changes.sites = true,
        "section" => t.changes.sections = true,
        "template" => t.changes.templates = true,
        _ => {}
    }
    Ok(())
}

/// Writes all values of a row but its key; false if a rule of the schema does not let it, as where its name was given to another
/// one meanwhile.
fn replace(tx: &Connection, sound: &Sound) -> Result<bool, StoreError> {
    let DamagedRow { table, key } = &sound.row.row;
    let mut statement = tx.prepare_cached("SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid")?;
    let columns = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let columns: Vec<(String, u32)> = columns.collect::<Result<_, _>>()?;
    let changing = columns.iter().zip(&sound.values).filter(|((_, pk), _)| *pk == 0);
    let (names, values): (Vec<String>, Vec<&Value>) =
        changing.map(|((name, _), value)| (format!("\"{name}\" = ?"), value)).unzip();
    let key: Vec<Value> = sums::parts_of(key).map(|part| Value::Text(part.to_owned())).collect();
    let condition = sums::key_condition(tx, table)?;
    let mut update = tx.prepare(&format!("UPDATE \"{table}\" SET {} WHERE {condition}", names.join(", ")))?;
    match update.execute(params_from_iter(values.into_iter().chain(&key))) {
        Ok(rows) => Ok(rows == 1),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => Ok(false),
        Err(other) => Err(other.into()),
    }
}

/// While this is there, the triggers rest that let nobody change a revision, an approval or a line of the history: what was written
/// comes back, nothing is changed. They guard, and write nothing.
struct Unguarded<'a>(&'a Connection);

impl<'a> Unguarded<'a> {
    fn begin(connection: &'a Connection) -> Result<Self, StoreError> {
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
        Ok(Self(connection))
    }
}

impl Drop for Unguarded<'_> {
    fn drop(&mut self) {
        if let Err(error) = self.0.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, true) {
            tracing::error!(%error, "the triggers of this connection rest until it is closed");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keeping::{Depth, examine, make_copy};
    use tempfile::TempDir;

    #[test]
    fn a_program_that_is_killed_before_the_end_has_put_no_row() {
        let (folder, killed) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let now = Utc::now();
        let act = Act { actor: None, at: now };
        let store = Store::open(folder.path(), now).unwrap();
        let settings = ["a", "b", "c"];
        store
            .transact(act, |t| settings.iter().try_for_each(|name| t.set_setting(name, "x")))
            .map_err(|error: StoreError| error)
            .unwrap();
        let here = Place::here(folder.path());
        make_copy(folder.path(), &here, now, &|| true).unwrap();
        let desk = Connection::open(folder.path().join(DESK.file)).unwrap();
        desk.execute("UPDATE setting SET value = 'y' WHERE name IN ('a', 'b', 'c')", []).unwrap();
        let sought = Sought::seek(&desk, std::slice::from_ref(&here)).unwrap();
        assert_eq!(sought.sound.len(), 3);
        let died = store.transact(act, |t| {
            assert_eq!(put_back(t, sought.sound)?.len(), 3);
            // What is written so far goes to the disk, as where memory is short.
            t.tx.cache_flush()?;
            for file in fs::read_dir(folder.path())?.flatten().filter(|file| file.path().is_file()) {
                fs::copy(file.path(), killed.path().join(file.file_name()))?;
            }
            Err::<(), _>(StoreError::NotFound("anything"))
        });
        assert!(matches!(died, Err(StoreError::NotFound(_))));
        for folder in [folder.path(), killed.path()] {
            let health = examine(folder, Depth::Stories).unwrap();
            assert_eq!(health.rows.len(), 3, "all as it was: {health:?}");
        }
        let guarded = store.transact(act, |t| Ok::<_, StoreError>(t.tx.execute("DELETE FROM audit", [])?));
        assert!(guarded.is_ok(), "there is no line");
        store.transact(act, |t| t.audit(None, &Deed::Kept, None)).map_err(|error: StoreError| error).unwrap();
        let guarded = store.transact(act, |t| Ok::<_, StoreError>(t.tx.execute("DELETE FROM audit", [])?));
        assert!(guarded.is_err(), "the triggers are awake again");
    }
}

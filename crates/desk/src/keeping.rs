//! Keeping the newsroom: copies by the clock and on demand, what is in them, going back, and what was found to be damaged.

use crate::{board::Desk, clock::Clock, error::DeskError, rights::permit};
use chrono::{DateTime, Utc};
use contract::{
    Failure,
    keeping::{
        CopyContents, CopyReason, CopyView, EntryKind, Findings, KeepingView, OlderEntry, PlaceView, RemainsView, Trial,
    },
};
use newsroom::{Action, Changes, ContentHash, Staff, rights::Subject};
use std::{
    collections::{BTreeSet, HashMap},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};
use store::{
    Act,
    keeping::{self, Copy, CopyKind, Depth, Place},
};
pub use store::{
    DamagedRow, StoreError,
    keeping::{Health, KnownBy, Made, RowsBack, is_nowhere, known_by},
};

/// While something is written, a copy is made this often.
const BETWEEN_COPIES: Duration = Duration::from_secs(60 * 60);
/// After a copy that failed, the next one is tried so much later.
const TRY_AGAIN: Duration = Duration::from_secs(10 * 60);

/// What is known of the keeping while the program runs.
#[derive(Debug, Default)]
pub(crate) struct Keeping {
    /// One copy at a time.
    copying: Mutex<()>,
    /// By place, the second one or not: when a copy was last tried, and why it failed, if it did.
    tried: Mutex<HashMap<bool, (Instant, Option<Failure>)>>,
    findings: Mutex<Findings>,
    /// Hashes of the originals that are missing and that no copy has; told as a number.
    missing: Mutex<BTreeSet<String>>,
}

impl Desk {
    /// Where copies are, and how the newsroom is.
    ///
    /// # Errors
    /// As the table of rights.
    pub fn keeping(&self, me: &Staff) -> Result<KeepingView, DeskError> {
        permit(me, Action::ShowKeeping, Subject::Nothing)?;
        Ok(self.keeping_view(me))
    }

    /// Makes a copy at every place, whether or not one is due. What failed is told in the view.
    ///
    /// # Errors
    /// As the table of rights.
    pub fn copy_now(&self, me: &Staff) -> Result<KeepingView, DeskError> {
        permit(me, Action::CopyNow, Subject::Nothing)?;
        for place in Place::all(self.folder()) {
            self.copy_to(&place, &|| true);
        }
        Ok(self.keeping_view(me))
    }

    /// Makes the copies that are due: where something was written since the last one, an hour after it. True if something was
    /// done that people may want to see. `go_on` is asked between photos.
    pub fn copy_if_due(&self, go_on: &dyn Fn() -> bool) -> bool {
        let due = Place::all(self.folder()).into_iter().filter(|place| self.copy_is_due(place));
        due.map(|place| self.copy_to(&place, go_on)).count() > 0
    }

    /// Makes copies of what was written since the last ones, as the program closes. `go_on` is asked between photos.
    pub fn copy_at_closing(&self, go_on: &dyn Fn() -> bool) {
        for place in Place::all(self.folder()).into_iter().filter(|place| self.has_changed(place)) {
            self.copy_to(&place, go_on);
        }
    }

    /// Brings what lies in the logs into the files; called when nobody has written for a moment, so that a log that gets lost
    /// holds nothing.
    pub fn rest(&self) {
        if let Err(error) = self.store.settle_logs() {
            tracing::info!(%error, "the logs wait");
        }
    }

    /// Changes committed to this newsroom until now.
    #[must_use]
    pub fn committed(&self) -> u64 {
        self.store.committed()
    }

    /// Looks through the newsroom, brings photos back that copies have, and keeps what it found for the window. True if there is
    /// something to tell.
    ///
    /// # Errors
    /// What the store says.
    pub fn look_through(&self) -> Result<bool, DeskError> {
        let health = keeping::examine(self.folder(), Depth::Stories)?;
        let mut damaged = match (health.desk, health.rows.is_empty()) {
            (Some(why), _) => Some(StoreError::Damaged(why)),
            (None, false) => Some(StoreError::DamagedRows(health.rows)),
            (None, true) => None,
        };
        let mut mended = keeping::Mended::default();
        if !health.missing_photos.is_empty() || health.photos.is_some() {
            match keeping::mend_photos(&self.store, &Place::all(self.folder()), &[]) {
                Ok(done) => mended = done,
                // Their file as a whole, which going back to a copy makes anew.
                Err(error @ StoreError::Damaged(_)) => damaged = damaged.or(Some(error)),
                Err(other) => return Err(other.into()),
            }
        }
        *lock(&self.keeping.missing) = mended.missing.iter().cloned().collect();
        let found = Findings {
            stories: damaged.map(|error| Failure::from(DeskError::from(error))),
            photos_missing: count(mended.missing.len()),
            photos_back: count(mended.back.len()),
            ..Findings::default()
        };
        let worth_a_word = found != Findings::default();
        if worth_a_word {
            tracing::warn!(?found, "the newsroom is not what was written");
        }
        *lock(&self.keeping.findings) = found;
        Ok(worth_a_word)
    }

    /// Brings damaged entries of the stories' file back from the copies, and leaves everything else as it is. What came back and what
    /// did not is told in the view.
    ///
    /// # Errors
    /// As the table of rights; [`StoreError::Damaged`] if the file is damaged as a whole, [`StoreError::DiskFull`].
    pub fn mend_entries(&self, me: &Staff) -> Result<(KeepingView, Changes), DeskError> {
        permit(me, Action::MendEntries, Subject::Nothing)?;
        // No copy is made, or thinned, of what is being put right.
        let _alone = lock(&self.keeping.copying);
        let act = Act { actor: Some(me.id), at: self.now() };
        let (rows, changes) = keeping::mend_rows(&self.store, &Place::all(self.folder()), act)?;
        // What is still damaged is found out at its turn.
        self.damaged().clear();
        tracing::warn!(back = ?rows.back, left = ?rows.left, "damaged entries were looked for in the copies");
        let older = rows.back.iter().filter(|back| back.older).map(|back| back.row.clone()).collect();
        let older = older_entries(self.folder(), older)?;
        let mut findings = lock(&self.keeping.findings);
        findings.entries_back += count(rows.back.len());
        findings.entries_older.extend(older);
        findings.entries_left = count(rows.left.len());
        findings.stories =
            (!rows.left.is_empty()).then(|| Failure::from(DeskError::from(StoreError::DamagedRows(rows.left))));
        drop(findings);
        Ok((self.keeping_view(me), changes))
    }

    /// Takes a folder that a person chose for the second place, and makes the first copy there.
    ///
    /// # Errors
    /// As the table of rights; [`StoreError::Unwritable`] and [`StoreError::DiskFull`] of the folder.
    pub fn choose_second_place(&self, me: &Staff, chosen: &Path) -> Result<KeepingView, DeskError> {
        permit(me, Action::ChooseSecondPlace, Subject::Nothing)?;
        let place = Place::choose_second(self.folder(), chosen)?;
        lock(&self.keeping.tried).remove(&true);
        self.copy_to(&place, &|| true);
        Ok(self.keeping_view(me))
    }

    /// Copies go to no second place any more.
    ///
    /// # Errors
    /// As the table of rights.
    pub fn forget_second_place(&self, me: &Staff) -> Result<KeepingView, DeskError> {
        permit(me, Action::ForgetSecondPlace, Subject::Nothing)?;
        Place::forget_second(self.folder())?;
        lock(&self.keeping.tried).remove(&true);
        Ok(self.keeping_view(me))
    }

    /// What is in a copy, which is looked through for it.
    ///
    /// # Errors
    /// As the table of rights; [`StoreError::NotFound`]; what is wrong with the copy.
    pub fn look_into_copy(&self, me: &Staff, copy: &str) -> Result<CopyContents, DeskError> {
        permit(me, Action::LookIntoCopy, Subject::Nothing)?;
        let file = named(self.folder(), copy)?;
        Ok(contents(keeping::look_into(&file, &Place::all(self.folder()))?))
    }

    /// The file of a copy, if this person may restore it and it is whole: the newsroom has to be closed for the rest
    /// ([`recover`]).
    ///
    /// # Errors
    /// As [`Desk::look_into_copy`].
    pub fn copy_to_restore(&self, me: &Staff, copy: &str) -> Result<PathBuf, DeskError> {
        permit(me, Action::RestoreCopy, Subject::Nothing)?;
        let file = named(self.folder(), copy)?;
        keeping::look_into(&file, &[])?;
        Ok(file)
    }

    /// Restores the newest copy of a place on trial; the newsroom is not touched.
    ///
    /// # Errors
    /// As the table of rights; [`StoreError::NotFound`] if there is no copy; what is wrong with it.
    pub fn try_restore(&self, me: &Staff, second: bool) -> Result<Trial, DeskError> {
        permit(me, Action::TryRestore, Subject::Nothing)?;
        let place = Place::all(self.folder()).into_iter().find(|place| place.is_second() == second);
        let place = place.ok_or(StoreError::NotFound("place"))?;
        let _alone = lock(&self.keeping.copying);
        let begun = Instant::now();
        let (copy, found) = keeping::try_out(self.folder(), &place, self.now())?;
        let milliseconds = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        Ok(Trial { at: copy.at, contents: contents(found), milliseconds })
    }

    /// The bytes of an original; if they are damaged or gone, brought back from a copy first.
    ///
    /// # Errors
    /// As [`store::Store::original`], if no copy has them.
    pub(crate) fn sound_original(&self, hash: ContentHash) -> Result<Vec<u8>, DeskError> {
        match self.store.original(hash) {
            Err(StoreError::Damaged(_) | StoreError::NotFound(_)) => {
                self.mend_one(&hash.to_string());
                Ok(self.store.original(hash)?)
            }
            read => Ok(read?),
        }
    }

    fn has_changed(&self, place: &Place) -> bool {
        let newest = place.copies().into_iter().find_map(|copy| match copy.kind {
            CopyKind::Regular { commits } => Some(commits),
            CopyKind::BeforeUpgrade { .. } | CopyKind::Aside => None,
        });
        let committed = self.store.committed();
        committed > 0 && newest != Some(committed)
    }

    fn copy_is_due(&self, place: &Place) -> bool {
        let tried = lock(&self.keeping.tried).get(&place.is_second()).cloned();
        match tried {
            Some((at, trouble)) => {
                let wait = if trouble.is_some() { TRY_AGAIN } else { BETWEEN_COPIES };
                at.elapsed() >= wait && self.has_changed(place)
            }
            // Since the program was started there was none: by the times in their names, if the clock can be believed.
            None => {
                let copies = place.copies();
                let ago = copies.first().and_then(|copy| (self.now() - copy.at).to_std().ok());
                ago.is_none_or(|ago| ago >= BETWEEN_COPIES) && self.has_changed(place)
            }
        }
    }

    fn copy_to(&self, place: &Place, go_on: &dyn Fn() -> bool) {
        let _alone = lock(&self.keeping.copying);
        // What a copy counts is not to be lost with the log.
        self.rest();
        let made = keeping::make_copy(self.folder(), place, self.now(), go_on);
        thin(place);
        let trouble = match made {
            Ok(made) => {
                tracing::info!(file = %made.file.display(), photos = made.new_photos, "a copy was made");
                if !made.damaged_photos.is_empty() {
                    self.mend(&made.damaged_photos);
                }
                if !made.damaged_rows.is_empty() {
                    let damaged = DeskError::from(StoreError::DamagedRows(made.damaged_rows));
                    lock(&self.keeping.findings).stories = Some(damaged.into());
                }
                None
            }
            Err(error) => {
                tracing::warn!(%error, place = %place.folder().display(), "no copy was made");
                let failure = Failure::from(DeskError::from(error));
                if failure.code == contract::FailureCode::StoreDamaged {
                    lock(&self.keeping.findings).stories = Some(failure.clone());
                }
                Some(failure)
            }
        };
        lock(&self.keeping.tried).insert(place.is_second(), (Instant::now(), trouble));
    }

    /// Photos whose bytes are not what they were: back from a copy, if one has them.
    fn mend(&self, damaged: &[String]) {
        match keeping::mend_photos(&self.store, &Place::all(self.folder()), damaged) {
            Ok(mended) => {
                *lock(&self.keeping.missing) = mended.missing.into_iter().collect();
                self.tell_photos(mended.back.len());
            }
            Err(error) => tracing::warn!(%error, "damaged photos could not be mended"),
        }
    }

    /// As [`Desk::mend`], of one photo that somebody wants to see: the others are not looked for each time.
    fn mend_one(&self, hash: &str) {
        match keeping::mend_photo(&self.store, &Place::all(self.folder()), hash) {
            Ok(is_back) => {
                let mut missing = lock(&self.keeping.missing);
                if is_back {
                    missing.remove(hash);
                } else {
                    missing.insert(hash.to_owned());
                }
                drop(missing);
                self.tell_photos(usize::from(is_back));
            }
            Err(error) => tracing::warn!(%error, hash, "a photo could not be mended"),
        }
    }

    fn tell_photos(&self, back: usize) {
        let missing = count(lock(&self.keeping.missing).len());
        let mut findings = lock(&self.keeping.findings);
        findings.photos_back += count(back);
        findings.photos_missing = missing;
    }

    fn keeping_view(&self, me: &Staff) -> KeepingView {
        let mut findings = lock(&self.keeping.findings).clone();
        // Headlines of everybody are the chief's, who got the entries back.
        if permit(me, Action::MendEntries, Subject::Nothing).is_err() {
            let untold = |entry: &mut OlderEntry| (entry.name, entry.author) = (None, None);
            findings.entries_older.iter_mut().for_each(untold);
        }
        let tried = lock(&self.keeping.tried).clone();
        let view = |place: &Place| {
            let trouble = tried.get(&place.is_second()).and_then(|(_, trouble)| trouble.clone());
            PlaceView {
                folder: place.folder().display().to_string(),
                reachable: !place.is_second() || place.folder().is_dir(),
                last: place
                    .copies()
                    .iter()
                    .find(|copy| matches!(copy.kind, CopyKind::Regular { .. }))
                    .map(|copy| copy.at),
                trouble,
            }
        };
        let here = Place::here(self.folder());
        KeepingView {
            here: view(&here),
            second: Place::second(self.folder()).as_ref().map(view),
            copies: copies(self.folder()),
            changed: self.has_changed(&here),
            findings,
        }
    }
}

/// Entries that are back in an earlier state, as people know them.
fn older_entries(folder: &Path, rows: Vec<DamagedRow>) -> Result<Vec<OlderEntry>, DeskError> {
    let known = keeping::known_by(folder, &rows)?;
    let entry = |(row, known): (DamagedRow, Option<KnownBy>)| {
        let (name, author) = known.map(|known| (known.name, known.author)).unzip();
        OlderEntry { what: EntryKind::of_table(&row.table), name, author: author.flatten() }
    };
    Ok(rows.into_iter().zip(known).map(entry).collect())
}

/// What there is to go on with in a folder whose newsroom cannot be opened.
///
/// # Errors
/// [`StoreError::Unwritable`] if the files cannot be read.
pub fn remains(folder: &Path) -> Result<RemainsView, DeskError> {
    let health = keeping::examine(folder, Depth::Photos)?;
    let entries_back = !health.rows.is_empty() && keeping::copies_have_rows(folder)?;
    Ok(RemainsView {
        may_go_on: entries_back || keeping::may_go_on(folder, &health)?,
        entries_back,
        gone: health.gone,
        entries_damaged: count(health.rows.len()),
        missing_changes: health.missing_changes,
        photos_damaged: health.photos.is_some(),
        copies: copies(folder),
    })
}

/// How a closed newsroom is put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recovery {
    /// By going back to the copy in this file.
    Copy(PathBuf),
    /// By getting damaged entries back from the copies; everything else stays.
    Entries,
    /// By going on with what is left, damage included.
    WhatIsLeft,
}

impl Recovery {
    /// The one that was chosen from a list, for the newsroom in this folder.
    ///
    /// # Errors
    /// As [`named`].
    pub fn chosen(folder: &Path, how: contract::keeping::Recovery) -> Result<Self, DeskError> {
        Ok(match how {
            contract::keeping::Recovery::Copy(copy) => Self::Copy(named(folder, &copy)?),
            contract::keeping::Recovery::Entries => Self::Entries,
            contract::keeping::Recovery::WhatIsLeft => Self::WhatIsLeft,
        })
    }
}

/// Puts a newsroom right that is closed, in the way that somebody chose and in no other: damage is not taken for the truth because
/// the copies, which a look has found a moment ago, are gone. What is there is put aside.
///
/// # Errors
/// [`StoreError::AlreadyOpen`], [`StoreError::NotFound`], what is wrong with the copy or with what is left;
/// [`DeskError::EntriesNotInCopies`].
pub fn recover(folder: &Path, how: &Recovery, clock: &dyn Clock) -> Result<(), DeskError> {
    let now: DateTime<Utc> = clock.now();
    match how {
        Recovery::Copy(copy) => drop(keeping::restore(folder, copy, now)?),
        Recovery::Entries => {
            if !keeping::copies_have_rows(folder)? {
                return Err(DeskError::EntriesNotInCopies);
            }
            let left = mend_entries(folder, clock)?.left;
            if !left.is_empty() {
                return Err(StoreError::DamagedRows(left).into());
            }
        }
        Recovery::WhatIsLeft => drop(keeping::keep_what_is_left(folder, now)?),
    }
    Ok(())
}

/// Brings damaged entries of the stories' file of a closed newsroom back from the copies, and leaves everything else as it is.
///
/// # Errors
/// [`StoreError::AlreadyOpen`]; [`StoreError::Damaged`] if the file is damaged as a whole; [`StoreError::Behind`].
pub fn mend_entries(folder: &Path, clock: &dyn Clock) -> Result<RowsBack, DeskError> {
    Ok(keeping::mend_rows_of_closed(folder, clock.now())?)
}

/// A place of copies, and what came of a copy there.
pub type CopiedTo = (PathBuf, Result<Made, DeskError>);

/// Makes a copy at a shell, whether or not the newsroom is open in a window: in the folder that is named, else at every place.
/// Every place with what came of it.
///
/// # Errors
/// [`StoreError::Unwritable`] of the folder.
pub fn back_up(folder: &Path, to: Option<&Path>, clock: &dyn Clock) -> Result<Vec<CopiedTo>, DeskError> {
    let places = match to {
        Some(chosen) => vec![Place::within(folder, chosen)?],
        None => Place::all(folder),
    };
    let copied = places.into_iter().map(|place| {
        let made = keeping::make_copy(folder, &place, clock.now(), &|| true).map_err(DeskError::from);
        thin(&place);
        (place.folder().to_owned(), made)
    });
    Ok(copied.collect())
}

/// After every copy, also where there was no room for the photos: what is superfluous makes some.
fn thin(place: &Place) {
    if let Err(error) = keeping::thin(place) {
        tracing::warn!(%error, "superfluous copies stay");
    }
}

/// Looks through everything in a folder, every photo included, and changes nothing.
///
/// # Errors
/// [`StoreError::Unwritable`] if the files cannot be read.
pub fn examine(folder: &Path) -> Result<Health, DeskError> {
    Ok(keeping::examine(folder, Depth::PhotoBytes)?)
}

/// The file of a copy that a list has shown.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn named(folder: &Path, id: &str) -> Result<PathBuf, DeskError> {
    let all = Place::all(folder)
        .into_iter()
        .flat_map(|place| place.copies().into_iter().map(move |copy| (place.is_second(), copy)));
    let mut found = all.filter(|(second, copy)| id_of(*second, copy) == id);
    Ok(found.next().map(|(_, copy)| copy.file).ok_or(StoreError::NotFound("copy"))?)
}

/// All copies that can be reached, newest first.
#[must_use]
pub fn copies(folder: &Path) -> Vec<CopyView> {
    let mut all = Vec::new();
    for place in Place::all(folder) {
        all.extend(place.copies().into_iter().map(|copy| CopyView {
            id: id_of(place.is_second(), &copy),
            at: copy.at,
            reason: match copy.kind {
                CopyKind::Regular { .. } => CopyReason::Regular,
                CopyKind::BeforeUpgrade { .. } => CopyReason::BeforeUpgrade,
                CopyKind::Aside => CopyReason::PutAside,
            },
            second: place.is_second(),
            bytes: copy.bytes,
        }));
    }
    all.sort_by(|a, b| (b.at, a.second, &a.id).cmp(&(a.at, b.second, &b.id)));
    all
}

fn id_of(second: bool, copy: &Copy) -> String {
    let of_place = if second { "second" } else { "here" };
    let own = match copy.kind {
        CopyKind::Aside => copy.file.parent().and_then(Path::file_name),
        CopyKind::Regular { .. } | CopyKind::BeforeUpgrade { .. } => copy.file.file_name(),
    };
    format!("{of_place}/{}", own.unwrap_or_default().to_string_lossy())
}

fn contents(found: keeping::Contents) -> CopyContents {
    let keeping::Contents {
        newsroom: _,
        commits: _,
        stories,
        revisions,
        people,
        photos,
        photos_missing,
        last_change,
        newest,
    } = found;
    CopyContents { stories, revisions, people, photos, photos_missing, last_change, newest }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

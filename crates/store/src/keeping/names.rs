//! What copies are called, and which there are.

use crate::{keeping::place::Place, migrations::DESK};
use chrono::{DateTime, NaiveDateTime, Utc};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// As times stand in names: in their order they are sorted.
const STAMP: &str = "%Y%m%dT%H%M%S%3fZ";

/// What a copy was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyKind {
    /// By the clock, at closing, or because somebody asked for it; after so many changes.
    Regular {
        /// Changes committed to the newsroom until then.
        commits: u64,
    },
    /// Before a newer program changed the schema from this one.
    BeforeUpgrade {
        /// Number of the schema.
        schema: u32,
    },
    /// What was there before something was restored: kept as it was, sound or not.
    Aside,
}

/// A copy of a newsroom's stories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// The database.
    pub file: PathBuf,
    /// When it was made, UTC, by the clock of then.
    pub at: DateTime<Utc>,
    /// What for.
    pub kind: CopyKind,
    /// Size of the database in bytes, without photos.
    pub bytes: u64,
}

impl Copy {
    /// The copy that a file in a place is; none of another file, or of one that is empty.
    fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        let (stamp, rest) = match name.strip_prefix("aside-") {
            Some(stamp) => (stamp, None),
            None => {
                name.strip_suffix(DESK.file)?.strip_suffix('-')?.split_once('-').map(|(s, rest)| (s, Some(rest)))?
            }
        };
        let at = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?.and_utc();
        let kind = match rest {
            None => CopyKind::Aside,
            Some(rest) => match rest.strip_prefix("schema") {
                Some(schema) => CopyKind::BeforeUpgrade { schema: schema.parse().ok()? },
                None => CopyKind::Regular { commits: rest.strip_prefix('c')?.parse().ok()? },
            },
        };
        let file = if kind == CopyKind::Aside { path.join(DESK.file) } else { path.to_owned() };
        let bytes = fs::metadata(&file).ok()?.len();
        if bytes == 0 {
            // What was emptied is put aside, too, and there is nothing in it to go back to.
            return None;
        }
        Some(Self { file, at, kind, bytes })
    }
}

/// All copies in a folder, newest first; none if there is no such folder.
pub(crate) fn copies_in(folder: &Path) -> Vec<Copy> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut copies: Vec<Copy> = entries.filter_map(|entry| Copy::of(&entry.path())).collect();
    copies.sort_by(|a, b| (b.at, &b.file).cmp(&(a.at, &a.file)));
    copies
}

/// The copies in a newsroom's own folder.
pub(crate) fn copies_here(newsroom: &Path) -> Vec<Copy> {
    copies_in(Place::here(newsroom).folder())
}

/// The largest number of changes that a copy in the newsroom's own folder holds.
pub(crate) fn newest_count(newsroom: &Path) -> Option<u64> {
    let counts = copies_here(newsroom).into_iter().filter_map(|copy| match copy.kind {
        CopyKind::Regular { commits } => Some(commits),
        CopyKind::BeforeUpgrade { .. } | CopyKind::Aside => None,
    });
    counts.max()
}

/// Name of a regular copy.
pub(super) fn regular(at: DateTime<Utc>, commits: u64) -> String {
    format!("{}-c{commits}-{}", at.format(STAMP), DESK.file)
}

/// Name of a copy before an upgrade from this schema.
pub(crate) fn before_upgrade(at: DateTime<Utc>, schema: u32, file: &str) -> String {
    format!("{}-schema{schema}-{file}", at.format(STAMP))
}

/// Name of the folder of what is put aside.
pub(super) fn aside(at: DateTime<Utc>) -> String {
    format!("aside-{}", at.format(STAMP))
}

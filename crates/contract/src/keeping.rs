//! Copies of the newsroom: where they are, what is in them, and going back to one.

use crate::{Failure, requests};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What a copy was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CopyReason {
    /// By the clock, at closing, or because somebody asked for it.
    Regular,
    /// Before a newer program changed the form of the database.
    BeforeUpgrade,
    /// What was there before something was restored.
    PutAside,
}

/// A copy, as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyView {
    /// By this the window names it; no path.
    pub id: String,
    /// When it was made, UTC.
    pub at: DateTime<Utc>,
    /// What for.
    pub reason: CopyReason,
    /// True if it lies at the second place.
    pub second: bool,
    /// Bytes of the stories; photos are kept once for all copies.
    pub bytes: u64,
}

/// A place where copies are kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceView {
    /// The folder.
    pub folder: String,
    /// False while a stick is not plugged in, or a share is away.
    pub reachable: bool,
    /// When the newest copy there was made; none if there is none, or it cannot be reached.
    pub last: Option<DateTime<Utc>>,
    /// Why the last try to copy there failed, if it did.
    pub trouble: Option<Failure>,
}

/// What was found when the newsroom was looked through.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Findings {
    /// The stories' database is damaged, or some of it is not what was written.
    pub stories: Option<Failure>,
    /// Photos that stories name and no copy has.
    pub photos_missing: u64,
    /// Photos that were missing or damaged and are back from a copy.
    pub photos_back: u64,
    /// Damaged entries of the stories' file that are back from a copy,
    pub entries_back: u64,
    /// and of those, the ones that are as they were when the copy was made, because they were changed after it.
    pub entries_older: Vec<OlderEntry>,
    /// Damaged entries that no copy has sound, of those that were looked for.
    pub entries_left: u64,
}

/// An entry that is older than it was, as people know it. Whoever is not the chief is not told which.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OlderEntry {
    /// What it is.
    pub what: EntryKind,
    /// Headline of its story, or its own name; none where that cannot be read.
    pub name: Option<String>,
    /// Full name of the story's author.
    pub author: Option<String>,
}

/// What an entry of the stories' file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// A story.
    Story,
    /// A kept state of a story, or an approval of it.
    KeptState,
    /// A photo in a story.
    Photo,
    /// A remark on a story, or an answer.
    Remark,
    /// A sending of a story.
    Sending,
    /// A section.
    Section,
    /// A site.
    Site,
    /// A template.
    Template,
    /// A person.
    Person,
    /// Anything else.
    Other,
}

impl EntryKind {
    /// What lies in the table of this name.
    #[must_use]
    pub fn of_table(table: &str) -> Self {
        match table {
            "article" => Self::Story,
            "revision" | "approval" => Self::KeptState,
            "photo_use" => Self::Photo,
            "remark" | "note" => Self::Remark,
            "transmission" => Self::Sending,
            "section" => Self::Section,
            "site" => Self::Site,
            "template" => Self::Template,
            "staff" => Self::Person,
            _ => Self::Other,
        }
    }
}

/// How the newsroom is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeepingView {
    /// The place on this computer.
    pub here: PlaceView,
    /// The second one, if it was chosen.
    pub second: Option<PlaceView>,
    /// All copies that can be reached, newest first.
    pub copies: Vec<CopyView>,
    /// True if something was written since the last copy.
    pub changed: bool,
    /// What was found when it was looked through.
    pub findings: Findings,
}

/// What is in a copy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CopyContents {
    /// Stories.
    pub stories: u64,
    /// Kept states of stories.
    pub revisions: u64,
    /// People.
    pub people: u64,
    /// Photos that the stories name.
    pub photos: u64,
    /// Of those, how many are in no copy. They may still be in the newsroom.
    pub photos_missing: u64,
    /// When a story was last changed, UTC.
    pub last_change: Option<DateTime<Utc>>,
    /// Headlines of the stories that were changed last, and when.
    pub newest: Vec<(String, DateTime<Utc>)>,
}

/// A copy that was restored on trial, in a folder of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trial {
    /// When the copy was made, UTC.
    pub at: DateTime<Utc>,
    /// What was in the newsroom that it gave; every photo was compared with its hash.
    pub contents: CopyContents,
    /// How long it took, in milliseconds.
    pub milliseconds: u64,
}

/// What there is to go on with when the newsroom cannot be opened. No words of stories: nobody is signed in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RemainsView {
    /// The copies, newest first.
    pub copies: Vec<CopyView>,
    /// Changes that are missing, where the stories can be read but the last of them are gone.
    pub missing_changes: Option<u64>,
    /// True if the newsroom can be opened without going back to a copy: without those changes, with its photos or its damaged entries
    /// mended from the copies, or with the damaged entries as they are; and where there is no copy, empty.
    pub may_go_on: bool,
    /// True if all that is wrong are entries that come back from the copies when somebody goes on, and nothing else changes.
    pub entries_back: bool,
    /// The stories' file is gone.
    pub gone: bool,
    /// Entries of the stories' file that are not what was written.
    pub entries_damaged: u64,
    /// True if the photos are what is damaged.
    pub photos_damaged: bool,
}

/// How a newsroom that cannot be opened is made one that can. What is there is put aside each time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recovery {
    /// By going back to the copy of this [`CopyView::id`].
    Copy(String),
    /// By getting damaged entries back from the copies, which have to have all of them; everything else stays.
    Entries,
    /// By going on with what is left, damage included.
    WhatIsLeft,
}

requests! {
    /// Where copies are, and how the newsroom is.
    ShowKeeping => "show_keeping" -> KeepingView {}
    /// Makes a copy now, at every place.
    CopyNow => "copy_now" -> KeepingView {}
    /// Asks with the system's dialogue for a second place. None if the person thought better of it.
    ChooseSecondPlace => "choose_second_place" -> Option<KeepingView> {}
    /// Copies go to no second place any more; those that are there stay.
    ForgetSecondPlace => "forget_second_place" -> KeepingView {}
    /// What is in a copy, which is looked through for it.
    LookIntoCopy => "look_into_copy" -> CopyContents {
        /// Its [`CopyView::id`].
        copy: String,
    }
    /// Makes the newsroom what it was then. The present is put aside; everybody signs in anew.
    RestoreCopy => "restore_copy" -> () {
        /// Its [`CopyView::id`].
        copy: String,
    }
    /// Brings damaged entries back from the copies; everything else stays as it is.
    MendEntries => "mend_entries" -> KeepingView {}
    /// Restores the newest copy of a place on trial; the newsroom is not touched.
    TryRestore => "try_restore" -> Trial {
        /// From the second place.
        second: bool,
    }
    /// What there is to go on with, while the newsroom cannot be opened.
    ShowRemains => "show_remains" -> RemainsView {}
    /// Makes a newsroom that cannot be opened one that can.
    RecoverNewsroom => "recover_newsroom" -> () {
        /// In which of the ways that were offered.
        how: Recovery,
    }
}

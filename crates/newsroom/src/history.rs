//! What happened to a story, and the states of it that were kept.

use crate::{
    approval::ContentHash,
    deeds::{Deed, Occasion},
    id::RevisionId,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// An entry of a story's history: one deed in its audit trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// Name of who did it; none for the program itself.
    pub who: Option<String>,
    /// Which deed.
    pub deed: Deed,
    /// Reason or other words of the deed.
    pub note: Option<String>,
}

/// An entry of a story's timeline: a revision without its manuscript.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionEntry {
    /// Id of the revision; never given twice.
    pub id: RevisionId,
    /// Its place in the timeline, from 1.
    pub number: u32,
    /// Hash of what readers would see.
    pub content: ContentHash,
    /// Why it was kept.
    pub occasion: Occasion,
    /// What the person who kept it called it.
    pub name: Option<String>,
    /// Name of who kept it; none for the program itself.
    pub who: Option<String>,
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// How long it is, and how much it changed.
    pub extent: Extent,
}

/// How long a revision is, and how much it changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extent {
    /// Words of standfirst and text.
    pub words: u32,
    /// Words that the revision before did not have.
    pub added: u32,
    /// Words of the revision before that it has no more.
    pub removed: u32,
}

//! Remarks of the desk on a story. Their places are marks in the document (see [`crate::body::Mark::Remark`]); what was
//! said is here.

use crate::id::{ArticleId, RemarkId, StaffId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A remark with its answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Id of the remark, and of its mark in the text; never given twice.
    pub id: RemarkId,
    /// The story.
    pub article: ArticleId,
    /// The words it was made on; empty for a remark on the story as a whole.
    pub quote: String,
    /// What was said, oldest first; at least one.
    pub notes: Vec<Note>,
    /// Name of who resolved it, and when.
    pub resolved: Option<(String, DateTime<Utc>)>,
}

/// One thing said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Who wrote it.
    pub by: StaffId,
    /// Who, by name.
    pub name: String,
    /// Time, UTC.
    pub at: DateTime<Utc>,
    /// The words.
    pub text: String,
}

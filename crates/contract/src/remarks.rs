//! Remarks of the desk on a story. Their places are marks in the document (see [`newsroom::body::Mark::Remark`]);
//! what was said is here.

use crate::requests;
use chrono::{DateTime, Utc};
use newsroom::{ArticleId, RemarkId, StaffId};
use serde::{Deserialize, Serialize};

/// A remark with its answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RemarkThread {
    /// Identity; also that of the mark in the text.
    pub id: RemarkId,
    /// The words it was made on; empty for a remark on the story as a whole.
    pub quote: String,
    /// What was said, oldest first; at least one.
    pub notes: Vec<Note>,
    /// Who resolved it, and when.
    pub resolved: Option<(String, DateTime<Utc>)>,
}

/// One thing said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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

requests! {
    /// The remarks on a story, oldest first.
    ListRemarks => "list_remarks" -> Vec<RemarkThread> {
        /// The story.
        article: ArticleId,
    }
    /// Says something about words of a story, or about the whole. The window makes the id and, where it may write, marks
    /// the words. Repeating it with the same id changes nothing.
    AddRemark => "add_remark" -> RemarkThread {
        /// The story.
        article: ArticleId,
        /// A new id (UUID version 7).
        remark: RemarkId,
        /// The words it is about; empty for the whole story.
        quote: String,
        /// What is said; not blank.
        text: String,
    }
    /// Answers a remark; a resolved one is open again then.
    AnswerRemark => "answer_remark" -> RemarkThread {
        /// The story.
        article: ArticleId,
        /// The remark.
        remark: RemarkId,
        /// What is said; not blank.
        text: String,
    }
    /// Resolves a remark, or opens it again.
    ResolveRemark => "resolve_remark" -> RemarkThread {
        /// The story.
        article: ArticleId,
        /// The remark.
        remark: RemarkId,
        /// True to resolve it, false to open it again.
        resolved: bool,
    }
}

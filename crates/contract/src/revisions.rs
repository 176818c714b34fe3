//! Kept states of a story: the timeline, comparing, restoring.

use crate::{articles::ArticleView, requests};
use newsroom::{ArticleId, RevisionId, compare::Comparison, history::RevisionEntry};
use serde::{Deserialize, Serialize};

/// A kept state in the timeline of its story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionRow {
    /// What was kept.
    pub entry: RevisionEntry,
    /// The approval in force is for exactly this content.
    pub approved: bool,
}

/// One of two states that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// As it was last saved.
    Present,
    /// As it was kept.
    Kept(RevisionId),
}

requests! {
    /// The kept states of a story, newest first.
    ListRevisions => "list_revisions" -> Vec<RevisionRow> {
        /// The story.
        article: ArticleId,
    }
    /// Keeps the story as it was last saved, under a name. Anybody who sees the story may.
    KeepRevision => "keep_revision" -> RevisionRow {
        /// The story.
        article: ArticleId,
        /// What to call it; may be empty.
        name: String,
    }
    /// What differs between two states.
    CompareRevisions => "compare_revisions" -> Comparison {
        /// The story.
        article: ArticleId,
        /// The older state.
        from: State,
        /// The newer state.
        to: State,
    }
    /// Makes the story as it was kept then. The present state is kept before, so this can be undone by restoring that.
    RestoreRevision => "restore_revision" -> ArticleView {
        /// The story.
        article: ArticleId,
        /// The version the window shows; a newer one in store is answered by `Stale`.
        version: u64,
        /// The revision that the story is made like.
        revision: RevisionId,
    }
}

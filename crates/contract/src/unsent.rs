//! What somebody began to say and has not sent. It is kept like every other letter: on the laptop's disk, at once.

use crate::requests;
use newsroom::ArticleId;
use serde::{Deserialize, Serialize};

/// What it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// Remarks and answers on this story.
    Story(ArticleId),
    /// A template that is not saved.
    Template,
}

requests! {
    /// What the signed-in person began to say, as the window wrote it; empty if nothing.
    ReadUnsent => "read_unsent" -> String {
        /// What the words belong to.
        about: About,
    }
    /// Keeps it; empty takes it away.
    KeepUnsent => "keep_unsent" -> () {
        /// What the words belong to.
        about: About,
        /// As the window is to get it back.
        words: String,
    }
}

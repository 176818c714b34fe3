//! The archive: what the connected sites have published.

use crate::id::SiteId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A published story in the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivedStory {
    /// On which site.
    pub site: SiteId,
    /// The site's number for it.
    pub post: u64,
    /// The headline, as plain text.
    pub title: String,
    /// Address of its page.
    pub link: String,
    /// Start of its standfirst or text.
    pub snippet: String,
    /// When readers first had it, UTC.
    pub published_at: Option<DateTime<Utc>>,
}

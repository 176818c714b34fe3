//! How much of a site is taken into the archive: a list without end does not fill the disk.

use crate::error::DeskError;
use chrono::{DateTime, Utc};
use std::{collections::HashSet, time::Duration};

/// How much is taken in. A site of twenty years with 40 stories a day has published 300,000.
#[derive(Clone, Copy, Debug)]
pub struct ArchiveLimits {
    /// Stories of one site.
    pub stories: u64,
    /// Bytes of the archive's file, all sites together.
    pub bytes: u64,
    /// Pages of a list, of 100 stories, that are read in one run.
    pub pages: u32,
    /// The longest run. What is left is taken in by the next one.
    pub time: Duration,
}

impl Default for ArchiveLimits {
    fn default() -> Self {
        Self { stories: 500_000, bytes: 4 << 30, pages: 2_000, time: Duration::from_secs(30 * 60) }
    }
}

/// Pages in a row with nothing but what the same run has seen, after which a list has no end. Many changes of one second make one
/// of them: the list is asked again from that second on.
const IN_CIRCLES: u32 = 2;

/// One run over the lists of a site.
pub(super) struct Run {
    pages: u32,
    ends_at: Duration,
    seen: HashSet<(u64, Option<DateTime<Utc>>)>,
    circles: u32,
}

impl Run {
    pub(super) fn begin(limits: &ArchiveLimits, now: Duration) -> Self {
        Self { pages: limits.pages, ends_at: now + limits.time, seen: HashSet::new(), circles: 0 }
    }

    /// Counts a page; false if there may be none any more.
    pub(super) fn another_page(&mut self, now: Duration) -> bool {
        let left = self.pages > 0 && now < self.ends_at;
        self.pages = self.pages.saturating_sub(1);
        left
    }

    /// Notes what a page brings.
    ///
    /// # Errors
    /// If pages bring nothing new any more.
    pub(super) fn takes_in(
        &mut self,
        page: impl Iterator<Item = (u64, Option<DateTime<Utc>>)>,
    ) -> Result<(), DeskError> {
        let mut is_new = false;
        let mut is_empty = true;
        for change in page {
            is_empty = false;
            is_new |= self.seen.insert(change);
        }
        self.circles = if is_new || is_empty { 0 } else { self.circles + 1 };
        if self.circles < IN_CIRCLES {
            return Ok(());
        }
        Err(wordpress::Error::NotWordPress("a list of stories without end".to_owned()).into())
    }
}

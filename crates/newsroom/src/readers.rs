//! The readers' side of a story: what they have of it, by what was last seen on its site. It does not depend on the stage,
//! which is the desk's side: the next version of a story that readers have may be anywhere.

use crate::{approval::Approval, id::RevisionId, manuscript::Manuscript};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The version that readers have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Live {
    /// The approved revision that was found on the site.
    pub revision: RevisionId,
    /// When it was first found there, UTC.
    pub since: DateTime<Utc>,
}

/// What readers have of a story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readers {
    /// The version that was last found on the site; none if none was, or it was found gone.
    pub live: Option<Live>,
    /// When the story was found to be off the site after readers had had it, UTC.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// Since when the site may show something that has not been looked at, UTC: it was told to, and nobody saw what it did.
    pub unseen_since: Option<DateTime<Utc>>,
}

impl Readers {
    /// True unless it is known that the site shows nothing of it.
    #[must_use]
    pub fn may_have_it(self) -> bool {
        self.live.is_some() || self.unseen_since.is_some()
    }

    /// The site is about to be told to show a version, now or at an hour. Said before it is told, so that an answer that
    /// is lost, or a sending that is given up, leaves no page without its story.
    pub fn hand_over(&mut self, now: DateTime<Utc>) {
        self.unseen_since = self.unseen_since.or(Some(now));
    }

    /// This revision was found on the site.
    pub fn seen(&mut self, revision: RevisionId, now: DateTime<Utc>) {
        let since = self.live.filter(|live| live.revision == revision).map_or(now, |live| live.since);
        *self = Self { live: Some(Live { revision, since }), withdrawn_at: None, unseen_since: None };
    }

    /// The site was found to keep it for an hour to come: nobody has it now, and some time soon everybody may.
    pub fn kept_for_an_hour(&mut self, now: DateTime<Utc>) {
        self.live = None;
        self.hand_over(now);
    }

    /// The site was found not to show it.
    pub fn gone(&mut self, now: DateTime<Utc>) {
        let had = self.live.is_some();
        *self = Self { withdrawn_at: if had { Some(now) } else { self.withdrawn_at }, ..Self::default() };
    }
}

/// What is kept of a story, as far as a move needs it.
#[derive(Clone, Debug)]
pub struct Kept<'a> {
    /// The id of the revision that an approval will name.
    pub revision: RevisionId,
    /// The version that readers have, with its approval: what a story goes back to when its update is given up.
    pub live: Option<(&'a Manuscript, &'a Approval)>,
}

impl From<RevisionId> for Kept<'_> {
    fn from(revision: RevisionId) -> Self {
        Self { revision, live: None }
    }
}

#[cfg(test)]
mod tests;

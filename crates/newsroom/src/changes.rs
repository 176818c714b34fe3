//! What an action changed, so that views refetch by knowledge and not by guess.

use crate::id::{ArticleId, TransmissionId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The things that one committed action touched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Changes {
    /// Stories whose text, photos, stage or placement changed.
    pub articles: BTreeSet<ArticleId>,
    /// Sendings whose state changed.
    pub transmissions: BTreeSet<TransmissionId>,
    /// People were added or changed.
    pub staff: bool,
    /// Site connections were added or changed.
    pub sites: bool,
    /// Stories of a site were added to the archive, changed or removed.
    pub archive: bool,
    /// Templates were added, changed or removed.
    pub templates: bool,
    /// Sections were added, renamed, put in order, retired or brought back.
    pub sections: bool,
}

impl Changes {
    /// The change of one story.
    #[must_use]
    pub fn article(id: ArticleId) -> Self {
        Self { articles: [id].into(), ..Self::default() }
    }

    /// Adds what another action changed.
    pub fn merge(&mut self, other: Changes) {
        self.articles.extend(other.articles);
        self.transmissions.extend(other.transmissions);
        self.staff |= other.staff;
        self.sites |= other.sites;
        self.archive |= other.archive;
        self.templates |= other.templates;
        self.sections |= other.sections;
    }

    /// True if nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

//! What a newsroom of several laptops sends to its server and gets from there.
//!
//! A *thing* is what has an identity and a version of its own there: a story with the uses of its photos, a remark with its
//! answers, a kept state, a person ... An *operation* is one change that somebody made on a laptop: every thing that the change
//! touched, as it was after it, each with the version that it started from. The server takes an operation whole or not at all,
//! and once. docs/adr/0021 says why.

use crate::{
    article::Article,
    id::{RevisionId, StaffId},
    manuscript::Manuscript,
    readers::Readers,
    stage::Stage,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// Declares the kinds with their names, in the order in which they refer to each other.
macro_rules! kinds {
    ($($(#[$doc:meta])+ $kind:ident = $name:literal,)+) => {
        /// A kind of thing. Their order is that in which they can be written: none refers to a later one, but for a kept
        /// state, which names its story.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind { $($(#[$doc])+ $kind),+ }

        impl Kind {
            /// All, in their order.
            pub const ALL: &[Kind] = &[$(Kind::$kind),+];

            /// The name in databases and in JSON; it is never changed.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Kind::$kind => $name),+ }
            }

            /// The kind with this name, if this program knows it.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.as_str() == name)
            }
        }
    };
}

kinds! {
    /// A person: login, name, role, when he came and left; nothing that one signs in with.
    Staff = "staff",
    /// A section of the paper.
    Section = "section",
    /// A pattern for new stories.
    Template = "template",
    /// A photo of the newsroom, by the hash of its original, without its bytes.
    Photo = "photo",
    /// A kept state of a story; it never changes.
    Revision = "revision",
    /// An approval, by its kept state; it never changes.
    Approval = "approval",
    /// A story with its manuscript and the uses of its photos.
    Story = "story",
    /// A remark with its answers.
    Remark = "remark",
    /// A line of the history; it never changes. Its key is that of its operation, a slash, and its number there from 0.
    Deed = "deed",
}

impl Kind {
    /// True for what is written once and stays as it is.
    #[must_use]
    pub const fn is_kept_for_ever(self) -> bool {
        matches!(self, Kind::Revision | Kind::Approval | Kind::Deed)
    }
}

/// Which thing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ThingId {
    /// Its kind.
    pub kind: Kind,
    /// Its key among those of its kind: an id, a hash, or an operation's id with a number.
    pub key: String,
}

/// A thing as an operation leaves it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Thing {
    /// Which.
    #[serde(flatten)]
    pub id: ThingId,
    /// The server's version that the change started from; 0 for a new thing.
    pub base: u64,
    /// The whole of it, after the change.
    pub content: Value,
}

/// One change that somebody made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Operation {
    /// `UUIDv7`, made on the laptop. The server takes each once.
    pub id: Uuid,
    /// Who made it; none for the program itself, which speaks with the login of whoever is signed in.
    pub author: Option<StaffId>,
    /// When, by the laptop's clock.
    pub at: DateTime<Utc>,
    /// All that it touched, in the order of [`Kind`].
    pub things: Vec<Thing>,
}

/// A thing as the server has it, or the word that it is no longer this person's to see.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Arrival {
    /// Number of the change on the server: later changes have larger ones, and none comes with a smaller one afterwards.
    pub number: u64,
    /// Which.
    #[serde(flatten)]
    pub id: ThingId,
    /// Its version; 1 for a new thing.
    pub version: u64,
    /// The whole of it; none where it was this person's to see and is no longer.
    pub content: Option<Value>,
    /// Of a story that is no longer this person's to see: whose it is by now, and where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lost: Option<LostSight>,
}

/// What is told of a story to who sees it no longer, so that it leaves his shelves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LostSight {
    /// Whose it is.
    pub author: StaffId,
    /// Where it stands.
    pub stage: Stage,
}

/// What the server says of an operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pushed {
    /// It stands, as of this number; again the same words where it stood already.
    Applied {
        /// The number of its last change.
        number: u64,
        /// The versions that its things have by it, in their order in the operation.
        versions: Vec<u64>,
    },
    /// Nothing was done, as somebody else's change of these came before: they are to be fetched and united first.
    Newer {
        /// Which.
        things: Vec<ThingId>,
    },
    /// Nothing was done, as the newsroom's rules forbid it.
    Refused {
        /// The rule, by the name of a [`crate::Refusal`] where it is one.
        why: String,
        /// Technical words.
        detail: String,
    },
}

/// A story as laptops exchange it: what only one laptop knows (what the window's text counts, whether a sending waits) is not in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SharedStory {
    /// Words and uses of photos.
    pub manuscript: Manuscript,
    /// Where it stands.
    pub stage: Stage,
    /// Whose it is.
    pub author: StaffId,
    /// Whose it was before, from the first on.
    #[serde(default)]
    pub past_authors: Vec<StaffId>,
    /// The editor who has it in hand.
    pub claimed_by: Option<StaffId>,
    /// The kept state whose approval is in force.
    pub approved_revision: Option<RevisionId>,
    /// Stands on the banner.
    pub banner: bool,
    /// Until when.
    pub banner_until: Option<DateTime<Utc>>,
    /// The last part of its address, where an editor chose one.
    pub slug: Option<String>,
    /// The hour of a scheduled story.
    pub publish_at: Option<DateTime<Utc>>,
    /// Why it was last returned.
    pub returned: Option<String>,
    /// The stage it was in before it was spiked.
    pub spiked_from: Option<Stage>,
    /// What readers have of it.
    pub readers: Readers,
    /// Address of the public page.
    pub link: Option<String>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When anything about it last changed.
    pub updated_at: DateTime<Utc>,
}

impl SharedStory {
    /// A story, without what only this laptop knows.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        // Every field is told, or the reason why not.
        let Article {
            id: _, // The key of the thing.
            manuscript,
            stage,
            author,
            past_authors,
            claimed_by,
            approval,
            banner,
            banner_until,
            slug,
            publish_at,
            returned,
            spiked_from,
            readers,
            link,
            version: _, // Each laptop counts for its own window.
            sending: _, // Known by its outbox.
            retired_section: _,
            live_section: _, // Both follow from the sections.
            created_at,
            updated_at,
        } = article;
        Self {
            manuscript: manuscript.clone(),
            stage: *stage,
            author: *author,
            past_authors: past_authors.clone(),
            claimed_by: *claimed_by,
            approved_revision: approval.as_ref().map(|approval| approval.revision),
            banner: *banner,
            banner_until: *banner_until,
            slug: slug.clone(),
            publish_at: *publish_at,
            returned: returned.clone(),
            spiked_from: *spiked_from,
            readers: *readers,
            link: link.clone(),
            created_at: *created_at,
            updated_at: *updated_at,
        }
    }

    /// True if it stands where the other does: at the same stage, in the same hands, by the same approval, for the same hour.
    #[must_use]
    pub fn stands_as(&self, other: &Self) -> bool {
        let standing = |story: &Self| {
            (story.stage, story.author, story.claimed_by, story.approved_revision, story.publish_at, story.spiked_from)
        };
        standing(self) == standing(other)
    }
}

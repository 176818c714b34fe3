//! Sending a story to a city site, as the outbox keeps it.

use crate::id::{ArticleId, RevisionId, SiteId, TransmissionId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What the site is to do with the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "at")]
pub enum Delivery {
    /// Show it at once.
    Now,
    /// Show it at this hour, by the site's own clock.
    At(DateTime<Utc>),
    /// Hold it back: no reader sees it. For stories taken off the schedule or withdrawn.
    Hold,
}

/// The steps of a transmission, in order; each is recorded before the next begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Ask who we are there, and whether the story is there already.
    LookUp,
    /// Upload photos that the site lacks.
    Photos,
    /// Create the post (once) as a draft with our marker.
    Create,
    /// Set everything, status last.
    Update,
    /// Read it back and compare.
    Verify,
    /// Waiting for the hour of a scheduled story, to see it online.
    AwaitHour,
    /// The receipt is kept.
    Done,
}

impl Step {
    /// All steps, in order.
    pub const ALL: [Step; 7] =
        [Step::LookUp, Step::Photos, Step::Create, Step::Update, Step::Verify, Step::AwaitHour, Step::Done];

    /// The name in storage.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Step::LookUp => "look_up",
            Step::Photos => "photos",
            Step::Create => "create",
            Step::Update => "update",
            Step::Verify => "verify",
            Step::AwaitHour => "await_hour",
            Step::Done => "done",
        }
    }

    /// The step with that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Step> {
        Step::ALL.into_iter().find(|s| s.as_str() == name)
    }
}

/// Why a transmission does not go on, in the words of [`Trouble`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// No network, or nothing answers at that address. A state, not an error: it goes on by itself.
    Offline,
    /// No answer in time; goes on by itself.
    Timeout,
    /// The site's certificate is not valid.
    Tls,
    /// No password for the site is known in this session.
    NoCredentials,
    /// The site does not accept the login.
    Login,
    /// The account may not do this.
    NotAllowed,
    /// The site refuses so large a file.
    TooLarge,
    /// The site asks to wait.
    Busy,
    /// The site has a fault of its own; goes on by itself for a while.
    Server,
    /// What answers is not a WordPress site.
    NotWordPress,
    /// The site refuses the content.
    Rejected,
    /// The story was changed or removed on the site.
    ChangedOnSite,
    /// What stands on the site is not what was sent.
    Mismatch,
    /// The hour has passed and the story is not online.
    Late,
    /// Something on this laptop: disk, database.
    Local,
}

impl Trouble {
    /// True if trying again later can help without anybody doing anything.
    #[must_use]
    pub fn heals_itself(self) -> bool {
        matches!(self, Trouble::Offline | Trouble::Timeout | Trouble::Busy | Trouble::Server | Trouble::Late)
    }
}

/// A sending of one approved revision to one site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transmission {
    /// Identity.
    pub id: TransmissionId,
    /// The story.
    pub article: ArticleId,
    /// The approved revision whose manuscript is sent; never anything newer.
    pub revision: RevisionId,
    /// Where to.
    pub site: SiteId,
    /// What the site is to do.
    pub delivery: Delivery,
    /// Whether it stands as banner on the front page.
    pub banner: bool,
    /// The step that comes next.
    pub step: Step,
    /// Photos already on the site, of those to send.
    pub photos_done: u32,
    /// Photos to send.
    pub photos_total: u32,
    /// Tries of the current step that failed.
    pub attempts: u32,
    /// What stopped the last try.
    pub trouble: Option<Trouble>,
    /// The site's own words about it, without secrets; for the curious.
    pub detail: Option<String>,
    /// Not tried again before this.
    pub next_attempt_at: DateTime<Utc>,
    /// A person must do something first.
    pub stopped: bool,
    /// Address of the public page, once known.
    pub link: Option<String>,
    /// When it was queued.
    pub created_at: DateTime<Utc>,
    /// When it was finished.
    pub finished_at: Option<DateTime<Utc>>,
}

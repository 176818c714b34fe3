//! Sending a story to a city site, as the outbox keeps it.

use crate::id::{ArticleId, PhotoUseId, RevisionId, SiteId, TransmissionId};
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

/// Why a transmission does not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// No network, or nothing answers at that address. A state, not an error: it goes on by itself.
    Offline,
    /// The name of the site is not known: a wrong address, or a network whose name server does not answer.
    Dns,
    /// Something in between answers with a page of its own, as hotels and cafés do before one has signed in there.
    CaptivePortal,
    /// No answer in time; goes on by itself.
    Timeout,
    /// An answer was lost, so something may have arrived: it is looked for before it is sent again.
    LostAnswer,
    /// No secure connection comes about, for another reason than the four below.
    Tls,
    /// The site's certificate has expired.
    TlsExpired,
    /// The site's certificate is from an authority that this computer does not know.
    TlsUnknownAuthority,
    /// The site's certificate is for another name.
    TlsWrongName,
    /// By this computer's clock the certificate is not valid yet: the clock is wrong.
    WrongClock,
    /// No password for the site is known in this session.
    NoCredentials,
    /// The site does not accept the login.
    Login,
    /// The site accepted this password before and does not now: it was revoked.
    PasswordRevoked,
    /// The account may not do this.
    NotAllowed,
    /// Something in front of the site, a firewall, refuses us or what we send.
    Firewall,
    /// The site refuses so large a file.
    TooLarge,
    /// The site asks to wait. Kept for sendings of older programs, which did not tell the next two apart.
    Busy,
    /// Too many requests: the site asks to wait.
    RateLimited,
    /// The site is being maintained.
    Maintenance,
    /// The site has a fault of its own; goes on by itself for a while.
    Server,
    /// The site cannot store files: its disk is full, or it may not write there.
    SiteDisk,
    /// What answers is not a WordPress site.
    NotWordPress,
    /// The site refuses the content.
    Rejected,
    /// The story was changed on the site since we last saw it there.
    ChangedOnSite,
    /// The story was removed on the site.
    RemovedOnSite,
    /// What stands on the site is not what was sent.
    Mismatch,
    /// The hour has passed and the story is not online.
    Late,
    /// What may be sent for photos today is used up; goes on by itself tomorrow.
    Budget,
    /// Something on this laptop: disk, database.
    Local,
}

impl Trouble {
    /// True if trying again later can help without anybody doing anything.
    #[must_use]
    pub fn is_transient(self) -> bool {
        self.affects_whole_site()
            || matches!(self, Trouble::Server | Trouble::SiteDisk | Trouble::Late | Trouble::Budget)
    }

    /// True if it is no matter of one story: whatever else is sent to the site now would fare the same, or the site asks
    /// for a rest. All of these pass by themselves.
    #[must_use]
    pub fn affects_whole_site(self) -> bool {
        matches!(
            self,
            Trouble::Offline
                | Trouble::Dns
                | Trouble::CaptivePortal
                | Trouble::Timeout
                | Trouble::LostAnswer
                | Trouble::Busy
                | Trouble::RateLimited
                | Trouble::Maintenance
        )
    }
}

/// Something in which the site's copy is not what was sent. The story counts as not sent until it is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Difference {
    /// The headline.
    Headline,
    /// The standfirst.
    Standfirst,
    /// Words of the text.
    Text,
    /// The site took these tags out of the text, such as `table`.
    Stripped(Vec<String>),
    /// The section: the site dropped it, or put the story elsewhere.
    Section,
    /// The keywords.
    Keywords,
    /// The lead photo.
    LeadPhoto,
    /// On the banner, or not.
    Banner,
    /// Draft, scheduled, published.
    Status,
    /// The hour at which it is to go online.
    Hour,
    /// Readers do not get this photo.
    PhotoMissing(PhotoUseId),
    /// The photo has another size there.
    PhotoSize(PhotoUseId),
    /// Readers do not get the page.
    Page,
}

/// Something that went another way than asked, and is right all the same. Told once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// The site gave the story this last part of the address, as the one asked for was taken.
    Address(String),
    /// The photo was sent smaller: the site refused the larger file.
    PhotoReduced(PhotoUseId),
    /// Copies that an interrupted try had left on the site were removed: posts and photos.
    CopiesRemoved(u32),
    /// There are copies on the site that could not be removed, or that somebody uses.
    CopiesLeft(u32),
    /// The page that readers get still shows an older state: the site keeps pages for a while.
    PageOld,
    /// The site keeps this photo in another size than it was sent in.
    PhotoResized(PhotoUseId),
}

/// By what people know a transmission: its story and its site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransmissionLabel {
    /// Headline of the story as it stands now.
    pub headline: String,
    /// Name of the site; empty if it is not connected any more.
    pub site: String,
    /// The site's whole outbox is held back.
    pub site_paused: bool,
}

/// A sending of one approved revision to one site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transmission {
    /// Id of the transmission; never given twice.
    pub id: TransmissionId,
    /// The story.
    pub article: ArticleId,
    /// The approved revision whose manuscript is sent; never anything newer.
    pub revision: RevisionId,
    /// The site it goes to.
    pub site: SiteId,
    /// What the site is to do.
    pub delivery: Delivery,
    /// Whether it stands as banner on the front page.
    pub banner: bool,
    /// The text goes first and stands there without its photos until they follow: for lines that are slow or dear.
    pub text_first: bool,
    /// With `text_first`: the text stands there, what follows is photos.
    pub text_online: bool,
    /// Somebody holds it back until it is let go.
    pub paused: bool,
    /// What is higher goes before; equal ones in the order in which they were queued.
    pub priority: i32,
    /// The step that comes next.
    pub step: Step,
    /// Photos already on the site, of those to send.
    pub photos_done: u32,
    /// Photos to send.
    pub photos_total: u32,
    /// Bytes of photos that were sent, by this transmission.
    pub bytes_done: u64,
    /// Bytes of photos that it has to send in all, as far as known.
    pub bytes_total: u64,
    /// When an answer was first lost on the way: copies may have been made since, and are looked for at the end.
    pub unsure_since: Option<DateTime<Utc>>,
    /// In what the site's copy differs, if that is the trouble.
    pub differences: Vec<Difference>,
    /// What went another way than asked.
    pub notices: Vec<Notice>,
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

impl Transmission {
    /// One that nobody has begun with.
    #[must_use]
    pub fn new(
        id: TransmissionId,
        (article, revision): (ArticleId, RevisionId),
        site: SiteId,
        delivery: Delivery,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id,
            article,
            revision,
            site,
            delivery,
            banner: false,
            text_first: false,
            text_online: false,
            paused: false,
            priority: 0,
            step: Step::LookUp,
            photos_done: 0,
            photos_total: 0,
            bytes_done: 0,
            bytes_total: 0,
            unsure_since: None,
            differences: Vec::new(),
            notices: Vec::new(),
            attempts: 0,
            trouble: None,
            detail: None,
            next_attempt_at: now,
            stopped: false,
            link: None,
            created_at: now,
            finished_at: None,
        }
    }

    /// The steps that it goes through, in order.
    #[must_use]
    pub fn route(&self) -> Vec<Step> {
        let awaits = matches!(self.delivery, Delivery::At(_));
        let mut route = vec![Step::LookUp];
        if self.delivery == Delivery::Hold {
            route.extend([Step::Update, Step::Verify]);
        } else if self.text_first && self.photos_total > 0 {
            route.extend([Step::Create, Step::Update, Step::Verify, Step::Photos, Step::Update, Step::Verify]);
        } else {
            route.extend((self.photos_total > 0).then_some(Step::Photos));
            route.extend([Step::Create, Step::Update, Step::Verify]);
        }
        route.extend(awaits.then_some(Step::AwaitHour));
        route.push(Step::Done);
        route
    }

    /// Which place of [`Transmission::route`] it has come to.
    #[must_use]
    pub fn place(&self) -> usize {
        let route = self.route();
        let mut places = route.iter().enumerate().filter(|(_, step)| **step == self.step).map(|(place, _)| place);
        let (first, second) = (places.next(), places.next());
        let place = if self.text_online { second.or(first) } else { first };
        // Photos of a story that has none, or a step of a route that was left: what comes after it.
        place.unwrap_or_else(|| route.iter().position(|step| *step > self.step).unwrap_or(route.len() - 1))
    }

    /// The step after the present one.
    #[must_use]
    pub fn next_step(&self) -> Step {
        self.route().get(self.place() + 1).copied().unwrap_or(Step::Done)
    }
}

#[cfg(test)]
mod tests;

//! Sending a story to a city site, as the outbox keeps it.

use crate::{
    id::{ArticleId, PhotoUseId, RevisionId, SiteId, TransmissionId},
    manuscript::{Manuscript, TextLine},
    merge::texts,
    readers::Readers,
};
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

/// So long after its hour a scheduled story that nobody has seen online is told to be published, and is an alarm. Sites that
/// publish by visits need a moment of their own.
pub const LATE: Duration = Duration::minutes(2);

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
    /// The login is right, and the host takes it out of our requests before the site sees it.
    LoginTakenAway,
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
    /// The site's database cannot hold letters of the story.
    Letters,
    /// The story was changed on the site since we last saw it there.
    ChangedOnSite,
    /// The story was removed on the site.
    RemovedOnSite,
    /// What stands on the site is not what was sent, so far: it is looked at again before anybody is told so.
    LookingAgain,
    /// What stands on the site is not what was sent.
    Mismatch,
    /// The hour has passed and the story is not online.
    Late,
    /// What may be sent for photos today is used up; goes on by itself tomorrow.
    Budget,
    /// Something on this laptop: disk, database.
    Local,
    /// A fault of this program, met while it was at this story.
    Defect,
    /// The newsroom went back to a copy since it was queued, so readers may have something newer: a person lets it go.
    WentBack,
}

impl Trouble {
    /// True if trying again later can help without anybody doing anything.
    #[must_use]
    pub fn is_transient(self) -> bool {
        self.affects_whole_site()
            || matches!(
                self,
                Trouble::Server | Trouble::SiteDisk | Trouble::Late | Trouble::LookingAgain | Trouble::Budget
            )
    }

    /// True if it waits for a password.
    #[must_use]
    pub fn waits_for_password(self) -> bool {
        matches!(self, Trouble::NoCredentials | Trouble::Login | Trouble::PasswordRevoked)
    }

    /// True if another password, or account, may help: besides, a site that locks out after wrong passwords refuses by many
    /// numbers.
    #[must_use]
    pub fn may_pass_with_another_login(self) -> bool {
        self.waits_for_password() || matches!(self, Trouble::NotAllowed | Trouble::Firewall)
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
    /// The site's database cannot hold this letter; where it stands first.
    Letter(char, LetterPlace),
    /// A firewall before the site refuses these words.
    RefusedWords(String),
}

/// Where a letter stands in a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterPlace {
    /// In a text beside the body.
    Line(TextLine),
    /// In a block of the body, counted from 1.
    Block(u32),
}

impl Difference {
    /// True if an editor may let it stand as it is. Whether, and when, readers have a story is never a matter of taste.
    #[must_use]
    pub fn is_acceptable(&self) -> bool {
        !matches!(self, Difference::Status | Difference::Hour | Difference::Letter(..) | Difference::RefusedWords(_))
    }
}

/// Letters of a story that are told of one by one.
const LETTERS_TOLD: usize = 10;

impl Manuscript {
    /// Letters beyond the first 65,536 of Unicode, which databases of three bytes a letter (`utf8mb3` of `MySQL`) cannot hold:
    /// rare characters of chữ Nôm and chữ Hán, emoji. Each once, with its first place; ten at most.
    #[must_use]
    pub fn wide_letters(&self) -> Vec<Difference> {
        let lines = self.lines().into_iter().map(|(line, text)| (LetterPlace::Line(line), text.to_owned()));
        let blocks = self.body.doc.content.iter().zip(1..).map(|(block, number)| {
            let words: Vec<String> = texts(std::slice::from_ref(block)).into_iter().map(|(_, text, _)| text).collect();
            (LetterPlace::Block(number), words.join(" "))
        });
        let mut found: Vec<(char, LetterPlace)> = Vec::new();
        for (place, text) in lines.chain(blocks) {
            for letter in text.chars().filter(|letter| u32::from(*letter) > 0xffff) {
                if found.len() < LETTERS_TOLD && found.iter().all(|(known, _)| *known != letter) {
                    found.push((letter, place));
                }
            }
        }
        found.into_iter().map(|(letter, place)| Difference::Letter(letter, place)).collect()
    }
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
    /// The site writes something around its answers, such as warnings of an extension. They were read all the same.
    AnswersUntidy,
    /// The site put attributes of its own on links or pictures, such as another window.
    AttributesAdded,
    /// The site made quotes, dashes or dots typographic.
    SignsChanged,
    /// The site has no keywords, or keeps none of the story's.
    NoKeywords,
    /// The site added sections or keywords of its own.
    TermsAdded,
    /// The site lets no program look at this photo: whether readers get it is not known.
    PhotoUnseen(PhotoUseId),
    /// The site lets no program look at its pages: whether readers get the story is not known.
    PageUnseen,
    /// An editor let stand what the site made of it.
    Accepted,
}

/// What became of what a finished transmission brought to its site, by what was last seen there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is so still: readers have this version, or after [`Delivery::Hold`] nothing.
    Holds,
    /// Readers have another version by now.
    OtherVersion,
    /// The site shows nothing of it any more.
    TakenOff,
    /// The site was told something since, and nobody has looked.
    NotLookedAt,
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
    /// True if its hour passed longer than [`LATE`] ago and nobody has seen it online: an alarm, whatever the reason is.
    #[must_use]
    pub fn is_late(&self, now: DateTime<Utc>) -> bool {
        let open = self.finished_at.is_none() && self.step != Step::Done;
        matches!(self.delivery, Delivery::At(at) if now - at > LATE) && open
    }

    /// True if an editor may take what stands on the site for the story as it is.
    #[must_use]
    pub fn may_be_accepted(&self) -> bool {
        let stands = self.stopped && self.trouble == Some(Trouble::Mismatch) && self.finished_at.is_none();
        stands && !self.differences.is_empty() && self.differences.iter().all(Difference::is_acceptable)
    }

    /// What became of it, by what was last seen of its story; none while it is not done, and for one that was taken out of
    /// the outbox.
    #[must_use]
    pub fn outcome(&self, readers: Readers) -> Option<Outcome> {
        if self.step != Step::Done {
            return None;
        }
        let shows = self.delivery != Delivery::Hold;
        Some(match readers.live {
            _ if readers.unseen_since.is_some() => Outcome::NotLookedAt,
            Some(live) if shows && live.revision == self.revision => Outcome::Holds,
            Some(_) => Outcome::OtherVersion,
            None if shows => Outcome::TakenOff,
            None => Outcome::Holds,
        })
    }

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

    /// Holds it back because the newsroom went back to an earlier state: what readers have may be newer than what it would send.
    /// What waits for a person's decision anyway says so still.
    pub fn hold_after_going_back(&mut self) {
        self.paused = true;
        let waits_for_decision = self.stopped && !self.trouble.is_some_and(Trouble::may_pass_with_another_login);
        if !waits_for_decision {
            self.stopped = false;
            self.trouble = Some(Trouble::WentBack);
            self.detail = None;
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

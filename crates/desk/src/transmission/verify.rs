//! Reading back what stands on the site, as the site tells it and as readers get it, and the receipt.

use crate::{
    board::Desk,
    clock::new_id,
    error::DeskError,
    transmission::{
        Job, Obstacle,
        copies::{Copies, note_end},
        parallel::{READS_AT_A_TIME, in_parallel},
        payload::Payload,
        snapshot::{Snapshot, sorted},
    },
};
use chrono::{DateTime, Duration, Utc};
use newsroom::{
    Actor, Attempt, Changes, ContentHash, Deed, Delivery, Difference, Move, Notice, PhotoUseId, RevisionId, Step,
    Transmission, Trouble, transmission::LATE,
};
use serde_json::json;
use store::{SentPost, Transaction};
use wordpress::{
    Client, Error, Post, PostFields,
    content::{self, Rewrite, alike_text, page_shows, same_text},
};

/// A scheduled story is looked for this long after its hour: the site needs a moment of its own.
pub(super) const AFTER_THE_HOUR: Duration = Duration::seconds(15);

/// What readers get.
#[derive(Default)]
pub(super) struct PublicView {
    pub(super) differences: Vec<Difference>,
    pub(super) notices: Vec<Notice>,
    /// Differences that an editor lets stand.
    pub(super) accepted: Vec<Difference>,
    /// What the site says that it runs on.
    pub(super) generator: Option<String>,
}

impl Desk {
    /// Compares what the site has with what was to be sent, field by field, then looks at it as readers do.
    pub(super) fn verify(&self, job: &Job<'_>) -> Result<Changes, Obstacle> {
        let t = job.t;
        let Some(known) = self.store.sent_post(t.site, t.article)? else {
            // Held back before it ever reached the site, or when it was gone from there.
            return self.record(t, |tx, t| {
                t.step = Step::Done;
                Ok(tx.change_readers(t.article, |readers| readers.gone(self.now()))?)
            });
        };
        let post = job.client.post(known.post)?;
        if t.delivery == Delivery::Hold {
            return self.held_back(job, &known, &post);
        }
        let payload = self.payload(job)?;
        let asked = self.fields(job, payload, &post, &known)?;
        let Seen { wrong, notices } = Seen::of(&asked, &post, t, payload);
        if !wrong.is_empty() && job.accepted_by.is_none() {
            return Err(Obstacle::Differs(Trouble::Mismatch, wrong));
        }
        let address = Some(&post.slug).filter(|slug| asked.slug.as_ref().is_some_and(|asked| asked != *slug));
        let address = address.map(|slug| Notice::Address(slug.clone()));
        let copies = match self.unite_copies(job, payload, &known, &post)? {
            Copies::United(notices) => notices,
            Copies::Older(older) => return self.go_on_with(job, payload, &older),
        };
        let mut public = self.verify_public(job, payload, &post)?;
        public.differences.splice(0..0, wrong);
        public.notices.extend(notices.into_iter().chain(address).chain(copies));
        let is_right = public.differences.is_empty();
        if is_right && job.client.is_answered_untidily() && self.sessions.is_first_untidy(t.site) {
            public.notices.push(Notice::AnswersUntidy);
        }
        let public = self.without_accepted(job, public)?;
        let photos_follow = t.text_first && !t.text_online && t.photos_total > 0;
        match t.delivery {
            _ if photos_follow => self.text_is_there(job, &known, &post, public),
            Delivery::At(at) if post.status == "future" => self.hand_over(job, &known, &post, public, at),
            _ => self.finish(job, &known, &post, public),
        }
    }

    /// The site has it, and its hour is to come.
    fn hand_over(
        &self,
        job: &Job<'_>,
        known: &SentPost,
        post: &Post,
        told: PublicView,
        at: DateTime<Utc>,
    ) -> Result<Changes, Obstacle> {
        self.record_durably(job, |tx, t| {
            keep_snapshot(tx, t, known, post)?;
            tx.change_readers(t.article, |readers| readers.kept_for_an_hour(self.now()))?;
            t.step = t.next_step();
            t.notices.extend(told.notices.iter().cloned());
            // By the site's clock, but looked for past the hour by ours in any case.
            let skew = Duration::try_seconds(job.site.skew).unwrap_or_default();
            t.next_attempt_at = at.checked_sub_signed(skew).unwrap_or(at).min(at + LATE) + AFTER_THE_HOUR;
            t.link = Some(post.link.clone());
            tx.keep_receipt(t.id, &receipt(job, post, &told))?;
            note_accepted(tx, t, &told)?;
            tx.audit(Some(t.article), &Deed::HandedOver, Some(&post.link))?;
            Ok(())
        })
    }

    fn held_back(&self, job: &Job<'_>, known: &SentPost, post: &Post) -> Result<Changes, Obstacle> {
        let binned = post.status == "trash";
        if post.status != "draft" && !binned {
            return Err(Obstacle::Differs(Trouble::Mismatch, vec![Difference::Status]));
        }
        self.record(job.t, |tx, t| {
            if binned {
                tx.forget_post(t.site, t.article)?;
            } else {
                keep_snapshot(tx, t, known, post)?;
            }
            tx.change_readers(t.article, |readers| readers.gone(self.now()))?;
            t.step = Step::Done;
            tx.audit(Some(t.article), &Deed::HeldBack, None)?;
            Ok(())
        })
    }

    /// The text stands there; its photos follow.
    fn text_is_there(
        &self,
        job: &Job<'_>,
        known: &SentPost,
        post: &Post,
        public: PublicView,
    ) -> Result<Changes, Obstacle> {
        self.record_durably(job, |tx, t| {
            keep_snapshot(tx, t, known, post)?;
            t.step = t.next_step();
            t.text_online = true;
            note_accepted(tx, t, &public)?;
            t.notices.extend(public.notices);
            t.link = Some(post.link.clone());
            tx.save_transmission(t)?;
            if post.status == "publish" {
                self.confirm_online(tx, t, &post.link)?;
            }
            Ok(())
        })
    }

    /// The story stands on the site: receipt, stage, audit line, in one transaction.
    pub(super) fn finish(
        &self,
        job: &Job<'_>,
        known: &SentPost,
        post: &Post,
        public: PublicView,
    ) -> Result<Changes, Obstacle> {
        let public = self.without_accepted(job, public)?;
        if !public.differences.is_empty() {
            return Err(Obstacle::Differs(Trouble::Mismatch, public.differences));
        }
        let now = self.now();
        self.record_durably(job, |tx, t| {
            keep_snapshot(tx, t, known, post)?;
            note_end(t, now);
            t.notices.extend(public.notices.iter().cloned());
            t.link = Some(post.link.clone());
            tx.save_transmission(t)?;
            tx.keep_receipt(t.id, &receipt(job, post, &public))?;
            note_accepted(tx, t, &public)?;
            self.confirm_online(tx, t, &post.link)
        })
    }

    fn confirm_online(&self, tx: &mut Transaction<'_>, t: &Transmission, link: &str) -> Result<(), DeskError> {
        let mut article = tx.article(t.article)?;
        article.link = Some(link.to_owned());
        article.readers.seen(t.revision, self.now());
        // A story that was taken in hand again meanwhile stays in hand; readers see the approved one all the same.
        if article.approval.as_ref().is_some_and(|a| a.revision == t.revision) {
            article.make_move(
                Move::ConfirmOnline,
                Actor::Transmitter,
                &Attempt::default(),
                RevisionId(new_id()),
                self.now(),
            )?;
        }
        tx.save_article(&article)?;
        tx.audit(Some(t.article), &Deed::Sent, Some(link))?;
        Ok(())
    }

    /// Gets the page and the photos without any login, some at a time.
    pub(super) fn verify_public(&self, job: &Job<'_>, payload: &Payload, post: &Post) -> Result<PublicView, Obstacle> {
        let mut files = Vec::new();
        if post.status == "publish" {
            files.push(PublicFile::Page(post.link.clone()));
        }
        for photo in payload.manuscript.used_photos() {
            files.extend(self.uploaded(job.t, photo)?.map(|sent| PublicFile::Photo(photo.id, sent.url)));
        }
        let (client, headline) = (job.client, &payload.manuscript.headline);
        let parts = in_parallel(&files, READS_AT_A_TIME, |file| match file {
            PublicFile::Page(link) => look_at_page(client, link, headline),
            PublicFile::Photo(photo, url) => look_at_photo(client, *photo, url, &post.link),
        })?;
        let mut public = PublicView::default();
        for part in parts {
            public.differences.extend(part.differences);
            public.notices.extend(part.notices);
            public.generator = public.generator.or(part.generator);
        }
        Ok(public)
    }
}

/// What readers get from a site without a login, with its address.
enum PublicFile {
    Page(String),
    Photo(PhotoUseId, String),
}

/// Answers by which hosts keep programs out of what they show to readers.
fn is_closed_to_programs(status: u16) -> bool {
    matches!(status, 401 | 403 | 406 | 429 | 451)
}

fn look_at_page(client: &Client<'_>, link: &str, headline: &str) -> Result<PublicView, Obstacle> {
    let page = match client.page(link) {
        // It leads readers elsewhere.
        Err(Error::Page { .. }) => {
            return Ok(PublicView { differences: vec![Difference::Page], ..PublicView::default() });
        }
        page => page?,
    };
    let mut public = PublicView { generator: generator(&page.text), ..PublicView::default() };
    match page.status {
        200 if page_shows(&page.text, headline) => {}
        200 => public.notices.push(Notice::PageOld),
        status if is_closed_to_programs(status) => public.notices.push(Notice::PageUnseen),
        500.. => return Err(Obstacle::Trouble(Trouble::Server, format!("{link}: {}", page.status))),
        _ => public.differences.push(Difference::Page),
    }
    Ok(public)
}

fn look_at_photo(client: &Client<'_>, photo: PhotoUseId, url: &str, on: &str) -> Result<PublicView, Obstacle> {
    let unseen = PublicView { notices: vec![Notice::PhotoUnseen(photo)], ..PublicView::default() };
    let file = match client.file(url, on) {
        // Kept elsewhere, by an extension of the site.
        Err(Error::Page { .. }) => return Ok(unseen),
        file => file?,
    };
    Ok(match file.status {
        200 | 206 if file.content_type.starts_with("image/") && file.length != Some(0) => PublicView::default(),
        status if is_closed_to_programs(status) => unseen,
        500.. => return Err(Obstacle::Trouble(Trouble::Server, format!("{url}: {}", file.status))),
        _ => PublicView { differences: vec![Difference::PhotoMissing(photo)], ..PublicView::default() },
    })
}

/// Puts on record that an editor let stand what differs.
fn note_accepted(tx: &mut Transaction<'_>, t: &Transmission, public: &PublicView) -> Result<(), store::StoreError> {
    if public.accepted.is_empty() {
        return Ok(());
    }
    tx.audit(Some(t.article), &Deed::AcceptedAsItStands, t.link.as_deref())
}

/// Keeps how the post stands there now: what differs from it later is somebody else's doing.
pub(super) fn keep_snapshot(
    tx: &mut Transaction<'_>,
    t: &Transmission,
    known: &SentPost,
    post: &Post,
) -> Result<(), store::StoreError> {
    let slug = if post.slug.is_empty() { known.slug.clone() } else { post.slug.clone() };
    let snapshot = Some(Snapshot::of(post).to_json());
    tx.note_post(t.site, t.article, &SentPost { post: post.id, slug, revision: Some(t.revision), snapshot })
}

/// What stands in a post, beside what was asked.
struct Seen {
    wrong: Vec<Difference>,
    /// What the site changed on purpose.
    notices: Vec<Notice>,
}

impl Seen {
    fn of(asked: &PostFields, post: &Post, t: &Transmission, payload: &Payload) -> Self {
        let mut notices = Vec::new();
        let status = match t.delivery {
            Delivery::At(_) => matches!(post.status.as_str(), "publish" | "future"),
            _ => post.status == "publish",
        };
        // Sites keep whole seconds. Once it is online, the hour came while it was on its way.
        let hour = match t.delivery {
            Delivery::At(at) if post.status == "future" => {
                post.date_gmt.is_some_and(|date| date.timestamp() == at.timestamp())
            }
            _ => true,
        };
        let mut wrong = Vec::new();
        if let Some(sent) = &asked.content {
            let found = content::differences(sent, &post.content_raw);
            match found.stripped.is_empty() {
                false => wrong.push(Difference::Stripped(found.stripped)),
                true if !found.same => wrong.push(Difference::Text),
                true => {}
            }
            notices.extend(found.rewritten.into_iter().map(|rewrite| match rewrite {
                Rewrite::Attributes => Notice::AttributesAdded,
                Rewrite::Signs => Notice::SignsChanged,
            }));
        }
        let mut text = |asked: &Option<String>, stored: &str| {
            let Some(asked) = asked.as_deref().filter(|asked| !same_text(asked, stored)) else { return true };
            let alike = alike_text(asked, stored);
            notices.extend(alike.then_some(Notice::SignsChanged));
            alike
        };
        let (headline, standfirst) = (text(&asked.title, &post.title_raw), text(&asked.excerpt, &post.excerpt_raw));
        // A cache may tell of what was taken away a moment ago; what is still there later, and when an editor was told what
        // differs, was added on purpose.
        let is_sure = matches!(t.trouble, Some(Trouble::LookingAgain | Trouble::Mismatch));
        let mut terms = |asked: &Option<Vec<u64>>, stored: &[u64]| {
            let Some(asked) = asked.as_ref().filter(|asked| sorted(asked) != sorted(stored)) else { return true };
            let added = is_sure && !asked.is_empty() && asked.iter().all(|id| stored.contains(id));
            notices.extend(added.then_some(Notice::TermsAdded));
            added
        };
        let section = terms(&asked.categories, &post.categories);
        let keeps_none = !payload.manuscript.tags.is_empty() && post.tags.is_empty();
        let keywords = keeps_none || terms(&asked.tags, &post.tags);
        let lead = asked.featured_media.is_none_or(|id| post.featured_media == Some(id).filter(|id| *id > 0));
        let checks = [
            (Difference::Headline, headline),
            (Difference::Standfirst, standfirst),
            (Difference::Section, section),
            (Difference::Keywords, keywords),
            (Difference::LeadPhoto, lead),
            (Difference::Banner, asked.sticky.is_none_or(|sticky| sticky == post.sticky)),
            (Difference::Status, status),
            (Difference::Hour, hour),
        ];
        wrong.extend(checks.into_iter().filter(|(_, same)| !same).map(|(difference, _)| difference));
        notices.extend(keeps_none.then_some(Notice::NoKeywords));
        let mut told = Vec::new();
        notices.retain(|notice| {
            let first = !told.contains(notice);
            told.push(notice.clone());
            first
        });
        Self { wrong, notices }
    }
}

/// What is kept as proof: the site's numbers, the address, hashes and times.
fn receipt(job: &Job<'_>, post: &Post, public: &PublicView) -> serde_json::Value {
    json!({
        "site": job.site.address,
        "account": job.site.login,
        "server": public.generator,
        "server_time": job.client.server_time(),
        "revision": job.t.revision,
        "post": post.id,
        "link": post.link,
        "status": post.status,
        "date_gmt": post.date_gmt,
        "modified_gmt": post.modified_gmt,
        "site_revision": post.revision,
        "featured_media": post.featured_media,
        "categories": post.categories,
        "tags": post.tags,
        "banner": post.sticky,
        "accepted": public.accepted,
        "accepted_by": job.accepted_by.filter(|_| !public.accepted.is_empty()).map(|staff| &staff.name),
        "content_sha256": ContentHash::of(post.content_raw.as_bytes()).to_string(),
    })
}

/// `<meta name="generator" content="WordPress 6.1.9">`, which most sites say of themselves.
fn generator(page: &str) -> Option<String> {
    let after = page.split_once("name=\"generator\" content=\"")?.1;
    let name = after.split_once('"')?.0;
    (name.len() <= 80).then(|| name.to_owned())
}

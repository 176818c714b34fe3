//! Reading back what stands on the site, as the site tells it and as readers get it, and the receipt.

use crate::{
    board::Desk,
    clock::new_id,
    error::DeskError,
    transmission::{
        Job, Obstacle,
        parallel::{READS_AT_A_TIME, in_parallel},
        payload::Payload,
        snapshot::{Snapshot, sorted},
    },
};
use chrono::Duration;
use newsroom::{
    Actor, Attempt, Changes, ContentHash, Deed, Delivery, Difference, Move, Notice, PhotoUseId, RevisionId, Step,
    Transmission, Trouble,
};
use serde_json::json;
use store::{SentPost, Transaction};
use wordpress::{
    Client, Post, PostFields,
    content::{self, page_shows, same_text},
};

/// A scheduled story is looked for this long after its hour: the site needs a moment of its own.
pub(super) const AFTER_THE_HOUR: Duration = Duration::seconds(15);

/// What readers get.
#[derive(Default)]
pub(super) struct PublicView {
    differences: Vec<Difference>,
    notices: Vec<Notice>,
    /// What the site says that it runs on.
    generator: Option<String>,
}

impl Desk {
    /// Compares what the site has with what was to be sent, field by field, then looks at it as readers do.
    pub(super) fn verify(&self, job: &Job<'_>) -> Result<Changes, Obstacle> {
        let t = job.t;
        let Some(known) = self.store.sent_post(t.site, t.article)? else {
            // Held back before it ever reached the site.
            return self.record(t, |_, t| {
                t.step = Step::Done;
                Ok(())
            });
        };
        let post = job.client.post(known.post)?;
        if t.delivery == Delivery::Hold {
            return self.held_back(job, &known, &post);
        }
        let payload = self.payload(job)?;
        let asked = self.fields(job, payload, &post, &known)?;
        let wrong = differences(&asked, &post, t.delivery);
        if !wrong.is_empty() {
            return Err(Obstacle::Differs(Trouble::Mismatch, wrong));
        }
        let address = Some(&post.slug).filter(|slug| asked.slug.as_ref().is_some_and(|asked| asked != *slug));
        let address = address.map(|slug| Notice::Address(slug.clone()));
        let copies = self.remove_copies(job, payload, &known)?;
        let mut public = self.verify_public(job, payload, &post)?;
        public.notices.extend(address.into_iter().chain(copies));
        let photos_follow = t.text_first && !t.text_online && t.photos_total > 0;
        match t.delivery {
            _ if photos_follow => self.text_is_there(job, &known, &post, public),
            Delivery::At(at) if post.status == "future" => self.record_durably(t, |tx, t| {
                keep_snapshot(tx, t, &known, &post)?;
                t.step = t.next_step();
                t.unsure_since = None;
                t.notices.extend(public.notices);
                t.next_attempt_at = at - Duration::seconds(job.site.skew) + AFTER_THE_HOUR;
                t.link = Some(post.link.clone());
                tx.keep_receipt(t.id, &receipt(job, &post, public.generator.as_deref()))?;
                tx.audit(Some(t.article), &Deed::HandedOver, Some(&post.link))?;
                Ok(())
            }),
            _ => self.finish(job, &known, &post, public),
        }
    }

    fn held_back(&self, job: &Job<'_>, known: &SentPost, post: &Post) -> Result<Changes, Obstacle> {
        if post.status != "draft" {
            return Err(Obstacle::Differs(Trouble::Mismatch, vec![Difference::Status]));
        }
        self.record(job.t, |tx, t| {
            keep_snapshot(tx, t, known, post)?;
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
        self.record_durably(job.t, |tx, t| {
            keep_snapshot(tx, t, known, post)?;
            t.step = t.next_step();
            t.text_online = true;
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
        if !public.differences.is_empty() {
            return Err(Obstacle::Differs(Trouble::Mismatch, public.differences));
        }
        let now = self.now();
        self.record_durably(job.t, |tx, t| {
            keep_snapshot(tx, t, known, post)?;
            t.step = Step::Done;
            t.unsure_since = None;
            t.finished_at = Some(now);
            t.notices.extend(public.notices);
            t.link = Some(post.link.clone());
            tx.save_transmission(t)?;
            tx.keep_receipt(t.id, &receipt(job, post, public.generator.as_deref()))?;
            self.confirm_online(tx, t, &post.link)
        })
    }

    fn confirm_online(&self, tx: &mut Transaction<'_>, t: &Transmission, link: &str) -> Result<(), DeskError> {
        let mut article = tx.article(t.article)?;
        article.link = Some(link.to_owned());
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
            PublicFile::Photo(photo, url) => look_at_photo(client, *photo, url),
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

fn look_at_page(client: &Client<'_>, link: &str, headline: &str) -> Result<PublicView, Obstacle> {
    let page = client.page(link)?;
    let mut public = PublicView { generator: generator(&page.text), ..PublicView::default() };
    match page.status {
        200 if page_shows(&page.text, headline) => {}
        200 => public.notices.push(Notice::PageOld),
        429 | 500.. => return Err(Obstacle::Trouble(Trouble::Server, format!("{link}: {}", page.status))),
        _ => public.differences.push(Difference::Page),
    }
    Ok(public)
}

fn look_at_photo(client: &Client<'_>, photo: PhotoUseId, url: &str) -> Result<PublicView, Obstacle> {
    let file = client.file(url)?;
    let mut public = PublicView::default();
    match file.status {
        200 | 206 if file.content_type.starts_with("image/") && file.length != Some(0) => {}
        429 | 500.. => return Err(Obstacle::Trouble(Trouble::Server, format!("{url}: {}", file.status))),
        _ => public.differences.push(Difference::PhotoMissing(photo)),
    }
    Ok(public)
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

/// In what the post differs from what was asked.
fn differences(asked: &PostFields, post: &Post, delivery: Delivery) -> Vec<Difference> {
    let text = |asked: &Option<String>, stored: &str| asked.as_deref().is_none_or(|a| same_text(a, stored));
    let status = match delivery {
        Delivery::At(_) => matches!(post.status.as_str(), "publish" | "future"),
        _ => post.status == "publish",
    };
    // Sites keep whole seconds. Once it is online, the hour came while it was on its way.
    let hour = match delivery {
        Delivery::At(at) if post.status == "future" => {
            post.date_gmt.is_some_and(|date| date.timestamp() == at.timestamp())
        }
        _ => true,
    };
    let same_ids =
        |asked: &Option<Vec<u64>>, stored: &[u64]| asked.as_ref().is_none_or(|asked| sorted(asked) == sorted(stored));
    let mut wrong = Vec::new();
    if let Some(sent) = &asked.content {
        let found = content::differences(sent, &post.content_raw);
        match found.stripped.is_empty() {
            false => wrong.push(Difference::Stripped(found.stripped)),
            true if !found.same => wrong.push(Difference::Text),
            true => {}
        }
    }
    let checks = [
        (Difference::Headline, text(&asked.title, &post.title_raw)),
        (Difference::Standfirst, text(&asked.excerpt, &post.excerpt_raw)),
        (Difference::Section, same_ids(&asked.categories, &post.categories)),
        (Difference::Keywords, same_ids(&asked.tags, &post.tags)),
        (
            Difference::LeadPhoto,
            asked.featured_media.is_none_or(|id| post.featured_media == Some(id).filter(|id| *id > 0)),
        ),
        (Difference::Banner, asked.sticky.is_none_or(|sticky| sticky == post.sticky)),
        (Difference::Status, status),
        (Difference::Hour, hour),
    ];
    wrong.extend(checks.into_iter().filter(|(_, same)| !same).map(|(difference, _)| difference));
    wrong
}

/// What is kept as proof: the site's numbers, the address, hashes and times.
fn receipt(job: &Job<'_>, post: &Post, generator: Option<&str>) -> serde_json::Value {
    json!({
        "site": job.site.address,
        "account": job.site.login,
        "server": generator,
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
        "content_sha256": ContentHash::of(post.content_raw.as_bytes()).to_string(),
    })
}

/// `<meta name="generator" content="WordPress 6.1.9">`, which most sites say of themselves.
fn generator(page: &str) -> Option<String> {
    let after = page.split_once("name=\"generator\" content=\"")?.1;
    let name = after.split_once('"')?.0;
    (name.len() <= 80).then(|| name.to_owned())
}

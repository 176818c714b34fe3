//! Copies that a lost answer may have left on the site: they become one again.

use crate::{
    board::Desk,
    transmission::{Job, Obstacle, payload::Payload, photos::traits_of},
};
use chrono::{DateTime, Duration, Utc};
use newsroom::{Changes, Delivery, Notice, Step, Transmission};
use store::SentPost;
use wordpress::{
    Post, PostTraits,
    content::{same_content, same_text},
};

/// A site may be at work on something when everybody has given up on it. Gateways give up after 60 s (nginx, Apache), programs
/// behind them soon after; so long after the story was found right it is looked once more.
const LATE_LOOK: Duration = Duration::minutes(2);
/// Tries of that look; the story stands there and is right.
const LATE_TRIES: u32 = 3;

/// What became of the copies of a story.
pub(super) enum Copies {
    /// The post that we know is the one that stays. What is to be told of the others.
    United(Vec<Notice>),
    /// An older one came to light: it has the address, and is the one that stays.
    Older(Box<Post>),
}

impl Desk {
    /// After a lost answer: looks for other posts and photos of this story that an earlier try made. The oldest post stays,
    /// others of ours go to the bin; photos that nobody uses are removed. What somebody else has made of a copy stays, and is
    /// told. `post` is as it was just found right.
    pub(super) fn unite_copies(
        &self,
        job: &Job<'_>,
        payload: &Payload,
        known: &SentPost,
        post: &Post,
    ) -> Result<Copies, Obstacle> {
        if job.t.unsure_since.is_none() {
            return Ok(Copies::United(Vec::new()));
        }
        let (mut removed, mut left) = (0, 0);
        let others = job.client.find_story(payload.traits(), true)?.into_iter();
        for copy in others.filter(|copy| copy.id != known.post && copy.status != "trash") {
            // We make posts as drafts, and publish what we found right: what is anything else is somebody's work.
            let ours = copy.status == "draft" || is_same(&copy, post);
            if ours && copy.id < known.post {
                return Ok(Copies::Older(Box::new(copy)));
            } else if ours {
                job.client.trash_post(copy.id)?;
                removed += 1;
            } else {
                left += 1;
            }
        }
        for photo in payload.manuscript.used_photos() {
            let Some(sent) = self.uploaded(job.t, photo)? else { continue };
            let content = self.site_file_facts(photo)?.content;
            // By its names alone: the same bytes may be somebody else's own upload.
            let named = traits_of(job.t, photo, content, |traits| job.client.find_photo(traits, true))?;
            for copy in named.into_iter().filter(|media| media.id != sent.media) {
                if job.client.media_is_used(copy.id)? {
                    left += 1;
                } else {
                    job.client.delete_media(copy.id)?;
                    removed += 1;
                }
            }
        }
        let told = [(removed, Notice::CopiesRemoved(removed)), (left, Notice::CopiesLeft(left))];
        Ok(Copies::United(told.into_iter().filter(|(count, _)| *count > 0).map(|(_, notice)| notice).collect()))
    }

    /// Makes the older post the one that we know; it gets all that the story has, and its address.
    pub(super) fn go_on_with(&self, job: &Job<'_>, payload: &Payload, older: &Post) -> Result<Changes, Obstacle> {
        tracing::info!(post = older.id, "an older copy of the story came to light and stays");
        self.record(job.t, |tx, t| {
            let own = if payload.slug_is_chosen || older.slug.is_empty() { &payload.slug } else { &older.slug };
            let sent = SentPost { post: older.id, slug: own.clone(), ..SentPost::default() };
            tx.note_post(t.site, t.article, &sent)?;
            t.step = Step::Update;
            Ok(())
        })
    }

    /// Whether a copy of a story came to light that is older than the post which we know: only a late answer makes one.
    pub(super) fn older_copy_came(&self, job: &Job<'_>, payload: &Payload, known: &SentPost) -> Result<bool, Obstacle> {
        let posts = job.client.find_posts(&payload.marker)?;
        Ok(posts.iter().any(|post| post.id < known.post && post.status == "draft"))
    }

    /// The story is there and right. After a lost answer it is looked once more, later, for what came of that.
    pub(super) fn end(&self, job: &Job<'_>) -> Result<Changes, Obstacle> {
        let t = job.t;
        let looked = match t.unsure_since {
            Some(_) if t.delivery != Delivery::Hold => self.look_late(job),
            _ => Ok(Copies::United(Vec::new())),
        };
        let notices = match looked {
            Ok(Copies::Older(older)) => return self.go_on_with(job, self.payload(job)?, &older),
            Ok(Copies::United(notices)) => notices,
            Err(Obstacle::Site(error)) if error.trouble().is_transient() && t.attempts < LATE_TRIES => {
                return Err(Obstacle::Site(error));
            }
            Err(obstacle) => {
                tracing::warn!(transmission = %t.id, ?obstacle, "late copies were not looked for");
                Vec::new()
            }
        };
        self.record(t, |_, t| {
            t.unsure_since = None;
            t.notices.extend(notices);
            t.finished_at = Some(self.now());
            Ok(())
        })
    }

    fn look_late(&self, job: &Job<'_>) -> Result<Copies, Obstacle> {
        let Some(known) = self.store.sent_post(job.t.site, job.t.article)? else {
            return Ok(Copies::United(Vec::new()));
        };
        let post = job.client.post(known.post)?;
        self.unite_copies(job, self.payload(job)?, &known, &post)
    }

    /// The end of a transmission whose site cannot be asked any more: its story stands there.
    pub(super) fn end_unasked(&self, t: &Transmission) -> Result<Changes, Obstacle> {
        self.record(t, |_, t| {
            t.finished_at = Some(self.now());
            Ok(())
        })
    }
}

impl Payload {
    /// By what the story is known on a site.
    pub(super) fn traits(&self) -> PostTraits<'_> {
        PostTraits { marker: &self.marker, slug: &self.slug }
    }
}

/// Sets when a transmission whose story is right comes to its end.
pub(super) fn note_end(t: &mut Transmission, now: DateTime<Utc>) {
    t.step = Step::Done;
    match t.unsure_since {
        Some(_) => t.next_attempt_at = now + LATE_LOOK,
        None => t.finished_at = Some(now),
    }
}

/// A copy that says the same as our post, in the same words.
fn is_same(copy: &Post, post: &Post) -> bool {
    same_text(&copy.title_raw, &post.title_raw) && same_content(&copy.content_raw, &post.content_raw)
}

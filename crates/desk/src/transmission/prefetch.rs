//! Prefetch: what the site is asked about a story before its turn comes, while the one before it is written.

use crate::{
    board::Desk,
    error::DeskError,
    transmission::{
        Job, Obstacle,
        parallel::{READS_AT_A_TIME, in_parallel},
        payload::Payload,
        photos::first_of,
    },
};
use chrono::{DateTime, Duration, Utc};
use newsroom::{ContentHash, Delivery, PhotoUse, Step, Transmission, TransmissionId};
use std::{
    cell::{Cell, OnceCell},
    collections::HashMap,
};
use wordpress::{Client, Error, Media, Post, PostId};

/// How long what was fetched from the site is believed: longer than a story takes on a quick line.
const FRESH_FOR: Duration = Duration::seconds(30);

/// What is known of a transmission while its steps are taken; nothing of it is needed after a restart.
#[derive(Default)]
pub(super) struct Prefetched {
    /// Loaded once: a transmission never changes its revision.
    payload: OnceCell<Payload>,
    /// Posts of the story on the site, and when they were looked for.
    posts: Cell<Option<(DateTime<Utc>, Vec<Post>)>>,
    /// What the site has of its photos, and when they were looked for.
    photos: Cell<Option<(DateTime<Utc>, PhotosThere)>>,
    /// The post as the site said it stands, when it had made it.
    created: Cell<Option<(DateTime<Utc>, Post)>>,
}

/// Photos that were looked for on a site; none where it has not got one.
pub(super) type PhotosThere = HashMap<ContentHash, Option<Media>>;

impl Desk {
    /// Loads the payload of a transmission and asks whether the site has its story and its photos. What does not come about
    /// is found out, and told, when its turn comes.
    pub(super) fn prefetch(&self, id: TransmissionId) -> Prefetched {
        let prefetched = Prefetched::default();
        if let Err(obstacle) = self.fill(id, &prefetched) {
            tracing::debug!(transmission = %id, ?obstacle, "not prefetched");
        }
        prefetched
    }

    fn fill(&self, id: TransmissionId, prefetched: &Prefetched) -> Result<(), Obstacle> {
        let t = self.store.transmission(id)?;
        // Whatever was tried before is looked for at the last moment.
        let untouched = t.step == Step::LookUp && t.attempts == 0 && t.trouble.is_none() && t.unsure_since.is_none();
        if !untouched || !self.is_due(&t) || t.delivery == Delivery::Hold {
            return Ok(());
        }
        let payload = self.loaded(&prefetched.payload, &t)?;
        let site = self.store.site(t.site)?.ok_or(DeskError::NoSite)?;
        let known = self.store.sent_post(t.site, t.article)?.is_some();
        // That we may publish there is asked in its turn.
        if known || site.paused || !self.sessions.is_fresh(t.site, self.now()) {
            return Ok(());
        }
        let Some(client) = self.client(&site)? else { return Ok(()) };
        let at = self.now();
        let posts = client.find_story(payload.traits(), false)?;
        prefetched.posts.set(Some((at, posts)));
        let missing = self.missing_photos(&t, &payload.manuscript.used_photos())?;
        prefetched.photos.set(Some((at, look_for(&client, &t, &missing)?)));
        Ok(())
    }

    /// The payload of a transmission, loaded at its first step.
    pub(super) fn payload<'j>(&self, job: &Job<'j>) -> Result<&'j Payload, Obstacle> {
        self.loaded(&job.prefetched.payload, job.t)
    }

    fn loaded<'p>(&self, payload: &'p OnceCell<Payload>, t: &Transmission) -> Result<&'p Payload, Obstacle> {
        if let Some(loaded) = payload.get() {
            return Ok(loaded);
        }
        let loaded = self.approved_payload(t)?;
        Ok(payload.get_or_init(|| loaded))
    }

    /// Posts of the story on the site: as just fetched, else looked for now.
    pub(super) fn posts_there(&self, job: &Job<'_>, payload: &Payload) -> Result<Vec<Post>, Obstacle> {
        match self.lately(job, &job.prefetched.posts) {
            Some(posts) => Ok(posts),
            None => {
                let thorough = job.t.unsure_since.is_some() || job.t.attempts > 0;
                Ok(job.client.find_story(payload.traits(), thorough)?)
            }
        }
    }

    /// Which of the photos the site has: as just fetched, else looked for before the first is uploaded. After any failure
    /// each is looked for at the last moment instead: something of ours may still be on its way there.
    pub(super) fn photos_there(
        &self,
        job: &Job<'_>,
        missing: &[(&PhotoUse, ContentHash)],
    ) -> Result<PhotosThere, Obstacle> {
        match self.lately(job, &job.prefetched.photos) {
            Some(photos) => Ok(photos),
            None if job.t.unsure_since.is_some() || job.t.attempts > 0 => Ok(PhotosThere::new()),
            None => look_for(job.client, job.t, missing),
        }
    }

    /// A post that was just made stands as the site said when it had made it; see [`Self::post_there`].
    pub(super) fn remember_created(&self, job: &Job<'_>, post: Post) {
        job.prefetched.created.set(Some((self.now(), post)));
    }

    /// A post as it stands on the site, before it is written to. For a story with an hour the site is asked in any case:
    /// its answer tells its clock.
    pub(super) fn post_there(&self, job: &Job<'_>, id: PostId) -> Result<Post, Error> {
        let created = self.lately(job, &job.prefetched.created).filter(|post| post.id == id);
        match created.filter(|_| !matches!(job.t.delivery, Delivery::At(_))) {
            Some(post) => Ok(post),
            None => job.client.post(id),
        }
    }

    /// What was found out lately; good for one try, and for none after a failure.
    fn lately<T>(&self, job: &Job<'_>, known: &Cell<Option<(DateTime<Utc>, T)>>) -> Option<T> {
        let sure = job.t.unsure_since.is_none() && job.t.attempts == 0;
        let fresh = |at: DateTime<Utc>| (Duration::zero()..FRESH_FOR).contains(&(self.now() - at));
        known.take().filter(|(at, _)| sure && fresh(*at)).map(|(_, known)| known)
    }
}

fn look_for(
    client: &Client<'_>,
    t: &Transmission,
    photos: &[(&PhotoUse, ContentHash)],
) -> Result<PhotosThere, Obstacle> {
    let found = in_parallel(photos, READS_AT_A_TIME, |photo| Ok(first_of(client, t, *photo)?))?;
    Ok(photos.iter().map(|(_, content)| *content).zip(found).collect())
}

//! The steps up to the update: look up, create, update.

use crate::{
    board::Desk,
    sites::check_account,
    transmission::{Job, Obstacle, payload::Payload, snapshot::Snapshot},
};
use chrono::{DateTime, Duration, Utc};
use newsroom::{Changes, Delivery, Difference, Trouble};
use store::SentPost;
use wordpress::{Error, Post, PostFields, content::as_typed};

/// A site puts online at once what is due within a minute (measured on WordPress 6.1 and 7.1); what is nearer than this by
/// the site's own clock is kept back as a draft and published when its hour has come.
const NEAREST_HOUR: Duration = Duration::seconds(75);

impl Desk {
    /// Who are we there, may we publish, and is a post that we know still there and as we left it?
    pub(super) fn look_up(&self, job: &Job<'_>) -> Result<Changes, Obstacle> {
        let t = job.t;
        let heard_clock = if self.sessions.is_fresh(t.site, self.now()) {
            None
        } else {
            check_account(job.client)?;
            self.sessions.begin(t.site, self.now());
            // Whoever was stopped by the login goes on with this one.
            self.wake(|other| {
                let stopped = other.site == t.site && other.id != t.id && other.stopped;
                stopped && other.trouble.is_some_and(Trouble::waits_for_password)
            })?;
            Some(job.client.server_time())
        };
        let payload = self.payload(job)?;
        // Somebody pressed "send again" after he was told that the story was removed on the site.
        let make_anew = t.trouble == Some(Trouble::RemovedOnSite);
        // What shall not be shown may be gone.
        let may_be_gone = make_anew || t.delivery == Delivery::Hold;
        let lost = match t.trouble {
            Some(Trouble::RemovedOnSite | Trouble::Mismatch) => self.lost_photos(job, payload)?,
            _ => Vec::new(),
        };
        let (mut gone, mut older_came) = (false, false);
        if let Some(sent) = self.store.sent_post(t.site, t.article)? {
            match job.client.post(sent.post) {
                Ok(post) if post.status != "trash" => {
                    self.refuse_to_overwrite(job, payload, &sent, &post)?;
                    older_came = t.delivery != Delivery::Hold && self.older_copy_came(job, payload, &sent)?;
                }
                // What is in the bin is shown to nobody: there it stays.
                Ok(_) if t.delivery == Delivery::Hold => gone = true,
                Ok(_) if make_anew => {}
                Ok(_) => return Err(removed("in the bin")),
                Err(Error::Gone) if may_be_gone => gone = true,
                Err(Error::Gone) => return Err(removed("deleted")),
                Err(other) => return Err(other.into()),
            }
        }
        let total = u32::try_from(payload.manuscript.used_photos().len()).unwrap_or(u32::MAX);
        let bytes = self.bytes_to_send(t, payload)?;
        let now = self.now();
        self.record(t, |tx, t| {
            if gone {
                tx.forget_post(t.site, t.article)?;
            }
            for content in &lost {
                tx.forget_photo(t.site, *content)?;
            }
            if let Some(server) = heard_clock {
                let skew = server.map_or(0, |server| (server - now).num_seconds());
                tx.note_accepted(t.site, now, skew)?;
            }
            t.photos_total = total;
            t.photos_done = 0;
            t.bytes_total = t.bytes_done + bytes;
            if older_came {
                t.unsure_since = t.unsure_since.or(Some(now));
            }
            t.step = t.next_step();
            Ok(())
        })
    }

    /// Makes the post, once: first looks whether an earlier try made it.
    pub(super) fn create(&self, job: &Job<'_>) -> Result<Changes, Obstacle> {
        let t = job.t;
        let payload = self.payload(job)?;
        let post = match self.store.sent_post(t.site, t.article)? {
            Some(_) => None,
            None => match self.posts_there(job, payload)?.into_iter().find(|post| post.status != "trash") {
                Some(post) => Some(post),
                None => {
                    self.await_lost_answer(t)?;
                    let post = job.client.create_post(&PostFields {
                        title: Some(as_typed(&payload.manuscript.headline)),
                        content: Some(self.site_content(job, payload)?),
                        slug: Some(payload.slug.clone()),
                        status: Some("draft".to_owned()),
                        ..PostFields::default()
                    })?;
                    self.remember_created(job, post.clone());
                    Some(post)
                }
            },
        };
        self.record(t, |tx, t| {
            if let Some(post) = &post {
                let slug = if post.slug.is_empty() { payload.slug.clone() } else { post.slug.clone() };
                tx.note_post(t.site, t.article, &SentPost { post: post.id, slug, ..SentPost::default() })?;
            }
            t.step = t.next_step();
            Ok(())
        })
    }

    /// Sets everything, the status with it. The same update twice is the same as once.
    pub(super) fn update(&self, job: &Job<'_>) -> Result<Changes, Obstacle> {
        let t = job.t;
        let known = self.store.sent_post(t.site, t.article)?;
        let (mut keep_back, mut gone) = (None, false);
        if let Some(known) = &known {
            let before = self.post_there(job, known.post).map_err(|e| match e {
                Error::Gone => removed("deleted"),
                other => other.into(),
            })?;
            let payload = self.payload(job)?;
            let fields = match t.delivery {
                Delivery::Hold => {
                    PostFields { status: Some("draft".to_owned()), sticky: Some(false), ..PostFields::default() }
                }
                _ => {
                    self.refuse_to_overwrite(job, payload, known, &before)?;
                    self.fields(job, payload, &before, known)?
                }
            };
            keep_back = self.too_near(job);
            let fields = match keep_back {
                // Readers have it already: its hour was moved to a later one that is too near for the site.
                Some(_) => PostFields { status: Some("draft".to_owned()), date_gmt: None, ..fields },
                None => fields,
            };
            // Somebody put it into the bin a moment ago, which a draft would take it out of.
            gone = t.delivery == Delivery::Hold && before.status == "trash";
            if !gone {
                job.client.update_post(known.post, &fields)?;
            }
        }
        if let Some(until) = keep_back {
            return Err(Obstacle::NotBefore(until, None));
        }
        self.record(t, |tx, t| {
            if gone {
                tx.forget_post(t.site, t.article)?;
            }
            t.step = t.next_step();
            Ok(())
        })
    }

    /// When a story may be put online, if its hour is too near for the site to keep it; by the site's clock.
    fn too_near(&self, job: &Job<'_>) -> Option<DateTime<Utc>> {
        let Delivery::At(at) = job.t.delivery else { return None };
        let server = job.client.server_time().unwrap_or_else(|| self.now());
        let left = at - server;
        (left > Duration::zero() && left < NEAREST_HOUR).then(|| self.now() + left)
    }

    /// The post as it shall be.
    pub(super) fn fields(
        &self,
        job: &Job<'_>,
        payload: &Payload,
        before: &Post,
        known: &SentPost,
    ) -> Result<PostFields, Obstacle> {
        let manuscript = &payload.manuscript;
        let lead = match manuscript.lead_photo.and_then(|id| manuscript.photo(id)) {
            Some(photo) => self.uploaded(job.t, photo)?.map_or(0, |sent| sent.media),
            None => 0,
        };
        let (status, date) = match job.t.delivery {
            Delivery::At(at) => ("future", Some(Some(at))),
            // The first time readers see it is its date; an update keeps it.
            _ if before.status == "publish" => ("publish", None),
            _ => ("publish", Some(None)),
        };
        Ok(PostFields {
            title: Some(as_typed(&manuscript.headline)),
            content: Some(self.site_content(job, payload)?),
            excerpt: Some(as_typed(&manuscript.standfirst)),
            slug: Some(if payload.slug_is_chosen { payload.slug.clone() } else { known.slug.clone() }),
            status: Some(status.to_owned()),
            date_gmt: date,
            categories: self.category(job, payload)?.map(|id| vec![id]),
            tags: Some(self.sessions.tags(job.t.site, job.client, &manuscript.tags)?),
            featured_media: Some(lead),
            sticky: Some(job.t.banner),
        })
    }

    /// Where the story's section goes on the site: as the chief placed it, else to the category of its name.
    fn category(&self, job: &Job<'_>, payload: &Payload) -> Result<Option<u64>, Obstacle> {
        let Some(section) = payload.manuscript.section else { return Ok(None) };
        let placed = self.store.site_sections(job.t.site)?.into_iter().find(|(id, _)| *id == section);
        if let Some((_, category)) = placed {
            return Ok(Some(category));
        }
        let Some(section) = self.store.sections()?.into_iter().find(|s| s.id == section) else { return Ok(None) };
        let category = self.sessions.category(job.t.site, job.client, &section.name)?;
        self.note_met_sections(job.t.site, &[(section.id, category)])?;
        Ok(Some(category))
    }

    /// Stops if somebody changed the post on the site since we last saw it.
    fn refuse_to_overwrite(
        &self,
        job: &Job<'_>,
        payload: &Payload,
        known: &SentPost,
        post: &Post,
    ) -> Result<(), Obstacle> {
        let Some(before) = Snapshot::read(known.snapshot.clone()).filter(|_| job.t.delivery != Delivery::Hold) else {
            return Ok(());
        };
        let mut changed = self.changed_there(job, payload, known, &before, post)?;
        if !changed.is_empty() {
            // A cache may tell of a time before our own last change.
            job.client.read_anew();
            changed = self.changed_there(job, payload, known, &before, &job.client.post(known.post)?)?;
        }
        if changed.is_empty() { Ok(()) } else { Err(Obstacle::Differs(Trouble::ChangedOnSite, changed)) }
    }

    fn changed_there(
        &self,
        job: &Job<'_>,
        payload: &Payload,
        known: &SentPost,
        before: &Snapshot,
        post: &Post,
    ) -> Result<Vec<Difference>, Obstacle> {
        let changed = before.changed_by_others(post, &PostFields::default());
        if changed.is_empty() {
            return Ok(changed);
        }
        // What we are about to write costs calls to find out, so it is asked only now.
        Ok(before.changed_by_others(post, &self.fields(job, payload, post, known)?))
    }
}

pub(super) fn removed(how: &str) -> Obstacle {
    Obstacle::Trouble(Trouble::RemovedOnSite, how.to_owned())
}

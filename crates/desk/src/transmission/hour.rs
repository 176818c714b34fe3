//! The hour of scheduled stories, by the site's own clock, and the end of banners.

use crate::{
    board::Desk,
    error::DeskError,
    transmission::{Job, LONGEST_REST, Obstacle, steps::removed, verify::AFTER_THE_HOUR},
};
use chrono::{DateTime, Duration, Utc};
use newsroom::{Actor, Changes, Deed, Delivery, Difference, Trouble, transmission::LATE};
use store::SentPost;
use wordpress::{Error, Post, PostFields};

impl Desk {
    /// After the hour: is it online? A site that sleeps is woken, then told. Whatever it refuses meanwhile, it is looked for
    /// until it is seen, and past [`LATE`] it is an alarm.
    pub(super) fn await_hour(&self, job: &Job<'_>) -> Result<Changes, Obstacle> {
        let t = job.t;
        let Some(known) = self.store.sent_post(t.site, t.article)? else { return Err(removed("unknown")) };
        let hour = match t.delivery {
            Delivery::At(at) => at,
            _ => self.now(),
        };
        let post = self.see_online(job, &known, hour).map_err(|o| self.looked_in_vain(job, hour, o))?;
        match post.status.as_str() {
            "publish" => {
                let payload = self.payload(job)?;
                let public = self.verify_public(job, payload, &post)?;
                self.finish(job, &known, &post, public)
            }
            "future" => Err(Obstacle::Trouble(Trouble::Late, post.link)),
            "trash" => Err(removed("in the bin")),
            _ => Err(Obstacle::Differs(Trouble::ChangedOnSite, vec![Difference::Status])),
        }
    }

    /// The post as it stands after its hour. A site that has not published it by itself is woken, and past [`LATE`] told to.
    fn see_online(&self, job: &Job<'_>, known: &SentPost, hour: DateTime<Utc>) -> Result<Post, Obstacle> {
        let read = || {
            job.client.post(known.post).map_err(|e| match e {
                Error::Gone => removed("deleted"),
                other => other.into(),
            })
        };
        let mut post = read()?;
        let server = self.site_clock(job);
        let late = server > hour + LATE;
        if post.status == "future" && hour > server && !late {
            // The site's clock is behind ours: its hour has not come.
            let wait = (hour - server).min(LONGEST_REST);
            return Err(Obstacle::NotBefore(self.now() + wait + AFTER_THE_HOUR, None));
        }
        if post.status == "future" {
            // A courtesy: hosts that forbid it have another way to publish what is due, or are told to below.
            if let Err(error) = job.client.wake_cron(&job.site.address) {
                tracing::info!(%error, site = job.site.name, "the site cannot be woken");
            }
            post = read()?;
        }
        if post.status == "future" && !late {
            return Err(Obstacle::NotBefore(self.now() + AFTER_THE_HOUR, None));
        }
        if post.status == "future" {
            let publish = PostFields { status: Some("publish".to_owned()), ..PostFields::default() };
            post = job.client.update_post(known.post, &publish)?;
        }
        Ok(post)
    }

    /// The site's clock as its last answer told it. Where none did, by ours, as far apart as they were when the account was last
    /// found good: only then, for our clock may have been put right since.
    fn site_clock(&self, job: &Job<'_>) -> DateTime<Utc> {
        if let Some(server) = job.client.server_time() {
            return server;
        }
        let skew = Duration::try_seconds(job.site.skew).unwrap_or_default();
        self.now().checked_add_signed(skew).unwrap_or_else(|| self.now())
    }

    /// A refusal is no reason to stop looking: the site has the story, and its hour comes. Only a password that does not hold
    /// any more waits for a person.
    fn looked_in_vain(&self, job: &Job<'_>, hour: DateTime<Utc>, obstacle: Obstacle) -> Obstacle {
        match obstacle {
            Obstacle::Site(error) if !error.trouble().is_transient() && error.trouble() != Trouble::Login => {
                if self.site_clock(job) > hour + LATE {
                    Obstacle::Trouble(Trouble::Late, error.to_string())
                } else {
                    Obstacle::NotBefore(self.now() + AFTER_THE_HOUR, Some(error.trouble()))
                }
            }
            other => other,
        }
    }

    /// Takes stories off the banner whose time there is over, and sends them so.
    pub(super) fn take_banners_down(&self) -> Result<(), DeskError> {
        let mut failed = Ok(());
        for id in self.store.banners_over(self.now())? {
            let act = self.act(None);
            let taken_down = self.store.transact(act, |tx| {
                let mut article = tx.article(id)?;
                article.place_on_banner(Actor::Transmitter, false, None, act.at)?;
                tx.save_article(&article)?;
                tx.audit(Some(id), &Deed::BannerOver, None)?;
                self.queue_again(tx, id)?;
                Ok::<_, DeskError>(())
            });
            // One that cannot be does not keep the others up.
            failed = failed.and(taken_down.map(drop));
        }
        failed
    }
}

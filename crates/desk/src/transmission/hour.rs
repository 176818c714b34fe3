//! The hour of scheduled stories, by the site's own clock, and the end of banners.

use crate::{
    board::Desk,
    error::DeskError,
    transmission::{Job, Obstacle, steps::removed, verify::AFTER_THE_HOUR},
};
use chrono::Duration;
use newsroom::{Actor, Changes, Deed, Delivery, Difference, Stage, Trouble};
use wordpress::{Error, PostFields};

/// A site that is later than this is told to publish.
const LATE: Duration = Duration::minutes(2);

impl Desk {
    /// After the hour: is it online? A site that sleeps is woken, then told.
    pub(super) fn await_hour(&self, job: &Job<'_>) -> Result<Changes, Obstacle> {
        let t = job.t;
        let Some(known) = self.store.sent_post(t.site, t.article)? else { return Err(removed("unknown")) };
        let mut post = job.client.post(known.post).map_err(|e| match e {
            Error::Gone => removed("deleted"),
            other => other.into(),
        })?;
        let server = job.client.server_time().unwrap_or_else(|| self.now());
        let hour = match t.delivery {
            Delivery::At(at) => at,
            _ => server,
        };
        if post.status == "future" && hour > server {
            // The site's clock is behind ours: its hour has not come.
            return Err(Obstacle::NotBefore(self.now() + (hour - server) + AFTER_THE_HOUR, None));
        }
        if post.status == "future" {
            job.client.wake_cron(&job.site.address)?;
            post = job.client.post(known.post)?;
        }
        if post.status == "future" && server > hour + LATE {
            let publish = PostFields { status: Some("publish".to_owned()), ..PostFields::default() };
            post = job.client.update_post(known.post, &publish)?;
        }
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

    /// Takes stories off the banner whose time there is over, and sends them so.
    pub(super) fn take_banners_down(&self) -> Result<(), DeskError> {
        for id in self.store.banners_over(self.now())? {
            let act = self.act(None);
            self.store.transact(act, |tx| {
                let mut article = tx.article(id)?;
                article.place_on_banner(Actor::Transmitter, false, None, act.at)?;
                tx.save_article(&article)?;
                tx.audit(Some(id), &Deed::BannerOver, None)?;
                if matches!(article.stage, Stage::Published | Stage::Scheduled) {
                    self.queue_again(tx, id)?;
                }
                Ok::<_, DeskError>(())
            })?;
        }
        Ok(())
    }
}

//! What is found out about a story before its turn comes, while the one before it is written.

use crate::{
    board::Desk,
    error::DeskError,
    transmission::{Job, Obstacle, parcel::Parcel},
};
use chrono::{DateTime, Duration, Utc};
use newsroom::{Delivery, Step, TransmissionId};
use std::cell::{Cell, OnceCell};
use wordpress::Post;

/// How long a look at the site is believed that was taken ahead: longer than a story takes on a quick line.
const LOOK_LASTS: Duration = Duration::seconds(30);

/// What is known of a transmission while its steps are taken; nothing of it is needed after a restart.
#[derive(Default)]
pub(super) struct Prepared {
    /// Opened once: a transmission never changes its revision.
    parcel: OnceCell<Parcel>,
    /// Posts of the story on the site, and when they were looked for.
    look: Cell<Option<(DateTime<Utc>, Vec<Post>)>>,
}

impl Desk {
    /// Opens the parcel of a transmission and looks whether the site has its story. What does not come about is found out,
    /// and told, when its turn comes.
    pub(super) fn look_ahead(&self, id: TransmissionId) -> Prepared {
        let prepared = Prepared::default();
        if let Err(obstacle) = self.prepare(id, &prepared) {
            tracing::debug!(transmission = %id, ?obstacle, "not looked ahead");
        }
        prepared
    }

    fn prepare(&self, id: TransmissionId, prepared: &Prepared) -> Result<(), Obstacle> {
        let t = self.store.transmission(id)?;
        // Whatever was tried before is looked for at the last moment.
        let untouched = t.step == Step::LookUp && t.attempts == 0 && t.trouble.is_none() && t.unsure_since.is_none();
        if !untouched || !self.is_due(&t) || t.delivery == Delivery::Hold {
            return Ok(());
        }
        let parcel = self.opened(&prepared.parcel, &t)?;
        let site = self.store.site(t.site)?.ok_or(DeskError::NoSite)?;
        let known = self.store.sent_post(t.site, t.article)?.is_some();
        // That we may publish there is asked in its turn.
        if known || site.paused || !self.sessions.is_fresh(t.site, self.now()) {
            return Ok(());
        }
        let Some(client) = self.client(&site)? else { return Ok(()) };
        let at = self.now();
        let posts = client.find_posts(&parcel.marker)?;
        prepared.look.set(Some((at, posts)));
        Ok(())
    }

    /// The parcel of a transmission, opened at its first step.
    pub(super) fn parcel<'j>(&self, job: &Job<'j>) -> Result<&'j Parcel, Obstacle> {
        self.opened(&job.prepared.parcel, job.t)
    }

    fn opened<'p>(&self, parcel: &'p OnceCell<Parcel>, t: &newsroom::Transmission) -> Result<&'p Parcel, Obstacle> {
        if let Some(open) = parcel.get() {
            return Ok(open);
        }
        let open = self.open_parcel(t)?;
        Ok(parcel.get_or_init(|| open))
    }

    /// Posts of the story on the site: as just seen, else looked for now.
    pub(super) fn posts_there(&self, job: &Job<'_>, parcel: &Parcel) -> Result<Vec<Post>, Obstacle> {
        let lasts = |at: DateTime<Utc>| self.now() - at < LOOK_LASTS && job.t.unsure_since.is_none();
        // Good for one try.
        match job.prepared.look.take().filter(|(at, _)| lasts(*at)) {
            Some((_, posts)) => Ok(posts),
            None => Ok(job.client.find_posts(&parcel.marker)?),
        }
    }
}

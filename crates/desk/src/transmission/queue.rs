//! The queue: one site gets one story after the other, in their order, also over a line that comes and goes.

use crate::{
    board::Desk,
    error::DeskError,
    transmission::{OnProgress, prefetch::Prefetched},
};
use chrono::{DateTime, Utc};
use newsroom::{SiteId, Step, Transmission, TransmissionId, Trouble};
use std::{
    collections::HashMap,
    sync::PoisonError,
    thread::{self, ScopedJoinHandle},
};

/// Tries after which a story that gets no answer does not hold up the others any more.
const BLOCKING_TRIES: u32 = 4;

impl Desk {
    /// Works off what is due in the outbox and says when to come again. One site gets one thing after the other, in their
    /// order; several sites are sent to beside each other.
    ///
    /// # Errors
    /// What the store says; what a site says is recorded in its transmission.
    pub fn transmit_due(&self, on_progress: OnProgress<'_>) -> Result<Option<DateTime<Utc>>, DeskError> {
        self.take_banners_down()?;
        let mut by_site: Vec<(SiteId, Vec<TransmissionId>)> = Vec::new();
        for t in self.store.due_transmissions(self.now())? {
            match by_site.iter_mut().find(|(site, _)| *site == t.site) {
                Some((_, ids)) => ids.push(t.id),
                None => by_site.push((t.site, vec![t.id])),
            }
        }
        match by_site.as_slice() {
            [(site, ids)] => self.transmit_to(*site, ids, on_progress)?,
            sites => thread::scope(|scope| {
                let running: Vec<_> = sites
                    .iter()
                    .map(|(site, ids)| scope.spawn(move || self.transmit_to(*site, ids, on_progress)))
                    .collect();
                running.into_iter().try_for_each(|site| site.join().unwrap_or(Err(DeskError::BrokenOff)))
            })?,
        }
        let backoffs = self.backoffs();
        let due = self.store.next_due()?.into_iter();
        let due = due.map(|(site, due)| backoffs.get(&site).map_or(due, |until| due.max(*until)));
        Ok(due.chain(self.store.next_banner_end()?).min())
    }

    /// Works off the transmissions to one site. When it cannot be reached, or asks for a rest, the others wait
    /// untouched, so that all arrive in their order. Posts are written one at a time, as sites lose parallel ones; while one
    /// story is written, the one before it is read back and the one after it is looked up, as reading is most of the work.
    fn transmit_to(&self, site: SiteId, ids: &[TransmissionId], on_progress: OnProgress<'_>) -> Result<(), DeskError> {
        if self.backoffs().get(&site).is_some_and(|until| *until > self.now()) {
            return Ok(());
        }
        thread::scope(|scope| {
            let mut prefetched = Prefetched::default();
            let mut reading: Option<ScopedJoinHandle<'_, Result<Transmission, DeskError>>> = None;
            for (place, id) in ids.iter().enumerate() {
                let next = ids.get(place + 1).copied();
                let fetching = next.map(|next| scope.spawn(move || self.prefetch(next)));
                let written =
                    self.transmit(*id, &prefetched, on_progress, |t| next.is_some() && is_only_to_be_read(t))?;
                let before = reading.take().map(|before| before.join().unwrap_or(Err(DeskError::BrokenOff)));
                let mut backs_off = before.transpose()?.is_some_and(|before| self.back_off_after(&before));
                let is_read_next = next.is_some() && is_only_to_be_read(&written) && self.is_due(&written);
                // Both are asked: the later time counts, or what failed here would be overtaken.
                backs_off |= !is_read_next && self.back_off_after(&written);
                if backs_off {
                    break;
                }
                let fetched = fetching.and_then(|fetching| fetching.join().ok()).unwrap_or_default();
                let known = std::mem::replace(&mut prefetched, fetched);
                if is_read_next {
                    let id = *id;
                    reading = Some(scope.spawn(move || self.transmit(id, &known, on_progress, |_| false)));
                }
            }
            Ok(())
        })
    }

    /// Backs off from the site if it cannot be reached, or asks for a rest: nothing else is sent there for now. Tells if so.
    fn back_off_after(&self, t: &Transmission) -> bool {
        let backs_off = blocks_site(t);
        if backs_off {
            self.back_off(t.site, t.next_attempt_at);
        }
        backs_off
    }

    /// Takes the backoffs up again in which the program was ended: what waits in them goes before what was queued later.
    pub(super) fn resume_backoffs(&self, open: &[Transmission]) {
        for t in open.iter().filter(|t| !t.paused && t.next_attempt_at > self.now() && blocks_site(t)) {
            self.back_off(t.site, t.next_attempt_at);
        }
    }

    pub(super) fn is_due(&self, t: &Transmission) -> bool {
        t.finished_at.is_none() && !t.stopped && !t.paused && t.next_attempt_at <= self.now()
    }

    fn backoffs(&self) -> HashMap<SiteId, DateTime<Utc>> {
        let now = self.now();
        let mut backoffs = self.backoffs.lock().unwrap_or_else(PoisonError::into_inner);
        backoffs.retain(|_, until| *until > now);
        backoffs.clone()
    }

    fn back_off(&self, site: SiteId, until: DateTime<Utc>) {
        let mut backoffs = self.backoffs.lock().unwrap_or_else(PoisonError::into_inner);
        let end = backoffs.entry(site).or_insert(until);
        *end = until.max(*end);
    }

    /// Sends to a site again at once: somebody says that it can be reached.
    pub(crate) fn end_backoff(&self, site: SiteId) {
        self.backoffs.lock().unwrap_or_else(PoisonError::into_inner).remove(&site);
    }
}

/// True if what stopped a transmission stops everything else for that site as well.
fn blocks_site(t: &Transmission) -> bool {
    let blocks_site = match t.trouble {
        // Nobody else would get through.
        Some(
            Trouble::Offline
            | Trouble::Dns
            | Trouble::CaptivePortal
            | Trouble::Busy
            | Trouble::RateLimited
            | Trouble::Maintenance,
        ) => true,
        Some(trouble) => trouble.affects_whole_site() && t.attempts <= BLOCKING_TRIES,
        None => false,
    };
    blocks_site && !t.stopped && t.finished_at.is_none()
}

/// True if all is written and what is left is looking: no photos follow, and no copies are to be removed.
fn is_only_to_be_read(t: &Transmission) -> bool {
    t.step == Step::Verify && t.unsure_since.is_none() && (!t.text_first || t.text_online || t.photos_total == 0)
}

//! Whose turn it is: one site gets one story after the other, in their order, also over a line that comes and goes.

use crate::{
    board::Desk,
    error::DeskError,
    transmission::{Heard, ahead::Prepared},
};
use chrono::{DateTime, Utc};
use newsroom::{SiteId, Step, Transmission, TransmissionId, Trouble};
use std::{
    collections::HashMap,
    sync::PoisonError,
    thread::{self, ScopedJoinHandle},
};

/// Tries after which a story that gets no answer does not hold up the others any more.
const LINE_TRIES: u32 = 4;

impl Desk {
    /// Works off what is due in the outbox and says when to come again. One site gets one thing after the other, in their
    /// order; several sites are sent to beside each other.
    ///
    /// # Errors
    /// What the store says; what a site says is recorded in its transmission.
    pub fn transmit_due(&self, heard: Heard<'_>) -> Result<Option<DateTime<Utc>>, DeskError> {
        self.take_banners_down()?;
        let mut by_site: Vec<(SiteId, Vec<TransmissionId>)> = Vec::new();
        for t in self.store.due_transmissions(self.now())? {
            match by_site.iter_mut().find(|(site, _)| *site == t.site) {
                Some((_, ids)) => ids.push(t.id),
                None => by_site.push((t.site, vec![t.id])),
            }
        }
        match by_site.as_slice() {
            [(site, ids)] => self.transmit_to(*site, ids, heard)?,
            sites => thread::scope(|scope| {
                let running: Vec<_> =
                    sites.iter().map(|(site, ids)| scope.spawn(move || self.transmit_to(*site, ids, heard))).collect();
                running.into_iter().try_for_each(|site| site.join().unwrap_or(Err(DeskError::BrokenOff)))
            })?,
        }
        let rests = self.rests();
        let due = self.store.next_due()?.into_iter();
        let due = due.map(|(site, due)| rests.get(&site).map_or(due, |until| due.max(*until)));
        Ok(due.chain(self.store.next_banner_end()?).min())
    }

    /// Works off the transmissions to one site. When the line to it is down, or it asks for a rest, the others wait
    /// untouched, so that all arrive in their order. Posts are written one at a time, as sites lose parallel ones; while one
    /// story is written, the one before it is read back and the one after it is looked up, as reading is most of the work.
    fn transmit_to(&self, site: SiteId, ids: &[TransmissionId], heard: Heard<'_>) -> Result<(), DeskError> {
        if self.rests().get(&site).is_some_and(|until| *until > self.now()) {
            return Ok(());
        }
        thread::scope(|scope| {
            let mut prepared = Prepared::default();
            let mut reading: Option<ScopedJoinHandle<'_, Result<Transmission, DeskError>>> = None;
            for (place, id) in ids.iter().enumerate() {
                let next = ids.get(place + 1).copied();
                let ahead = next.map(|next| scope.spawn(move || self.look_ahead(next)));
                let written = self.transmit(*id, &prepared, heard, |t| next.is_some() && is_only_to_be_read(t))?;
                let before = reading.take().map(|before| before.join().unwrap_or(Err(DeskError::BrokenOff)));
                let mut rests = before.transpose()?.is_some_and(|before| self.rest_after(&before));
                let is_read_next = next.is_some() && is_only_to_be_read(&written) && self.is_due(&written);
                // Both are asked: the later time counts, or what failed here would be overtaken.
                rests |= !is_read_next && self.rest_after(&written);
                if rests {
                    break;
                }
                let ahead = ahead.and_then(|ahead| ahead.join().ok()).unwrap_or_default();
                let known = std::mem::replace(&mut prepared, ahead);
                if is_read_next {
                    let id = *id;
                    reading = Some(scope.spawn(move || self.transmit(id, &known, heard, |_| false)));
                }
            }
            Ok(())
        })
    }

    /// True if the line to the site is down, or it asks for a rest: nothing else is sent there for now.
    fn rest_after(&self, t: &Transmission) -> bool {
        let rests = holds_up(t);
        if rests {
            self.rest(t.site, t.next_attempt_at);
        }
        rests
    }

    /// Takes the rests up again in which the program was ended: what waits in them goes before what was queued later.
    pub(super) fn rest_as_before(&self, open: &[Transmission]) {
        for t in open.iter().filter(|t| !t.paused && t.next_attempt_at > self.now() && holds_up(t)) {
            self.rest(t.site, t.next_attempt_at);
        }
    }

    pub(super) fn is_due(&self, t: &Transmission) -> bool {
        t.finished_at.is_none() && !t.stopped && !t.paused && t.next_attempt_at <= self.now()
    }

    fn rests(&self) -> HashMap<SiteId, DateTime<Utc>> {
        let now = self.now();
        let mut rests = self.rests.lock().unwrap_or_else(PoisonError::into_inner);
        rests.retain(|_, until| *until > now);
        rests.clone()
    }

    fn rest(&self, site: SiteId, until: DateTime<Utc>) {
        let mut rests = self.rests.lock().unwrap_or_else(PoisonError::into_inner);
        let rest = rests.entry(site).or_insert(until);
        *rest = until.max(*rest);
    }

    /// Forgets that the line to a site was down: somebody says that it is not.
    pub(crate) fn end_rest(&self, site: SiteId) {
        self.rests.lock().unwrap_or_else(PoisonError::into_inner).remove(&site);
    }
}

/// True if what stopped a transmission is no matter of it alone: whatever else is sent there now would fare the same.
fn holds_up(t: &Transmission) -> bool {
    let holds_up = match t.trouble {
        // Nobody else would get through.
        Some(
            Trouble::Offline
            | Trouble::Dns
            | Trouble::CaptivePortal
            | Trouble::Busy
            | Trouble::RateLimited
            | Trouble::Maintenance,
        ) => true,
        Some(trouble) => trouble.is_the_line() && t.attempts <= LINE_TRIES,
        None => false,
    };
    holds_up && !t.stopped && t.finished_at.is_none()
}

/// True if all is written and what is left is looking: no photos follow, and no copies are to be removed.
fn is_only_to_be_read(t: &Transmission) -> bool {
    t.step == Step::Verify && t.unsure_since.is_none() && (!t.text_first || t.text_online || t.photos_total == 0)
}

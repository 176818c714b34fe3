//! The queue: one site gets one story after the other, in their order, also over a line that comes and goes.

use crate::{
    board::Desk,
    error::DeskError,
    transmission::{LONGEST_REST, OnProgress, prefetch::Prefetched, verify::AFTER_THE_HOUR},
};
use chrono::{DateTime, Duration, Utc};
use newsroom::{Delivery, SiteId, Step, Transmission, TransmissionId, Trouble};
use std::{
    collections::HashMap,
    sync::{MutexGuard, PoisonError},
    thread::{self, ScopedJoinHandle},
};

/// Tries after which a story that gets no answer does not hold up the others any more.
const BLOCKING_TRIES: u32 = 4;

/// Longer than any pause between two tries.
const LONGEST_WAIT: Duration = Duration::hours(1);

/// What is damaged is tried again after this time: somebody may have brought it back from a copy.
const DAMAGED_WAIT: Duration = Duration::seconds(10);

/// Between two rounds, whatever is due by then: what somebody queues meanwhile rings.
const BREATH: Duration = Duration::milliseconds(200);

impl Desk {
    /// Works off what is due in the outbox and says when to come again. One site gets one thing after the other, in their
    /// order; several sites are sent to beside each other.
    ///
    /// # Errors
    /// What the store says; what a site says is recorded in its transmission.
    pub fn transmit_due(&self, on_progress: OnProgress<'_>) -> Result<Option<DateTime<Utc>>, DeskError> {
        if let Err(error) = self.end_waits_of_another_clock() {
            tracing::error!(%error, "waits of another clock stay");
        }
        let mut left_over = false;
        if let Err(error) = self.take_banners_down() {
            tracing::error!(%error, "banners whose time is over stay");
            left_over = true;
        }
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
        let next = due.chain(self.store.next_banner_end()?).min();
        left_over |= !self.damaged().is_empty();
        // What is damaged stays due, and would be tried without a pause; also what no list has, as it cannot be read.
        let soonest = self.now() + if left_over { DAMAGED_WAIT } else { BREATH };
        Ok(next.map(|next| next.max(soonest)))
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
            let mut reading: Option<ScopedJoinHandle<'_, Result<Option<Transmission>, DeskError>>> = None;
            for (place, id) in ids.iter().enumerate() {
                if self.is_winding_down() {
                    break;
                }
                let next = ids.get(place + 1).copied();
                let fetching = next.map(|next| scope.spawn(move || self.prefetch(next)));
                let written =
                    self.transmit_sound(*id, &prefetched, on_progress, |t| next.is_some() && is_only_to_be_read(t))?;
                let before = reading.take().map(|before| before.join().unwrap_or(Err(DeskError::BrokenOff)));
                let mut backs_off = before.transpose()?.flatten().is_some_and(|before| self.back_off_after(&before));
                let is_read_next = next.is_some()
                    && written.as_ref().is_some_and(|written| is_only_to_be_read(written) && self.is_due(written));
                // Both are asked: the later time counts, or what failed here would be overtaken.
                backs_off |= !is_read_next && written.is_some_and(|written| self.back_off_after(&written));
                if backs_off {
                    break;
                }
                let fetched = fetching.and_then(|fetching| fetching.join().ok()).unwrap_or_default();
                let known = std::mem::replace(&mut prefetched, fetched);
                if is_read_next {
                    let id = *id;
                    reading = Some(scope.spawn(move || self.transmit_sound(id, &known, on_progress, |_| false)));
                }
            }
            Ok(())
        })
    }

    /// As [`Desk::transmit`]; none for a sending that cannot be read, or recorded, as something of it is damaged: it stays where it
    /// is, which the outbox shows, and the others go on.
    fn transmit_sound(
        &self,
        id: TransmissionId,
        prefetched: &Prefetched,
        on_progress: OnProgress<'_>,
        far_enough: impl Fn(&Transmission) -> bool,
    ) -> Result<Option<Transmission>, DeskError> {
        match self.transmit(id, prefetched, on_progress, far_enough) {
            Ok(t) => {
                self.damaged().remove(&id);
                Ok(Some(t))
            }
            Err(error) if error.is_damage() => {
                tracing::warn!(%error, transmission = %id, "a damaged sending is left where it is");
                self.damaged().insert(id, error.to_string());
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// The sendings that were found to be damaged when their turn came, and how.
    pub(crate) fn damaged(&self) -> MutexGuard<'_, HashMap<TransmissionId, String>> {
        self.damaged_sendings.lock().unwrap_or_else(PoisonError::into_inner)
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
            self.back_off(t.site, t.next_attempt_at.min(self.now() + LONGEST_REST));
        }
    }

    pub(super) fn is_due(&self, t: &Transmission) -> bool {
        t.finished_at.is_none() && !t.stopped && !t.paused && t.next_attempt_at <= self.now()
    }

    /// What was to wait by a clock that was ahead, and was put right since, would wait for days or years. No wait here is longer
    /// than [`longest_wait`]; one that is longer is over.
    fn end_waits_of_another_clock(&self) -> Result<(), DeskError> {
        let now = self.now();
        let mut backoffs = self.backoffs.lock().unwrap_or_else(PoisonError::into_inner);
        backoffs.retain(|_, until| *until - now <= LONGEST_WAIT);
        drop(backoffs);
        for t in self.store.transmissions(now)?.into_iter().filter(|t| t.finished_at.is_none()) {
            let waits_too_long = t.next_attempt_at - now > longest_wait(&t, now);
            let unsure_since = t.unsure_since.map(|since| since.min(now));
            if !waits_too_long && unsure_since == t.unsure_since {
                continue;
            }
            // For its hour it waits all the same, by the right clock.
            let again = match t.delivery {
                Delivery::At(hour) if t.step == Step::AwaitHour => hour.max(now) + AFTER_THE_HOUR,
                _ => now,
            };
            let next_attempt_at = if waits_too_long { again } else { t.next_attempt_at };
            self.change_as_it_is(t.id, |now| {
                (now.next_attempt_at, now.unsure_since) = (next_attempt_at, unsure_since)
            })?;
        }
        Ok(())
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

/// The longest that a transmission waits by the rules of sending: for its hour, for tomorrow's budget, else for less than an hour.
fn longest_wait(t: &Transmission, now: DateTime<Utc>) -> Duration {
    match t.delivery {
        Delivery::At(hour) if t.step == Step::AwaitHour => (hour - now).max(Duration::zero()) + LONGEST_WAIT,
        _ if t.trouble == Some(Trouble::Budget) => Duration::days(1) + LONGEST_WAIT,
        _ => LONGEST_WAIT,
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

#[cfg(test)]
mod tests {
    use super::*;
    use newsroom::{ArticleId, RevisionId};
    use uuid::Uuid;

    fn sending(change: impl FnOnce(&mut Transmission)) -> Transmission {
        let id = Uuid::from_u128(1);
        let (story, now) = ((ArticleId(id), RevisionId(id)), DateTime::UNIX_EPOCH);
        let mut t = Transmission::new(TransmissionId(id), story, SiteId(id), Delivery::Now, now);
        change(&mut t);
        t
    }

    #[test]
    fn what_nobody_gets_through_holds_up_the_others_and_what_one_story_meets_only_for_some_tries() {
        let blocks = |trouble, attempts| blocks_site(&sending(|t| (t.trouble, t.attempts) = (trouble, attempts)));
        for trouble in [
            Trouble::Offline,
            Trouble::Dns,
            Trouble::CaptivePortal,
            Trouble::Busy,
            Trouble::RateLimited,
            Trouble::Maintenance,
        ] {
            assert!(blocks(Some(trouble), 1) && blocks(Some(trouble), 100), "{trouble:?}");
        }
        for trouble in [Trouble::Timeout, Trouble::LostAnswer] {
            assert_eq!([4, 5].map(|attempts| blocks(Some(trouble), attempts)), [true, false], "{trouble:?}");
        }
        assert!(!blocks(Some(Trouble::Budget), 1) && !blocks(None, 1), "that is a matter of one story");
        let away = |t: &mut Transmission| t.trouble = Some(Trouble::Offline);
        assert!(
            !blocks_site(&sending(|t| {
                t.stopped = true;
                away(t);
            })),
            "it waits for a person"
        );
        assert!(!blocks_site(&sending(|t| {
            t.finished_at = Some(DateTime::UNIX_EPOCH);
            away(t);
        })));
    }

    #[test]
    fn the_next_story_is_written_while_this_one_is_read_where_nothing_more_is_written_of_it() {
        let reads = |change: fn(&mut Transmission)| {
            is_only_to_be_read(&sending(|t| {
                (t.step, t.photos_total) = (Step::Verify, 2);
                change(t);
            }))
        };
        assert!(reads(|_| {}));
        assert!(!reads(|t| t.step = Step::Update));
        assert!(!reads(|t| t.unsure_since = Some(DateTime::UNIX_EPOCH)), "copies of it may have to go");
        assert!(!reads(|t| t.text_first = true), "its photos follow");
        assert!(reads(|t| (t.text_first, t.text_online) = (true, true)));
        assert!(reads(|t| (t.text_first, t.photos_total) = (true, 0)));
    }

    #[test]
    fn no_wait_is_longer_than_its_reason() {
        let now = DateTime::UNIX_EPOCH;
        let hour = now + Duration::hours(5);
        let longest = |change: fn(&mut Transmission, DateTime<Utc>)| longest_wait(&sending(|t| change(t, hour)), now);
        assert_eq!(longest(|_, _| {}), Duration::hours(1));
        assert_eq!(longest(|t, _| t.trouble = Some(Trouble::Budget)), Duration::hours(25), "tomorrow's budget");
        assert_eq!(longest(|t, hour| t.delivery = Delivery::At(hour)), Duration::hours(1), "it is sent at once");
        let awaits = |t: &mut Transmission, hour| (t.delivery, t.step) = (Delivery::At(hour), Step::AwaitHour);
        assert_eq!(longest(awaits), Duration::hours(6));
        let past = longest_wait(&sending(|t| awaits(t, now - Duration::hours(9))), now);
        assert_eq!(past, Duration::hours(1), "an hour that is past is no reason to wait");
    }
}

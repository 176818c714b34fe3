//! Sending stories: the outbox worked off, one recorded step after the other.
//!
//! A step is done when the site has answered and the answer is committed here. After a crash the same step is taken
//! again, and begins by looking whether the site did it already; so every story and every picture arrives once.

mod accept;
mod conflict;
mod copies;
mod data_saver;
mod hour;
mod outbox;
mod parallel;
mod payload;
mod photos;
mod prefetch;
mod queue;
mod refused;
mod session;
mod snapshot;
mod steps;
mod verify;

pub(crate) use payload::address;
pub(crate) use session::Sessions;

use crate::{board::Desk, error::DeskError, transmission::prefetch::Prefetched, unbroken::unbroken};
use chrono::{DateTime, Duration, Utc};
use contract::sending::TransmissionView;
use newsroom::{Changes, Delivery, Difference, Staff, Step, Transmission, TransmissionId, Trouble, site::Site};
use store::{StoreError, Transaction};
use wordpress::{Client, LoginGate};

/// Called after every recorded step of a transmission, from several threads where several sites are sent to.
pub type OnProgress<'a> = &'a (dyn Fn(&TransmissionView, &Changes) + Sync);

/// First wait after a failure that heals itself; doubled at each further one.
const FIRST_WAIT: Duration = Duration::seconds(2);
/// Longest wait: a server that is mended is noticed within this time.
const LONGEST_WAIT: Duration = Duration::minutes(5);
/// Longest wait for a network that is not there, which costs nothing to look for.
const LONGEST_WAIT_OFFLINE: Duration = Duration::minutes(1);
/// After a lost answer it is looked this often, and this long after it, whether something arrived all the same, before it
/// is sent again: a server may be at work on it still.
const CHECKS_AFTER_LOST_ANSWER: [Duration; 2] = [Duration::seconds(5), Duration::seconds(15)];
/// No site is left alone for longer, whatever it asks for: then it is asked again.
const LONGEST_REST: Duration = Duration::minutes(15);
/// What does not stand there as it was sent is looked at again so long after each look before anybody is told: caches tell
/// of a moment ago, and photos may come late.
const LOOKS_AGAIN: [Duration; 2] = [Duration::seconds(5), Duration::seconds(15)];
/// A server that fails this often needs a person to look at it.
const SERVER_TRIES: u32 = 8;

/// Why a step was not done.
#[derive(Debug)]
pub(crate) enum Obstacle {
    /// The kind, and technical words.
    Trouble(Trouble, String),
    /// What stands on the site differs from what was sent, or from what stood there before.
    Differs(Trouble, Vec<Difference>),
    /// The site said so.
    Site(wordpress::Error),
    /// Something on this laptop: disk, database.
    Local(DeskError),
    /// Not before this time; nothing is wrong.
    NotBefore(DateTime<Utc>, Option<Trouble>),
    /// This program broke off, with these words.
    Defect(String),
    /// The transmission was replaced or cancelled meanwhile: nothing to record.
    Superseded,
}

impl From<wordpress::Error> for Obstacle {
    fn from(error: wordpress::Error) -> Self {
        Self::Site(error)
    }
}

impl From<StoreError> for Obstacle {
    fn from(error: StoreError) -> Self {
        Self::Local(error.into())
    }
}

impl From<DeskError> for Obstacle {
    fn from(error: DeskError) -> Self {
        Self::Local(error)
    }
}

/// A transmission at work: what every step needs.
pub(crate) struct Job<'a> {
    /// As it was when the step began.
    pub t: &'a Transmission,
    /// The site it goes to.
    pub site: &'a Site,
    /// Speaks with it.
    pub client: &'a Client<'a>,
    /// Called for parts of a step.
    pub on_progress: OnProgress<'a>,
    /// Who takes what stands there for the story, if somebody does.
    pub accepted_by: Option<&'a Staff>,
    /// What a prefetch and earlier steps have found out.
    prefetched: &'a Prefetched,
}

impl Desk {
    /// Takes one step after the other, until there is nothing to do now, or as far as it is to go.
    fn transmit(
        &self,
        id: TransmissionId,
        prefetched: &Prefetched,
        on_progress: OnProgress<'_>,
        far_enough: impl Fn(&Transmission) -> bool,
    ) -> Result<Transmission, DeskError> {
        loop {
            let t = self.store.transmission(id)?;
            if self.is_winding_down() || !self.is_due(&t) || far_enough(&t) {
                return Ok(t);
            }
            // Of a story that is damaged it could not be recorded what readers have, so nothing is told to the site.
            self.store.readers(t.article)?;
            let gate = self.sessions.gate(t.site);
            // A defect that one story brings to light stops that story, and nothing else.
            let taken = match unbroken(|| self.take_step(&t, prefetched, on_progress)) {
                Ok(Ok(changes)) => Some(changes),
                // The transmission was replaced meanwhile.
                Ok(Err(Obstacle::Superseded)) => None,
                Ok(Err(obstacle)) => Some(self.record_failure(&t, &gate, obstacle)?),
                Err(defect) => Some(self.record_failure(&t, &gate, Obstacle::Defect(defect))?),
            };
            let Some(changes) = taken else { return Ok(self.store.transmission(id)?) };
            let view = self.view(self.store.transmission(id)?)?;
            if unbroken(|| on_progress(&view, &changes)).is_err() {
                return Ok(view.transmission);
            }
        }
    }

    fn take_step(
        &self,
        t: &Transmission,
        prefetched: &Prefetched,
        on_progress: OnProgress<'_>,
    ) -> Result<Changes, Obstacle> {
        let site = self.store.site(t.site)?.ok_or(DeskError::NoSite)?;
        if site.paused {
            return Err(Obstacle::Superseded);
        }
        let Some(client) = self.client(&site)? else {
            if t.step == Step::Done {
                return self.end_unasked(t);
            }
            return Err(Obstacle::Trouble(Trouble::NoCredentials, site.address));
        };
        if t.trouble == Some(Trouble::LookingAgain) {
            client.read_anew();
        }
        let job = Job { t, site: &site, client: &client, on_progress, accepted_by: None, prefetched };
        match t.step {
            Step::LookUp => self.look_up(&job),
            Step::Photos => self.send_photos(&job),
            Step::Create => self.create(&job),
            Step::Update => self.update(&job),
            Step::Verify => self.verify(&job),
            Step::AwaitHour => self.await_hour(&job),
            Step::Done => self.end(&job),
        }
    }

    /// Commits a step: what the site answered, and which step comes next, in one transaction. A power cut may take it back;
    /// then it is taken again, and finds on the site what it did.
    fn record(
        &self,
        t: &Transmission,
        done: impl FnOnce(&mut Transaction<'_>, &mut Transmission) -> Result<(), DeskError>,
    ) -> Result<Changes, Obstacle> {
        recorded(self.store.transact_retakable(self.act(None), |tx| note(tx, t, self.now(), done))?)
    }

    /// The same for the last step, by which a story counts as published.
    fn record_durably(
        &self,
        job: &Job<'_>,
        done: impl FnOnce(&mut Transaction<'_>, &mut Transmission) -> Result<(), DeskError>,
    ) -> Result<Changes, Obstacle> {
        recorded(self.store.transact(self.act(job.accepted_by), |tx| note(tx, job.t, self.now(), done))?)
    }

    /// Records that a step was not done, and why; `gate` is the one that it went through.
    fn record_failure(&self, t: &Transmission, gate: &LoginGate, obstacle: Obstacle) -> Result<Changes, DeskError> {
        let failure = self.failure(t, obstacle)?;
        let FailedStep { trouble, detail, .. } = &failure;
        tracing::warn!(transmission = %t.id, step = t.step.as_str(), ?trouble, %detail, "a step was not done");
        if matches!(trouble, Some(Trouble::Login | Trouble::PasswordRevoked | Trouble::NotAllowed | Trouble::Mismatch))
        {
            self.sessions.forget(t.site);
        }
        let act = self.act(None);
        let ((), changes) = self.store.transact(act, |tx| {
            let mut now = tx.transmission(t.id)?;
            if now.finished_at.is_none() {
                if failure.trouble == Some(Trouble::RemovedOnSite) {
                    tx.change_readers(t.article, |readers| readers.gone(act.at))?;
                }
                failure.note_in(&mut now, act.at);
                // A password that came while this step was under way has let go on what waited by then; this waits for it
                // no more than the others do.
                if now.trouble.is_some_and(Trouble::may_pass_with_another_login)
                    && !gate.is(&self.sessions.gate(t.site))
                {
                    (now.stopped, now.next_attempt_at) = (false, act.at);
                }
                tx.save_transmission(&now)?;
            }
            Ok::<_, DeskError>(())
        })?;
        Ok(changes)
    }

    /// What an obstacle means for the transmission.
    fn failure(&self, t: &Transmission, obstacle: Obstacle) -> Result<FailedStep, DeskError> {
        let plain = |trouble, detail| FailedStep { trouble: Some(trouble), detail, ..FailedStep::default() };
        Ok(match obstacle {
            Obstacle::Trouble(trouble, detail) => plain(trouble, detail),
            Obstacle::Differs(Trouble::Mismatch, _) if looks_left(t).is_some() => {
                FailedStep { asked: looks_left(t), ..plain(Trouble::LookingAgain, String::new()) }
            }
            Obstacle::Differs(trouble, differences) => FailedStep { differences, ..plain(trouble, String::new()) },
            Obstacle::Local(DeskError::BrokenOff) => plain(Trouble::Defect, DeskError::BrokenOff.to_string()),
            Obstacle::Local(error) => plain(Trouble::Local, error.to_string()),
            Obstacle::Defect(words) => plain(Trouble::Defect, words),
            Obstacle::NotBefore(at, trouble) => FailedStep { trouble, not_before: Some(at), ..FailedStep::default() },
            Obstacle::Superseded => FailedStep::default(),
            Obstacle::Site(error @ wordpress::Error::Database { .. }) => {
                let letters = self.store.revision(t.revision)?.manuscript.for_readers().wide_letters();
                let trouble = if letters.is_empty() { Trouble::Server } else { Trouble::Letters };
                FailedStep { differences: letters, ..plain(trouble, error.to_string()) }
            }
            Obstacle::Site(error) => {
                let accepted = self.site(t.site)?.accepted_at.is_some();
                let trouble = match error.trouble() {
                    Trouble::Login if accepted => Trouble::PasswordRevoked,
                    trouble => trouble,
                };
                let asked = error.retry_after().and_then(|wait| Duration::from_std(wait).ok());
                FailedStep {
                    asked,
                    unsure: error.is_unknown_outcome() && matches!(t.step, Step::Photos | Step::Create),
                    ..plain(trouble, error.to_string())
                }
            }
        })
    }
}

/// Brings a transmission to its next step, unless it was cancelled or replaced meanwhile.
fn note(
    tx: &mut Transaction<'_>,
    t: &Transmission,
    at: DateTime<Utc>,
    done: impl FnOnce(&mut Transaction<'_>, &mut Transmission) -> Result<(), DeskError>,
) -> Result<bool, DeskError> {
    let mut now = tx.transmission(t.id)?;
    if now.finished_at.is_some() {
        return Ok(false);
    }
    now.attempts = 0;
    now.trouble = None;
    now.detail = None;
    now.differences.clear();
    done(tx, &mut now)?;
    // Before the site is told, so that whatever becomes of the answer the story is not lost from sight.
    if now.step == Step::Update && now.delivery != Delivery::Hold {
        tx.change_readers(t.article, |readers| readers.hand_over(at))?;
    }
    tx.save_transmission(&now)?;
    Ok(true)
}

fn recorded((recorded, changes): (bool, Changes)) -> Result<Changes, Obstacle> {
    if recorded { Ok(changes) } else { Err(Obstacle::Superseded) }
}

/// How long until what stands there is looked at again; none when it was looked at often enough.
fn looks_left(t: &Transmission) -> Option<Duration> {
    let looked = if t.trouble == Some(Trouble::LookingAgain) { t.attempts } else { 0 };
    LOOKS_AGAIN.get(usize::try_from(looked).unwrap_or(usize::MAX)).copied()
}

/// A step that was not done.
#[derive(Default)]
struct FailedStep {
    trouble: Option<Trouble>,
    detail: String,
    differences: Vec<Difference>,
    /// The site asks to wait so long.
    asked: Option<Duration>,
    not_before: Option<DateTime<Utc>>,
    /// Something may have been made on the site all the same.
    unsure: bool,
}

impl FailedStep {
    fn note_in(self, t: &mut Transmission, now: DateTime<Utc>) {
        if self.trouble == Some(Trouble::LookingAgain) && t.trouble != self.trouble {
            // Looks are counted by themselves.
            t.attempts = 0;
        }
        t.trouble = self.trouble;
        t.detail = Some(self.detail).filter(|detail| !detail.is_empty());
        t.differences = self.differences;
        if let Some(at) = self.not_before {
            t.next_attempt_at = at;
            return;
        }
        t.attempts = t.attempts.saturating_add(1);
        if self.unsure {
            t.unsure_since = t.unsure_since.or(Some(now));
        }
        let failed_too_often =
            matches!(self.trouble, Some(Trouble::Server | Trouble::SiteDisk)) && t.attempts >= SERVER_TRIES;
        // A site that has a story keeps it: its hour is awaited, whatever else fails there.
        let failed_too_often = failed_too_often && t.step != Step::AwaitHour;
        t.stopped = failed_too_often || !self.trouble.is_some_and(Trouble::is_transient);
        t.next_attempt_at = now + self.asked.map_or_else(|| wait(t, self.trouble), |asked| asked.min(LONGEST_REST));
    }
}

/// Doubling waits, a fifth more or less by transmission, so that an office of laptops does not knock all at once.
fn wait(t: &Transmission, trouble: Option<Trouble>) -> Duration {
    let doubled = FIRST_WAIT * 2i32.saturating_pow(t.attempts.saturating_sub(1).min(10));
    let spread = i32::from(t.id.0.as_bytes()[15]) * 40 / 255 + 80;
    let longest = match trouble {
        Some(Trouble::Offline | Trouble::Dns | Trouble::CaptivePortal) => LONGEST_WAIT_OFFLINE,
        _ => LONGEST_WAIT,
    };
    doubled.min(longest) * spread / 100
}

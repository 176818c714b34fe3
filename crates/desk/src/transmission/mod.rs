//! Sending stories: the outbox worked off, one recorded step after the other.
//!
//! A step is done when the site has answered and the answer is committed here. After a crash the same step is taken
//! again, and begins by looking whether the site did it already; so every story and every picture arrives once.

mod parcel;
mod steps;
mod verify;

use crate::{board::Desk, error::DeskError};
use chrono::{DateTime, Duration, Utc};
use contract::sending::TransmissionView;
use newsroom::{Changes, Staff, Step, Transmission, TransmissionId, transmission::Trouble};
use store::{StoreError, Transaction};
use wordpress::Client;

/// Hears of every recorded step of a transmission.
pub type Heard<'a> = &'a dyn Fn(&TransmissionView, &Changes);

/// First wait after a failure that heals itself; doubled at each further one.
const FIRST_WAIT: Duration = Duration::seconds(2);
/// Longest wait: a network that comes back is noticed within this time.
const LONGEST_WAIT: Duration = Duration::minutes(5);
/// A server that fails this often needs a person to look at it.
const SERVER_TRIES: u32 = 8;

/// Why a step was not done.
#[derive(Debug)]
pub(crate) enum Obstacle {
    /// The kind, and technical words.
    Trouble(Trouble, String),
    /// The site said so.
    Site(wordpress::Error),
    /// This laptop.
    Local(DeskError),
    /// The transmission was replaced or cancelled meanwhile: nothing to record.
    Overtaken,
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

impl Desk {
    /// Works off what is due in the outbox, oldest first, and says when to come again.
    ///
    /// # Errors
    /// What the store says; what a site says is recorded in its transmission.
    pub fn transmit_due(&self, heard: Heard<'_>) -> Result<Option<DateTime<Utc>>, DeskError> {
        for transmission in self.store.due_transmissions(self.now())? {
            self.transmit(transmission.id, heard)?;
        }
        Ok(self.store.next_due()?)
    }

    /// What is in the outbox, and what left it in the last 24 hours; newest first.
    ///
    /// # Errors
    /// What the store says.
    pub fn outbox(&self) -> Result<Vec<TransmissionView>, DeskError> {
        let since = self.now() - Duration::hours(24);
        self.store.transmissions(since)?.into_iter().map(|t| self.view(t)).collect()
    }

    /// Tries a transmission again at once. If the story was changed or removed on the site, this takes it over.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn retry(&self, me: &Staff, id: TransmissionId) -> Result<(TransmissionView, Changes), DeskError> {
        let ((), changes) = self.store.transact(self.act(Some(me)), |tx| {
            let mut t = tx.transmission(id)?;
            if t.finished_at.is_none() {
                t.stopped = false;
                t.attempts = 0;
                t.next_attempt_at = self.now();
                if t.step != Step::AwaitHour {
                    t.step = Step::LookUp;
                }
                tx.save_transmission(&t)?;
            }
            Ok::<_, DeskError>(())
        })?;
        Ok((self.view(self.store.transmission(id)?)?, changes))
    }

    /// Takes a transmission out of the outbox. What stands on the site already stays there.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn cancel(&self, me: &Staff, id: TransmissionId) -> Result<Changes, DeskError> {
        let act = self.act(Some(me));
        let ((), changes) = self.store.transact(act, |tx| {
            let mut t = tx.transmission(id)?;
            if t.finished_at.is_none() {
                t.finished_at = Some(act.at);
                tx.save_transmission(&t)?;
                tx.audit(Some(t.article), "sending_cancelled", None)?;
            }
            Ok::<_, DeskError>(())
        })?;
        Ok(changes)
    }

    /// Lets transmissions that wait for something go on now: a password was given, the network is back.
    ///
    /// # Errors
    /// What the store says.
    pub fn wake(&self, which: impl Fn(&Transmission) -> bool) -> Result<(), DeskError> {
        let open = self.store.transmissions(self.now())?;
        for t in open.into_iter().filter(|t| t.finished_at.is_none() && which(t)) {
            let awake = Transmission { stopped: false, next_attempt_at: self.now(), ..t };
            self.store.transact(self.act(None), |tx| tx.save_transmission(&awake))?;
        }
        Ok(())
    }

    pub(crate) fn view(&self, transmission: Transmission) -> Result<TransmissionView, DeskError> {
        let headline = self.store.article(transmission.article)?.manuscript.headline;
        let site = self.store.sites()?.into_iter().find(|s| s.id == transmission.site);
        Ok(TransmissionView { headline, site: site.map(|s| s.name).unwrap_or_default(), transmission })
    }

    fn transmit(&self, id: TransmissionId, heard: Heard<'_>) -> Result<(), DeskError> {
        loop {
            let t = self.store.transmission(id)?;
            if t.finished_at.is_some() || t.stopped || t.next_attempt_at > self.now() {
                return Ok(());
            }
            let changes = match self.take_step(&t, heard) {
                Ok(changes) => changes,
                Err(Obstacle::Overtaken) => return Ok(()),
                Err(obstacle) => self.record_failure(&t, obstacle)?,
            };
            heard(&self.view(self.store.transmission(id)?)?, &changes);
        }
    }

    fn take_step(&self, t: &Transmission, heard: Heard<'_>) -> Result<Changes, Obstacle> {
        let site = self.store.sites()?.into_iter().find(|s| s.id == t.site).ok_or(DeskError::NoSite)?;
        let Some(credentials) = self.vault.get(site.id) else {
            return Err(Obstacle::Trouble(Trouble::NoCredentials, site.address));
        };
        let api = site
            .api
            .parse::<wordpress::Url>()
            .map_err(|e| DeskError::from(StoreError::Unreadable { what: "site address", why: e.to_string() }))?;
        let client = Client::new(self.transport.as_ref(), api, credentials);
        match t.step {
            Step::LookUp => self.look_up(t, &client),
            Step::Photos => self.send_photos(t, &client, heard),
            Step::Create => self.create(t, &client),
            Step::Update => self.update(t, &client),
            Step::Verify => self.verify(t, &client),
            Step::AwaitHour => self.await_hour(t, &client, &site.address),
            Step::Done => self.record(t, |_, t| {
                t.finished_at = Some(self.now());
                Ok(())
            }),
        }
    }

    /// Commits a step: what the site answered, and which step comes next, in one transaction.
    fn record(
        &self,
        t: &Transmission,
        done: impl FnOnce(&mut Transaction<'_>, &mut Transmission) -> Result<(), DeskError>,
    ) -> Result<Changes, Obstacle> {
        let recorded = self.store.transact(self.act(None), |tx| {
            let mut now = tx.transmission(t.id)?;
            if now.finished_at.is_some() {
                return Ok(false);
            }
            now.attempts = 0;
            now.trouble = None;
            now.detail = None;
            done(tx, &mut now)?;
            tx.save_transmission(&now)?;
            Ok::<_, DeskError>(true)
        })?;
        match recorded {
            (true, changes) => Ok(changes),
            (false, _) => Err(Obstacle::Overtaken),
        }
    }

    fn record_failure(&self, t: &Transmission, obstacle: Obstacle) -> Result<Changes, DeskError> {
        let (trouble, detail, asked) = match obstacle {
            Obstacle::Trouble(trouble, detail) => (trouble, detail, None),
            Obstacle::Site(error) => (error.trouble(), error.to_string(), error.retry_after()),
            Obstacle::Local(error) => (Trouble::Local, error.to_string(), None),
            Obstacle::Overtaken => return Ok(Changes::default()),
        };
        tracing::warn!(transmission = %t.id, step = t.step.as_str(), ?trouble, %detail, "a step was not done");
        let act = self.act(None);
        let ((), changes) = self.store.transact(act, |tx| {
            let mut now = tx.transmission(t.id)?;
            if now.finished_at.is_none() {
                now.attempts += 1;
                now.trouble = Some(trouble);
                now.detail = Some(detail);
                now.stopped = !trouble.heals_itself() || (trouble == Trouble::Server && now.attempts >= SERVER_TRIES);
                let asked = asked.and_then(|d| Duration::from_std(d).ok());
                now.next_attempt_at = act.at + asked.unwrap_or_else(|| wait(now.attempts, t.id));
                tx.save_transmission(&now)?;
            }
            Ok::<_, DeskError>(())
        })?;
        Ok(changes)
    }
}

/// Doubling waits, a fifth more or less by transmission, so that an office of laptops does not knock all at once.
fn wait(attempts: u32, id: TransmissionId) -> Duration {
    let doubled = FIRST_WAIT * 2i32.saturating_pow(attempts.saturating_sub(1).min(10));
    let spread = i32::from(id.0.as_bytes()[15]) * 40 / 255 + 80;
    doubled.min(LONGEST_WAIT) * spread / 100
}

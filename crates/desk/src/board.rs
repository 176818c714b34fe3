//! The desk itself: the open newsroom, the clock, the way to the network.

use crate::{
    archive::ArchiveLimits,
    clock::Clock,
    error::DeskError,
    keeping::Keeping,
    people::Tries,
    transmission::Sessions,
    vault::{Keyring, Vault},
};
use chrono::{DateTime, Utc};
use newsroom::{Actor, SiteId, Staff, TransmissionId};
use std::{
    collections::{HashMap, HashSet},
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};
use store::{Act, Store};
use wordpress::Transport;

/// An open newsroom at work. Shared between threads.
pub struct Desk {
    pub(crate) store: Arc<Store>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) vault: Vault,
    pub(crate) tries: Mutex<Tries>,
    pub(crate) sessions: Sessions,
    /// Sites that nothing is sent to before a time: they could not be reached, or asked for a rest.
    pub(crate) backoffs: Mutex<HashMap<SiteId, DateTime<Utc>>>,
    /// Sendings that were found to be damaged when their turn came, and how.
    pub(crate) damaged_sendings: Mutex<HashMap<TransmissionId, String>>,
    /// Sites whose archive is being brought up to date.
    pub(crate) mirroring: Mutex<HashSet<SiteId>>,
    pub(crate) keeping: Keeping,
    /// How much of a site is taken into the archive.
    pub(crate) archive_limits: ArchiveLimits,
    pub(crate) clock: Arc<dyn Clock>,
    /// The newsroom is to be closed: work that takes long stops at its next step.
    winding_down: AtomicBool,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").field("folder", &self.store.folder()).finish_non_exhaustive()
    }
}

impl Desk {
    /// Opens the newsroom in a folder, or an empty one.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open(folder: &Path, transport: Arc<dyn Transport>, clock: Arc<dyn Clock>) -> Result<Self, DeskError> {
        Self::open_telling(folder, transport, clock, &|_, _| {})
    }

    /// As [`Desk::open`]; `told` as for [`Store::open_telling`].
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_telling(
        folder: &Path,
        transport: Arc<dyn Transport>,
        clock: Arc<dyn Clock>,
        told: &dyn Fn(u32, u32),
    ) -> Result<Self, DeskError> {
        let desk = Self::over(Arc::new(Store::open_telling(folder, clock.now(), told)?), transport, clock);
        // A full disk must not keep anybody from his stories.
        if let Err(error) = desk.catch_up_with_templates() {
            tracing::warn!(%error, "the first templates could not be made");
        }
        if let Err(error) = desk.distrust_last_exit() {
            tracing::warn!(%error, "the outbox cannot be marked");
        }
        Ok(desk)
    }

    /// Lets work that takes long (sending, the archive) stop at its next step, as the newsroom is to be closed; or go on, as it
    /// stays open after all. What has stopped goes on when it is begun again.
    pub fn wind_down(&self, yes: bool) {
        self.winding_down.store(yes, Ordering::SeqCst);
    }

    /// True if work that takes long is to stop at its next step.
    #[must_use]
    pub fn is_winding_down(&self) -> bool {
        self.winding_down.load(Ordering::SeqCst)
    }

    /// The same with the computer's keyring, in which people may keep passwords of sites.
    #[must_use]
    pub fn with_keyring(mut self, keyring: Arc<dyn Keyring>) -> Self {
        self.vault = Vault::on(keyring);
        if let Err(error) = self.move_proxy_passwords() {
            tracing::warn!(%error, "passwords of proxies could not be moved into the keyring");
        }
        self
    }

    /// The same with other limits of the archive.
    #[must_use]
    pub fn with_archive_limits(mut self, limits: ArchiveLimits) -> Self {
        self.archive_limits = limits;
        self
    }

    /// A desk in the same newsroom by another clock: what is done at it was done at that clock's hours.
    pub(crate) fn by_clock(&self, clock: Arc<dyn Clock>) -> Self {
        Self::over(self.store.clone(), self.transport.clone(), clock)
    }

    /// A desk over an open store, which remembers nothing yet.
    fn over(store: Arc<Store>, transport: Arc<dyn Transport>, clock: Arc<dyn Clock>) -> Self {
        Self {
            store,
            transport,
            vault: Vault::default(),
            tries: Mutex::default(),
            sessions: Sessions::default(),
            backoffs: Mutex::default(),
            damaged_sendings: Mutex::default(),
            mirroring: Mutex::default(),
            keeping: Keeping::default(),
            archive_limits: ArchiveLimits::default(),
            clock,
            winding_down: AtomicBool::new(false),
        }
    }

    /// The folder of the newsroom.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.store.folder()
    }

    /// Now, by the desk's clock.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub(crate) fn act(&self, by: Option<&Staff>) -> Act {
        Act { actor: by.map(|staff| staff.id), at: self.now() }
    }
}

pub(crate) fn actor(staff: &Staff) -> Actor {
    Actor::Person(staff.id, staff.role)
}

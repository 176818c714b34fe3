//! The desk itself: the open newsroom, the clock, the way to the network.

use crate::{
    clock::Clock,
    error::DeskError,
    people::Tries,
    transmission::Sessions,
    vault::{Keyring, Vault},
};
use chrono::{DateTime, Utc};
use newsroom::{Actor, SiteId, Staff};
use std::{
    collections::{HashMap, HashSet},
    path::Path,
    sync::{Arc, Mutex},
};
use store::{Act, Store};
use wordpress::Transport;

/// An open newsroom at work. Shared between threads.
pub struct Desk {
    pub(crate) store: Store,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) vault: Vault,
    pub(crate) tries: Mutex<Tries>,
    pub(crate) sessions: Sessions,
    /// Sites that nothing is sent to before a time: they could not be reached, or asked for a rest.
    pub(crate) backoffs: Mutex<HashMap<SiteId, DateTime<Utc>>>,
    /// Sites whose archive is being brought up to date.
    pub(crate) mirroring: Mutex<HashSet<SiteId>>,
    clock: Arc<dyn Clock>,
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
        let store = Store::open(folder, clock.now())?;
        let desk = Self {
            store,
            transport,
            vault: Vault::default(),
            tries: Mutex::default(),
            sessions: Sessions::default(),
            backoffs: Mutex::default(),
            mirroring: Mutex::default(),
            clock,
        };
        // A full disk must not keep anybody from his stories.
        if let Err(error) = desk.catch_up_with_templates() {
            tracing::warn!(%error, "the first templates could not be made");
        }
        if let Err(error) = desk.distrust_last_exit() {
            tracing::warn!(%error, "the outbox cannot be marked");
        }
        Ok(desk)
    }

    /// The same with the computer's keyring, in which people may keep passwords of sites.
    #[must_use]
    pub fn with_keyring(mut self, keyring: Arc<dyn Keyring>) -> Self {
        self.vault = Vault::on(keyring);
        self
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

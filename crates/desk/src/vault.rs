//! Passwords of sites: in memory, and in the computer's keyring where somebody asks for it. Never in a file of ours.

use newsroom::SiteId;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use wordpress::Credentials;

/// The computer's keyring: a place that keeps secrets for the person who is logged in.
pub trait Keyring: Send + Sync {
    /// What is kept under a name.
    fn get(&self, name: &str) -> Option<String>;
    /// Keeps a secret under a name; false if there is no keyring, or it is locked.
    fn keep(&self, name: &str, secret: &str) -> bool;
    /// Forgets it. False if that could not be done.
    fn forget(&self, name: &str) -> bool;
}

/// A computer without one.
struct NoKeyring;

impl Keyring for NoKeyring {
    fn get(&self, _name: &str) -> Option<String> {
        None
    }

    fn keep(&self, _name: &str, _secret: &str) -> bool {
        false
    }

    fn forget(&self, _name: &str) -> bool {
        true
    }
}

/// The passwords known in this session.
pub(crate) struct Vault {
    /// None for what the keyring was asked for and does not know.
    known: Mutex<HashMap<SiteId, Option<Known>>>,
    keyring: Arc<dyn Keyring>,
}

#[derive(Clone)]
struct Known {
    credentials: Credentials,
    remembered: bool,
}

impl Default for Vault {
    fn default() -> Self {
        Self::on(Arc::new(NoKeyring))
    }
}

impl Vault {
    pub(crate) fn on(keyring: Arc<dyn Keyring>) -> Self {
        Self { known: Mutex::default(), keyring }
    }

    /// Keeps a password, in the keyring too if that is wished.
    pub(crate) fn keep(&self, site: SiteId, credentials: Credentials, remember: bool) {
        let remembered = remember && self.keyring.keep(&site.to_string(), &credentials.password);
        self.lock().insert(site, Some(Known { credentials, remembered }));
    }

    /// The password for an account of a site, if this session or the keyring knows it.
    pub(crate) fn get(&self, site: SiteId, login: &str) -> Option<Credentials> {
        if let Some(known) = self.lock().get(&site) {
            return known.as_ref().map(|known| known.credentials.clone());
        }
        // Asked once: where there is no keyring, asking takes its time.
        let found = self
            .keyring
            .get(&site.to_string())
            .map(|password| Known { credentials: Credentials { login: login.to_owned(), password }, remembered: true });
        self.lock().insert(site, found.clone());
        found.map(|known| known.credentials)
    }

    /// True if the password lies in the keyring.
    pub(crate) fn is_remembered(&self, site: SiteId) -> bool {
        self.lock().get(&site).is_some_and(|known| known.as_ref().is_some_and(|known| known.remembered))
    }

    /// Forgets a password everywhere.
    pub(crate) fn forget(&self, site: SiteId) {
        self.lock().insert(site, None);
        if !self.keyring.forget(&site.to_string()) {
            tracing::warn!(%site, "the keyring still has the password of a site");
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<SiteId, Option<Known>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

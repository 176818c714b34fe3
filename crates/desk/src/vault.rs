//! Passwords of sites, in memory only: they are never written to a file, and are asked for again after a restart.

use newsroom::SiteId;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};
use wordpress::Credentials;

/// The passwords known in this session.
#[derive(Default)]
pub(crate) struct Vault {
    known: Mutex<HashMap<SiteId, Credentials>>,
}

impl Vault {
    pub(crate) fn keep(&self, site: SiteId, credentials: Credentials) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(site, credentials);
    }

    pub(crate) fn get(&self, site: SiteId) -> Option<Credentials> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&site).cloned()
    }
}

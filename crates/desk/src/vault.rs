//! Passwords of sites and proxies: in memory, and in the computer's keyring where somebody asks for it. Never in a file of ours.

use crate::{board::Desk, error::DeskError};
use newsroom::site::{ConnectionOptions, Site};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use wordpress::{Credentials, Url};

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

/// The passwords known in this session. A password belongs to the host (scheme, host, port) that it was given for: it is not
/// found for a site that has moved to another one.
pub(crate) struct Vault {
    /// By their names in the keyring. None for what the keyring was asked for and does not know.
    known: Mutex<HashMap<String, Option<Known>>>,
    keyring: Arc<dyn Keyring>,
}

#[derive(Clone)]
struct Known {
    secret: String,
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

    /// Keeps the password of a site, in the keyring too if that is wished; if not, an older one does not stay there.
    pub(crate) fn keep(&self, site: &Site, password: &str, remember: bool) {
        if site.bundled {
            // Anew at every start, and never in the keyring.
            let known = Known { secret: password.to_owned(), remembered: false };
            self.lock().insert(name_of(site), Some(known));
            return;
        }
        self.put(&name_of(site), password, remember);
        self.drop_from_keyring(&old_name_of(site));
    }

    /// The same with the password of the proxy that a site is reached through.
    pub(crate) fn keep_for_proxy(&self, site: &Site, password: &str, remember: bool) {
        self.put(&name_of_proxy(site), password, remember);
    }

    /// The login and password for a site, if this session or the keyring knows the password.
    pub(crate) fn get(&self, site: &Site) -> Option<Credentials> {
        let password = self.look_up(&name_of(site)).or_else(|| {
            // Until it was bound to a host, it lay under the site's identity alone.
            let password = self.keyring.get(&old_name_of(site))?;
            // While the keyring was asked, somebody may have given a newer one.
            if self.look_up(&name_of(site)).is_none() {
                self.keep(site, &password, true);
            }
            self.look_up(&name_of(site))
        })?;
        Some(Credentials { login: site.login.clone(), password })
    }

    /// How a site is reached, with the password of its proxy; none if that is not known.
    pub(crate) fn connection(&self, site: &Site) -> Option<ConnectionOptions> {
        if !site.connection.needs_password() {
            return Some(site.connection.clone());
        }
        let password = self.look_up(&name_of_proxy(site))?;
        Some(site.connection.with_password(&password))
    }

    /// True if the password lies in the keyring.
    pub(crate) fn is_remembered(&self, site: &Site) -> bool {
        self.lock().get(&name_of(site)).is_some_and(|known| known.as_ref().is_some_and(|known| known.remembered))
    }

    /// Forgets the passwords of a site and of its proxy everywhere.
    pub(crate) fn forget(&self, site: &Site) {
        for name in [name_of(site), name_of_proxy(site)] {
            self.drop_from_keyring(&name);
            self.lock().insert(name, None);
        }
        self.drop_from_keyring(&old_name_of(site));
    }

    fn put(&self, name: &str, secret: &str, remember: bool) {
        let remembered = remember && self.keyring.keep(name, secret);
        if !remembered {
            self.drop_from_keyring(name);
        }
        self.lock().insert(name.to_owned(), Some(Known { secret: secret.to_owned(), remembered }));
    }

    fn look_up(&self, name: &str) -> Option<String> {
        if let Some(known) = self.lock().get(name) {
            return known.as_ref().map(|known| known.secret.clone());
        }
        // Asked once: where there is no keyring, asking takes its time. What was given or forgotten meanwhile counts.
        let found = self.keyring.get(name).map(|secret| Known { secret, remembered: true });
        self.lock().entry(name.to_owned()).or_insert(found).as_ref().map(|known| known.secret.clone())
    }

    fn drop_from_keyring(&self, name: &str) {
        if !self.keyring.forget(name) {
            tracing::warn!(name, "the keyring still has a password");
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Option<Known>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    /// Passwords of proxies stood in the database once. They go into the keyring, or where there is none into memory, like those
    /// of the sites, and nothing readable is left of them in the file.
    pub(crate) fn move_proxy_passwords(&self) -> Result<(), DeskError> {
        let mut moved = false;
        for site in self.store.sites()? {
            let (connection, Some(password)) = site.connection.without_password() else { continue };
            let site = Site { connection, ..site };
            self.vault.keep_for_proxy(&site, &password, true);
            self.store.transact(self.act(None), |tx| tx.save_site(&site))?;
            moved = true;
        }
        if moved {
            self.store.wipe_what_was_freed()?;
        }
        Ok(())
    }
}

/// Under what the password of a site lies: the site, and the host that it is for.
fn name_of(site: &Site) -> String {
    let host = site.api.parse::<Url>().map_or_else(|_| site.api.clone(), |api| api.origin().ascii_serialization());
    format!("{} {host}", site.id)
}

/// What it lay under before passwords were bound to hosts.
fn old_name_of(site: &Site) -> String {
    site.id.to_string()
}

fn name_of_proxy(site: &Site) -> String {
    format!("{} proxy {}", site.id, site.connection.proxy.as_deref().unwrap_or_default())
}

//! The keyring of the person who is logged in: Secret Service on Linux, Credential Manager on Windows, Keychain on macOS.

use desk::Keyring;
use keyring::Entry;

/// Under which our secrets stand there.
const SERVICE: &str = "newsdesk";

/// The computer's keyring. Where there is none, or it is locked, nothing is kept: passwords are asked for again.
pub(crate) struct SystemKeyring;

impl Keyring for SystemKeyring {
    fn get(&self, name: &str) -> Option<String> {
        logged("read", entry(name).and_then(|entry| entry.get_password()))
    }

    fn keep(&self, name: &str, secret: &str) -> bool {
        logged("written", entry(name).and_then(|entry| entry.set_password(secret))).is_some()
    }

    fn forget(&self, name: &str) -> bool {
        match entry(name).and_then(|entry| entry.delete_credential()) {
            Err(keyring::Error::NoEntry) => true,
            other => logged("cleared", other).is_some(),
        }
    }
}

fn entry(name: &str) -> Result<Entry, keyring::Error> {
    Entry::new(SERVICE, name)
}

fn logged<T>(what: &str, result: Result<T, keyring::Error>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(keyring::Error::NoEntry) => None,
        // The error names the store and the cause, never the secret.
        Err(error) => {
            let store = Entry::store_status().as_ref().err().map(ToString::to_string);
            tracing::info!(%error, store, "the keyring was not {what}");
            None
        }
    }
}

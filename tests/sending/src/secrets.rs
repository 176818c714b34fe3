//! Passwords may be in memory and nowhere else: what a run has written is searched for them.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use base64::{Engine, engine::general_purpose::STANDARD};
use tracing_subscriber::EnvFilter;

use crate::failure::Failure;
use crate::test_site::{ACCOUNT, Access};

/// Everything that the program and its libraries say, at the level of debugging, goes to the end of this file.
pub(crate) fn log_to(file: &Path) -> Result<(), Failure> {
    let log = File::options().create(true).append(true).open(file).map_err(Failure::file(file))?;
    let subscriber = tracing_subscriber::fmt()
        .with_writer(std::sync::Mutex::new(log))
        .with_ansi(false)
        .with_env_filter(EnvFilter::new("debug"))
        .finish();
    tracing::subscriber::set_global_default(subscriber).map_err(|error| Failure::Wrong(error.to_string()))
}

/// The secrets of a login in every form in which they travel.
pub(crate) struct Secrets(Vec<Vec<u8>>);

impl Secrets {
    /// Of this site.
    pub(crate) fn of(access: &Access) -> Self {
        let closed = access.password.replace(' ', "");
        let token = |password: &str| STANDARD.encode(format!("{ACCOUNT}:{password}")).trim_end_matches('=').to_owned();
        let forms = [token(&access.password), token(&closed), access.password.clone(), closed];
        Self(forms.into_iter().map(String::into_bytes).collect())
    }

    /// Files in a folder, or the file itself, in which one of them stands.
    pub(crate) fn found_in(&self, place: &Path) -> Result<Vec<PathBuf>, Failure> {
        if place.is_dir() {
            let mut found = Vec::new();
            for entry in fs::read_dir(place).map_err(Failure::file(place))?.flatten() {
                found.extend(self.found_in(&entry.path())?);
            }
            return Ok(found);
        }
        let bytes = fs::read(place).map_err(Failure::file(place))?;
        let shown = self.0.iter().any(|secret| holds(&bytes, secret));
        Ok(if shown { vec![place.to_owned()] } else { Vec::new() })
    }
}

fn holds(bytes: &[u8], secret: &[u8]) -> bool {
    let Some(first) = secret.first() else { return false };
    let mut rest = bytes;
    // Looking for one byte is fast even where nothing is optimised.
    while let Some(at) = rest.iter().position(|byte| byte == first) {
        if rest[at..].starts_with(secret) {
            return true;
        }
        rest = &rest[at + 1..];
    }
    false
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_password_is_found_in_any_form_and_its_absence_is_seen() {
        let access = Access { address: String::new(), password: "abcd EFGH 1234".to_owned() };
        let secrets = Secrets::of(&access);
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("deep");
        fs::create_dir(&deep).unwrap();
        let file = deep.join("x.log");
        for (text, found) in [
            ("aabcd EFGH 1234", 1),
            ("password=abcdEFGH1234", 1),
            ("Authorization: Basic YmllbnRhcDphYmNkIEVGR0ggMTIzNA==", 1),
            ("abcd EFGH 123", 0),
        ] {
            fs::write(&file, text).unwrap();
            assert_eq!(secrets.found_in(folder.path()).unwrap().len(), found, "{text}");
        }
    }
}

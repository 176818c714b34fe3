//! A real WordPress for one run: started for it, and thrown away after it, whatever becomes of us.

use std::path::PathBuf;
use std::process::Stdio;

use crate::failure::Failure;
use crate::invocation;
use crate::keeper::Keeper;
use crate::repository::Repository;

/// Starts and stops sites; see its own head.
const STARTER: &str = "tests/wordpress/site.sh";

/// A running site; dropping it stops it and removes all of it.
pub(crate) struct WordPressSite {
    folder: PathBuf,
    _keeper: Keeper,
}

impl WordPressSite {
    /// A new one, for this use.
    ///
    /// # Errors
    /// Whatever the starter says; [`Failure::Missing`] when it does not say that the site is ready.
    pub(crate) fn start(repository: &Repository, used_by: &str) -> Result<Self, Failure> {
        let starter = repository.path(STARTER).display().to_string();
        // Not below the target folder: a database socket's path may have 95 bytes.
        let folder = std::env::temp_dir().join(format!("newsdesk-wordpress-{}-{used_by}", std::process::id()));
        let path = folder.display().to_string();
        let keeper = Keeper::new("\"$1\" stop \"$2\"\nrm -rf -- \"$2\"", &[&starter, &path])?;
        let mut command = invocation::command(repository, &starter, &["start", &path]);
        let said = invocation::output(command.stdin(Stdio::null()))?;
        if !said.lines().any(|line| line.starts_with("ready ")) {
            return Err(Failure::Missing { path: folder, why: "the starter has not said that the site is ready" });
        }
        Ok(Self { folder, _keeper: keeper })
    }

    /// The file that tells of it.
    pub(crate) fn json(&self) -> String {
        self.folder.join("site.json").display().to_string()
    }
}

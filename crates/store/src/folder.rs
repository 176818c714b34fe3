//! The folder of a newsroom: whose eyes its files are for, and whether there was a newsroom before.

use crate::{keeping, tally};
use std::path::Path;

/// Lets nobody but the owner read drafts: 0700 for the folder, 0600 for the files in it. Where the system has no such rights
/// (most sticks, Windows) nothing is changed.
#[cfg(unix)]
pub(crate) fn close_to_others(folder: &Path) {
    use std::{fs, os::unix::fs::PermissionsExt};
    let mut told = false;
    let mut set = |path: &Path, mode: u32| {
        let closed = fs::metadata(path).and_then(|now| {
            if now.permissions().mode() & 0o777 == mode {
                return Ok(());
            }
            fs::set_permissions(path, fs::Permissions::from_mode(mode))
        });
        if let Err(error) = closed
            && !told
        {
            // Once: on a stick it is the same for every file.
            told = true;
            tracing::warn!(%error, path = %path.display(), "others on this computer may be able to read this");
        }
    };
    set(folder, 0o700);
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_file() => set(&entry.path(), 0o600),
            Ok(kind) if kind.is_dir() => set(&entry.path(), 0o700),
            _ => {}
        }
    }
}

/// See above.
#[cfg(not(unix))]
pub(crate) fn close_to_others(_: &Path) {}

/// True if something in the folder says that there was a newsroom here, whatever became of its database.
pub(crate) fn was_newsroom(folder: &Path) -> bool {
    tally::read(folder).is_some_and(|count| count.commits > 0) || !keeping::copies_here(folder).is_empty()
}

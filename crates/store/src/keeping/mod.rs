//! Copies of a newsroom: made while it works, thinned, looked into, and restored; and photos brought back from them.
//!
//! A place holds copies of `desk.sqlite`, each of them whole and looked through, and under `photos/` every original by its
//! hash, once. The first place is `backups/` in the newsroom's folder; a second one, on a stick or a share, is chosen by a
//! person. What a copy replaces is put aside and listed like a copy, so that any restoring can be undone.

mod check;
mod contents;
mod copy;
mod held;
mod known_by;
mod mend;
mod names;
mod photos;
mod place;
mod restore;
mod room;
mod rows;
mod thin;

pub use check::{Depth, Health, examine, is_nowhere};
pub use contents::{Contents, look_into};
pub use copy::{Made, make_copy};
pub use known_by::{KnownBy, known_by};
pub use mend::{Mended, mend_photo, mend_photos};
pub use names::{Copy, CopyKind};
pub use place::Place;
pub use restore::{Restored, keep_what_is_left, may_go_on, restore, try_out};
pub use rows::{RowBack, RowsBack, copies_have_rows, mend_rows, mend_rows_of_closed};
pub use thin::thin;

pub(crate) use check::{is_nothing, missing_changes};
pub(crate) use copy::copy_database;
pub(crate) use names::{before_upgrade, copies_here};

use crate::error::StoreError;
use std::{
    fs::{self, File},
    path::Path,
};

/// Ending of a file that is not whole yet.
const PART: &str = "part";

/// Deletes a file of ours that is not whole, or superfluous; it may be gone already.
pub(crate) fn remove(file: &Path) -> Result<(), StoreError> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Gives a whole file its name for good; the name, too, is to outlive a power cut.
pub(crate) fn settle(part: &Path, name: &Path) -> Result<(), StoreError> {
    File::options().write(true).open(part)?.sync_all()?;
    fs::rename(part, name)?;
    if let Some(folder) = name.parent() {
        sync_folder(folder)?;
    }
    Ok(())
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    match File::open(folder)?.sync_all() {
        // Some file systems of sticks and shares cannot sync a folder.
        Err(error) if error.kind() == std::io::ErrorKind::InvalidInput => Ok(()),
        other => Ok(other?),
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> Result<(), StoreError> {
    Ok(())
}

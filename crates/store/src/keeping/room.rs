//! Room on the disk of a place.

use crate::{error::StoreError, keeping::place::Place};
use std::path::Path;

/// Copies leave so many bytes of the newsroom's own disk free: what is typed comes first.
const LEFT_FREE: u64 = 500_000_000;

/// Whether so many bytes may be written to a place.
///
/// # Errors
/// [`StoreError::DiskFull`].
pub(super) fn is_there(place: &Place, bytes: u64) -> Result<(), StoreError> {
    let needed = bytes.saturating_add(if place.is_second() { 0 } else { LEFT_FREE });
    if free(place.folder()).is_some_and(|free| free < needed) { Err(StoreError::DiskFull) } else { Ok(()) }
}

/// Bytes that a disk has room for; none where the system does not say.
#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let found = rustix::fs::statvfs(folder).ok()?;
    Some(found.f_bavail.saturating_mul(found.f_frsize))
}

#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}

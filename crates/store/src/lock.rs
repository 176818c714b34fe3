//! The lock on a newsroom's folder, which also tells a clean exit from a crash.

use crate::error::StoreError;
use std::{
    fs::{File, TryLockError},
    io::{Read, Seek, Write},
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
};

/// The lock file, held by this program until it is dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
    left_open: bool,
    say_closed: AtomicBool,
}

// Of one length, so that the second is written over the first without needing room on a full disk.
const OPEN: &[u8] = b"open  \n";
const CLOSED: &[u8] = b"closed\n";

impl Lock {
    /// Takes the lock.
    ///
    /// # Errors
    /// [`StoreError::AlreadyOpen`] if another program, or another store of this one, holds it.
    pub(crate) fn take(path: &Path) -> Result<Self, StoreError> {
        let mut file = File::options().read(true).write(true).create(true).truncate(false).open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(StoreError::AlreadyOpen),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let mut said = Vec::new();
        Read::by_ref(&mut file).take(64).read_to_end(&mut said)?;
        Ok(Self { file, left_open: said.starts_with(b"open"), say_closed: AtomicBool::new(false) })
    }

    /// True if whoever held the lock last did not come to its end.
    pub(crate) fn was_left_open(&self) -> bool {
        self.left_open
    }

    /// Notes on the disk that the files are being worked on.
    pub(crate) fn say_open(&mut self) -> Result<(), StoreError> {
        self.write(OPEN)?;
        self.file.sync_data()?;
        Ok(())
    }

    /// From now on, dropping the lock says that the files were closed.
    pub(crate) fn say_closed_at_the_end(&self) {
        self.say_closed.store(true, Ordering::Relaxed);
    }

    /// Takes that back: the next start is to check the files.
    pub(crate) fn have_it_checked(&self) {
        self.say_closed.store(false, Ordering::Relaxed);
    }

    fn write(&mut self, word: &[u8]) -> std::io::Result<()> {
        self.file.rewind()?;
        self.file.write_all(word)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if self.say_closed.load(Ordering::Relaxed)
            && let Err(error) = self.write(CLOSED)
        {
            tracing::warn!(%error, "the lock file could not be written; the next start will check the files");
        }
        // Closing the file is not enough: a program that is being started at this moment still shares it.
        if let Err(error) = self.file.unlock() {
            tracing::warn!(%error, "the lock could not be given back");
        }
    }
}

//! The lock on a newsroom's folder, which also tells a clean exit from a crash.

use crate::{error::StoreError, migrations::DESK};
use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{Read, Seek, Write},
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
};

/// The lock file, held by this program until it is dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
    /// The folder itself, which nobody cleans away: a second program that finds no lock file is refused all the same.
    #[cfg(unix)]
    folder: File,
    left_open: bool,
    say_closed: AtomicBool,
}

/// Name of the file in a newsroom's folder.
const FILE: &str = "newsdesk.lock";

// Of one length, so that the second is written over the first without needing room on a full disk.
const OPEN: &[u8] = b"open  \n";
const CLOSED: &[u8] = b"closed\n";

impl Lock {
    /// Takes the lock on a newsroom's folder.
    ///
    /// # Errors
    /// [`StoreError::AlreadyOpen`] if another program, or another store of this one, holds it.
    pub(crate) fn take(newsroom: &Path) -> Result<Self, StoreError> {
        #[cfg(unix)]
        let folder = {
            let folder = File::open(newsroom)?;
            // A file system that cannot lock folders (NFS) leaves it to the lock file.
            match hold(&folder) {
                Err(StoreError::AlreadyOpen) => return Err(StoreError::AlreadyOpen),
                Err(error) => tracing::info!(%error, "the folder cannot be locked, the file in it has to do"),
                Ok(()) => {}
            }
            folder
        };
        let path = newsroom.join(FILE);
        let is_new = !path.exists();
        let mut file = options().open(path)?;
        hold(&file)?;
        let mut said = Vec::new();
        Read::by_ref(&mut file).take(64).read_to_end(&mut said)?;
        // Without it nobody knows how the last exit was.
        let left_open = said.starts_with(b"open") || (is_new && newsroom.join(DESK.file).exists());
        Ok(Self {
            file,
            #[cfg(unix)]
            folder,
            left_open,
            say_closed: AtomicBool::new(false),
        })
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

fn hold(file: &File) -> Result<(), StoreError> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(StoreError::AlreadyOpen),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

fn options() -> OpenOptions {
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false);
    // Where a folder cannot be locked, the file can be kept from being deleted: FILE_SHARE_READ and FILE_SHARE_WRITE alone.
    #[cfg(windows)]
    std::os::windows::fs::OpenOptionsExt::share_mode(&mut options, 0x1 | 0x2);
    options
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
        #[cfg(unix)]
        if let Err(error) = self.folder.unlock() {
            tracing::warn!(%error, "the lock on the folder could not be given back");
        }
    }
}

//! Where copies lie: in the newsroom's folder, and at a second place.

use crate::{
    error::StoreError,
    folder::close_to_others,
    keeping::{
        PART,
        names::{Copy, copies_in},
        remove, settle,
    },
    tally,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// In the newsroom's folder: the copies, and the note of the second place. The note is no setting of the database, because it
/// is needed when there is no database any more.
const HERE: &str = "backups";
const NOTE: &str = "second-place";

/// A folder with copies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    folder: PathBuf,
    second: bool,
}

impl Place {
    /// The place in the newsroom's own folder.
    #[must_use]
    pub fn here(newsroom: &Path) -> Self {
        Self { folder: newsroom.join(HERE), second: false }
    }

    /// The second place, if one was chosen; whether it can be reached now is another question ([`Place::ready`]).
    #[must_use]
    pub fn second(newsroom: &Path) -> Option<Self> {
        let noted = fs::read_to_string(newsroom.join(HERE).join(NOTE)).ok()?;
        let folder = PathBuf::from(noted.trim_end_matches('\n'));
        folder.is_absolute().then_some(Self { folder, second: true })
    }

    /// Both, the nearer first.
    #[must_use]
    pub fn all(newsroom: &Path) -> Vec<Self> {
        [Some(Self::here(newsroom)), Self::second(newsroom)].into_iter().flatten().collect()
    }

    /// A folder of this newsroom's own in the one that a person chose; it is made if it is not there.
    ///
    /// # Errors
    /// [`StoreError::Unwritable`] also for a folder inside the newsroom's own: that is no second place.
    pub fn within(newsroom: &Path, chosen: &Path) -> Result<Self, StoreError> {
        let (own, meant) = (fs::canonicalize(newsroom)?, fs::canonicalize(chosen)?);
        if meant.starts_with(&own) {
            return Err(StoreError::Unwritable(format!("{} is in the newsroom itself", meant.display())));
        }
        // Several newsrooms may use one stick.
        let id = tally::read(newsroom).map(|count| count.newsroom).unwrap_or_default();
        let folder = meant.join(format!("newsdesk-{}", id.get(..8).unwrap_or("copies")));
        fs::create_dir_all(&folder)?;
        close_to_others(&folder);
        Ok(Self { folder, second: true })
    }

    /// As [`Place::within`], and notes it as the second place. What an earlier second place holds stays there.
    ///
    /// # Errors
    /// As [`Place::within`].
    pub fn choose_second(newsroom: &Path, chosen: &Path) -> Result<Self, StoreError> {
        let place = Self::within(newsroom, chosen)?;
        let noted = place
            .folder
            .to_str()
            .ok_or_else(|| StoreError::Unwritable(format!("the name of {} is no text", place.folder.display())))?;
        let here = newsroom.join(HERE);
        fs::create_dir_all(&here)?;
        let part = here.join(NOTE).with_extension(PART);
        fs::write(&part, format!("{noted}\n"))?;
        settle(&part, &here.join(NOTE))?;
        Ok(place)
    }

    /// Copies go to no second place any more. What is there stays there.
    ///
    /// # Errors
    /// [`StoreError::Unwritable`].
    pub fn forget_second(newsroom: &Path) -> Result<(), StoreError> {
        remove(&newsroom.join(HERE).join(NOTE))
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// True of the place that a person chose.
    #[must_use]
    pub fn is_second(&self) -> bool {
        self.second
    }

    /// The copies there, newest first.
    #[must_use]
    pub fn copies(&self) -> Vec<Copy> {
        copies_in(&self.folder)
    }

    /// Where the originals of photos lie.
    pub(super) fn photos(&self) -> PathBuf {
        self.folder.join("photos")
    }

    /// Whether something can be written there. The folder of a second place is made once, when it is chosen: where a stick is
    /// not plugged in, its folder must not be made on the disk below.
    ///
    /// # Errors
    /// [`StoreError::PlaceGone`].
    pub fn ready(&self) -> Result<(), StoreError> {
        if !self.second {
            fs::create_dir_all(&self.folder)?;
        }
        if self.folder.is_dir() { Ok(()) } else { Err(StoreError::PlaceGone(self.folder.clone())) }
    }
}

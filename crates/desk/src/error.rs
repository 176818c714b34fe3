//! Why an action was not done.

use darkroom::DarkroomError;
use newsroom::{Changes, Refusal, body::BodyError};
use std::{fmt::Display, time::Duration};
use store::StoreError;

/// Why an action was not done, or what it gave is not shown. Nothing of it was kept, but of [`DeskError::Done`].
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The rules of the newsroom forbid it.
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    /// Nobody is signed in.
    #[error("nobody is signed in")]
    NotSignedIn,
    /// Only the chief may.
    #[error("only the chief may do this")]
    ChiefOnly,
    /// Name or password is wrong; which of the two is not said.
    #[error("wrong name or password")]
    WrongPassword,
    /// Too many wrong passwords.
    #[error("wait before trying again")]
    Wait(Duration),
    /// Another person has this login.
    #[error("this login is taken")]
    LoginTaken,
    /// A login of other characters than a-z, 0-9 and dot, or none.
    #[error("a login is made of a-z, 0-9 and dots")]
    LoginShape,
    /// A name is needed.
    #[error("a name is needed")]
    NameMissing,
    /// A remark says something.
    #[error("a remark needs words")]
    WordsMissing,
    /// Fewer than 8 characters (NIST SP 800-63B §3.1.1.2).
    #[error("the password has fewer than 8 characters")]
    PasswordTooShort,
    /// Nobody changes the own role, or leaves, by themselves: there is always a chief.
    #[error("another chief has to do this")]
    OwnAccount,
    /// Who has left the newsroom takes no stories.
    #[error("this person has left the newsroom")]
    HasLeft,
    /// There is a newsroom in this folder already.
    #[error("there is a newsroom already")]
    NewsroomExists,
    /// The story was changed since it was opened.
    #[error("changed since it was opened")]
    Stale,
    /// The text holds something that may not be stored.
    #[error("the text cannot be stored: {0}")]
    Body(#[from] BodyError),
    /// The photo cannot be used.
    #[error("the photo cannot be used: {0}")]
    Photo(#[from] DarkroomError),
    /// The document cannot be read, or the story not be written as one.
    #[error("{0}")]
    Document(#[from] interchange::InterchangeError),
    /// Files of this laptop.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The newsroom's server did not answer.
    #[error(transparent)]
    Newsroom(#[from] crate::sharing::ExchangeError),
    /// What the site, or the way to it, said.
    #[error(transparent)]
    Site(#[from] wordpress::Error),
    /// The site is not simply where it was said to be, and nobody has agreed to that yet. No password was sent.
    #[error("the site answers at {}", .0.found)]
    Elsewhere(contract::sites::SiteElsewhere),
    /// A site has more stories than the archive holds.
    #[error("the archive is full")]
    ArchiveFull,
    /// What was written is longer than a newsroom writes.
    #[error("too long: {0:?}")]
    TooLong(newsroom::TooLong),
    /// Another connected site has this address.
    #[error("another site is connected at this address")]
    SiteTaken,
    /// The sections stay as they are.
    #[error("{0}")]
    Section(#[from] newsroom::SectionRefusal),
    /// No site is connected.
    #[error("no site is connected")]
    NoSite,
    /// A thread that sends to a site broke off.
    #[error("sending broke off")]
    BrokenOff,
    /// The copies do not have all damaged entries, or not any more. Nothing has changed.
    #[error("the copies do not have all damaged entries")]
    EntriesNotInCopies,
    /// It was done and stays done; how things stand now cannot be shown, for this reason.
    #[error("it was done, and cannot be shown: {why}")]
    Done {
        /// What was changed by it.
        changes: Changes,
        /// Why it cannot be shown.
        why: Box<DeskError>,
    },
    /// Passwords could not be hashed.
    #[error("password hashing: {0}")]
    Hashing(String),
}

/// What was done, with how it looks now. What cannot be shown is done all the same, and windows have to hear of it.
pub(crate) fn shown<T>(view: Result<T, DeskError>, changes: Changes) -> Result<(T, Changes), DeskError> {
    match view {
        Ok(view) => Ok((view, changes)),
        Err(why) => Err(DeskError::Done { changes, why: Box::new(why) }),
    }
}

/// What was read; none, which the log tells, if it is damaged: what stands beside it goes on without it.
pub(crate) fn unless_damaged<T>(
    read: Result<T, impl Into<DeskError>>,
    what: impl Display,
) -> Result<Option<T>, DeskError> {
    match read.map_err(Into::into) {
        Ok(read) => Ok(Some(read)),
        Err(error) if error.is_damage() => {
            tracing::warn!(%error, "{what} is left out");
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

impl DeskError {
    /// True if something in the newsroom's files is not what was written.
    pub(crate) fn is_damage(&self) -> bool {
        matches!(self, Self::Store(StoreError::Damaged(_) | StoreError::DamagedRows(_) | StoreError::Unreadable { .. }))
    }
}

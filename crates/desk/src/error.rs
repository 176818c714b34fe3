//! Why an action was not done.

use chrono::Duration;
use darkroom::DarkroomError;
use newsroom::{Refusal, body::BodyError};
use store::StoreError;

/// Why an action was not done. Nothing of it was kept.
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
    /// What the site, or the way to it, said.
    #[error(transparent)]
    Site(#[from] wordpress::Error),
    /// No site is connected.
    #[error("no site is connected")]
    NoSite,
    /// A thread that sends to a site broke off.
    #[error("sending broke off")]
    BrokenOff,
    /// Passwords could not be hashed.
    #[error("password hashing: {0}")]
    Hashing(String),
}

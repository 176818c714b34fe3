//! The one shape of an error on its way to the window.

use newsroom::{
    Refusal,
    document::{Danger, Unreadable},
};
use serde::{Deserialize, Serialize};

/// Why something was not done. The window finds the words by `code`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Failure {
    /// The kind of failure, from which the window makes its words.
    pub code: FailureCode,
    /// Which field of the form it is about, if one.
    pub about: Option<Field>,
    /// For the curious and for the log: technical words, without secrets.
    pub detail: Option<String>,
}

impl Failure {
    /// A failure without particulars.
    #[must_use]
    pub fn of(code: FailureCode) -> Self {
        Self { code, about: None, detail: None }
    }

    /// With technical words.
    #[must_use]
    pub fn with_detail(code: FailureCode, detail: impl ToString) -> Self {
        Self { code, about: None, detail: Some(detail.to_string()) }
    }

    /// About a field.
    #[must_use]
    pub fn about(code: FailureCode, field: Field) -> Self {
        Self { code, about: Some(field), detail: None }
    }
}

/// A field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Name to sign in with.
    Login,
    /// The field of the password.
    Password,
    /// A person's or the newsroom's name.
    Name,
    /// Address of a site.
    Address,
    /// A story's body.
    Body,
}

/// Kinds of failure that the window tells apart. A code exists only if the window uses it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureCode {
    /// The rules of the newsroom forbid it.
    Refused(Refusal),
    /// Nobody is signed in.
    NotSignedIn,
    /// Only the chief may do this.
    ChiefOnly,
    /// Name or password is wrong.
    WrongPassword,
    /// Too many wrong passwords; wait this many seconds.
    WaitSeconds(u32),
    /// The login is taken.
    LoginTaken,
    /// A field is empty or has a wrong shape.
    Invalid,
    /// A password of fewer than 8 characters.
    PasswordTooShort,
    /// The story was changed elsewhere since it was opened.
    Stale,
    /// No such story, photo or sending.
    NotFound,
    /// The text holds something that may not be stored.
    BadBody,
    /// The disk is full: nothing was stored.
    DiskFull,
    /// The database cannot be written: read-only, locked or damaged.
    StoreUnwritable,
    /// The database was written by a newer Newsdesk.
    StoreTooNew,
    /// The database is damaged.
    StoreDamaged,
    /// Another Newsdesk works in this folder.
    AlreadyOpen,
    /// The file is not a photo that can be read.
    NotAPhoto,
    /// A photo format that is known but not taken, for example HEIC.
    PhotoFormat(String),
    /// The photo file is cut off or damaged.
    PhotoBroken,
    /// The photo has too many pixels or bytes.
    PhotoTooLarge,
    /// A file that is no document that can be read; what it is instead.
    NotADocument(Unreadable),
    /// A document that is refused for safety; what is wrong with it.
    DocumentUnsafe(Danger),
    /// A file could not be written at the chosen place; the detail says why.
    CannotWriteFile,
    /// Speaking with the site failed in this way.
    Site(newsroom::transmission::Trouble),
    /// No site is connected.
    NoSite,
    /// A fault in the program; the detail says which.
    Internal,
}

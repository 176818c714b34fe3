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
    /// Names of sections.
    Sections,
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
    /// It is one's own account, and another chief has to do this.
    OwnAccount,
    /// The person has left the newsroom, and takes no stories.
    HasLeft,
    /// It was done and is stored; how things stand now cannot be shown, for this reason.
    Done(Box<FailureCode>),
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
    /// There was a newsroom in this folder, and its stories are gone.
    StoreGone,
    /// So many changes that were saved are not there any more.
    ChangesMissing(u64),
    /// The copies do not have the damaged entries that were to come back from them. Nothing has changed.
    EntriesNotInCopies,
    /// The place for copies cannot be reached.
    PlaceGone,
    /// Another Newsdesk works in this folder.
    AlreadyOpen,
    /// The newsroom is to be exchanged, and waits for work that is under way in it. Nothing has changed.
    StillAtWork,
    /// The file is not a photo that can be read.
    NotAPhoto,
    /// A photo format that is known but not taken, for example HEIC.
    PhotoFormat(String),
    /// The photo file is cut off or damaged.
    PhotoBroken,
    /// The photo has too many pixels or bytes.
    PhotoTooLarge,
    /// The photo takes more time or memory than one may.
    PhotoTooCostly,
    /// A file that is no document that can be read; what it is instead.
    NotADocument(Unreadable),
    /// A document that is refused for safety; what is wrong with it.
    DocumentUnsafe(Danger),
    /// A file could not be written at the chosen place; the detail says why.
    CannotWriteFile,
    /// Speaking with the site failed in this way.
    Site(newsroom::transmission::Trouble),
    /// The site is not simply where it was said to be; it is connected once somebody has agreed.
    SiteElsewhere(Box<crate::sites::SiteElsewhere>),
    /// What was written is longer than a newsroom writes, and is not stored.
    TooLong(newsroom::TooLong),
    /// Another connected site has this address.
    SiteTaken,
    /// No site is connected.
    NoSite,
    /// The sections stay as they are, for this reason.
    Section(newsroom::SectionRefusal),
    /// A fault in the program; the detail says which.
    Internal,
}

//! Why a document was not taken in.

use thiserror::Error;

/// Why a document was refused, or a story could not be written out. The words for the user belong to the interface.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum InterchangeError {
    /// The file is none of the documents that are read here, or not a whole one.
    #[error("not a document that can be read: {}", .0.code())]
    NotADocument(Unreadable),
    /// The file is made, or looks made, to harm the program that opens it.
    #[error("not safe to open: {}", .0.code())]
    Unsafe(Danger),
    /// The story could not be written out.
    #[error("could not be written: {0}")]
    NotWritten(String),
}

/// What a refused file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unreadable {
    /// No bytes at all.
    Empty,
    /// Word 97-2003 (`.doc`): to be saved as `.docx` in Word or LibreOffice.
    OldWord,
    /// Rich Text Format, also when it is named `.doc`.
    Rtf,
    /// Apple Pages.
    Pages,
    /// A PDF.
    Pdf,
    /// A workbook: Excel or OpenDocument.
    Spreadsheet,
    /// Slides: PowerPoint or OpenDocument.
    Presentation,
    /// A picture or film; photos are put into the photo strip.
    Picture,
    /// Locked with a password.
    Encrypted,
    /// A document that is cut off or broken.
    Damaged,
    /// Anything else.
    Unknown,
}

impl Unreadable {
    /// A name for logs and for tables of texts: `"old_word"`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::OldWord => "old_word",
            Self::Rtf => "rtf",
            Self::Pages => "pages",
            Self::Pdf => "pdf",
            Self::Spreadsheet => "spreadsheet",
            Self::Presentation => "presentation",
            Self::Picture => "picture",
            Self::Encrypted => "encrypted",
            Self::Damaged => "damaged",
            Self::Unknown => "unknown",
        }
    }
}

/// Which limit of [`crate::limits`] a file breaks, or which trick it uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Danger {
    /// More bytes than [`crate::limits::FILE_BYTES`].
    FileTooLarge,
    /// More parts than [`crate::limits::ENTRIES`].
    TooManyParts,
    /// Unpacks to far more than a document holds (zip bomb).
    Bomb,
    /// A part named to be written outside the document: an absolute path or `..`.
    Path,
    /// XML with a document type or entities of its own.
    Entities,
    /// XML or lists in more levels than any person writes.
    TooDeep,
    /// More text, elements or blocks than a story can have.
    TooLong,
}

impl Danger {
    /// A name for logs and for tables of texts: `"bomb"`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::FileTooLarge => "file_too_large",
            Self::TooManyParts => "too_many_parts",
            Self::Bomb => "bomb",
            Self::Path => "path",
            Self::Entities => "entities",
            Self::TooDeep => "too_deep",
            Self::TooLong => "too_long",
        }
    }
}

impl From<Unreadable> for InterchangeError {
    fn from(what: Unreadable) -> Self {
        Self::NotADocument(what)
    }
}

impl From<Danger> for InterchangeError {
    fn from(what: Danger) -> Self {
        Self::Unsafe(what)
    }
}

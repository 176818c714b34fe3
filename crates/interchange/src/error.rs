//! Why a document was not taken in.

use newsroom::document::{Danger, Unreadable};
use thiserror::Error;

/// Why a document was refused, or a story could not be written out. The words for the user belong to the interface.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum InterchangeError {
    /// The file is none of the documents that are read here, or not a whole one.
    #[error("not a document that can be read: {}", .0.as_str())]
    NotADocument(Unreadable),
    /// The file is made, or looks made, to harm the program that opens it.
    #[error("not safe to open: {}", .0.as_str())]
    Unsafe(Danger),
    /// The story could not be written out.
    #[error("could not be written: {0}")]
    NotWritten(String),
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

//! Photos on their way into a story.

use contract::Failure;

/// How far a file has come.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Progress {
    /// Waits for those before it, or is being read.
    Reading,
    /// The shell checks and stores it.
    Storing,
    /// It did not come in.
    Failed(Failure),
}

/// A file on its way into the story.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Incoming {
    /// Number, for the list.
    pub(crate) number: u32,
    /// Name of the file.
    pub(crate) name: String,
    /// How far it has come.
    pub(crate) progress: Progress,
}

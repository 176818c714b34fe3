//! Documents on their way into the newsroom.

use contract::Failure;
use newsroom::document::ImportReport;

/// How far a document has come.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum State {
    /// It is being read.
    Reading,
    /// It is a draft now.
    Done(ImportReport),
    /// It did not come in.
    Failed(Failure),
}

/// A document on its way into the newsroom.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Importing {
    /// Name of the file.
    pub(crate) name: String,
    /// How far it has come.
    pub(crate) state: State,
}

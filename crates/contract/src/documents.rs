//! Documents of other programs: bringing them in, and handing stories out.
//!
//! A file's bytes come by the command [`IMPORT_DOCUMENT`] as the raw body of the call, with the header
//! [`crate::photos::FILE_NAME_HEADER`]; it answers [`Imported`].

use crate::{articles::ArticleView, requests};
use newsroom::{
    ArticleId,
    document::{ExportFormat, ImportReport},
};
use serde::{Deserialize, Serialize};

/// The command that takes a document's bytes.
pub const IMPORT_DOCUMENT: &str = "import_document";

/// A new draft made of a document, and what became of the document's parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Imported {
    /// The draft, opened.
    pub view: ArticleView,
    /// What was kept and what was not.
    pub report: ImportReport,
}

requests! {
    /// Asks for a place and writes the story there. The reply is the file's path; none if the person thought better of it.
    ExportArticle => "export_article" -> Option<String> {
        /// The story.
        article: ArticleId,
        /// The format of the file.
        format: ExportFormat,
    }
    /// Asks for a place and writes words there that cannot be saved in the newsroom at the moment. The reply is as
    /// that of [`ExportArticle`]. Works without the newsroom's files.
    RescueText => "rescue_text" -> Option<String> {
        /// What to offer as the file's name, without an ending.
        name: String,
        /// The text of the file that is written.
        text: String,
    }
}

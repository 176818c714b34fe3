//! Documents of other programs: bringing them in, and handing stories out.
//!
//! A file's bytes come by the command [`IMPORT_DOCUMENT`] as the raw body of the call, with the header
//! [`crate::photos::FILE_NAME_HEADER`]; it answers [`Imported`].

use crate::{articles::ArticleView, requests};
use newsroom::ArticleId;
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

/// What a file is that was not taken as a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unreadable {
    /// No bytes at all.
    Empty,
    /// Word 97-2003 (`.doc`).
    OldWord,
    /// Rich Text Format.
    Rtf,
    /// Apple Pages.
    Pages,
    /// A PDF.
    Pdf,
    /// A workbook.
    Spreadsheet,
    /// Slides.
    Presentation,
    /// A picture or film.
    Picture,
    /// Locked with a password.
    Encrypted,
    /// Cut off or broken.
    Damaged,
    /// Anything else.
    Unknown,
}

/// Why a document was refused for safety.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Danger {
    /// More bytes than are taken.
    FileTooLarge,
    /// More parts than any document has.
    TooManyParts,
    /// Unpacks to far more than a document holds.
    Bomb,
    /// A part that is to be written outside the document.
    Path,
    /// XML with entities of its own.
    Entities,
    /// More levels than any person writes.
    TooDeep,
    /// More text than a story can have.
    TooLong,
}

/// What became of a document's parts; counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportReport {
    /// Paragraphs, list items included.
    pub paragraphs: u32,
    /// Subheads.
    pub subheads: u32,
    /// Tables.
    pub tables: u32,
    /// Pictures that are photos of the story now.
    pub pictures: u32,
    /// Footnotes, which stand at the end of the text now.
    pub footnotes: u32,
    /// Tracked insertions, taken as text.
    pub insertions: u32,
    /// Tracked deletions, left out.
    pub deletions: u32,
    /// Comments, left out.
    pub comments: u32,
    /// Pictures that could not be taken: kinds we do not read, or addresses elsewhere.
    pub pictures_dropped: u32,
    /// Text boxes, drawings, formulas, embedded files, left out.
    pub objects_dropped: u32,
    /// Paragraphs that look like text in an old encoding (TCVN3, VNI); nothing was converted.
    pub old_encoding: u32,
}

/// What a story is handed out as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// Word, with the photos in it.
    Docx,
    /// A zip with DOCX, HTML, Markdown, plain text and the photo files.
    Zip,
    /// A zip of a folder for portals that are no WordPress: page, fragment, `story.json`, photos.
    Portal,
    /// One page of HTML, without photos.
    Html,
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
}

impl ExportFormat {
    /// All, in the order of a menu.
    pub const ALL: [Self; 6] = [Self::Docx, Self::Zip, Self::Portal, Self::Html, Self::Markdown, Self::Text];

    /// The ending of the file's name, without the dot.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Zip | Self::Portal => "zip",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Text => "txt",
        }
    }
}

requests! {
    /// Asks for a place and writes the story there. The reply is the file's path; none if the person thought better of it.
    ExportArticle => "export_article" -> Option<String> {
        /// Which story.
        article: ArticleId,
        /// As what.
        format: ExportFormat,
    }
    /// Asks for a place and writes words there that cannot be saved in the newsroom at the moment. The reply is as
    /// that of [`ExportArticle`]. Works without the newsroom's files.
    RescueText => "rescue_text" -> Option<String> {
        /// What to offer as the file's name, without an ending.
        name: String,
        /// The words.
        text: String,
    }
}

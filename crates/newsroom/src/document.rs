//! Documents of other programs: why one is not taken in, what became of its parts, and as what a story is handed out.

use serde::{Deserialize, Serialize};

/// What a file is that was not taken as a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// Its name in logs, the same as in JSON: `"old_word"`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
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

/// Why a document was refused for safety: which limit it breaks, or which trick it uses. The limits are in
/// `interchange::limits`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Danger {
    /// More bytes than are taken.
    FileTooLarge,
    /// More parts than any document has.
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
    /// Takes longer to read than any document does.
    TooSlow,
}

impl Danger {
    /// Its name in logs, the same as in JSON: `"bomb"`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FileTooLarge => "file_too_large",
            Self::TooManyParts => "too_many_parts",
            Self::Bomb => "bomb",
            Self::Path => "path",
            Self::Entities => "entities",
            Self::TooDeep => "too_deep",
            Self::TooLong => "too_long",
            Self::TooSlow => "too_slow",
        }
    }
}

/// What became of a document's parts; counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportReport {
    /// Paragraphs, list items included, those in tables not.
    pub paragraphs: u32,
    /// Subheads.
    pub subheads: u32,
    /// Tables.
    pub tables: u32,
    /// Pictures taken: photos of the story now.
    pub pictures: u32,
    /// Of these, cut, turned or mirrored as the document shows them; what was cut away is not taken in.
    pub pictures_cut: u32,
    /// Footnotes and endnotes, at the end of the text now.
    pub footnotes: u32,
    /// Tracked insertions, taken as text.
    pub insertions: u32,
    /// Tracked deletions, left out.
    pub deletions: u32,
    /// Comments, left out.
    pub comments: u32,
    /// Pictures in formats that are not read, or lying elsewhere (no address is followed), or too many, or shown in a way that
    /// cannot be kept (turned askew, cut to nothing).
    pub pictures_dropped: u32,
    /// Drawings, formulas, embedded files, tables of contents: left out. Text boxes: their text is kept as paragraphs
    /// after the place of the box.
    pub objects_dropped: u32,
    /// Passages with a line through them, left out: they are said no more.
    pub struck: u32,
    /// Passages that the document hides, left out.
    pub hidden: u32,
    /// Words at the head and foot of pages, left out.
    pub margins: u32,
    /// Lines of a document about itself (front matter of Markdown) that a story has no field for, left out.
    pub details: u32,
    /// Letters that could not be read: broken bytes, signs of fonts that are not known. "�" stands for each.
    pub letters_lost: u32,
    /// Paragraphs that look like text in an old encoding (TCVN3, VNI); nothing was converted.
    pub old_encoding: u32,
}

/// What a story is handed out as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// Word, with the photos in it.
    Docx,
    /// A zip with DOCX, HTML, Markdown, plain text, the photo files and `story.json`.
    Zip,
    /// A zip of a folder for the staff of a site that is no WordPress: page, fragment, `story.json`, photos.
    Portal,
    /// One page of HTML, without photos.
    Html,
    /// Markdown (CommonMark with tables), without photos.
    Markdown,
    /// Plain text in UTF-8.
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

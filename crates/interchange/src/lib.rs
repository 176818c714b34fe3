//! Documents of other programs: taking them in as stories, and handing stories out.
//!
//! Bytes in, blocks and pictures out, and back: no files, no network, no database. What comes in is foreign: every
//! reader is bounded by [`limits`], follows no address, runs nothing and never panics.
//!
//! ```
//! use interchange::{ExportSource, export, import};
//! use newsroom::{Body, Manuscript, document::ExportFormat};
//!
//! let found = import("tin.md", "# Cầu thông xe\n\nSáng 23/11, **cầu** thông xe.".as_bytes())?;
//! assert_eq!(found.headline, "Cầu thông xe");
//! assert_eq!(found.report.paragraphs, 1);
//!
//! let manuscript = Manuscript { headline: found.headline, body: Body::new(found.blocks), ..Manuscript::default() };
//! let source = ExportSource { manuscript: &manuscript, section: None, photo: &|_| None };
//! let word = export(ExportFormat::Docx, &source)?;
//! assert_eq!(import("tin.docx", &word)?.blocks, manuscript.body.doc.content, "nothing is lost on the way through Word");
//!
//! // Foreign bytes are refused, and it is said what they are.
//! assert!(import("tin.docx", b"%PDF-1.7").is_err());
//! # Ok::<(), interchange::InterchangeError>(())
//! ```

mod assemble;
mod caption;
mod decode;
mod docx;
mod error;
mod export;
mod flow;
mod html;
mod kind;
mod labels;
pub mod limits;
mod markdown;
mod mime;
mod names;
mod odt;
mod package;
mod picture;
mod raised;
mod signs;
mod symbols;
mod text;
mod tree;
mod work;

pub use error::InterchangeError;
pub use export::{ExportSource, Record, export, portal, zipped};
pub use newsroom::document::{Danger, ExportFormat, ImportReport, Unreadable};
pub use picture::Cut;

use work::Work;

use newsroom::{PhotoUseId, Related, body::Block};

/// A document as a story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// Tít: of the title style, or of the first paragraph where that is clearly one; else empty.
    pub headline: String,
    /// Sapo: of the subtitle style or one named so; else empty.
    pub standfirst: String,
    /// Bút danh: of a style named so; else empty.
    pub byline: String,
    /// Đính chính: of a style named so, without the words "Đính chính:" before it; else empty.
    pub correction: String,
    /// Tin liên quan: the links of paragraphs in a style named so.
    pub related: Vec<Related>,
    /// The text. Its figures name [`Picture::placeholder`]s.
    pub blocks: Vec<Block>,
    /// The picture that stood above the text in a document that Newsdesk wrote; one of `pictures`, and no block.
    pub lead: Option<PhotoUseId>,
    /// Pictures in the order in which they stand.
    pub pictures: Vec<Picture>,
    /// What was kept and what was not.
    pub report: ImportReport,
}

/// A picture of a document: JPEG or PNG, as it lies in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What the blocks call it: numbers from 1, to be replaced by real ids.
    pub placeholder: PhotoUseId,
    /// Its name in the document (`"image1.jpeg"`), never a path.
    pub file_name: String,
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// Văn bản thay thế, where the document has one.
    pub alt: String,
    /// Chú thích: the paragraph in a caption's style below it, without the credit.
    pub caption: String,
    /// The part that the document shows. The rest is not for readers, nor for the newsroom: take in what is left, or nothing.
    pub cut: Option<Cut>,
    /// Nguồn ảnh: what followed "Ảnh: " at the end of the caption.
    pub credit: String,
}

/// Takes a document in. What it is, is told by its bytes; the name decides only between kinds of plain text.
///
/// # Errors
/// [`InterchangeError::NotADocument`] says what it is instead, [`InterchangeError::Unsafe`] which limit it breaks.
pub fn import(file_name: &str, bytes: &[u8]) -> Result<Import, InterchangeError> {
    let work = Work::begin();
    assemble::assemble(read(file_name, bytes, 0, &work)?, &work)
}

/// What stands in a document that lies in so many others.
fn read(file_name: &str, bytes: &[u8], depth: u8, work: &Work) -> Result<flow::Document, InterchangeError> {
    if depth > limits::DOCUMENT_DEPTH {
        return Err(Danger::TooDeep.into());
    }
    match kind::recognise(file_name, bytes, work)? {
        kind::Kind::Docx(package) => docx::read(package, depth),
        kind::Kind::Odt(package) => odt::read(package),
        kind::Kind::FlatOdt => odt::read_flat(bytes, work),
        kind::Kind::Html => html::read(bytes, work),
        kind::Kind::Mail => mime::read(bytes, work),
        kind::Kind::Markdown => markdown::read(bytes, work),
        kind::Kind::Text => text::read(bytes),
    }
}

//! The body of a story: the editor's document, typed. Unknown nodes are refused, so nothing enters
//! the archive that cannot be checked, compared and published.
//!
//! The JSON is that of ProseMirror's document node, wrapped with a format version.

mod check;
mod node;
mod numbering;
mod remarks;
mod table;
mod text;
mod version;

pub use check::{BodyError, MAX_BLOCKS, MAX_DEPTH, MAX_DOC, is_safe_link, is_web_link};
pub use numbering::ListKind;
pub use table::{CellAttrs, MAX_SPAN, TableCell, TableRow};
pub use text::nfc;

use crate::id::{PhotoUseId, RemarkId};
use serde::{Deserialize, Serialize};

/// The newest format version: with raised and lowered letters and lists that are numbered otherwise than 1, 2, 3. Version 2
/// has none of these, but tables and remarks; version 1 has neither.
pub const VERSION: u32 = 3;

/// A story's text with its format version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Format of `doc`: the oldest version that can hold it, so that equal documents are equal bytes, and a program
    /// that knows no tables reads every story without one.
    pub version: u32,
    /// The document.
    pub doc: Doc,
}

/// The document node.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "node::Node")]
pub struct Doc {
    #[serde(rename = "type")]
    kind: DocKind,
    /// Blocks in reading order.
    pub content: Vec<Block>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum DocKind {
    #[default]
    Doc,
}

/// A block of the story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", try_from = "node::Node")]
pub enum Block {
    /// Đoạn văn.
    Paragraph {
        /// Its text.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        content: Vec<Inline>,
    },
    /// Tít phụ.
    Subhead {
        /// Its level.
        attrs: SubheadAttrs,
        /// Its text.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        content: Vec<Inline>,
    },
    /// A list with bullets.
    BulletList {
        /// Its items.
        content: Vec<ListItem>,
    },
    /// A numbered list.
    OrderedList {
        /// Where it starts, and how it counts.
        attrs: OrderedListAttrs,
        /// Its items.
        content: Vec<ListItem>,
    },
    /// Trích dẫn: paragraphs quoted from somebody.
    Quote {
        /// Paragraphs only.
        content: Vec<Block>,
    },
    /// A photo of the story, in the text.
    Figure {
        /// The photo that stands here.
        attrs: FigureAttrs,
    },
    /// Bảng.
    Table {
        /// Its rows, from the top.
        content: Vec<TableRow>,
    },
}

/// Attributes of a subhead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SubheadAttrs {
    /// 2 or 3, as in HTML; 1 is the headline's.
    pub level: u8,
}

/// Attributes of a numbered list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct OrderedListAttrs {
    /// The first number, from 0.
    pub start: u32,
    /// How its items are numbered; in the JSON it is left out where that is 1, 2, 3.
    #[serde(skip_serializing_if = "ListKind::is_decimal")]
    pub kind: ListKind,
}

impl OrderedListAttrs {
    /// The sign of the item at this place, from 0, as it is read.
    #[must_use]
    pub fn label(&self, index: usize) -> String {
        self.kind.label(self.start.saturating_add(u32::try_from(index).unwrap_or(u32::MAX)))
    }
}

impl Default for OrderedListAttrs {
    fn default() -> Self {
        Self { start: 1, kind: ListKind::Decimal }
    }
}

/// Attributes of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FigureAttrs {
    /// A photo of the same manuscript.
    pub photo: PhotoUseId,
}

/// An item of a list: a paragraph, then paragraphs or lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListItem {
    #[serde(rename = "type")]
    kind: ItemKind,
    /// Paragraphs and nested lists.
    pub content: Vec<Block>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum ItemKind {
    #[default]
    ListItem,
}

impl ListItem {
    /// An item of these blocks.
    #[must_use]
    pub fn new(content: Vec<Block>) -> Self {
        Self { kind: ItemKind::ListItem, content }
    }
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Inline {
    /// Letters that look alike.
    Text {
        /// At least one.
        text: String,
        /// How they look.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        marks: Vec<Mark>,
    },
    /// A new line within the paragraph.
    LineBreak {
        /// Marks that the editor may leave on a break; without meaning.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        marks: Vec<Mark>,
    },
}

/// How letters look or where they lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Mark {
    /// Bold.
    Bold {},
    /// Italic.
    Italic {},
    /// Raised letters that Unicode has no signs for. Never together with lowered ones.
    Superscript {},
    /// Lowered letters that Unicode has no signs for.
    Subscript {},
    /// A link.
    Link {
        /// Where the link leads.
        attrs: LinkAttrs,
    },
    /// The words that a remark of the desk is about. Never shown to readers and no part of what is approved.
    Remark {
        /// The remark that is made on these words.
        attrs: RemarkAttrs,
    },
}

/// Attributes of a remark's place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RemarkAttrs {
    /// A remark on the same story.
    pub id: RemarkId,
}

/// Attributes of a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkAttrs {
    /// An address that [`is_safe_link`] accepts.
    pub href: String,
}

impl Default for Body {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl Body {
    /// A body of these blocks.
    #[must_use]
    pub fn new(content: Vec<Block>) -> Self {
        Self::of(Doc { kind: DocKind::Doc, content })
    }

    fn of(doc: Doc) -> Self {
        Self { version: version::needed(&doc.content), doc }
    }

    /// The oldest format version that can hold what stands in it.
    #[must_use]
    pub fn needed_version(&self) -> u32 {
        version::needed(&self.doc.content)
    }

    /// Reads a stored body.
    ///
    /// # Errors
    /// Refuses other versions, unknown nodes, marks and attributes, and what [`BodyError`] lists.
    pub fn parse(json: &str) -> Result<Self, BodyError> {
        let body: Body = serde_json::from_str(json).map_err(|e| BodyError::Malformed(e.to_string()))?;
        check::check(&body)?;
        Ok(body)
    }

    /// Reads the editor's document; an empty string is an empty story.
    ///
    /// # Errors
    /// As [`Body::parse`].
    pub fn from_doc(json: &str) -> Result<Self, BodyError> {
        if json.is_empty() {
            return Ok(Self::default());
        }
        if json.len() > MAX_DOC {
            return Err(BodyError::TooLarge);
        }
        let doc: Doc = serde_json::from_str(json).map_err(|e| BodyError::Malformed(e.to_string()))?;
        let body = Self::of(doc);
        check::check(&body)?;
        Ok(body)
    }

    /// The editor's document.
    #[must_use]
    pub fn doc_json(&self) -> String {
        serde_json::to_string(&self.doc).unwrap_or_default()
    }

    /// The stored form.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Photos in the text, in reading order.
    #[must_use]
    pub fn figures(&self) -> Vec<PhotoUseId> {
        let photo = |block: &Block| match block {
            Block::Figure { attrs } => Some(attrs.photo),
            _ => None,
        };
        self.doc.content.iter().filter_map(photo).collect()
    }

    /// True if there is neither a letter nor a figure.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.figures().is_empty() && self.plain_text().trim().is_empty()
    }
}

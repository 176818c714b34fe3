//! What differs between two states of a manuscript, for people to read.

use crate::id::PhotoId;
use serde::{Deserialize, Serialize};

/// What became of a piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// In both.
    Same,
    /// Only in the newer.
    Added,
    /// Only in the older.
    Removed,
}

/// Some words and what became of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// What became of them.
    pub fate: Fate,
    /// The words, with the blanks between them.
    pub text: String,
}

/// What kind of block it is, as the reader sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// Đoạn văn.
    Paragraph,
    /// Tít phụ.
    Subhead,
    /// An item of a list.
    ListItem,
    /// A paragraph of a quote.
    Quote,
    /// A row of a table; its cells are parted by tabs.
    TableRow,
    /// A photo in the text.
    Figure,
}

/// A block of either state, or of both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockChange {
    /// What it is.
    pub kind: BlockKind,
    /// Whether the block as a whole is new, gone, or in both; in both its pieces tell what changed.
    pub fate: Fate,
    /// Its words; empty for a figure.
    pub pieces: Vec<Piece>,
    /// Which photo, for a figure.
    pub photo: Option<PhotoId>,
}

/// A photo of the strip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoChange {
    /// Which.
    pub photo: PhotoId,
    /// New, gone, or in both.
    pub fate: Fate,
    /// Caption.
    pub caption: Vec<Piece>,
    /// Alternative text.
    pub alt_text: Vec<Piece>,
    /// Credit.
    pub credit: Vec<Piece>,
}

/// What differs between an older and a newer state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// Headline.
    pub headline: Vec<Piece>,
    /// Standfirst.
    pub standfirst: Vec<Piece>,
    /// Byline.
    pub byline: Vec<Piece>,
    /// The body, in reading order.
    pub blocks: Vec<BlockChange>,
    /// The photos, in the newer order, those that are gone last.
    pub photos: Vec<PhotoChange>,
    /// The section is another one.
    pub section_changed: bool,
    /// The lead photo is another one.
    pub lead_photo_changed: bool,
    /// Words (syllables between blanks) that are only in the newer.
    pub words_added: u32,
    /// Words that are only in the older.
    pub words_removed: u32,
}

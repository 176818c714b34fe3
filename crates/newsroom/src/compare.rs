//! What differs between two states of a manuscript, for people to read.

mod blocks;
mod units;
mod words;

use crate::{
    body::Body,
    id::PhotoUseId,
    manuscript::Manuscript,
    photo::{PhotoUse, Picture},
    rendition::PhotoSize,
};
use serde::{Deserialize, Serialize};
pub(crate) use words::words_of;
use words::{count, piece, pieces};

/// What became of a piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Stands in both states.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    pub photo: Option<PhotoUseId>,
    /// For one that is in both: it is of another kind now, a subhead of another level, in another kind of list, or words
    /// that stayed are bold or italic that were not, or the other way round.
    pub restyled: bool,
}

/// A photo of the strip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoChange {
    /// The photo that changed.
    pub photo: PhotoUseId,
    /// A small picture of it, as the newer state that has it shows it.
    pub picture: Picture,
    /// New, gone, or in both.
    pub fate: Fate,
    /// How the caption changed.
    pub caption: Vec<Piece>,
    /// How the alternative text changed.
    pub alt_text: Vec<Piece>,
    /// How the credit changed.
    pub credit: Vec<Piece>,
}

/// What differs between an older and a newer state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// How the headline changed.
    pub headline: Vec<Piece>,
    /// How the standfirst changed.
    pub standfirst: Vec<Piece>,
    /// How the byline changed.
    pub byline: Vec<Piece>,
    /// The body, in reading order.
    pub blocks: Vec<BlockChange>,
    /// The photos, in the newer order, those that are gone last.
    pub photos: Vec<PhotoChange>,
    /// The section is another one.
    pub section_changed: bool,
    /// The lead photo is another one.
    pub lead_photo_changed: bool,
    /// The correction that readers are told.
    pub correction: Vec<Piece>,
    /// The related stories are others, or in another order.
    pub related_changed: bool,
    /// Words (syllables between blanks) that are only in the newer.
    pub words_added: u32,
    /// Words that are only in the older.
    pub words_removed: u32,
}

/// What differs between an older and a newer state. Blocks are laid side by side first, then their words, so a moved or a
/// rewritten paragraph does not drag its neighbours along. Where a link leads counts as words; how words look is told of the
/// block as a whole; the places of remarks do not count.
#[must_use]
pub fn compare(older: &Manuscript, newer: &Manuscript) -> Comparison {
    let mut comparison = Comparison {
        headline: pieces(&older.headline, &newer.headline),
        standfirst: pieces(&older.standfirst, &newer.standfirst),
        byline: pieces(&older.byline, &newer.byline),
        blocks: blocks::blocks(&units::of(&older.body), &units::of(&newer.body)),
        photos: photos(&older.photos, &newer.photos),
        section_changed: older.section != newer.section,
        lead_photo_changed: older.lead_photo != newer.lead_photo,
        correction: pieces(&older.correction, &newer.correction),
        related_changed: older.related != newer.related,
        words_added: 0,
        words_removed: 0,
    };
    let text = comparison.headline.iter().chain(&comparison.standfirst);
    let text = text.chain(comparison.blocks.iter().flat_map(|block| &block.pieces));
    let (mut added, mut removed) = (0, 0);
    for Piece { fate, text } in text {
        match fate {
            Fate::Same => {}
            Fate::Added => added += count(text),
            Fate::Removed => removed += count(text),
        }
    }
    (comparison.words_added, comparison.words_removed) = (added, removed);
    comparison
}

/// The blocks of a body as lines: what each is, its words, and which photo a figure shows.
pub(crate) fn block_texts(body: &Body) -> Vec<(BlockKind, String, Option<PhotoUseId>)> {
    units::of(body).into_iter().map(|unit| (unit.kind, unit.text, unit.photo)).collect()
}

fn photos(older: &[PhotoUse], newer: &[PhotoUse]) -> Vec<PhotoChange> {
    let whole = |photo: &PhotoUse, fate: Fate| PhotoChange {
        photo: photo.id,
        picture: photo.picture(PhotoSize::Thumb),
        fate,
        caption: piece(fate, &photo.caption),
        alt_text: piece(fate, &photo.alt_text),
        credit: piece(fate, &photo.credit),
    };
    let now = newer.iter().map(|photo| match older.iter().find(|before| before.id == photo.id) {
        None => whole(photo, Fate::Added),
        Some(before) => PhotoChange {
            photo: photo.id,
            picture: photo.picture(PhotoSize::Thumb),
            fate: Fate::Same,
            caption: pieces(&before.caption, &photo.caption),
            alt_text: pieces(&before.alt_text, &photo.alt_text),
            credit: pieces(&before.credit, &photo.credit),
        },
    });
    let gone = older.iter().filter(|photo| newer.iter().all(|other| other.id != photo.id));
    now.chain(gone.map(|photo| whole(photo, Fate::Removed))).collect()
}

#[cfg(test)]
mod tests;

//! What differs between two states of a manuscript, for people to read.

mod blocks;
mod units;
mod words;

use crate::{
    body::Body,
    id::PhotoUseId,
    manuscript::{Manuscript, Parts, PhotoLine, TextLine},
    photo::{PhotoUse, Picture},
    rendition::PhotoSize,
};
use serde::{Deserialize, Serialize};
pub use words::pieces;
pub(crate) use words::words_of;
use words::{count, piece};

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

/// A text beside the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineChange {
    /// Which; all keywords together are the first one.
    pub line: TextLine,
    /// What became of its words; empty if it is empty in both.
    pub pieces: Vec<Piece>,
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
    /// How each of its texts changed.
    pub words: Vec<LineChange>,
}

/// What differs between an older and a newer state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// How the texts beside the body changed, in reading order, without the words of photos and the titles of related
    /// stories.
    pub lines: Vec<LineChange>,
    /// The body, in reading order.
    pub blocks: Vec<BlockChange>,
    /// The photos, in the newer order, those that are gone last.
    pub photos: Vec<PhotoChange>,
    /// The section is another one.
    pub section_changed: bool,
    /// The lead photo is another one.
    pub lead_photo_changed: bool,
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
    let Parts { lines: _, section, tags, body, lead_photo, photos, related } = newer.parts();
    let before = older.parts();
    let blocks = blocks::blocks(&units::of(before.body), &units::of(body));
    let lines = newer.lines().into_iter().filter_map(|(line, now)| match line {
        // Told of by their place in a list, of which there may be more or fewer.
        TextLine::Photo(..) | TextLine::Tag(_) | TextLine::RelatedTitle(_) => None,
        line => Some(LineChange { line, pieces: pieces(older.line(line).unwrap_or_default(), now) }),
    });
    let keywords = LineChange { line: TextLine::Tag(0), pieces: pieces(&before.tags.join(", "), &tags.join(", ")) };
    let lines: Vec<LineChange> = lines.chain([keywords]).collect();
    let counted = lines.iter().filter(|change| change.line.is_counted()).flat_map(|change| &change.pieces);
    let (mut words_added, mut words_removed) = (0, 0);
    for Piece { fate, text } in counted.chain(blocks.iter().flat_map(|block| &block.pieces)) {
        match fate {
            Fate::Same => {}
            Fate::Added => words_added += count(text),
            Fate::Removed => words_removed += count(text),
        }
    }
    Comparison {
        lines,
        blocks,
        photos: compare_photos(before.photos, photos),
        section_changed: before.section != section,
        lead_photo_changed: before.lead_photo != lead_photo,
        related_changed: before.related != related,
        words_added,
        words_removed,
    }
}

impl Comparison {
    /// What became of a text beside the body; empty for one that is empty in both. For keywords ask for the first one.
    #[must_use]
    pub fn line(&self, line: TextLine) -> &[Piece] {
        let of_photos = self.photos.iter().flat_map(|photo| &photo.words);
        self.lines.iter().chain(of_photos).find(|change| change.line == line).map_or(&[], |change| &change.pieces)
    }
}

/// The blocks of a body as lines: what each is, its words, and which photo a figure shows.
pub(crate) fn block_texts(body: &Body) -> Vec<(BlockKind, String, Option<PhotoUseId>)> {
    units::of(body).into_iter().map(|unit| (unit.kind, unit.text, unit.photo)).collect()
}

fn compare_photos(older: &[PhotoUse], newer: &[PhotoUse]) -> Vec<PhotoChange> {
    let change = |photo: &PhotoUse, fate: Fate, pieces: &dyn Fn(PhotoLine) -> Vec<Piece>| PhotoChange {
        photo: photo.id,
        picture: photo.picture(PhotoSize::Thumb),
        fate,
        words: PhotoLine::ALL
            .map(|line| LineChange { line: TextLine::Photo(photo.id, line), pieces: pieces(line) })
            .into(),
    };
    let whole = |photo: &PhotoUse, fate| change(photo, fate, &|line| piece(fate, photo.line(line)));
    let now = newer.iter().map(|photo| match older.iter().find(|before| before.id == photo.id) {
        None => whole(photo, Fate::Added),
        Some(before) => change(photo, Fate::Same, &|line| pieces(before.line(line), photo.line(line))),
    });
    let gone = older.iter().filter(|photo| newer.iter().all(|other| other.id != photo.id));
    now.chain(gone.map(|photo| whole(photo, Fate::Removed))).collect()
}

#[cfg(test)]
mod tests;

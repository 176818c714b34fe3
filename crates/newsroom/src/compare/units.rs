//! A body as a list of what is compared block by block.

use crate::{
    body::{Block, Body, Inline, ListItem, Mark, TableCell, TableRow},
    compare::BlockKind,
    id::PhotoUseId,
};

/// A block as far as comparing goes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Unit {
    /// What it is.
    pub(super) kind: BlockKind,
    /// Its words.
    pub(super) text: String,
    /// Its photo.
    pub(super) photo: Option<PhotoUseId>,
    /// The level of a subhead; in which lists and quotes it stands.
    pub(super) place: String,
    /// How each character of the words looks: sum of [`BOLD`], [`ITALIC`], [`HEADER`], [`RAISED`] and [`LOWERED`].
    pub(super) looks: Vec<u8>,
}

const BOLD: u8 = 1;
const ITALIC: u8 = 2;
/// In a cell that names its column or row.
const HEADER: u8 = 4;
const RAISED: u8 = 8;
const LOWERED: u8 = 16;

/// Words, and how each character of them looks.
#[derive(Default)]
struct StyledText {
    text: String,
    looks: Vec<u8>,
}

impl StyledText {
    fn push(&mut self, text: &str, look: u8) {
        self.text.push_str(text);
        self.looks.extend(text.chars().map(|_| look));
    }
}

/// The blocks of a body in reading order; lists, quotes and tables in their parts.
pub(super) fn of(body: &Body) -> Vec<Unit> {
    let mut units = Vec::new();
    push(&body.doc.content, BlockKind::Paragraph, "", &mut units);
    units
}

fn push(blocks: &[Block], paragraph: BlockKind, within: &str, units: &mut Vec<Unit>) {
    let unit =
        |kind, place: String, text: StyledText| Unit { kind, text: text.text, photo: None, place, looks: text.looks };
    for block in blocks {
        match block {
            Block::Paragraph { content } => units.push(unit(paragraph, within.to_owned(), inline(content, 0))),
            Block::Subhead { attrs, content } => {
                units.push(unit(BlockKind::Subhead, format!("{within}h{}", attrs.level), inline(content, 0)));
            }
            Block::BulletList { content } => items(content, &format!("{within}*"), units),
            Block::OrderedList { attrs, content } => {
                items(content, &format!("{within}{}{}.", attrs.start, attrs.kind.html_type()), units);
            }
            Block::Quote { content } => push(content, BlockKind::Quote, &format!("{within}>"), units),
            Block::Table { content } => {
                units.extend(content.iter().map(|r| unit(BlockKind::TableRow, within.to_owned(), row(r))));
            }
            Block::Figure { attrs } => {
                let figure = unit(BlockKind::Figure, String::new(), StyledText::default());
                units.push(Unit { photo: Some(attrs.photo), ..figure });
            }
        }
    }
}

fn items(items: &[ListItem], within: &str, units: &mut Vec<Unit>) {
    items.iter().for_each(|ListItem { content, .. }| push(content, BlockKind::ListItem, within, units));
}

fn row(row: &TableRow) -> StyledText {
    let mut out = StyledText::default();
    for (number, cell) in row.content.iter().enumerate() {
        if number > 0 {
            out.push("\t", 0);
        }
        push_cell(cell, &mut out);
    }
    out
}

fn push_cell(cell: &TableCell, out: &mut StyledText) {
    let lines = cell.content().iter().filter_map(|block| match block {
        Block::Paragraph { content } => Some(inline(content, if cell.is_header() { HEADER } else { 0 })),
        _ => None,
    });
    for (number, line) in lines.enumerate() {
        if number > 0 {
            out.push("\n", 0);
        }
        out.text.push_str(&line.text);
        out.looks.extend(line.looks);
    }
}

/// The words of inline content, with the address of each link behind it: another address is another story.
fn inline(pieces: &[Inline], look: u8) -> StyledText {
    let mut out = StyledText::default();
    let mut link: Option<&str> = None;
    for piece in pieces {
        let (Inline::Text { marks, .. } | Inline::LineBreak { marks }) = piece;
        let href = marks.iter().find_map(|mark| match mark {
            Mark::Link { attrs } => Some(attrs.href.as_str()),
            _ => None,
        });
        if href != link {
            end_link(&mut out, link);
        }
        link = href;
        let of_mark = |mark: &Mark| match mark {
            Mark::Bold {} => BOLD,
            Mark::Italic {} => ITALIC,
            Mark::Superscript {} => RAISED,
            Mark::Subscript {} => LOWERED,
            Mark::Link { .. } | Mark::Remark { .. } => 0,
        };
        match piece {
            Inline::Text { text, marks } => out.push(text, marks.iter().map(of_mark).fold(look, |all, one| all | one)),
            Inline::LineBreak { .. } => out.push("\n", 0),
        }
    }
    end_link(&mut out, link);
    out
}

fn end_link(out: &mut StyledText, link: Option<&str>) {
    if let Some(href) = link {
        out.push(&format!(" ‹{href}›"), 0);
    }
}

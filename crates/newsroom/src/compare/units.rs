//! A body as a list of what is compared block by block.

use crate::{
    body::{Block, Body, Inline, ListItem, Mark, TableRow},
    compare::BlockKind,
    id::PhotoId,
};

/// A block as far as comparing goes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Unit {
    /// What it is.
    pub(super) kind: BlockKind,
    /// Its words.
    pub(super) text: String,
    /// Its photo.
    pub(super) photo: Option<PhotoId>,
}

/// The blocks of a body in reading order; lists, quotes and tables in their parts.
pub(super) fn of(body: &Body) -> Vec<Unit> {
    let mut units = Vec::new();
    push(&body.doc.content, BlockKind::Paragraph, &mut units);
    units
}

fn push(blocks: &[Block], paragraph: BlockKind, units: &mut Vec<Unit>) {
    for block in blocks {
        match block {
            Block::Paragraph { content } => units.push(words(paragraph, line(content))),
            Block::Subhead { content, .. } => units.push(words(BlockKind::Subhead, line(content))),
            Block::BulletList { content } | Block::OrderedList { content, .. } => {
                content.iter().for_each(|ListItem { content, .. }| push(content, BlockKind::ListItem, units));
            }
            Block::Quote { content } => push(content, BlockKind::Quote, units),
            Block::Table { content } => units.extend(content.iter().map(|r| words(BlockKind::TableRow, row(r)))),
            Block::Figure { attrs } => {
                units.push(Unit { kind: BlockKind::Figure, text: String::new(), photo: Some(attrs.photo) });
            }
        }
    }
}

fn words(kind: BlockKind, text: String) -> Unit {
    Unit { kind, text, photo: None }
}

fn row(row: &TableRow) -> String {
    let cell = |blocks: &[Block]| -> String {
        let lines = blocks.iter().filter_map(|block| match block {
            Block::Paragraph { content } => Some(line(content)),
            _ => None,
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    row.content.iter().map(|c| cell(c.content())).collect::<Vec<_>>().join("\t")
}

/// The words of a line, with the address of each link behind it: another address is another story.
fn line(pieces: &[Inline]) -> String {
    let mut out = String::new();
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
        match piece {
            Inline::Text { text, .. } => out.push_str(text),
            Inline::LineBreak { .. } => out.push('\n'),
        }
    }
    end_link(&mut out, link);
    out
}

fn end_link(out: &mut String, link: Option<&str>) {
    if let Some(href) = link {
        out.push_str(" ‹");
        out.push_str(href);
        out.push('›');
    }
}

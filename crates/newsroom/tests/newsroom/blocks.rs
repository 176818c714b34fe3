//! Blocks that are put in, and blocks that become other ones.

use newsroom::{
    PhotoUseId,
    body::{
        Block, CellAttrs, FigureAttrs, Inline, ListItem, ListKind, OrderedListAttrs, SubheadAttrs, TableCell, TableRow,
    },
};

use super::lines::{joined, letters};

/// A copied line, without the signs of remarks, which belong to the words that were copied.
pub fn unsigned(line: &[Inline]) -> Vec<Inline> {
    let sign = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    joined(letters(line).into_iter().filter(|(letter, _)| !letter.is_some_and(sign)).collect())
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph { content: joined(text.chars().map(|c| (Some(c), Vec::new())).collect()) }
}

/// A paragraph of a word or of nothing, a figure, a table.
pub fn fresh(at: usize, pick: usize, word: &str, photos: &[PhotoUseId]) -> Block {
    match at % 4 {
        0 => match photos.get(pick % (photos.len() + 1)) {
            Some(photo) => Block::Figure { attrs: FigureAttrs { photo: *photo } },
            None => paragraph(""),
        },
        1 => {
            let cell = || TableCell::TableCell { attrs: CellAttrs::default(), content: vec![paragraph(word)] };
            let row = || TableRow::new((0..=pick % 3).map(|_| cell()).collect());
            Block::Table { content: (0..=pick / 3 % 3).map(|_| row()).collect() }
        }
        _ => paragraph(word),
    }
}

/// A row or a heading more or less.
pub fn table_edited(block: Block, at: usize, pick: usize) -> Vec<Block> {
    let Block::Table { mut content } = block else { return vec![block] };
    let row = at % content.len();
    match pick % 3 {
        0 if content.len() > 1 => drop(content.remove(row)),
        1 if content.len() < 6 => {
            let cells = content[row].content.iter().map(|cell| cell.with_content(vec![paragraph("xe")]));
            let cells = TableRow::new(cells.collect());
            content.insert(row, cells);
        }
        _ => {
            for cell in &mut content[row].content {
                let (attrs, content) = (cell.attrs(), cell.content().to_vec());
                *cell = match cell.is_header() {
                    true => TableCell::TableCell { attrs, content },
                    false => TableCell::TableHeader { attrs, content },
                };
            }
        }
    }
    vec![Block::Table { content }]
}

/// A paragraph becomes a subhead, a list, an item of a list in a list, a quote; those become paragraphs again.
pub fn other_kind(block: Block, at: usize, pick: usize) -> Vec<Block> {
    let list = |content: Vec<ListItem>| match at % 2 {
        0 => Block::BulletList { content },
        _ => Block::OrderedList {
            attrs: OrderedListAttrs { start: at as u32 % 50, kind: ListKind::ALL[at / 2 % 5] },
            content,
        },
    };
    match (block, pick % 4) {
        (Block::Paragraph { content }, 0) => {
            vec![Block::Subhead { attrs: SubheadAttrs { level: 2 + (at % 2) as u8 }, content }]
        }
        (Block::Paragraph { content }, 1) => vec![Block::Quote { content: vec![Block::Paragraph { content }] }],
        (block @ Block::Paragraph { .. }, _) => vec![list(vec![ListItem::new(vec![block])])],
        (Block::BulletList { content } | Block::OrderedList { content, .. }, 0 | 1) => {
            content.into_iter().flat_map(|item| item.content).collect()
        }
        // One level deeper, while there are levels that anybody uses.
        (block @ (Block::BulletList { .. } | Block::OrderedList { .. }), _) if depth(&block) < 6 => {
            vec![list(vec![ListItem::new(vec![paragraph("mục"), block])])]
        }
        (Block::Subhead { content, .. }, _) => vec![Block::Paragraph { content }],
        (Block::Quote { content }, _) => content,
        (block, _) => vec![block],
    }
}

fn depth(block: &Block) -> usize {
    match block {
        Block::BulletList { content } | Block::OrderedList { content, .. } => {
            1 + content.iter().flat_map(|item| &item.content).map(depth).max().unwrap_or(0)
        }
        _ => 0,
    }
}

//! What readers see of a block. A site keeps no more, so nothing else is a change.

use crate::body::{Block, Inline, ListItem, Mark, TableRow};

/// The block as far as readers see it, in one form for all that looks the same; none where they see nothing.
/// For comparing alone: it need not be a block that a story may have.
pub(super) fn visible(block: &Block) -> Option<Block> {
    Some(match block {
        Block::Paragraph { content } => Block::Paragraph { content: some(line(content))? },
        Block::Subhead { attrs, content } => Block::Subhead { attrs: *attrs, content: some(line(content))? },
        Block::BulletList { content } => Block::BulletList { content: some(items(content))? },
        Block::OrderedList { attrs, content } => Block::OrderedList { attrs: *attrs, content: some(items(content))? },
        Block::Quote { content } => Block::Quote { content: some(content.iter().filter_map(visible).collect())? },
        Block::Figure { attrs } => Block::Figure { attrs: *attrs },
        Block::Table { content } => Block::Table { content: some(rows(content))? },
    })
}

fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    Some(list).filter(|list| !list.is_empty())
}

fn items(items: &[ListItem]) -> Vec<ListItem> {
    items.iter().filter_map(|item| some(joined(&item.content))).map(ListItem::new).collect()
}

/// Rows with empty cells, as they move others; none if no cell has words.
fn rows(rows: &[TableRow]) -> Vec<TableRow> {
    let cells = |row: &TableRow| row.content.iter().map(|cell| cell.with_content(joined(cell.content()))).collect();
    let rows: Vec<TableRow> = rows.iter().map(|row| TableRow::new(cells(row))).collect();
    let said = rows.iter().flat_map(|row| &row.content).any(|cell| !cell.content().is_empty());
    if said { rows } else { Vec::new() }
}

/// In items and cells, paragraphs that follow each other look like the lines of one.
fn joined(blocks: &[Block]) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for block in blocks.iter().filter_map(visible) {
        match (block, out.last_mut()) {
            (Block::Paragraph { content }, Some(Block::Paragraph { content: before })) => {
                before.push(Inline::LineBreak { marks: Vec::new() });
                before.extend(content);
            }
            (block, _) => out.push(block),
        }
    }
    out
}

/// A line without blanks at its ends and beside breaks, breaks without marks, equal marks together.
fn line(pieces: &[Inline]) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let Inline::Text { text, marks } = piece else {
            trim_end(&mut out);
            // Breaks before the first words only make room.
            if !out.is_empty() {
                out.push(Inline::LineBreak { marks: Vec::new() });
            }
            continue;
        };
        let begins = !matches!(out.last(), Some(Inline::Text { .. }));
        let letters = letters(text);
        let text = if begins { letters.trim_start() } else { &letters };
        let wanted = ordered(marks);
        match out.last_mut() {
            _ if text.is_empty() => {}
            Some(Inline::Text { text: before, marks }) if *marks == wanted => before.push_str(text),
            _ => out.push(Inline::Text { text: text.to_owned(), marks: wanted }),
        }
    }
    trim_end(&mut out);
    while matches!(out.last(), Some(Inline::LineBreak { .. })) {
        out.pop();
    }
    out
}

/// Letters as a page shows them: other white space as blanks, no control characters.
fn letters(text: &str) -> String {
    let seen = |c| match c {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() => None,
        c => Some(c),
    };
    text.chars().filter_map(seen).collect()
}

/// Takes the blanks after the last words of a line, which may be pieces of their own.
fn trim_end(line: &mut Vec<Inline>) {
    while let Some(Inline::Text { text, .. }) = line.last_mut() {
        text.truncate(text.trim_end().len());
        if !text.is_empty() {
            break;
        }
        line.pop();
    }
}

/// Marks have no order for readers.
fn ordered(marks: &[Mark]) -> Vec<Mark> {
    let mut marks = marks.to_vec();
    marks.sort_by_key(|mark| match mark {
        Mark::Bold {} => 0,
        Mark::Italic {} => 1,
        Mark::Superscript {} => 2,
        Mark::Subscript {} => 3,
        Mark::Link { .. } => 4,
        Mark::Remark { .. } => 5,
    });
    marks
}

//! Tables: those that hold data, and those that only put a picture above its caption.

use newsroom::body::{Block, CellAttrs, Inline, MAX_SPAN, TableCell, TableRow};

use crate::{
    InterchangeError,
    flow::{Cell, Item, Paragraph, Piece, Role, Run},
};

type MakeLine<'a> = dyn FnMut(Paragraph) -> Result<Vec<Inline>, InterchangeError> + 'a;

/// The pieces, with tables that are nothing but pictures and the captions below them taken apart.
pub(super) fn without_layout(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match piece {
            Piece::Table(rows) if is_layout(&rows) => take_apart(rows, &mut out),
            other => out.push(other),
        }
    }
    out
}

fn is_picture(cell: &Cell) -> bool {
    let picture = cell.content.iter().any(|piece| matches!(piece, Piece::Picture { .. }));
    picture && !cell.content.iter().any(is_text)
}

fn is_text(piece: &Piece) -> bool {
    matches!(piece, Piece::Paragraph(paragraph) if !paragraph.is_blank())
}

fn is_blank(cell: &Cell) -> bool {
    !cell.content.iter().any(|piece| is_text(piece) || matches!(piece, Piece::Picture { .. }))
}

/// A picture, then its words, in one cell.
fn is_captioned(cell: &Cell) -> bool {
    let first = cell.content.iter().find(|piece| is_text(piece) || matches!(piece, Piece::Picture { .. }));
    matches!(first, Some(Piece::Picture { .. })) && cell.content.iter().filter(|piece| is_text(piece)).count() <= 1
}

/// True if every cell is a picture, a picture with one paragraph, blank, or one paragraph right below a picture.
fn is_layout(rows: &[Vec<Cell>]) -> bool {
    let mut pictures = false;
    for (y, row) in rows.iter().enumerate() {
        for (x, cell) in row.iter().enumerate() {
            let above = y.checked_sub(1).and_then(|y| rows[y].get(x)).is_some_and(is_picture);
            let caption =
                above && rows[y - 1].len() == row.len() && cell.content.iter().filter(|p| is_text(p)).count() == 1;
            pictures |= is_picture(cell) || is_captioned(cell);
            if !(is_picture(cell) || is_captioned(cell) || is_blank(cell) || caption) {
                return false;
            }
        }
    }
    pictures
}

fn take_apart(mut rows: Vec<Vec<Cell>>, out: &mut Vec<Piece>) {
    for y in 0..rows.len() {
        for x in 0..rows[y].len() {
            let mut content = std::mem::take(&mut rows[y][x].content);
            if let Some(below) = rows.get_mut(y + 1).and_then(|row| row.get_mut(x))
                && content.iter().any(|piece| matches!(piece, Piece::Picture { .. }))
                && !content.iter().any(is_text)
                && below.content.iter().filter(|piece| is_text(piece)).count() == 1
                && !below.content.iter().any(|piece| matches!(piece, Piece::Picture { .. }))
            {
                content.append(&mut below.content);
            }
            for piece in content {
                match piece {
                    Piece::Paragraph(paragraph) if !paragraph.is_blank() => {
                        out.push(Piece::Paragraph(Paragraph { role: Role::Caption, ..paragraph }));
                    }
                    Piece::Picture { .. } => out.push(piece),
                    _ => {}
                }
            }
        }
    }
}

/// The block of a table, none if there is not a word in it, and the pictures in its cells: figures stand between
/// blocks only, so they follow the table.
pub(super) fn block(
    rows: Vec<Vec<Cell>>,
    line: &mut MakeLine<'_>,
) -> Result<(Option<Block>, Vec<usize>), InterchangeError> {
    let mut pictures = Vec::new();
    let mut words = false;
    let mut content = Vec::new();
    for row in rows {
        let mut cells: Vec<TableCell> = Vec::new();
        let mut over = Vec::new();
        for cell in row {
            let attrs = CellAttrs { colspan: span(cell.colspan), rowspan: span(cell.rowspan) };
            let header = cell.header || is_header(&cell);
            let mut paragraphs = Vec::new();
            for piece in cell.content {
                match piece {
                    Piece::Paragraph(paragraph) if !paragraph.is_blank() => {
                        words = true;
                        paragraphs.push(Block::Paragraph { content: line(labelled(paragraph))? });
                    }
                    Piece::Picture { index, .. } => pictures.push(index),
                    _ => {}
                }
            }
            if cells.len() >= MAX_SPAN.into() {
                // More cells than a row may have: their words go to the last one.
                over.append(&mut paragraphs);
                continue;
            }
            if paragraphs.is_empty() {
                paragraphs.push(Block::Paragraph { content: Vec::new() });
            }
            cells.push(if header {
                TableCell::TableHeader { attrs, content: paragraphs }
            } else {
                TableCell::TableCell { attrs, content: paragraphs }
            });
        }
        if let Some(last) = cells.last_mut().filter(|_| !over.is_empty()) {
            *last = last.with_content(last.content().iter().cloned().chain(over).collect());
        }
        content.push(TableRow::new(cells));
    }
    Ok((words.then_some(Block::Table { content }), pictures))
}

fn span(said: u16) -> u16 {
    said.clamp(1, MAX_SPAN)
}

/// True if every paragraph is in the style for headings of tables.
fn is_header(cell: &Cell) -> bool {
    let mut paragraphs = cell.content.iter().filter_map(|piece| match piece {
        Piece::Paragraph(paragraph) => Some(paragraph.role == Role::TableHeading),
        _ => None,
    });
    paragraphs.next() == Some(true) && paragraphs.all(|heading| heading)
}

/// Cells hold paragraphs only; an item keeps its number or bullet as letters.
fn labelled(paragraph: Paragraph) -> Paragraph {
    let Role::Item(Item { kind, number, .. }) = paragraph.role else { return paragraph };
    let label = kind.map_or_else(|| "• ".to_owned(), |kind| kind.label(number) + " ");
    let label = Run { text: label, ..Run::default() };
    Paragraph { role: Role::Text, runs: [label].into_iter().chain(paragraph.runs).collect() }
}

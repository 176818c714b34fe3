//! Tables while they are read: merged cells become spans.

use std::collections::HashMap;

use super::numbering::value;
use crate::{
    flow::{Cell, Piece},
    tree::{Id, Tree},
};

/// A table whose end has not come yet.
#[derive(Default)]
pub(super) struct OpenTable {
    rows: Vec<Vec<Cell>>,
    /// Rows that Word repeats on every page are headings.
    headings: Vec<bool>,
    /// The style of the table makes something of its first row.
    first_row_counts: bool,
    /// For each column, the cell that a merge downwards began in: row and index.
    merges: HashMap<u32, (usize, usize)>,
    column: u32,
    cell: Option<Shape>,
}

#[derive(Clone, Copy)]
struct Shape {
    span: u16,
    /// `Some(true)`: a merge downwards begins; `Some(false)`: it goes on.
    down: Option<bool>,
    /// It goes on to the right: the old way of spanning.
    right: bool,
}

impl OpenTable {
    pub(super) fn new(tree: &Tree, id: Id) -> Self {
        let look = tree.find(id, &["w:tblPr", "w:tblLook"]);
        let first_row_counts = look.is_some_and(|look| match tree.attr(look, "w:firstRow") {
            Some(said) => matches!(said, "1" | "true" | "on"),
            // Bit 0x20 of the older way to say it (ECMA-376 part 1, 17.4.55).
            None => tree
                .attr(look, "w:val")
                .and_then(|bits| u32::from_str_radix(bits, 16).ok())
                .is_some_and(|bits| bits & 0x20 != 0),
        });
        Self { first_row_counts, ..Self::default() }
    }

    pub(super) fn row(&mut self, tree: &Tree, id: Id) {
        let properties = tree.child(id, "w:trPr");
        let heading = properties.and_then(|of| tree.child(of, "w:tblHeader"));
        let heading = heading.is_some_and(|said| !matches!(tree.attr(said, "w:val"), Some("0" | "false" | "off")));
        let before = properties.and_then(|of| value(tree, of, "w:gridBefore")).and_then(|n| n.parse().ok());
        self.rows.push(Vec::new());
        self.headings.push(heading);
        self.column = before.unwrap_or(0);
    }

    pub(super) fn cell(&mut self, tree: &Tree, id: Id) {
        let properties = tree.child(id, "w:tcPr");
        let child = |name| properties.and_then(|of| tree.child(of, name));
        let span = child("w:gridSpan").and_then(|of| tree.attr(of, "w:val")).and_then(|n| n.parse().ok()).unwrap_or(1);
        let down = child("w:vMerge").map(|of| tree.attr(of, "w:val") == Some("restart"));
        let right = child("w:hMerge").is_some_and(|of| tree.attr(of, "w:val") != Some("restart"));
        self.cell = Some(Shape { span, down, right });
    }

    pub(super) fn cell_ends(&mut self, mut content: Vec<Piece>) {
        let Some(shape) = self.cell.take() else { return };
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
            self.headings.push(false);
        }
        let at = self.column;
        self.column = self.column.saturating_add(u32::from(shape.span.max(1)));
        let row = self.rows.len() - 1;
        if shape.right
            && let Some(left) = self.rows[row].last_mut()
        {
            left.colspan = left.colspan.saturating_add(shape.span.max(1));
            left.content.append(&mut content);
            return;
        }
        if shape.down == Some(false)
            && let Some((y, x)) = self.merges.get(&at).copied()
            && y + usize::from(self.rows[y][x].rowspan) == row
        {
            let above = &mut self.rows[y][x];
            above.rowspan = above.rowspan.saturating_add(1);
            above.content.append(&mut content);
            return;
        }
        self.rows[row].push(Cell { content, header: false, colspan: shape.span.max(1), rowspan: 1 });
        match shape.down {
            Some(_) => self.merges.insert(at, (row, self.rows[row].len() - 1)),
            None => self.merges.remove(&at),
        };
    }

    /// The rows. If none is marked as heading, the first one is where the table's style sets it apart and all its
    /// words are bold, and those of the second row are not.
    pub(super) fn finish(mut self) -> Vec<Vec<Cell>> {
        let marked = self.headings.iter().any(|heading| *heading);
        if !marked && self.first_row_counts && self.rows.len() > 1 {
            self.headings[0] = self.rows[0].len() > 1 && is_bold(&self.rows[0]) && !is_bold(&self.rows[1]);
        }
        for (row, heading) in self.rows.iter_mut().zip(&self.headings) {
            row.iter_mut().for_each(|cell| cell.header |= *heading);
        }
        self.rows
    }
}

fn is_bold(row: &[Cell]) -> bool {
    let runs = row.iter().flat_map(|cell| &cell.content).flat_map(|piece| match piece {
        Piece::Paragraph(paragraph) => paragraph.runs.as_slice(),
        _ => &[],
    });
    let mut runs = runs.filter(|run| !run.text.trim().is_empty()).peekable();
    runs.peek().is_some() && runs.all(|run| run.look.bold)
}

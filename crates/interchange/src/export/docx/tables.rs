//! Tables: spans become merged cells of a grid.

use std::collections::HashMap;

use newsroom::body::{Block, TableCell, TableRow};

use super::body::Writer;

/// What the page leaves for a table, in twentieths of a point.
const WIDTH: usize = 9071;

impl Writer<'_> {
    pub(super) fn table(&mut self, rows: &[TableRow]) {
        let columns = columns(rows);
        self.out += "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>\
                     <w:tblLook w:val=\"0000\" w:firstRow=\"0\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" \
                     w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>";
        self.out += &format!("<w:gridCol w:w=\"{}\"/>", WIDTH / columns.max(1)).repeat(columns);
        self.out += "</w:tblGrid>";
        // Column to span and rows left of the cells that reach down into the next row.
        let mut down: HashMap<usize, (usize, u16)> = HashMap::new();
        let mut heading = true;
        for (y, row) in rows.iter().enumerate() {
            heading &= !row.content.is_empty() && row.content.iter().all(TableCell::is_header);
            self.out += if heading && rows.len() > 1 { "<w:tr><w:trPr><w:tblHeader/></w:trPr>" } else { "<w:tr>" };
            let mut cells = row.content.iter();
            let mut at = 0;
            let mut written = 0;
            loop {
                if let Some((span, left)) = down.remove(&at) {
                    self.out +=
                        &format!("<w:tc><w:tcPr><w:gridSpan w:val=\"{span}\"/><w:vMerge/></w:tcPr><w:p/></w:tc>");
                    if left > 1 {
                        down.insert(at, (span, left - 1));
                    }
                    at += span;
                } else if let Some(cell) = cells.next() {
                    let span = usize::from(cell.attrs().colspan);
                    // No cell reaches below the table.
                    let reach = cell.attrs().rowspan.min(u16::try_from(rows.len() - y).unwrap_or(u16::MAX));
                    self.cell(cell, span, reach);
                    if reach > 1 {
                        down.insert(at, (span, reach - 1));
                    }
                    at += span;
                } else if let Some(next) = down.keys().filter(|next| **next > at).min().copied() {
                    at = next;
                    continue;
                } else {
                    break;
                }
                written += 1;
            }
            if written == 0 {
                self.out += "<w:tc><w:p/></w:tc>";
            }
            self.out += "</w:tr>";
        }
        // Two tables without a paragraph between them are one.
        self.out += "</w:tbl><w:p/>";
    }

    fn cell(&mut self, cell: &TableCell, span: usize, reach: u16) {
        let merge = if reach > 1 { "<w:vMerge w:val=\"restart\"/>" } else { "" };
        self.out += &format!("<w:tc><w:tcPr><w:gridSpan w:val=\"{span}\"/>{merge}</w:tcPr>");
        let style = if cell.is_header() { "<w:pStyle w:val=\"TableHeading\"/>" } else { "" };
        let mut any = false;
        for block in cell.content() {
            if let Block::Paragraph { content } = block {
                self.paragraph(style, content);
                any = true;
            }
        }
        self.out += if any { "</w:tc>" } else { "<w:p/></w:tc>" };
    }
}

/// Columns of the grid.
fn columns(rows: &[TableRow]) -> usize {
    let width = |row: &TableRow| row.content.iter().map(|cell| usize::from(cell.attrs().colspan)).sum();
    rows.iter().map(width).max().unwrap_or(1)
}

//! Tables, as the site's own editor keeps them.

use crate::content::{ContentError, inline::line};
use newsroom::body::{Block, TableCell, TableRow};
use std::fmt::Write as _;

/// A table as WordPress's `core/table` block; nothing if there is no word in it. A first row of headers alone becomes
/// the table's head. Columns as wide as their words need is said aloud: newer editors take the contrary for granted.
/// Cells over several columns or rows make a block of plain HTML of it: the editor knows them since WordPress 6.2 only, and
/// those before find the block damaged, and offer a repair that drops them.
pub(super) fn table(rows: &[TableRow]) -> Result<Option<String>, ContentError> {
    let mut written = Vec::new();
    for row in rows {
        written.push(write_row(row)?);
    }
    if written.iter().all(|(_, blank)| *blank) {
        return Ok(None);
    }
    let has_head = rows.len() > 1 && rows[0].content.iter().all(TableCell::is_header);
    let (head, body) = written.split_at(usize::from(has_head));
    let part = |name: &str, rows: &[(String, bool)]| match rows {
        [] => String::new(),
        rows => format!("<{name}>{}</{name}>", rows.iter().map(|(row, _)| row.as_str()).collect::<String>()),
    };
    let (head, body) = (part("thead", head), part("tbody", body));
    let spans = rows.iter().flat_map(|row| &row.content).any(|cell| {
        let attrs = cell.attrs();
        attrs.colspan > 1 || attrs.rowspan > 1
    });
    let (name, attributes) = if spans { ("html", "") } else { ("table", " {\"hasFixedLayout\":false}") };
    Ok(Some(format!(
        "<!-- wp:{name}{attributes} -->\n<figure class=\"wp-block-table\"><table>{head}{body}</table></figure>\n<!-- /wp:{name} -->"
    )))
}

/// A row, and whether there is no word in it.
fn write_row(row: &TableRow) -> Result<(String, bool), ContentError> {
    let mut html = String::from("<tr>");
    let mut blank = true;
    for cell in &row.content {
        let name = if cell.is_header() { "th" } else { "td" };
        let attrs = cell.attrs();
        html.push('<');
        html.push_str(name);
        for (attribute, span) in [("colspan", attrs.colspan), ("rowspan", attrs.rowspan)] {
            if span > 1 {
                write!(html, " {attribute}=\"{span}\"").unwrap_or_default();
            }
        }
        let mut lines = Vec::new();
        for block in cell.content() {
            if let Block::Paragraph { content } = block {
                lines.push(line(content)?);
            }
        }
        lines.retain(|line| !line.is_empty());
        blank &= lines.is_empty();
        write!(html, ">{}</{name}>", lines.join("<br>")).unwrap_or_default();
    }
    html.push_str("</tr>");
    Ok((html, blank))
}

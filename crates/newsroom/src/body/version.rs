//! The oldest format version that can hold a document.

use crate::body::{Block, Inline, ListItem, Mark, TableRow, VERSION};

/// The oldest version with everything that stands in these blocks.
pub(super) fn needed(blocks: &[Block]) -> u32 {
    let mut found = 1;
    for block in blocks {
        // Nothing asks for more.
        if found == VERSION {
            break;
        }
        found = found.max(of_block(block));
    }
    found
}

fn of_block(block: &Block) -> u32 {
    match block {
        Block::Paragraph { content } | Block::Subhead { content, .. } => of_line(content),
        Block::BulletList { content } => of_items(content),
        Block::OrderedList { attrs, content } => of_items(content).max(if attrs.kind.is_decimal() { 1 } else { 3 }),
        Block::Quote { content } => needed(content),
        Block::Figure { .. } => 1,
        Block::Table { content } => 2.max(of_rows(content)),
    }
}

fn of_items(items: &[ListItem]) -> u32 {
    items.iter().map(|item| needed(&item.content)).max().unwrap_or(1)
}

fn of_rows(rows: &[TableRow]) -> u32 {
    rows.iter().flat_map(|row| &row.content).map(|cell| needed(cell.content())).max().unwrap_or(1)
}

fn of_line(line: &[Inline]) -> u32 {
    let marks = line.iter().flat_map(|piece| {
        let (Inline::Text { marks, .. } | Inline::LineBreak { marks }) = piece;
        marks
    });
    marks.map(of_mark).max().unwrap_or(1)
}

fn of_mark(mark: &Mark) -> u32 {
    match mark {
        Mark::Bold {} | Mark::Italic {} | Mark::Link { .. } => 1,
        Mark::Remark { .. } => 2,
        Mark::Superscript {} | Mark::Subscript {} => 3,
    }
}

#[cfg(test)]
mod tests {
    use crate::body::{Body, BodyError};

    #[test]
    fn only_what_needs_it_is_written_in_the_newest_format() {
        let raised = |mark: &str| {
            format!(r#"{{"type":"paragraph","content":[{{"type":"text","text":"ab","marks":[{{"type":"{mark}"}}]}}]}}"#)
        };
        let list = |attrs: &str, inner: &str| {
            format!(
                r#"{{"type":"ordered_list","attrs":{{{attrs}}},"content":[{{"type":"list_item","content":[{inner}]}}]}}"#
            )
        };
        let cell = |inner: &str| {
            format!(
                r#"{{"type":"table","content":[{{"type":"table_row","content":[{{"type":"table_cell","attrs":{{"colspan":1,"rowspan":1}},"content":[{inner}]}}]}}]}}"#
            )
        };
        let version = |block: &str| {
            let body = Body::from_doc(&format!(r#"{{"type":"doc","content":[{block}]}}"#)).unwrap();
            assert_eq!(Body::parse(&body.to_json()).unwrap(), body, "{block}");
            body.version
        };
        assert_eq!(version(&raised("bold")), 1);
        assert_eq!(version(&raised("superscript")), 3);
        assert_eq!(version(&cell(&raised("subscript"))), 3, "in a table");
        assert_eq!(version(&list(r#""start":4,"kind":"decimal""#, &raised("bold"))), 1, "an older program reads it");
        assert_eq!(version(&list(r#""start":4,"kind":"upper_roman""#, &raised("bold"))), 3);
        let inner = format!("{},{}", raised("bold"), list(r#""start":1,"kind":"lower_letter""#, &raised("bold")));
        assert_eq!(version(&list(r#""start":1"#, &inner)), 3, "a list in a list");
    }

    #[test]
    fn a_kind_that_is_not_known_is_refused() {
        let doc = r#"{"type":"doc","content":[{"type":"ordered_list","attrs":{"start":1,"kind":"greek"},"content":[{"type":"list_item","content":[{"type":"paragraph"}]}]}]}"#;
        assert!(matches!(Body::from_doc(doc), Err(BodyError::Malformed(_))));
    }
}

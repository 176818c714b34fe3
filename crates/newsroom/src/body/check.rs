//! What a body must be, beyond what its types say.

use crate::body::{Block, Body, Inline, ListItem, MAX_SPAN, Mark, TableRow, VERSION};

/// Lists in lists in lists: more levels than this are a broken paste or an attack.
pub const MAX_DEPTH: usize = 24;
/// Blocks of one story; a 20,000-word story has about 300.
pub const MAX_BLOCKS: usize = 20_000;

/// Bytes of a document as JSON; a 20,000-word story has about 300,000.
pub const MAX_DOC: usize = 16 * 1024 * 1024;

/// Why a document is not a story's body.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// Not the JSON of a document of ours.
    #[error("not a story document: {0}")]
    Malformed(String),
    /// Written by a newer program.
    #[error("body format {0} is not known")]
    Version(u32),
    /// A link that could run code or read files.
    #[error("link not allowed: {0}")]
    Link(String),
    /// A block where it may not be, for example a figure in a quote.
    #[error("a {0} may not stand here")]
    Misplaced(&'static str),
    /// Too deep or too long.
    #[error("the document is too large")]
    TooLarge,
}

/// True for addresses that may stand in a published story: web pages, mail and telephone.
#[must_use]
pub fn is_safe_link(href: &str) -> bool {
    // Browsers drop control characters inside a scheme, so "java\nscript:" would run.
    if href.len() > 2048 || href.chars().any(|c| c.is_control() || c == ' ') {
        return false;
    }
    let lower = href.to_ascii_lowercase();
    let rest = |scheme: &str| lower.strip_prefix(scheme).is_some_and(|r| !r.is_empty());
    ["http://", "https://", "mailto:", "tel:"].into_iter().any(rest)
}

/// True for addresses of web pages that may stand in a published story.
#[must_use]
pub fn is_web_link(href: &str) -> bool {
    let web = |scheme: &str| href.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    is_safe_link(href) && (web("http://") || web("https://"))
}

pub(crate) fn check(body: &Body) -> Result<(), BodyError> {
    if !(1..=VERSION).contains(&body.version) {
        return Err(BodyError::Version(body.version));
    }
    let mut left = MAX_BLOCKS;
    body.doc.content.iter().try_for_each(|block| check_block(block, 0, &mut left))
}

fn check_block(block: &Block, depth: usize, left: &mut usize) -> Result<(), BodyError> {
    if depth > MAX_DEPTH || *left == 0 {
        return Err(BodyError::TooLarge);
    }
    *left -= 1;
    match block {
        Block::Paragraph { content } => check_line(content),
        Block::Subhead { attrs, content } if (2..=3).contains(&attrs.level) => check_line(content),
        Block::Subhead { .. } => Err(BodyError::Misplaced("subhead of that level")),
        Block::BulletList { content } | Block::OrderedList { content, .. } => {
            content.iter().try_for_each(|item| check_item(item, depth + 1, left))
        }
        Block::Quote { content } => content.iter().try_for_each(|inner| match inner {
            Block::Paragraph { .. } => check_block(inner, depth + 1, left),
            other => Err(BodyError::Misplaced(name(other))),
        }),
        Block::Figure { .. } => Ok(()),
        Block::Table { content } if depth == 0 => content.iter().try_for_each(|row| check_row(row, left)),
        Block::Table { .. } => Err(BodyError::Misplaced("table")),
    }
}

fn check_row(row: &TableRow, left: &mut usize) -> Result<(), BodyError> {
    if row.content.len() > MAX_SPAN.into() {
        return Err(BodyError::TooLarge);
    }
    for cell in &row.content {
        let attrs = cell.attrs();
        if ![attrs.colspan, attrs.rowspan].iter().all(|span| (1..=MAX_SPAN).contains(span)) {
            return Err(BodyError::TooLarge);
        }
        cell.content().iter().try_for_each(|inner| match inner {
            Block::Paragraph { .. } => check_block(inner, 1, left),
            other => Err(BodyError::Misplaced(name(other))),
        })?;
    }
    Ok(())
}

fn check_item(item: &ListItem, depth: usize, left: &mut usize) -> Result<(), BodyError> {
    item.content.iter().enumerate().try_for_each(|(i, inner)| match inner {
        Block::Paragraph { .. } => check_block(inner, depth, left),
        Block::BulletList { .. } | Block::OrderedList { .. } if i > 0 => check_block(inner, depth, left),
        other => Err(BodyError::Misplaced(name(other))),
    })
}

fn check_line(line: &[Inline]) -> Result<(), BodyError> {
    for piece in line {
        let (Inline::Text { marks, .. } | Inline::LineBreak { marks }) = piece;
        for mark in marks {
            if let Mark::Link { attrs } = mark
                && !is_safe_link(&attrs.href)
            {
                return Err(BodyError::Link(attrs.href.clone()));
            }
        }
        // The editor's marks exclude each other: it could not open such a document.
        if marks.contains(&Mark::Superscript {}) && marks.contains(&Mark::Subscript {}) {
            return Err(BodyError::Misplaced("raised letter that is lowered, too,"));
        }
    }
    Ok(())
}

fn name(block: &Block) -> &'static str {
    match block {
        Block::Paragraph { .. } => "paragraph",
        Block::Subhead { .. } => "subhead",
        Block::BulletList { .. } | Block::OrderedList { .. } => "list",
        Block::Quote { .. } => "quote",
        Block::Figure { .. } => "figure",
        Block::Table { .. } => "table",
    }
}

#[cfg(test)]
mod tests {
    use crate::body::{Body, BodyError, is_safe_link};

    const STORY: &str = r#"{"type":"doc","content":[
        {"type":"subhead","attrs":{"level":2},"content":[{"type":"text","text":"Thông quan"}]},
        {"type":"paragraph","content":[{"type":"text","marks":[{"type":"bold"}],"text":"Móng Cái"},{"type":"line_break"},
            {"type":"text","marks":[{"type":"link","attrs":{"href":"https://mongcai.gov.vn"}}],"text":"trang"}]},
        {"type":"bullet_list","content":[{"type":"list_item","content":[{"type":"paragraph"},
            {"type":"ordered_list","attrs":{"start":3},"content":[{"type":"list_item","content":[{"type":"paragraph"}]}]}]}]},
        {"type":"quote","content":[{"type":"paragraph"}]},
        {"type":"figure","attrs":{"photo":"01890a5d-ac96-774b-bcce-b302099a8057"}}]}"#;

    #[test]
    fn a_story_survives_reading_and_writing() {
        let body = Body::from_doc(STORY).unwrap();
        assert_eq!(body.figures().len(), 1, "the figure is found");
        assert_eq!(Body::parse(&body.to_json()).unwrap(), body, "the stored form reads back the same");
        assert_eq!(Body::from_doc(&body.doc_json()).unwrap(), body, "the editor's form reads back the same");
    }

    #[test]
    fn foreign_nodes_marks_and_attributes_are_refused() {
        for bad in [
            r#"{"type":"doc","content":[{"type":"script"}]}"#,
            r#"{"type":"doc","content":[{"type":"paragraph","attrs":{"style":"x"}}]}"#,
            r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"blink"}]}]}]}"#,
            r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"bold","attrs":{}}]}]}]}"#,
            r#"{"type":"doc","content":[{"type":"figure","attrs":{"photo":"x"}}]}"#,
            r#"{"type":"doc","content":[{"type":"figure","attrs":{"photo":"01890a5d-ac96-774b-bcce-b302099a8057","src":"blob:x"}}]}"#,
            r#"{"type":"page"}"#,
            "nothing",
        ] {
            assert!(matches!(Body::from_doc(bad), Err(BodyError::Malformed(_))), "must be refused: {bad}");
        }
    }

    #[test]
    fn a_body_of_a_newer_program_is_refused_not_mangled() {
        let newer = r#"{"version":4,"doc":{"type":"doc"}}"#;
        assert_eq!(Body::parse(newer), Err(BodyError::Version(4)));
    }

    #[test]
    fn a_table_holds_paragraphs_and_stands_only_at_the_top() {
        let cell = r#"{"type":"table_cell","attrs":{"colspan":1,"rowspan":2},"content":[{"type":"paragraph","content":[{"type":"text","text":"12 hộ"}]}]}"#;
        let header = r#"{"type":"table_header","attrs":{"colspan":1,"rowspan":1},"content":[{"type":"paragraph"}]}"#;
        let table =
            |cells: &str| format!(r#"{{"type":"table","content":[{{"type":"table_row","content":[{cells}]}}]}}"#);
        let doc = |block: &str| Body::from_doc(&format!(r#"{{"type":"doc","content":[{block}]}}"#));
        let body = doc(&table(&format!("{header},{cell}"))).unwrap();
        assert_eq!(Body::parse(&body.to_json()).unwrap(), body);
        assert_eq!(body.version, 2, "a program without tables must not read it");
        assert_eq!(body.plain_text(), "\n12 hộ\n", "its words are counted and searched");
        let quoted = format!(r#"{{"type":"quote","content":[{}]}}"#, table(cell));
        assert_eq!(doc(&quoted), Err(BodyError::Misplaced("table")));
        assert_eq!(doc(&table(&cell.replace(":2", ":0"))), Err(BodyError::TooLarge));
        assert!(doc(&table(&cell.replace("paragraph", "table"))).is_err(), "no tables in tables");
    }

    #[test]
    fn letters_are_raised_or_lowered_not_both() {
        let doc = |marks: &str| {
            Body::from_doc(&format!(
                r#"{{"type":"doc","content":[{{"type":"paragraph","content":[{{"type":"text","text":"a","marks":[{marks}]}}]}}]}}"#
            ))
        };
        assert!(doc(r#"{"type":"bold"},{"type":"subscript"}"#).is_ok());
        assert!(doc(r#"{"type":"superscript"},{"type":"subscript"}"#).is_err());
    }

    #[test]
    fn figures_stand_only_at_the_top() {
        let quoted = r#"{"type":"doc","content":[{"type":"quote","content":[
            {"type":"figure","attrs":{"photo":"01890a5d-ac96-774b-bcce-b302099a8057"}}]}]}"#;
        assert_eq!(Body::from_doc(quoted), Err(BodyError::Misplaced("figure")));
    }

    #[test]
    fn a_thousand_lists_in_lists_are_refused() {
        let mut inner = r#"{"type":"paragraph"}"#.to_owned();
        for _ in 0..30 {
            inner = format!(
                r#"{{"type":"bullet_list","content":[{{"type":"list_item","content":[{{"type":"paragraph"}},{inner}]}}]}}"#
            );
        }
        let doc = format!(r#"{{"type":"doc","content":[{inner}]}}"#);
        assert!(Body::from_doc(&doc).is_err(), "nesting has a limit");
    }

    #[test]
    fn only_web_mail_and_telephone_links_pass() {
        for good in ["https://a.vn/đường", "HTTP://a.vn", "mailto:a@b.vn", "tel:+84203"] {
            assert!(is_safe_link(good), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "java\nscript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "//a.vn",
            "",
            "https://",
        ] {
            assert!(!is_safe_link(bad), "{bad}");
        }
    }
}

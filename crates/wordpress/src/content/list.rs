//! Lists, as the site's own editor keeps them.

use crate::content::{ContentError, inline::line};
use newsroom::body::{Block, ListItem};
use std::fmt::Write as _;

/// A list. WordPress's list items are a text, then lists; where a story has text after an inner list, the
/// whole becomes a block of plain HTML, so that the order stays.
pub(super) fn list(start: Option<u32>, items: &[ListItem]) -> Result<Option<String>, ContentError> {
    if items.iter().all(fits) {
        return list_block(start, items);
    }
    Ok(plain_list(start, items)?.map(|html| format!("<!-- wp:html -->\n{html}\n<!-- /wp:html -->")))
}

fn fits(item: &ListItem) -> bool {
    let lists_begin = item.content.iter().position(|b| inner_list(b).is_some()).unwrap_or(item.content.len());
    item.content[lists_begin..].iter().all(|b| inner_list(b).is_some_and(|(_, items)| items.iter().all(fits)))
}

fn inner_list(block: &Block) -> Option<(Option<u32>, &[ListItem])> {
    match block {
        Block::BulletList { content } => Some((None, content)),
        Block::OrderedList { attrs, content } => Some((Some(attrs.start), content)),
        _ => None,
    }
}

fn list_block(start: Option<u32>, items: &[ListItem]) -> Result<Option<String>, ContentError> {
    let mut inner = Vec::new();
    for item in items {
        let (text, lists) = item_parts(item, &list_block)?;
        if !text.is_empty() || !lists.is_empty() {
            inner.push(format!("<!-- wp:list-item -->\n<li>{text}{lists}</li>\n<!-- /wp:list-item -->"));
        }
    }
    let (attributes, open, close) = match start {
        None => (String::new(), "<ul class=\"wp-block-list\">".to_owned(), "</ul>"),
        Some(1) => (" {\"ordered\":true}".to_owned(), "<ol class=\"wp-block-list\">".to_owned(), "</ol>"),
        Some(n) => (
            format!(" {{\"ordered\":true,\"start\":{n}}}"),
            format!("<ol start=\"{n}\" class=\"wp-block-list\">"),
            "</ol>",
        ),
    };
    let inner = inner.join("\n\n");
    Ok((!inner.is_empty()).then(|| format!("<!-- wp:list{attributes} -->\n{open}{inner}{close}\n<!-- /wp:list -->")))
}

type ListWriter = dyn Fn(Option<u32>, &[ListItem]) -> Result<Option<String>, ContentError>;

/// The text of an item, its paragraphs as lines, and its inner lists.
fn item_parts(item: &ListItem, write: &ListWriter) -> Result<(String, String), ContentError> {
    let mut lines = Vec::new();
    let mut lists = String::new();
    for block in &item.content {
        if let Block::Paragraph { content } = block {
            lines.push(line(content)?);
        }
        if let Some((start, items)) = inner_list(block) {
            lists.push_str(&write(start, items)?.unwrap_or_default());
        }
    }
    lines.retain(|l| !l.is_empty());
    Ok((lines.join("<br>"), lists))
}

fn plain_list(start: Option<u32>, items: &[ListItem]) -> Result<Option<String>, ContentError> {
    let mut inner = String::new();
    for item in items {
        let mut parts = String::new();
        for block in &item.content {
            match block {
                Block::Paragraph { content } => {
                    let text = line(content)?;
                    if !text.is_empty() {
                        write!(parts, "<p>{text}</p>").unwrap_or_default();
                    }
                }
                other => {
                    if let Some((start, items)) = inner_list(other) {
                        parts.push_str(&plain_list(start, items)?.unwrap_or_default());
                    }
                }
            }
        }
        if !parts.is_empty() {
            write!(inner, "<li>{parts}</li>").unwrap_or_default();
        }
    }
    let html = match start {
        None => format!("<ul>{inner}</ul>"),
        Some(1) => format!("<ol>{inner}</ol>"),
        Some(n) => format!("<ol start=\"{n}\">{inner}</ol>"),
    };
    Ok((!inner.is_empty()).then_some(html))
}

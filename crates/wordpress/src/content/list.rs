//! Lists, as the site's own editor keeps them.

use crate::content::{ContentError, inline::line};
use newsroom::body::{Block, ListItem, OrderedListAttrs};
use std::fmt::Write as _;

/// A list. WordPress's list items are a text, then lists; where a story has text after an inner list, the
/// whole becomes a block of plain HTML, so that the order stays.
pub(super) fn list(numbers: Option<OrderedListAttrs>, items: &[ListItem]) -> Result<Option<String>, ContentError> {
    if items.iter().all(fits) {
        return list_block(numbers, items);
    }
    Ok(plain_list(numbers, items)?.map(|html| format!("<!-- wp:html -->\n{html}\n<!-- /wp:html -->")))
}

fn fits(item: &ListItem) -> bool {
    let lists_begin = item.content.iter().position(|b| inner_list(b).is_some()).unwrap_or(item.content.len());
    item.content[lists_begin..].iter().all(|b| inner_list(b).is_some_and(|(_, items)| items.iter().all(fits)))
}

fn inner_list(block: &Block) -> Option<(Option<OrderedListAttrs>, &[ListItem])> {
    match block {
        Block::BulletList { content } => Some((None, content)),
        Block::OrderedList { attrs, content } => Some((Some(*attrs), content)),
        _ => None,
    }
}

fn list_block(numbers: Option<OrderedListAttrs>, items: &[ListItem]) -> Result<Option<String>, ContentError> {
    let mut inner = Vec::new();
    for item in items {
        let (text, lists) = item_parts(item, &list_block)?;
        if !text.is_empty() || !lists.is_empty() {
            inner.push(format!("<!-- wp:list-item -->\n<li>{text}{lists}</li>\n<!-- /wp:list-item -->"));
        }
    }
    let (attributes, open, close) = match numbers {
        None => (String::new(), "<ul class=\"wp-block-list\">".to_owned(), "</ul>"),
        Some(attrs) => {
            let mut attributes = "\"ordered\":true".to_owned();
            if attrs.start != 1 {
                write!(attributes, ",\"start\":{}", attrs.start).unwrap_or_default();
            }
            if !attrs.kind.is_decimal() {
                write!(attributes, ",\"type\":\"{}\"", attrs.kind.html_type()).unwrap_or_default();
            }
            (format!(" {{{attributes}}}"), format!("<ol{} class=\"wp-block-list\">", shown(attrs)), "</ol>")
        }
    };
    let inner = inner.join("\n\n");
    Ok((!inner.is_empty()).then(|| format!("<!-- wp:list{attributes} -->\n{open}{inner}{close}\n<!-- /wp:list -->")))
}

type ListWriter = dyn Fn(Option<OrderedListAttrs>, &[ListItem]) -> Result<Option<String>, ContentError>;

/// The text of an item, its paragraphs as lines, and its inner lists.
fn item_parts(item: &ListItem, write: &ListWriter) -> Result<(String, String), ContentError> {
    let mut lines = Vec::new();
    let mut lists = String::new();
    for block in &item.content {
        if let Block::Paragraph { content } = block {
            lines.push(line(content)?);
        }
        if let Some((numbers, items)) = inner_list(block) {
            lists.push_str(&write(numbers, items)?.unwrap_or_default());
        }
    }
    lines.retain(|l| !l.is_empty());
    Ok((lines.join("<br>"), lists))
}

fn plain_list(numbers: Option<OrderedListAttrs>, items: &[ListItem]) -> Result<Option<String>, ContentError> {
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
                    if let Some((numbers, items)) = inner_list(other) {
                        parts.push_str(&plain_list(numbers, items)?.unwrap_or_default());
                    }
                }
            }
        }
        if !parts.is_empty() {
            write!(inner, "<li>{parts}</li>").unwrap_or_default();
        }
    }
    let html = match numbers {
        None => format!("<ul>{inner}</ul>"),
        Some(attrs) => format!("<ol{}>{inner}</ol>", shown(attrs)),
    };
    Ok((!inner.is_empty()).then_some(html))
}

/// The attributes of `ol` for what is not so anyway. `type`, and no style: every role may write it, and WordPress 6.1 as well as
/// later ones, whose editor keeps the kind as a style, read it as the block's.
fn shown(attrs: OrderedListAttrs) -> String {
    let mut out = String::new();
    if attrs.start != 1 {
        write!(out, " start=\"{}\"", attrs.start).unwrap_or_default();
    }
    if !attrs.kind.is_decimal() {
        write!(out, " type=\"{}\"", attrs.kind.html_type()).unwrap_or_default();
    }
    out
}

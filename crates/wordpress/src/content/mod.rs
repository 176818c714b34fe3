//! The text of a post: WordPress block markup, so that the site's own editor can open and change it.

mod compare;
mod inline;
mod table;

pub use compare::{same_content, same_text};

use crate::media::MediaId;
use inline::{attribute, escape, line};
use newsroom::{
    ArticleId, PhotoId,
    body::{Block, Body, ListItem, is_safe_link},
};
use std::fmt::Write as _;

/// A photo as it stands on the site, with the words of this story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedPhoto {
    /// Its number on the site.
    pub media_id: MediaId,
    /// Its address on the site.
    pub source_url: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Words under it.
    pub caption: String,
    /// Words for readers who cannot see it.
    pub alt_text: String,
    /// Who took it; shown behind the caption.
    pub credit: String,
}

/// Why a story cannot be put into a site's form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContentError {
    /// A photo of the text is not on the site yet.
    #[error("photo {0} is not on the site")]
    NotPlaced(PhotoId),
    /// A photo or a link leads to this laptop or to where no reader gets.
    #[error("an address that readers cannot reach: {0}")]
    Address(String),
}

/// The word by which a story is found again on a site, whatever happens to its headline and slug.
#[must_use]
pub fn marker(article: ArticleId) -> String {
    format!("newsdesk:{article}")
}

/// The comment that carries the marker in the text. Comments survive the cleaning of every role.
pub(crate) fn marker_comment(marker: &str) -> String {
    format!("<!-- {marker} -->")
}

/// The story's text for a site, its marker first. One line per paragraph: WordPress would make line breaks and
/// embedded pages of anything else.
///
/// # Errors
/// If a photo has no place on the site, or an address is of no use to readers.
pub fn article_content(
    body: &Body,
    marker: &str,
    placed: &dyn Fn(PhotoId) -> Option<PlacedPhoto>,
) -> Result<String, ContentError> {
    // A bare comment would become a "Classic" block; in a block of its own the editor leaves it alone.
    let mut out = format!("<!-- wp:html -->\n{}\n<!-- /wp:html -->", marker_comment(marker));
    for block in &body.doc.content {
        let markup = match block {
            Block::Paragraph { content } => paragraph(&line(content)?),
            Block::Subhead { attrs, content } => subhead(attrs.level, &line(content)?),
            Block::BulletList { content } => list(None, content)?,
            Block::OrderedList { attrs, content } => list(Some(attrs.start), content)?,
            Block::Quote { content } => quote(content)?,
            Block::Table { content } => table::table(content)?,
            Block::Figure { attrs } => Some(figure(&placed(attrs.photo).ok_or(ContentError::NotPlaced(attrs.photo))?)?),
        };
        if let Some(markup) = markup {
            out.push_str("\n\n");
            out.push_str(&markup);
        }
    }
    Ok(out)
}

/// The content with the story's byline under it: sites show the account that sent a story, not who wrote it.
#[must_use]
pub fn signed(content: String, byline: &str) -> String {
    match escape(byline.trim()) {
        name if name.is_empty() => content,
        name => format!(
            "{content}\n\n<!-- wp:paragraph {{\"className\":\"byline\"}} -->\n<p class=\"byline\">{name}</p>\n<!-- /wp:paragraph -->"
        ),
    }
}

/// Blank paragraphs are the editor's, not the story's: they give nothing.
fn paragraph(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| format!("<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->"))
}

fn subhead(level: u8, text: &str) -> Option<String> {
    let level = level.clamp(2, 6);
    let attributes = if level == 2 { String::new() } else { format!(" {{\"level\":{level}}}") };
    (!text.is_empty()).then(|| {
        format!(
            "<!-- wp:heading{attributes} -->\n<h{level} class=\"wp-block-heading\">{text}</h{level}>\n<!-- /wp:heading -->"
        )
    })
}

fn quote(content: &[Block]) -> Result<Option<String>, ContentError> {
    let mut paragraphs = Vec::new();
    for block in content {
        if let Block::Paragraph { content } = block {
            paragraphs.extend(paragraph(&line(content)?));
        }
    }
    let inner = paragraphs.join("\n\n");
    Ok((!inner.is_empty()).then(|| {
        format!("<!-- wp:quote -->\n<blockquote class=\"wp-block-quote\">{inner}</blockquote>\n<!-- /wp:quote -->")
    }))
}

/// A list. WordPress's list items are a text, then lists; where a story has text after an inner list, the
/// whole becomes a block of plain HTML, so that the order stays.
fn list(start: Option<u32>, items: &[ListItem]) -> Result<Option<String>, ContentError> {
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

fn figure(photo: &PlacedPhoto) -> Result<String, ContentError> {
    let url = photo.source_url.as_str();
    if !["https://", "http://"].iter().any(|s| url.starts_with(s)) || !is_safe_link(url) {
        return Err(ContentError::Address(url.to_owned()));
    }
    let id = photo.media_id;
    let alt = attribute(&photo.alt_text);
    Ok(format!(
        "<!-- wp:image {{\"id\":{id},\"sizeSlug\":\"large\",\"linkDestination\":\"none\"}} -->\n\
         <figure class=\"wp-block-image size-large\"><img src=\"{}\" alt=\"{alt}\" class=\"wp-image-{id}\"/>{}</figure>\n\
         <!-- /wp:image -->",
        attribute(url),
        caption(photo),
    ))
}

/// Caption and credit as readers see them under a picture; empty if there is neither.
#[must_use]
pub fn caption_line(caption: &str, credit: &str) -> String {
    let caption = escape(caption.trim());
    let credit = match escape(credit.trim()) {
        name if name.is_empty() => name,
        name => format!("<span class=\"credit\">Ảnh: {name}</span>"),
    };
    let blank = if caption.is_empty() || credit.is_empty() { "" } else { " " };
    format!("{caption}{blank}{credit}")
}

fn caption(photo: &PlacedPhoto) -> String {
    match caption_line(&photo.caption, &photo.credit) {
        line if line.is_empty() => line,
        line => format!("<figcaption class=\"wp-element-caption\">{line}</figcaption>"),
    }
}

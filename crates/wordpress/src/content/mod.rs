//! The text of a post: WordPress block markup, so that the site's own editor can open and change it.

mod compare;
mod figure;
mod furniture;
mod inline;
mod list;
mod plain;
mod read;
mod shown;
mod table;

pub use compare::{ContentDifference, Rewrite, alike_content, alike_text, differences, same_content, same_text};
pub use figure::caption_line;
pub use plain::{plain, plain_text};
pub use read::{Read, read};
pub use shown::page_shows;

use crate::media::MediaId;
use figure::figure;
use inline::line;
pub use inline::{alt_as_typed, as_typed};
use list::list;
use newsroom::{ArticleId, Manuscript, PhotoUseId, body::Block};

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
    NotPlaced(PhotoUseId),
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

/// What becomes of a figure whose photo is not on the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The story is not sent.
    Refuse,
    /// The figure is left out: for a text that goes before its photos.
    LeaveOut,
}

/// The story's text for a site: its marker, what was wrong before, the text, who wrote it, and where else to read. One line
/// per paragraph: WordPress would make line breaks and embedded pages of anything else.
///
/// # Errors
/// If a photo has no place on the site and may not be left out, or an address is of no use to readers.
pub fn story(
    manuscript: &Manuscript,
    marker: &str,
    placed: &dyn Fn(PhotoUseId) -> Option<PlacedPhoto>,
    missing: Missing,
) -> Result<String, ContentError> {
    // Every field is in the text, or it is said where else a site gets it.
    let Manuscript {
        headline: _,   // The post's title.
        standfirst: _, // Its excerpt.
        byline,
        section: _, // Its category.
        tags: _,    // Its tags.
        body,
        lead_photo: _, // Its featured media.
        photos: _,     // Where they stand in the text; their files go before.
        correction,
        related,
    } = manuscript;
    // A bare comment would become a "Classic" block; in a block of its own the editor leaves it alone.
    let mut blocks = vec![format!("<!-- wp:html -->\n{}\n<!-- /wp:html -->", marker_comment(marker))];
    blocks.extend(furniture::correction(correction));
    for block in &body.doc.content {
        blocks.extend(match block {
            Block::Paragraph { content } => paragraph(&line(content)?),
            Block::Subhead { attrs, content } => subhead(attrs.level, &line(content)?),
            Block::BulletList { content } => list(None, content)?,
            Block::OrderedList { attrs, content } => list(Some(*attrs), content)?,
            Block::Quote { content } => quote(content)?,
            Block::Table { content } => table::table(content)?,
            Block::Figure { attrs } => match (placed(attrs.photo), missing) {
                (Some(photo), _) => Some(figure(&photo)?),
                (None, Missing::LeaveOut) => None,
                (None, Missing::Refuse) => return Err(ContentError::NotPlaced(attrs.photo)),
            },
        });
    }
    blocks.extend(furniture::byline(byline));
    blocks.extend(furniture::related(related)?);
    Ok(blocks.join("\n\n"))
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

//! Photos in the text, as the site's own editor keeps them.

use crate::content::{
    ContentError, PlacedPhoto,
    inline::{attribute, escape},
};
use newsroom::body::is_safe_link;

/// A photo as a `core/image` block.
pub(super) fn figure(photo: &PlacedPhoto) -> Result<String, ContentError> {
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

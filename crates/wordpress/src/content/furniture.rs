//! What stands around the text: a correction above it, the byline and related stories below.

use crate::content::{
    ContentError,
    inline::{attribute, escape, readers_address},
};
use newsroom::{CORRECTION_LABEL, Related, correction_words};

/// Words over related stories.
const RELATED: &str = "Tin liên quan";
/// Class of the paragraph that names the author.
pub(super) const BYLINE_CLASS: &str = "byline";
/// Class of the paragraph that says what was wrong.
pub(super) const CORRECTION_CLASS: &str = "correction";
/// Class of the list of related stories.
pub(super) const RELATED_CLASS: &str = "related";
/// Class of the subhead over it.
pub(super) const RELATED_TITLE_CLASS: &str = "related__title";

/// What was wrong before, if anything.
pub(super) fn correction(words: &str) -> Option<String> {
    let words = escape(correction_words(words));
    (!words.is_empty()).then(|| paragraph(CORRECTION_CLASS, &format!("<strong>{CORRECTION_LABEL}</strong> {words}")))
}

/// Who wrote it: sites show the account that sent a story.
pub(super) fn byline(name: &str) -> Option<String> {
    let name = escape(name.trim());
    (!name.is_empty()).then(|| paragraph(BYLINE_CLASS, &name))
}

fn paragraph(class: &str, html: &str) -> String {
    format!(
        "<!-- wp:paragraph {{\"className\":\"{class}\"}} -->\n<p class=\"{class}\">{html}</p>\n<!-- /wp:paragraph -->"
    )
}

/// Where else to read: a subhead and a list of links. The editor writes its own class before one that was added.
pub(super) fn related(stories: &[Related]) -> Result<Option<String>, ContentError> {
    let mut items = Vec::new();
    for story in stories {
        let address = readers_address(&story.link)?;
        if !["http://", "https://"].iter().any(|scheme| address.to_ascii_lowercase().starts_with(scheme)) {
            return Err(ContentError::Address(story.link.clone()));
        }
        let title = if story.title.trim().is_empty() { &story.link } else { &story.title };
        let (href, title) = (attribute(&address), escape(title.trim()));
        items.push(format!("<!-- wp:list-item -->\n<li><a href=\"{href}\">{title}</a></li>\n<!-- /wp:list-item -->"));
    }
    let items = items.join("\n\n");
    Ok((!items.is_empty()).then(|| {
        format!(
            "<!-- wp:heading {{\"className\":\"{RELATED_TITLE_CLASS}\"}} -->\n\
             <h2 class=\"wp-block-heading {RELATED_TITLE_CLASS}\">{RELATED}</h2>\n\
             <!-- /wp:heading -->\n\n\
             <!-- wp:list {{\"className\":\"{RELATED_CLASS}\"}} -->\n\
             <ul class=\"wp-block-list {RELATED_CLASS}\">{items}</ul>\n\
             <!-- /wp:list -->"
        )
    }))
}

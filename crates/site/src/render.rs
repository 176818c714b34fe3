//! A story's texts as HTML for readers.

use maud::PreEscaped;
use rusqlite::Connection;

use crate::media::Media;
use crate::post::Post;
use crate::{html, urls};

/// Words of an excerpt that nobody wrote (WordPress, `excerpt_length`).
const EXCERPT_WORDS: usize = 55;

/// The body: cleaned, with the site's present address and the sizes of its pictures.
pub(crate) fn content(db: &Connection, post: &Post, base: &str) -> PreEscaped<String> {
    let text = urls::attach(&post.content, base);
    html::page(&html::paragraphs(&text), |id| match Media::by_id(db, id) {
        Ok(media) => media.map(|media| media.picture(base)),
        Err(error) => {
            tracing::warn!("picture {id}: {error}");
            None
        }
    })
}

/// The headline, escaped.
pub(crate) fn title(post: &Post) -> String {
    html::escape(&post.headline())
}

/// The standfirst as a paragraph, or the first words of the body.
pub(crate) fn excerpt(post: &Post, base: &str) -> String {
    if post.excerpt.trim().is_empty() {
        let (words, more) = html::first_words(&html::plain_text(&post.content), EXCERPT_WORDS);
        return match (words.is_empty(), more) {
            (true, _) => String::new(),
            (false, true) => format!("<p>{} [&hellip;]</p>\n", html::escape(&words)),
            (false, false) => format!("<p>{}</p>\n", html::escape(&words)),
        };
    }
    html::page(&html::paragraphs(&urls::attach(&post.excerpt, base)), |_| None).into_string()
}

/// The standfirst as plain text; empty when nobody wrote one.
pub(crate) fn standfirst(post: &Post) -> String {
    let text = html::plain_text(&urls::attach(&post.excerpt, ""));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The standfirst, or the first words of the body, as plain text of at most `words` words.
pub(crate) fn summary(post: &Post, words: usize) -> String {
    let own = standfirst(post);
    shorten(&if own.is_empty() { html::plain_text(&urls::attach(&post.content, "")) } else { own }, words)
}

/// The first `words` words, with an ellipsis where something is missing.
pub(crate) fn shorten(text: &str, words: usize) -> String {
    let (text, more) = html::first_words(text, words);
    if more { format!("{text} …") } else { text }
}

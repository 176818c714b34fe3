//! HTML that came from outside: taken apart, cleaned, and read as plain text.

mod allowlist;
mod entities;
#[cfg(test)]
mod growth;
mod kses;
mod page;
mod tokens;

pub(crate) use crate::html::entities::{decode, escape};
pub(crate) use crate::html::kses::filter;
pub(crate) use crate::html::page::{Picture, page};

use crate::html::allowlist::is_block;
use crate::html::page::picture_id;
use crate::html::tokens::{Token, tokens};

/// The words alone: tags and comments dropped (with the text of scripts and styles), entities decoded,
/// a blank where a block ended.
pub(crate) fn plain_text(html: &str) -> String {
    let mut out = String::new();
    let mut skipping: Option<String> = None;
    for token in tokens(html) {
        match token {
            Token::Text(text) if skipping.is_none() => out.push_str(&decode(text)),
            Token::Start { name, .. } if matches!(name.as_str(), "script" | "style") => skipping = Some(name),
            Token::End(name) if skipping.as_deref() == Some(&name) => skipping = None,
            Token::Start { name, .. } | Token::End(name) if is_block(&name) => out.push(' '),
            _ => {}
        }
    }
    out
}

/// The first `count` words, and whether there are more. What is written without blanks is cut where that many long words
/// would end.
pub(crate) fn first_words(text: &str, count: usize) -> (String, bool) {
    let mut words = text.split_whitespace();
    let mut first = words.by_ref().take(count).collect::<Vec<_>>().join(" ");
    match first.char_indices().nth(count * LONG_WORD) {
        Some((end, _)) => {
            first.truncate(end);
            (first, true)
        }
        None => (first, words.next().is_some()),
    }
}

/// Characters of a long word, with its blank. Vietnamese syllables have at most seven.
const LONG_WORD: usize = 20;

/// The id of the first picture of the site (`class="wp-image-7"`).
pub(crate) fn first_picture(html: &str) -> Option<i64> {
    tokens(html).find_map(|token| match token {
        Token::Start { name, attributes, .. } if name == "img" => picture_id(&attributes),
        _ => None,
    })
}

/// Does the text show that picture, in whatever size? `stem` is its file name without extension.
pub(crate) fn shows_picture(html: &str, id: i64, stem: &str) -> bool {
    tokens(html).any(|token| match token {
        Token::Start { name, attributes, .. } if name == "img" => {
            picture_id(&attributes) == Some(id)
                || attributes.iter().any(|(name, value)| name == "src" && value.contains(stem))
        }
        _ => false,
    })
}

/// Is it block markup, as the WordPress editor writes it?
pub(crate) fn has_blocks(content: &str) -> bool {
    content.contains("<!-- wp:")
}

/// Paragraphs for text that has no block of its own: a blank line ends one, a newline breaks the line.
pub(crate) fn paragraphs(content: &str) -> String {
    let marked = tokens(content).any(|token| matches!(&token, Token::Start { name, .. } if is_block(name)));
    if has_blocks(content) || marked {
        return content.to_owned();
    }
    let text = content.replace("\r\n", "\n");
    text.split("\n\n")
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| format!("<p>{}</p>\n", part.replace('\n', "<br>\n")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_keeps_words_apart() {
        assert_eq!(
            plain_text("<p>M&oacute;ng C&aacute;i</p><p>5 &lt; 6<script>x()</script></p>").trim(),
            "Móng Cái  5 < 6"
        );
        assert_eq!(plain_text("a < b & c"), "a < b & c", "stray signs are text");
    }

    #[test]
    fn first_words_are_few_and_short() {
        assert_eq!(first_words(" một  hai ba", 2), ("một hai".to_owned(), true));
        assert_eq!(first_words("một hai", 2), ("một hai".to_owned(), false));
        assert_eq!(first_words(&"ế".repeat(100_000), 2), ("ế".repeat(40), true));
    }

    #[test]
    fn text_without_blocks_becomes_paragraphs() {
        assert_eq!(paragraphs("một\nhai\n\nba"), "<p>một<br>\nhai</p>\n<p>ba</p>\n");
        assert_eq!(paragraphs("<p>một\nhai</p>"), "<p>một\nhai</p>");
    }
}

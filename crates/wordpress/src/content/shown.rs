//! Whether a public page shows a story.

use crate::html::{Token, decode, tokens};

/// True if a page shows this headline. WordPress makes typographic signs of plain ones (quotes, dashes, dots, `x` between
/// figures), and themes break lines as they like, so only letters and digits count, without regard to case.
#[must_use]
pub fn page_shows(page_html: &str, headline: &str) -> bool {
    let wanted = letters(headline);
    !wanted.is_empty() && letters(&visible(page_html)).contains(&wanted)
}

/// Text of a page apart from what is meant for machines.
fn visible(html: &str) -> String {
    let mut hidden: Option<String> = None;
    let mut out = String::new();
    for token in tokens(html) {
        match token {
            Token::Text(text) if hidden.is_none() => out.push_str(&decode(text)),
            Token::Tag(tag) if hidden.is_none() && !tag.closes && matches!(tag.name.as_str(), "script" | "style") => {
                hidden = Some(tag.name);
            }
            Token::Tag(tag) if tag.closes && hidden.as_deref() == Some(tag.name.as_str()) => hidden = None,
            _ => {}
        }
    }
    out
}

fn letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in copydesk::nfc(text).chars() {
        match c {
            '×' => out.push('x'),
            '™' => out.push_str("tm"),
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    out
}

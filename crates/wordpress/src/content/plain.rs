//! The words of a post without its form.

use crate::html::{Token, decode, text_of, tokens};

/// A headline or standfirst of a site as people read it: one line, no tags, entities as letters.
#[must_use]
pub fn plain(raw: &str) -> String {
    tidy(&text_of(raw))
}

/// A post's text without any markup, a line per paragraph, subhead, list item or cell. For search, not for comparing.
#[must_use]
pub fn plain_text(raw: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut hidden: Option<String> = None;
    // Without blocks, a blank line parts paragraphs.
    let classic = !raw.contains("<!-- wp:");
    for token in tokens(raw) {
        match token {
            Token::Text(_) if hidden.is_some() => {}
            Token::Text(text) => {
                let decoded = decode(text);
                let mut parts = decoded.split("\n\n");
                line.push_str(parts.next().unwrap_or_default());
                for part in parts {
                    if classic {
                        end(&mut line, &mut lines);
                    }
                    line.push(' ');
                    line.push_str(part);
                }
            }
            Token::Tag(tag) if tag.closes && hidden.as_deref() == Some(tag.name.as_str()) => hidden = None,
            Token::Tag(tag) => {
                if hidden.is_none() && !tag.closes && matches!(tag.name.as_str(), "script" | "style") {
                    hidden = Some(tag.name);
                } else if !is_inline(&tag.name) {
                    end(&mut line, &mut lines);
                }
            }
            Token::Comment(_) => {}
        }
    }
    end(&mut line, &mut lines);
    lines.join("\n")
}

fn is_inline(name: &str) -> bool {
    const INLINE: [&str; 20] = [
        "a", "abbr", "b", "cite", "code", "del", "em", "font", "i", "img", "ins", "mark", "q", "s", "small", "span",
        "strong", "sub", "sup", "u",
    ];
    INLINE.contains(&name)
}

fn end(line: &mut String, lines: &mut Vec<String>) {
    let tidied = tidy(line);
    if !tidied.is_empty() {
        lines.push(tidied);
    }
    line.clear();
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

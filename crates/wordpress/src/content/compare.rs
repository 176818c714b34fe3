//! Whether what a site stored is what was sent, apart from what sites rewrite without harm.

use crate::html::{Tag, Token, decode, tokens};
use std::collections::BTreeMap;

/// True if the stored text says the same as the text that was sent.
///
/// Sites write entities in other ways (`&` as `&amp;`, `&#91;` as `&#091;`), close empty tags, reorder nothing
/// but blanks, and add `rel` to links. Words, order, tags, links and pictures must be the same.
#[must_use]
pub fn same_content(sent: &str, stored_raw: &str) -> bool {
    reduce(sent) == reduce(stored_raw)
}

/// True if a stored headline, standfirst or caption says the same as what was sent as plain text.
#[must_use]
pub fn same_text(sent: &str, stored_raw: &str) -> bool {
    let sent_words = words(sent);
    let stored_words = words(stored_raw);
    // What was sent may itself look like an entity, so both readings count.
    let decoded = words(&decode(stored_raw));
    sent_words == stored_words || sent_words == decoded || words(&decode(sent)) == decoded
}

/// In what a stored text differs from the one that was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContentDifference {
    /// Says the same, as [`same_content`] has it.
    pub same: bool,
    /// Names of tags of which the site kept fewer than were sent, each once.
    pub stripped: Vec<String>,
}

/// In what a stored text differs from the one that was sent.
#[must_use]
pub fn differences(sent: &str, stored_raw: &str) -> ContentDifference {
    let (sent, stored) = (reduce(sent), reduce(stored_raw));
    if sent == stored {
        return ContentDifference { same: true, stripped: Vec::new() };
    }
    let (before, after) = (tags(&sent), tags(&stored));
    let fewer = |(name, count): (&String, &usize)| (after.get(name).unwrap_or(&0) < count).then(|| name.clone());
    ContentDifference { same: false, stripped: before.iter().filter_map(fewer).collect() }
}

fn tags(parts: &[Part]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for part in parts {
        if let Part::Open(name, _) = part {
            *counts.entry(name.clone()).or_default() += 1;
        }
    }
    counts
}

#[derive(Debug, PartialEq, Eq)]
enum Part {
    Words(String),
    Comment(String),
    Open(String, BTreeMap<String, String>),
    Close(String),
}

fn reduce(html: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for token in tokens(html) {
        match token {
            Token::Text(text) => {
                let decoded = blanks(&decode(text));
                match parts.last_mut() {
                    // A `<` that is a letter splits text in two.
                    Some(Part::Words(before)) => before.push_str(&decoded),
                    _ => parts.push(Part::Words(decoded)),
                }
            }
            Token::Comment(text) => parts.push(Part::Comment(words(text))),
            Token::Tag(tag) => parts.push(part(tag)),
        }
    }
    trim_edges(&mut parts);
    parts
}

fn part(tag: Tag<'_>) -> Part {
    if tag.closes {
        return Part::Close(tag.name);
    }
    let link = tag.name == "a";
    let kept = tag.attributes.into_iter().filter(|(name, _)| !(link && name == "rel"));
    Part::Open(tag.name, kept.map(|(name, value)| (name, words(&value))).collect())
}

/// Blanks beside comments and blocks mean nothing; within a line they do.
fn trim_edges(parts: &mut Vec<Part>) {
    let solid: Vec<bool> = parts.iter().map(is_edge).collect();
    for (i, part) in parts.iter_mut().enumerate() {
        if let Part::Words(text) = part {
            if i == 0 || solid[i - 1] {
                *text = text.trim_start().to_owned();
            }
            if solid.get(i + 1).copied().unwrap_or(true) {
                *text = text.trim_end().to_owned();
            }
        }
    }
    parts.retain(|part| !matches!(part, Part::Words(text) if text.is_empty()));
}

fn is_edge(part: &Part) -> bool {
    const INLINE: [&str; 6] = ["a", "strong", "em", "span", "b", "i"];
    match part {
        Part::Words(_) => false,
        Part::Comment(_) => true,
        Part::Open(name, _) | Part::Close(name) => !INLINE.contains(&name.as_str()),
    }
}

/// Runs of blanks as one, NFC.
fn blanks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '\t' | '\r' | '\n' if out.ends_with(' ') => {}
            ' ' | '\t' | '\r' | '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    copydesk::nfc(&out).into_owned()
}

fn words(text: &str) -> String {
    blanks(text).trim().to_owned()
}

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

/// True if a stored headline, standfirst or caption says the same to readers: besides what [`same_text`] allows, quotes,
/// dashes and dots may have been made typographic there.
#[must_use]
pub fn alike_text(sent: &str, stored_raw: &str) -> bool {
    same_text(sent, stored_raw) || signs(&words(&decode(sent))) == signs(&words(&decode(stored_raw)))
}

/// True if a stored text says the same to readers: besides what [`same_content`] allows, the site may have rewritten it on
/// purpose ([`Rewrite`]).
#[must_use]
pub fn alike_content(sent: &str, stored_raw: &str) -> bool {
    differences(sent, stored_raw).same
}

/// What sites rewrite on purpose, by their own settings; readers get the same words, links and pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rewrite {
    /// Links open another window and say so, pictures are told to load late.
    Attributes,
    /// Quotes, dashes and dots are typographic ones.
    Signs,
}

/// In what a stored text differs from the one that was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContentDifference {
    /// Says the same, as [`alike_content`] has it.
    pub same: bool,
    /// What the site rewrote on purpose, if it is the same for readers.
    pub rewritten: Vec<Rewrite>,
    /// Names of tags of which the site kept fewer than were sent, each once.
    pub stripped: Vec<String>,
}

/// In what a stored text differs from the one that was sent.
#[must_use]
pub fn differences(sent: &str, stored_raw: &str) -> ContentDifference {
    let (mut sent, mut stored) = (reduce(sent), reduce(stored_raw));
    let mut rewritten = Vec::new();
    let stripped = {
        let (before, after) = (tags(&sent), tags(&stored));
        let fewer = |(name, count): (&String, &usize)| (after.get(name).unwrap_or(&0) < count).then(|| name.clone());
        before.iter().filter_map(fewer).collect()
    };
    for (rewrite, undo) in [(Rewrite::Attributes, plain_attributes as fn(&mut Part)), (Rewrite::Signs, plain_signs)] {
        if sent == stored {
            break;
        }
        let (mut sent_plain, mut stored_plain) = (sent.clone(), stored.clone());
        sent_plain.iter_mut().for_each(undo);
        stored_plain.iter_mut().for_each(undo);
        if (&sent_plain, &stored_plain) != (&sent, &stored) {
            rewritten.push(rewrite);
        }
        (sent, stored) = (sent_plain, stored_plain);
    }
    if sent == stored {
        return ContentDifference { same: true, rewritten, stripped: Vec::new() };
    }
    ContentDifference { same: false, rewritten: Vec::new(), stripped }
}

/// A tag without what sites add to links and pictures.
fn plain_attributes(part: &mut Part) {
    let Part::Open(name, attributes) = part else { return };
    match name.as_str() {
        "a" => attributes.retain(|name, _| name == "href"),
        "img" => attributes.retain(|name, _| {
            !matches!(name.as_str(), "loading" | "decoding" | "fetchpriority" | "srcset" | "sizes" | "title")
        }),
        _ => {}
    }
}

/// Words with the signs of a keyboard.
fn plain_signs(part: &mut Part) {
    match part {
        Part::Words(text) => *text = signs(text),
        Part::Open(_, attributes) => attributes.values_mut().for_each(|value| *value = signs(value)),
        Part::Comment(_) | Part::Close(_) => {}
    }
}

/// As sites make signs typographic (`wptexturize` of WordPress): quotes, primes, dashes of any length, dots, the cross
/// between figures, blanks that do not break.
fn signs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '“' | '”' | '„' | '″' => out.push('"'),
            '‘' | '’' | '‚' | '′' => out.push('\''),
            '-' | '‐' | '‑' | '–' | '—' | '−' if out.ends_with('-') => {}
            '‐' | '‑' | '–' | '—' | '−' => out.push('-'),
            '…' => out.push_str("..."),
            '×' => out.push('x'),
            '\u{a0}' | '\u{202f}' => out.push(' '),
            c => out.push(c),
        }
    }
    out
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

#[derive(Clone, Debug, PartialEq, Eq)]
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
    const INLINE: [&str; 8] = ["a", "strong", "em", "span", "b", "i", "sub", "sup"];
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

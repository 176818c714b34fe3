//! Just enough HTML to find a link in a page and to compare two contents: a flat list of tokens.
//! Never used to decide what is safe to show.

use std::borrow::Cow;

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// Letters between tags, as written.
    Text(&'a str),
    /// What stands in a comment.
    Comment(&'a str),
    /// A tag that opens or closes an element.
    Tag(Tag<'a>),
}

/// A tag of an HTML page, as it stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    /// Name in lower case.
    pub(crate) name: String,
    /// True for `</name>`.
    pub(crate) closes: bool,
    /// Names in lower case, values with entities decoded, in order.
    pub(crate) attributes: Vec<(String, Cow<'a, str>)>,
}

impl Tag<'_> {
    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_ref())
    }
}

/// Text with its entities (`&amp;`, `&#8211;`) as letters.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    html_escape::decode_html_entities(text)
}

/// The letters of a piece of HTML, without tags, entities decoded.
pub(crate) fn text_of(html: &str) -> String {
    tokens(html)
        .filter_map(|token| match token {
            Token::Text(text) => Some(decode(text)),
            _ => None,
        })
        .collect()
}

/// The pieces of a page. A `<` that begins no tag is a letter; anything unclosed runs to the end.
pub(crate) fn tokens(html: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some(inner) = rest.strip_prefix("<!--") {
            let (comment, after) = inner.split_once("-->").unwrap_or((inner, ""));
            rest = after;
            return Some(Token::Comment(comment));
        }
        if begins_tag(rest) {
            let end = tag_end(rest);
            let (tag, after) = rest.split_at(end);
            rest = after;
            return Some(Token::Tag(parse_tag(tag)));
        }
        let next = rest.char_indices().skip(1).find(|(i, c)| *c == '<' && begins_markup(&rest[*i..]));
        let (text, after) = rest.split_at(next.map_or(rest.len(), |(i, _)| i));
        rest = after;
        Some(Token::Text(text))
    })
}

fn begins_markup(rest: &str) -> bool {
    rest.starts_with("<!--") || begins_tag(rest)
}

fn begins_tag(rest: &str) -> bool {
    let mut bytes = rest.bytes();
    bytes.next() == Some(b'<')
        && match bytes.next() {
            Some(b'/' | b'!') => bytes.next().is_some_and(|b| b.is_ascii_alphabetic()),
            Some(first) => first.is_ascii_alphabetic(),
            None => false,
        }
}

/// The end of the tag that the text begins with, `>` in quoted values left aside.
fn tag_end(rest: &str) -> usize {
    let mut quote = None;
    for (i, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), byte) if byte == open => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return i + 1,
            _ => {}
        }
    }
    rest.len()
}

fn parse_tag(tag: &str) -> Tag<'_> {
    let inner = tag.trim_start_matches('<').trim_end_matches('>');
    let closes = inner.starts_with('/');
    let inner = inner.trim_matches('/');
    let name_end = inner.find(|c: char| c.is_whitespace()).unwrap_or(inner.len());
    let (name, mut rest) = inner.split_at(name_end);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            break;
        }
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let after = after.trim_start();
        let (value, after) = match after.strip_prefix('=') {
            Some(value) => split_value(value.trim_start()),
            None => ("", after),
        };
        // A lone `=` would never be consumed otherwise.
        if !name.is_empty() {
            attributes.push((name.to_ascii_lowercase(), decode(value)));
        }
        rest = after;
    }
    Tag { name: name.to_ascii_lowercase(), closes, attributes }
}

fn split_value(text: &str) -> (&str, &str) {
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => text[1..].split_once(quote).unwrap_or((&text[1..], "")),
        _ => text.split_at(text.find(char::is_whitespace).unwrap_or(text.len())),
    }
}

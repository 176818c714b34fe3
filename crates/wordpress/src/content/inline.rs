//! Letters and marks of a line, safe for a page and for WordPress's own ideas about text.

use crate::{address::is_loopback, content::ContentError};
use newsroom::body::{Inline, Mark, is_safe_link};
use url::Url;

/// A line of a story as HTML: one line, no blanks at its ends. Empty if nothing is to be read.
pub(crate) fn line(pieces: &[Inline]) -> Result<String, ContentError> {
    // Blanks and breaks before the first words and after the last would only make room.
    let words = |piece: &Inline| matches!(piece, Inline::Text { text, .. } if !escape(text).trim().is_empty());
    let (Some(first), Some(last)) = (pieces.iter().position(words), pieces.iter().rposition(words)) else {
        return Ok(String::new());
    };
    let mut out = String::new();
    let mut open: Vec<Style> = Vec::new();
    let mut breaks = 0;
    for piece in &pieces[first..=last] {
        match piece {
            Inline::Text { text, marks } => {
                let wanted = styles(marks)?;
                // Breaks stand outside of marks that end before them.
                let kept = common(&open, &wanted);
                switch(&mut out, &mut open, &wanted[..kept]);
                out.push_str(&"<br>".repeat(std::mem::take(&mut breaks)));
                switch(&mut out, &mut open, &wanted);
                out.push_str(&escape(text));
            }
            Inline::LineBreak { .. } => breaks += 1,
        }
    }
    switch(&mut out, &mut open, &[]);
    Ok(defuse_embed(out.trim()).into_owned())
}

/// Words for a quoted attribute. A backslash before the closing quote is taken away by WordPress's cleaning
/// (`wp_kses_stripslashes`), and by its storing of photos' words.
pub(crate) fn attribute(text: &str) -> String {
    escape(text.trim()).replace('"', "&quot;").replace('\\', "&#92;")
}

/// A headline, a standfirst or words of a photo, which sites take for HTML though people wrote plain text: what they would
/// read as an entity or a tag is written so that readers see it as it was typed. All else stays as it is.
#[must_use]
pub fn as_typed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, c) in text.char_indices() {
        let rest = &text[i + c.len_utf8()..];
        match c {
            '&' if begins_entity(rest) => out.push_str("&#38;"),
            '<' if rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) => {
                out.push_str("&lt;");
            }
            c => out.push(c),
        }
    }
    out
}

/// The same for a photo's words for readers who cannot see it, which WordPress stores without its backslashes.
#[must_use]
pub fn alt_as_typed(text: &str) -> String {
    as_typed(text).replace('\\', "&#92;")
}

/// Whether what stands behind an ampersand makes an entity of it.
fn begins_entity(rest: &str) -> bool {
    let Some((name, _)) = rest.split_once(';') else { return false };
    let number = name.strip_prefix('#');
    let of_letters = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric());
    name.len() <= 32 && of_letters(number.unwrap_or(name))
}

/// Letters as they may stand in text. Brackets become entities: agencies' texts contain `[gallery]` and the like,
/// which WordPress would run. Its cleaning makes `&#39;` of `&amp;#39;` (`wp_kses_normalize_entities`), so the ampersand
/// before a number is a number itself.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '&' if letters.peek() == Some(&'#') => out.push_str("&#38;"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '[' => out.push_str("&#91;"),
            ']' => out.push_str("&#93;"),
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// An address alone in its paragraph would be replaced by a preview of the page that it leads to.
fn defuse_embed(html: &str) -> std::borrow::Cow<'_, str> {
    let lower = html.get(..8).unwrap_or(html).to_ascii_lowercase();
    let alone = !html.contains(|c: char| c.is_whitespace() || c == '<');
    if alone && (lower.starts_with("http://") || lower.starts_with("https://")) {
        html.replacen(':', "&#58;", 1).into()
    } else {
        html.into()
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Style {
    Link(String),
    Bold,
    Italic,
    Raised,
    Lowered,
}

/// Marks in the one order in which they are nested: a link around all that has it.
fn styles(marks: &[Mark]) -> Result<Vec<Style>, ContentError> {
    let mut styles = Vec::new();
    for mark in marks {
        match mark {
            Mark::Link { attrs } => styles.push(Style::Link(readers_address(&attrs.href)?)),
            Mark::Bold {} => styles.push(Style::Bold),
            Mark::Italic {} => styles.push(Style::Italic),
            Mark::Superscript {} => styles.push(Style::Raised),
            Mark::Subscript {} => styles.push(Style::Lowered),
            // The desk's own business.
            Mark::Remark { .. } => {}
        }
    }
    styles.sort();
    styles.dedup_by(|a, b| std::mem::discriminant(a) == std::mem::discriminant(b));
    Ok(styles)
}

/// An address that readers can follow; pages of this laptop are not.
pub(crate) fn readers_address(href: &str) -> Result<String, ContentError> {
    let bad = || ContentError::Address(href.to_owned());
    if !is_safe_link(href) {
        return Err(bad());
    }
    match Url::parse(href) {
        // The window's own addresses are names under localhost.
        Ok(url) if is_loopback(&url) && url.domain().is_some() => Err(bad()),
        Ok(_) => Ok(href.to_owned()),
        Err(_) => Err(bad()),
    }
}

fn common(open: &[Style], wanted: &[Style]) -> usize {
    open.iter().zip(wanted).take_while(|(a, b)| a == b).count()
}

/// Closes and opens marks until exactly the wanted ones are open.
fn switch(out: &mut String, open: &mut Vec<Style>, wanted: &[Style]) {
    let kept = common(open, wanted);
    while open.len() > kept {
        match open.pop() {
            Some(Style::Link(_)) => out.push_str("</a>"),
            Some(Style::Bold) => out.push_str("</strong>"),
            Some(Style::Italic) => out.push_str("</em>"),
            Some(Style::Raised) => out.push_str("</sup>"),
            Some(Style::Lowered) => out.push_str("</sub>"),
            None => {}
        }
    }
    for style in &wanted[kept..] {
        match style {
            Style::Link(href) => {
                out.push_str("<a href=\"");
                out.push_str(&attribute(href));
                out.push_str("\">");
            }
            Style::Bold => out.push_str("<strong>"),
            Style::Italic => out.push_str("<em>"),
            Style::Raised => out.push_str("<sup>"),
            Style::Lowered => out.push_str("<sub>"),
        }
        open.push(style.clone());
    }
}

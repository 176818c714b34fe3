//! Runs of letters to the inlines of a paragraph.

use std::borrow::Cow;

use newsroom::body::{Inline, LinkAttrs, Mark};
use unicode_normalization::char::is_combining_mark;

use crate::{
    InterchangeError,
    flow::{Look, Run, TextBudget},
    raised::VerticalAlign,
};

/// The inlines that these runs make: neighbours that look alike joined, blanks at both ends gone, in normal form C.
/// `old` says that the paragraph is in an old encoding, whatever its fonts are.
pub(super) fn inlines(runs: &[Run], old: bool, budget: &mut TextBudget) -> Result<Vec<Inline>, InterchangeError> {
    let mut joined: Vec<(String, Vec<Mark>)> = Vec::new();
    for run in runs {
        let marks = marks(&run.look);
        // What the font says goes with the font; what the letters say stays.
        let text = match run.look.old_font {
            Some(font) if old => Cow::Owned(font.shown(&run.text)),
            _ => Cow::Borrowed(&run.text),
        };
        for c in text.chars().filter_map(|c| clean(c, old || run.look.old_font.is_some())) {
            match joined.last_mut() {
                // A letter typed apart from its tone (NFD), with a change of look between the two.
                Some((text, _)) if is_combining_mark(c) && !text.ends_with(char::is_whitespace) => text.push(c),
                Some((text, same)) if *same == marks => text.push(c),
                _ => joined.push((c.to_string(), marks.clone())),
            }
        }
    }
    trim(&mut joined);
    let mut line = Vec::new();
    for (text, marks) in joined {
        budget.spend(text.len())?;
        for (index, part) in text.split('\n').enumerate() {
            if index > 0 {
                line.push(Inline::LineBreak { marks: Vec::new() });
            }
            if !part.is_empty() {
                line.push(Inline::Text { text: copydesk::nfc(part).into_owned(), marks: marks.clone() });
            }
        }
    }
    Ok(line)
}

/// A line without any marks.
pub(super) fn plain(text: &str) -> Vec<Inline> {
    if text.is_empty() {
        return Vec::new();
    }
    vec![Inline::Text { text: text.to_owned(), marks: Vec::new() }]
}

/// Marks in the order of the editor, so that equal documents are equal bytes.
fn marks(look: &Look) -> Vec<Mark> {
    let mut marks = Vec::new();
    if look.bold {
        marks.push(Mark::Bold {});
    }
    if look.italic {
        marks.push(Mark::Italic {});
    }
    match look.vertical {
        VerticalAlign::Baseline => {}
        VerticalAlign::Superscript => marks.push(Mark::Superscript {}),
        VerticalAlign::Subscript => marks.push(Mark::Subscript {}),
    }
    if let Some(href) = look.link.as_deref().filter(|href| newsroom::body::is_safe_link(href)) {
        marks.push(Mark::Link { attrs: LinkAttrs { href: href.to_owned() } });
    }
    marks
}

/// A character as it may stand in a story. The soft hyphen is the letter ư in the fonts of TCVN3.
fn clean(c: char, old: bool) -> Option<char> {
    match c {
        '\n' => Some('\n'),
        '\t' => Some(' '),
        '\u{ad}' => old.then_some(c),
        '\u{feff}' | '\u{fffe}' | '\u{ffff}' => None,
        // Bytes 80 to 9F of the old fonts that Windows-1252 leaves free are kept: their reader wants them.
        '\u{80}'..='\u{9f}' => old.then_some(c),
        c if c.is_control() => None,
        c => Some(c),
    }
}

fn trim(line: &mut Vec<(String, Vec<Mark>)>) {
    while let Some((text, _)) = line.last_mut() {
        text.truncate(text.trim_end().len());
        if !text.is_empty() {
            break;
        }
        line.pop();
    }
    let blank = line.iter().take_while(|(text, _)| text.trim_start().is_empty()).count();
    line.drain(..blank);
    if let Some((text, _)) = line.first_mut() {
        text.drain(..text.len() - text.trim_start().len());
    }
}

//! Tidying up the typography of a paragraph, when somebody asks for it.
//!
//! Never while typing: an input method that finds its text changed types garbage. Corrections are offers: show them, apply
//! them as one step that can be undone.

mod address;
mod quotes;
mod signs;
mod spacing;

use std::ops::Range;

/// One change of a paragraph that a typesetter would make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// What to replace, in UTF-16 code units of the paragraph as it was, as JavaScript counts. Empty for an insertion.
    pub range: Range<usize>,
    /// What to put there; empty to delete.
    pub text: String,
}

/// What a typesetter would change in the paragraph: in order, without overlap, none for a tidy paragraph. Tidying twice
/// changes no more than tidying once.
///
/// - Runs of blanks, no-break ones among them, become one space; blanks at the ends of a line go.
/// - No blank before `, . ; : ! ? ) ”` and behind `“`, one behind `, . ; : ! ? )` where words were run together.
/// - Straight double quotes become “ ” if all of them make plain pairs; otherwise all stay.
/// - Three dots become `…`.
/// - ð and Ð where đ and Đ are meant; soft hyphens and zero-width characters go (joined emoji stay whole).
///
/// Numbers, times, document numbers (108/2014/NĐ-CP), abbreviations (TP., v.v.), addresses of pages and of mail are left as they are. Where
/// two readings are possible, nothing is done.
pub fn tidy(paragraph: &str) -> Vec<Correction> {
    let mut letters = Letter::all(paragraph);
    // What one rule uncovers, another may act upon.
    for _ in 0..MOST_ROUNDS {
        let before: Vec<char> = letters.iter().map(|letter| letter.c).collect();
        for rule in
            [signs::plain_letters, signs::ellipses, quotes::curled, spacing::around_signs, spacing::single_blanks]
        {
            letters = rule(&letters);
        }
        if letters.iter().map(|letter| letter.c).eq(before) {
            break;
        }
    }
    corrections(paragraph, &letters)
}

/// The paragraph with the corrections made. Corrections that do not fit it are left out.
pub fn apply(paragraph: &str, corrections: &[Correction]) -> String {
    let units: Vec<u16> = paragraph.encode_utf16().collect();
    let mut corrected = Vec::with_capacity(units.len());
    let mut at = 0;
    for Correction { range, text } in corrections {
        if at <= range.start && range.start <= range.end && range.end <= units.len() {
            corrected.extend_from_slice(&units[at..range.start]);
            corrected.extend(text.encode_utf16());
            at = range.end;
        }
    }
    corrected.extend_from_slice(&units[at..]);
    String::from_utf16_lossy(&corrected)
}

/// Far more than any text was seen to need; only so that no text whatever can hang the window.
const MOST_ROUNDS: usize = 16;

/// A character of the tidied paragraph, and what it stands for.
#[derive(Debug, Clone)]
struct Letter {
    c: char,
    /// In UTF-16 code units of the paragraph as it was.
    at: Range<usize>,
    /// Is it the character that stood there?
    kept: bool,
}

impl Letter {
    fn all(paragraph: &str) -> Vec<Self> {
        let mut end = 0;
        let letter = |c: char| {
            let start = end;
            end += c.len_utf16();
            Self { c, at: start..end, kept: true }
        };
        paragraph.chars().map(letter).collect()
    }

    /// Another character in the place of these.
    fn instead(c: char, of: &[Self]) -> Self {
        let start = of.first().map_or(0, |first| first.at.start);
        Self { c, at: start..of.last().map_or(start, |last| last.at.end), kept: false }
    }

    /// A character that stands behind this one.
    fn behind(&self, c: char) -> Self {
        Self { c, at: self.at.end..self.at.end, kept: false }
    }
}

fn corrections(paragraph: &str, letters: &[Letter]) -> Vec<Correction> {
    let end = paragraph.encode_utf16().count();
    let mut corrections = Vec::new();
    let mut text = String::new();
    let mut from = 0;
    let mut close = |range: Range<usize>, text: String| {
        if !range.is_empty() || !text.is_empty() {
            corrections.push(Correction { range, text });
        }
    };
    for letter in letters {
        if letter.kept {
            close(from..letter.at.start, std::mem::take(&mut text));
            from = letter.at.end;
        } else {
            text.push(letter.c);
        }
    }
    close(from..end, text);
    corrections
}

/// White space within a line.
fn is_blank(c: char) -> bool {
    c.is_whitespace() && !ends_line(c)
}

fn ends_line(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

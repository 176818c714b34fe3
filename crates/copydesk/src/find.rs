//! Finding words in a text, and putting others in their place.

use std::ops::Range;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::normal::{is_invisible, nfc, place_tones};
use crate::signs::as_typed;

/// What to look for, and how exactly.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The words as typed. Blanks count; nothing is found for no words.
    pub words: String,
    /// Capitals and small letters are different letters.
    pub match_case: bool,
    /// Marks and tones count. Without it `dao duc` finds `đạo đức`; with it hòa and hoà are still one.
    pub match_accents: bool,
    /// Not inside longer words: no letter or digit may stand before or behind what is found.
    pub whole_word: bool,
}

/// Where a text says what is looked for: ranges in UTF-16 code units, as JavaScript counts, in order and without
/// overlap.
///
/// NFC and NFD are alike, so are ð and đ, all blanks in a line, and signs that typography makes of typed ones (“ and ", – and -,
/// … and three dots, CO₂ and CO2, m² and m2); soft hyphens and zero-width characters are looked through. A range covers whole letters with their marks. Nothing is found across the end of a line.
pub fn find(text: &str, query: &Query) -> Vec<Range<usize>> {
    let wanted = Letters::of(&query.words, query).folded;
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut patterns = vec![wanted];
    let mut text = Letters::of(text, query);
    if query.match_accents {
        place_tones(&mut text.folded);
        // As a whole the query may be an open syllable (hoà), and the beginning of a closed one (hoàn).
        let mut placed = patterns[0].clone();
        place_tones(&mut placed);
        if placed != patterns[0] {
            patterns.push(placed);
        }
    }
    let length = patterns[0].len();
    let mut found = Vec::new();
    let mut at = 0;
    while at + length <= text.folded.len() {
        let here = &text.folded[at..at + length];
        if patterns.iter().any(|pattern| here == pattern) && text.stands_alone(at, at + length, query.whole_word) {
            found.push(text.places[at].start..text.places[at + length - 1].end);
            at += length;
        } else {
            at += 1;
        }
    }
    found
}

/// The words to put in the place of `found`, in NFC.
///
/// With `keep_case` they are in capitals where `found` is (two letters or more), and begin with one where it does:
/// `("BÁO CÁO", "tường trình")` gives `"TƯỜNG TRÌNH"`, `("Báo cáo", …)` gives `"Tường trình"`.
pub fn replacement(found: &str, with: &str, keep_case: bool) -> String {
    let with = nfc(with).into_owned();
    if !keep_case {
        return with;
    }
    let found = nfc(found);
    let cased = || found.chars().filter(|c| c.is_uppercase() || c.is_lowercase());
    if !cased().next().is_some_and(char::is_uppercase) {
        return with;
    }
    if cased().nth(1).is_some() && cased().all(char::is_uppercase) {
        return nfc(&with.to_uppercase()).into_owned();
    }
    let mut letters = with.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    nfc(&(first + letters.as_str())).into_owned()
}

/// A text as it is compared, and where each of its letters stands.
struct Letters {
    folded: Vec<char>,
    /// In UTF-16 code units. Characters folded from one letter share its place.
    places: Vec<Range<usize>>,
}

impl Letters {
    fn of(text: &str, query: &Query) -> Self {
        let mut letters = Self { folded: Vec::with_capacity(text.len()), places: Vec::with_capacity(text.len()) };
        let mut letter = String::new();
        let mut place = 0..0;
        let mut at = 0;
        for c in text.chars() {
            let end = at + c.len_utf16();
            if !is_invisible(c) {
                if !(is_combining_mark(c) && place.end > 0) {
                    letters.push(&letter, &place, query);
                    letter.clear();
                    place.start = at;
                }
                letter.push(c);
                place.end = end;
            }
            at = end;
        }
        letters.push(&letter, &place, query);
        letters
    }

    /// A letter with its marks.
    fn push(&mut self, letter: &str, place: &Range<usize>, query: &Query) {
        let mut characters = letter.chars();
        let before = self.folded.len();
        match (characters.next(), characters.next()) {
            // Most of any text: one character of the Latin script, composed by nature.
            (Some(c @ ('\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')), None) => self.fold(c, query),
            _ => nfc(letter).chars().for_each(|c| self.fold(c, query)),
        }
        if self.folded.len() - before > 1 {
            let folded: String = self.folded.drain(before..).collect();
            self.folded.extend(nfc(&folded).chars());
        }
        self.places.resize(self.folded.len(), place.clone());
    }

    fn fold(&mut self, c: char, query: &Query) {
        if let Some(typed) = as_typed(c) {
            return self.folded.extend(typed.chars());
        }
        let c = match c {
            'ð' => 'đ',
            'Ð' => 'Đ',
            '\n' | '\r' => c,
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if query.match_case {
            self.strip(c, query);
        } else {
            c.to_lowercase().for_each(|c| self.strip(c, query));
        }
    }

    fn strip(&mut self, c: char, query: &Query) {
        if query.match_accents {
            self.folded.push(c);
            return;
        }
        decompose_canonical(c, |part| match part {
            'đ' => self.folded.push('d'),
            'Đ' => self.folded.push('D'),
            part if is_combining_mark(part) => {}
            part => self.folded.push(part),
        });
    }

    /// Do no letters, or with `whole_word` no words, go on at either end?
    fn stands_alone(&self, from: usize, to: usize, whole_word: bool) -> bool {
        [from, to].into_iter().filter(|edge| *edge > 0 && *edge < self.folded.len()).all(|edge| {
            let of_one_letter = self.places[edge - 1] == self.places[edge];
            let of_one_word = || self.folded[edge - 1].is_alphanumeric() && self.folded[edge].is_alphanumeric();
            !(of_one_letter || whole_word && of_one_word())
        })
    }
}

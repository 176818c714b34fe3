//! Blanks: between words, and around signs.

use unicode_normalization::char::is_combining_mark;

use super::address::addresses;
use super::{Letter, ends_line, is_blank};
use crate::syllable::is_syllable;

/// One space for every run of blanks, none at the ends of a line. A single no-break space between words was meant.
pub(super) fn single_blanks(letters: &[Letter]) -> Vec<Letter> {
    let mut done: Vec<Letter> = Vec::with_capacity(letters.len());
    let mut at = 0;
    for run in letters.chunk_by(|a, b| is_blank(a.c) && is_blank(b.c)) {
        at += run.len();
        let starts = done.last().is_none_or(|last| ends_line(last.c));
        let ends = letters.get(at).is_none_or(|next| ends_line(next.c));
        match run {
            [first, ..] if is_blank(first.c) && (starts || ends) => {}
            [only] => done.push(only.clone()),
            run if run[0].c == ' ' => {
                // The first space stays, the others go.
                done.push(run[0].clone());
            }
            run => done.push(Letter::instead(' ', run)),
        }
    }
    done
}

/// No blank before closing signs, one behind them where words were run together.
pub(super) fn around_signs(letters: &[Letter]) -> Vec<Letter> {
    let text = ParagraphText::new(letters);
    let mut done = Vec::with_capacity(letters.len());
    for (at, letter) in letters.iter().enumerate() {
        if is_blank(letter.c) && text.is_needless(at) {
            continue;
        }
        done.push(letter.clone());
        if !text.addresses[at] && text.lacks_blank_behind(at) {
            done.push(letter.behind(' '));
        }
    }
    done
}

/// A paragraph as the rules of spacing look at it.
struct ParagraphText {
    chars: Vec<char>,
    addresses: Vec<bool>,
    /// Do the curly quotes come in pairs?
    paired: bool,
}

impl ParagraphText {
    fn new(letters: &[Letter]) -> Self {
        let chars: Vec<char> = letters.iter().map(|letter| letter.c).collect();
        let mut open = false;
        let paired = chars.iter().filter(|c| matches!(c, '“' | '”')).all(|c| {
            open = !open;
            open == (*c == '“')
        });
        Self { paired: paired && !open, addresses: addresses(letters), chars }
    }

    fn get(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|at| self.get(at))
    }

    /// The word that ends before this place.
    fn word_before(&self, at: usize) -> String {
        let start = self.chars[..at].iter().rposition(|c| !of_word(*c)).map_or(0, |other| other + 1);
        self.chars[start..at].iter().collect()
    }

    /// The word that begins at this place.
    fn word_from(&self, at: usize) -> String {
        self.chars[at..].iter().take_while(|c| of_word(**c)).collect()
    }

    /// Is this blank one of those that stand before a closing sign, or behind an opening quote or bracket?
    fn is_needless(&self, blank: usize) -> bool {
        let Some(first) = self.chars[..blank].iter().rposition(|c| !is_blank(*c)) else {
            return false;
        };
        let Some(sign) = (blank..self.chars.len()).find(|at| !is_blank(self.chars[*at])) else {
            return false;
        };
        let before = self.chars[first];
        if ends_line(before) || ends_line(self.chars[sign]) || self.addresses[sign] {
            return false;
        }
        if before == '“' {
            return self.paired;
        }
        if matches!(before, '(' | '[') {
            return self.opens(first) && !matches!(self.chars[sign], ')' | ']');
        }
        let next = self.get(sign + 1);
        let after = self.chars[sign + 1..].iter().copied().find(|c| !is_blank(*c));
        let ends_phrase = of_word(before) || before.is_numeric() || ")]}”’'\"%…°»".contains(before);
        let between_figures = before.is_ascii_digit() && after.is_some_and(|c| c.is_ascii_digit());
        let figure_next = next.is_some_and(|c| c.is_ascii_digit());
        match self.chars[sign] {
            '”' => self.paired,
            ')' => !matches!(before, '(' | ':' | ';'),
            ']' => !matches!(before, '[' | ':' | ';'),
            ',' => ends_phrase && !figure_next,
            // Not .vn, .NET or the beginning of dots.
            '.' => {
                let glued = next.is_some_and(of_word);
                ends_phrase && !figure_next && after != Some('.') && (!glued || self.starts_sentence(sign + 1))
            }
            // Not the score 2 : 1, and no faces.
            ':' => {
                ends_phrase
                    && !between_figures
                    && !next.is_some_and(|c| "()/-=|*".contains(c))
                    && !self.is_lone(sign + 1)
            }
            ';' => ends_phrase && !next.is_some_and(|c| "()-".contains(c)),
            '!' | '?' => ends_phrase && next != Some('='),
            _ => false,
        }
    }

    fn lacks_blank_behind(&self, sign: usize) -> bool {
        let (Some(before), Some(next)) = (self.before(sign), self.get(sign + 1)) else {
            return false;
        };
        let words = next.is_alphabetic() || (next == '“' && self.paired);
        let figure = next.is_ascii_digit();
        let closed = ")]}”’%".contains(before);
        let word = self.word_before(sign);
        let letters = word.chars().take(2).count();
        match self.chars[sign] {
            ',' => (words && (of_word(before) || before.is_numeric() || closed)) || (figure && letters > 1),
            // Not &amp;x.
            ';' => words && (of_word(before) || before.is_numeric() || closed) && !self.is_entity(sign, &word),
            ':' => {
                let spoken = letters > 1 && is_syllable(&word);
                (words && (spoken || closed || before.is_numeric()) && !self.is_lone(sign + 1)) || (figure && spoken)
            }
            '!' | '?' => words && (closed || is_syllable(&word)),
            '.' => {
                let ends = closed || before.is_ascii_digit() || (letters > 1 && is_syllable(&word));
                ends && (self.starts_sentence(sign + 1) || (next == '“' && self.paired))
            }
            ')' => next.is_alphabetic() && self.opened_behind_blank(sign),
            _ => false,
        }
    }

    /// A Vietnamese word of two letters or more with a capital: not TP.HCM, ThS.BS or v.v.và.
    fn starts_sentence(&self, at: usize) -> bool {
        let word = self.word_from(at);
        let mut letters = word.chars().filter(|c| !is_combining_mark(*c));
        let capital = letters.next().is_some_and(char::is_uppercase);
        let mut others = letters.peekable();
        capital && others.peek().is_some() && others.all(char::is_lowercase) && is_syllable(&word)
    }

    /// Is there one letter alone?
    fn is_lone(&self, at: usize) -> bool {
        self.get(at).is_some_and(char::is_alphabetic) && self.word_from(at).chars().nth(1).is_none()
    }

    /// Is this a bracket that closes again, and no face such as :( ?
    fn opens(&self, bracket: usize) -> bool {
        let closing = if self.chars[bracket] == '(' { ')' } else { ']' };
        let mut depth = 0_usize;
        for c in &self.chars[bracket + 1..] {
            match *c {
                c if c == self.chars[bracket] => depth += 1,
                c if c == closing && depth > 0 => depth -= 1,
                c if c == closing => return !self.before(bracket).is_some_and(|c| matches!(c, ':' | ';' | '-' | '=')),
                c if ends_line(c) => return false,
                _ => {}
            }
        }
        false
    }

    fn is_entity(&self, sign: usize, word: &str) -> bool {
        let start = sign - word.chars().count();
        self.before(start).is_some_and(|c| matches!(c, '&' | '#'))
    }

    /// Was the bracket that closes here opened behind a blank, so that it is no part of a word?
    fn opened_behind_blank(&self, closing: usize) -> bool {
        let mut depth = 0_usize;
        for at in (0..closing).rev() {
            match self.chars[at] {
                ')' => depth += 1,
                '(' if depth > 0 => depth -= 1,
                '(' => return self.before(at).is_none_or(char::is_whitespace),
                _ => {}
            }
        }
        false
    }
}

/// Letters with their marks; figures end a word.
fn of_word(c: char) -> bool {
    c.is_alphabetic() || is_combining_mark(c)
}

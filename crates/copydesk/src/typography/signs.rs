//! Characters that stand for others.

use unicode_normalization::char::is_combining_mark;

use super::Letter;
use super::address::addresses;
use crate::normal::is_invisible;

/// Takes out what cannot be seen, and writes đ where ð was typed.
pub(super) fn plain_letters(letters: &[Letter]) -> Vec<Letter> {
    let addresses = addresses(letters);
    let mut plain: Vec<Letter> = Vec::with_capacity(letters.len());
    for (at, letter) in letters.iter().enumerate() {
        let invisible = is_invisible(letter.c) && {
            // Joiners and marks of direction mean something in other scripts and in emoji.
            let of_latin = |neighbour: Option<&Letter>| neighbour.is_none_or(|letter| is_latin(letter.c));
            let next = letters[at + 1..].iter().find(|letter| !is_invisible(letter.c));
            matches!(letter.c, '\u{AD}' | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
                || (of_latin(plain.last()) && of_latin(next))
        };
        match letter.c {
            _ if addresses[at] => plain.push(letter.clone()),
            _ if invisible => {}
            'ð' | 'Ð' if means_d(letters, at) => {
                let d = if letter.c == 'ð' { 'đ' } else { 'Đ' };
                plain.push(Letter::instead(d, std::slice::from_ref(letter)));
            }
            _ => plain.push(letter.clone()),
        }
    }
    plain
}

/// Vietnamese words begin with đ, or are abbreviations (NĐ); Icelandic ones have ð within.
fn means_d(letters: &[Letter], at: usize) -> bool {
    let of_word = |letter: &&Letter| letter.c.is_alphabetic() || is_combining_mark(letter.c);
    let mut before = letters[..at].iter().rev().take_while(of_word).peekable();
    let mut behind = letters[at + 1..].iter().take_while(of_word);
    before.peek().is_none()
        || (before.chain(&mut behind).all(|letter| !letter.c.is_lowercase()) && letters[at].c == 'Ð')
}

/// Letters of the Latin script and the signs and blanks between them.
fn is_latin(c: char) -> bool {
    matches!(c, '\0'..='\u{36F}' | '\u{1E00}'..='\u{1EFF}' | '\u{2010}'..='\u{2029}' | '\u{202F}'..='\u{205F}' | '\u{3000}')
}

/// Three dots become one sign. Four and more are a line to be filled in.
pub(super) fn ellipses(letters: &[Letter]) -> Vec<Letter> {
    let addresses = addresses(letters);
    let mut done = Vec::with_capacity(letters.len());
    let mut at = 0;
    for run in letters.chunk_by(|a, b| a.c == '.' && b.c == '.') {
        let next = at + run.len();
        let figure = |place: Option<&Letter>| place.is_some_and(|letter| letter.c.is_ascii_digit());
        let range = figure(at.checked_sub(1).and_then(|before| letters.get(before))) && figure(letters.get(next));
        if run.len() == 3 && run[0].c == '.' && !range && !addresses[at] {
            done.push(Letter::instead('…', run));
        } else {
            done.extend_from_slice(run);
        }
        at = next;
    }
    done
}

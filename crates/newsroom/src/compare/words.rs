//! Comparing two texts word by word.

use crate::{
    align::{Match, Stretch, runs},
    compare::{Fate, Piece},
};

/// Longer texts than this, after what they have in common at both ends, are shown as replaced as a whole: telling their
/// words apart would take seconds and help nobody. Words and signs of both texts together.
const MAX_TOKENS: usize = 30_000;

/// The words of two texts. Same and removed pieces are the older text, same and added ones the newer.
pub fn pieces(older: &str, newer: &str) -> Vec<Piece> {
    if older == newer {
        return piece(Fate::Same, newer);
    }
    let (old, new) = (tokens(older), tokens(newer));
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let mut out = Vec::new();
    add(&mut out, Fate::Same, &old[..head]);
    if a.len() + b.len() > MAX_TOKENS {
        add(&mut out, Fate::Removed, a);
        add(&mut out, Fate::Added, b);
    } else {
        for run in joined(a, b) {
            if run.is == Match::Same {
                add(&mut out, Fate::Same, &a[run.before]);
            } else {
                add(&mut out, Fate::Removed, &a[run.before]);
                add(&mut out, Fate::Added, &b[run.after]);
            }
        }
    }
    add(&mut out, Fate::Same, &old[old.len() - tail..]);
    out
}

/// Both texts in runs, where changed words with nothing but blanks and light signs between them are one change: "trong năm sau"
/// became "trước ngày 30/6", which is not four words that each became another.
fn joined(a: &[&str], b: &[&str]) -> Vec<Stretch> {
    let light = |token: &&str| !token.contains(|c: char| c.is_alphanumeric() || ".!?…;:\n\t".contains(c));
    let mut joined: Vec<Stretch> = Vec::new();
    for run in runs(a, b) {
        if let [.., change, between] = &joined[..]
            && (change.is, between.is, run.is) == (Match::Apart, Match::Same, Match::Apart)
            && a[between.before.clone()].iter().all(light)
        {
            let (before, after) = (change.before.start..run.before.end, change.after.start..run.after.end);
            // What was only added, or only taken out, is no more than that.
            let kept = between.before.len();
            if before.len() > kept && after.len() > kept {
                joined.truncate(joined.len() - 2);
                joined.push(Stretch { is: Match::Apart, before, after });
                continue;
            }
        }
        joined.push(run);
    }
    joined
}

/// A text with one fate; nothing if it is empty.
pub(super) fn piece(fate: Fate, text: &str) -> Vec<Piece> {
    if text.is_empty() { Vec::new() } else { vec![Piece { fate, text: text.to_owned() }] }
}

/// How many words there are.
pub(super) fn count(text: &str) -> u32 {
    u32::try_from(words_of(text).count()).unwrap_or(u32::MAX)
}

/// The words of a text: runs of letters and digits.
pub(crate) fn words_of(text: &str) -> impl Iterator<Item = &str> {
    tokens(text).into_iter().filter(|token| token.starts_with(char::is_alphanumeric))
}

/// Words, runs of blanks, and other signs one by one; together they are the text.
fn tokens(text: &str) -> Vec<&str> {
    #[derive(PartialEq)]
    enum Class {
        Word,
        Blank,
        Sign,
    }
    let class = |c: char| match c {
        // Accents that stand apart belong to their letter.
        c if c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c) => Class::Word,
        c if c.is_whitespace() => Class::Blank,
        _ => Class::Sign,
    };
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let now = class(c);
        if before.as_ref().is_some_and(|before| *before != now || now == Class::Sign) {
            tokens.push(&text[start..at]);
            start = at;
        }
        before = Some(now);
    }
    if start < text.len() {
        tokens.push(&text[start..]);
    }
    tokens
}

fn add(out: &mut Vec<Piece>, fate: Fate, tokens: &[&str]) {
    if tokens.is_empty() {
        return;
    }
    let text = tokens.concat();
    match out.last_mut() {
        Some(last) if last.fate == fate => last.text.push_str(&text),
        _ => out.push(Piece { fate, text }),
    }
}

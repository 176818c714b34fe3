//! TCVN 5712:1993 VN3, known as ABC.

use super::bytes::letter;
use crate::syllable::is_syllable;

/// From A1 to FE. What lies below stays as Windows-1252 has it: quotes and dashes.
const FROM_A1: &str = "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ";

pub(super) fn decode(text: &str) -> String {
    let plain: String = text.chars().map(|c| letter(c, 0xA1, FROM_A1).unwrap_or(c)).collect();
    if plain == text { plain } else { capitals(plain) }
}

/// Where the letters with tones begin in [`FROM_A1`]: from there on there are small ones only.
const TONED: &str = "àảãáạ";

/// How a word is written, by those of its letters that have both forms.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Capital,
    Small,
    /// One capital at its start, or none at all: `Hµ`, `ë`.
    Open,
    /// No word of ours: figures, abbreviations, signs.
    Nothing,
}

/// Puts the capitals back that the encoding cannot write: `CéNG HßA` for CỘNG HÒA, where typists had no font for capitals.
///
/// A word with two capitals and no small letter is in capitals. One that leaves it open (`Hµ`, `ë`) is what the words next to it
/// are, if they agree.
fn capitals(text: String) -> String {
    let toned = |c: char| FROM_A1.find(TONED).is_some_and(|at| FROM_A1[at..].contains(c)) && c != '.';
    let pieces: Vec<&str> = text.split_inclusive(|c: char| !c.is_alphabetic()).collect();
    let cases: Vec<Case> = pieces.iter().map(|piece| case(piece, &toned)).collect();
    if !cases.contains(&Case::Capital) {
        return text;
    }
    let mut before = vec![None; cases.len()];
    let mut after = vec![None; cases.len()];
    let decided = |case: Case| matches!(case, Case::Capital | Case::Small).then_some(case);
    let mut last = None;
    for (at, case) in cases.iter().enumerate() {
        before[at] = last;
        last = decided(*case).or(last);
    }
    last = None;
    for (at, case) in cases.iter().enumerate().rev() {
        after[at] = last;
        last = decided(*case).or(last);
    }
    let mut out = String::with_capacity(text.len());
    for (at, piece) in pieces.iter().enumerate() {
        let neighbours = [before[at], after[at]];
        let agree = neighbours.contains(&Some(Case::Capital)) && !neighbours.contains(&Some(Case::Small));
        match cases[at] {
            Case::Capital => out.push_str(&piece.to_uppercase()),
            Case::Open if agree => out.push_str(&piece.to_uppercase()),
            _ => out.push_str(piece),
        }
    }
    out
}

fn case(piece: &str, toned: &dyn Fn(char) -> bool) -> Case {
    let word = piece.trim_end_matches(|c: char| !c.is_alphabetic());
    if word.is_empty() || !is_syllable(&word.to_lowercase()) {
        return Case::Nothing;
    }
    let large = word.chars().filter(|c| c.is_uppercase()).count();
    let small = word.chars().any(|c| c.is_lowercase() && !toned(c));
    match (small, large) {
        (true, _) => Case::Small,
        (false, 2..) => Case::Capital,
        (false, _) => Case::Open,
    }
}

/// The letters of ASCII and those without tone as capitals: all that the encoding has (A1 to A7 for A8 to AE).
pub(super) fn with_capitals(written: &str) -> String {
    let capital = |c: char| match c {
        '\u{a8}'..='\u{ae}' => char::from_u32(u32::from(c) - 7).unwrap_or(c),
        c => c.to_ascii_uppercase(),
    };
    written.chars().map(capital).collect()
}

/// Puts back the letter ư where it was lost on the way.
///
/// Its byte is AD, the soft hyphen of Windows-1252, which browsers and Word drop (`Mêng Kh¬ng` for Mường Khương) or turn into
/// a hyphen (`®-îc` for được). Only in a text (decoded from `written`) in which no ư came through, and only where a word could not
/// be otherwise; `cha` for chưa stays.
pub(super) fn restore_u_horn(written: &str, text: String) -> String {
    if text == written || text.contains('ư') {
        return text;
    }
    let mut restored = String::with_capacity(text.len());
    let mut before = "";
    for piece in text.split_inclusive(|c: char| !c.is_alphabetic() && c != '-') {
        let word = piece.trim_end_matches(|c: char| !c.is_alphabetic() && c != '-');
        let whole = match word.contains('-') {
            true => restore_hyphens(word, !before.is_empty()),
            false => restore_word(word, before),
        };
        restored.push_str(&whole);
        restored.push_str(&piece[word.len()..]);
        if !word.is_empty() {
            before = word;
        }
    }
    restored
}

fn restore_word(word: &str, before: &str) -> String {
    // Possible as it stands, but hardly ever meant, except in sáng ngời and the like.
    if word.ends_with("gời") && matches!(word, "ngời" | "Ngời") && !matches!(before, "sáng" | "rạng" | "chói" | "rực")
    {
        return word.replace("gời", "gười");
    }
    // Units and abbreviations (cm, TP) are no words that lost a letter.
    let of_marks = !word.is_ascii();
    let of_consonants = matches!(word, "nh" | "Nh" | "th" | "Th" | "ng" | "Ng")
        || (word.len() > 2
            && word.ends_with("ng")
            && !word.to_ascii_lowercase().contains(['a', 'e', 'i', 'o', 'u', 'y']));
    if !(of_marks || of_consonants) || word.chars().count() < 2 || is_syllable(word) {
        return word.to_owned();
    }
    let places = word.char_indices().map(|(at, _)| at).chain([word.len()]);
    let mut candidates = places.map(|at| format!("{}ư{}", &word[..at], &word[at..]));
    candidates.find(|candidate| is_syllable(candidate)).unwrap_or_else(|| word.to_owned())
}

/// `follows`: the word is not the first of its paragraph, where a letter with a hyphen may number a list.
fn restore_hyphens(word: &str, follows: bool) -> String {
    let mut restored = String::new();
    let mut left = "";
    for (number, right) in word.split('-').enumerate() {
        if number > 0 {
            let candidate = format!("{left}ư{right}");
            let consonants =
                !left.to_lowercase().contains(['a', 'e', 'i', 'o', 'u', 'y']) && left.is_ascii() || left == "đ";
            let alone = match (left.is_empty(), right.is_empty()) {
                (true, true) => false,
                (true, false) => right == "u" || !is_syllable(right),
                (false, true) => follows && left.starts_with(|c: char| c.is_lowercase()),
                (false, false) => true,
            };
            let lost = consonants && alone && is_syllable(&candidate);
            restored.push(if lost { 'ư' } else { '-' });
        }
        restored.push_str(right);
        left = right;
    }
    restored
}

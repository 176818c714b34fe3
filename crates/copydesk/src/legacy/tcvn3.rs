//! TCVN 5712:1993 VN3, known as ABC.

use super::bytes::letter;
use crate::syllable::is_syllable;

/// From A1 to FE. What lies below stays as Windows-1252 has it: quotes and dashes.
const FROM_A1: &str = "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ";

pub(super) fn decode(text: &str) -> String {
    text.chars().map(|c| letter(c, 0xA1, FROM_A1).unwrap_or(c)).collect()
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

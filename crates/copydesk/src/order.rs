//! Vietnamese dictionary order.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::normal::{TONES, is_invisible, split_tone, tone_normal};

/// A key that sorts texts in Vietnamese order when compared byte by byte (`str` order, `COLLATE BINARY`).
///
/// Order of the Unicode CLDR collation for `vi`: spaces, signs, digits, then a ă â b c d đ e ê … o ô ơ … u ư …
/// as letters of their own; texts equal so far are told apart by tone (ngang huyền hỏi ngã sắc nặng), then by
/// case (lower first). So Dương < Đào < Đặng < Đỗ and hoa < hòa < hỏa. Places of the tone (hòa, hoà) do not matter
/// until everything else is equal. Two texts have one key only if their visible characters are equal in NFC.
pub fn collation_key(text: &str) -> String {
    let visible: String =
        text.chars().filter(|c| !is_invisible(*c) && (!c.is_control() || c.is_whitespace())).nfc().collect();
    let mut letters = String::new();
    let mut tones = String::new();
    let mut cases = String::new();
    for c in tone_normal(&visible).chars() {
        // What still stands alone in NFC is no Vietnamese tone: left to the last comparison.
        if is_combining_mark(c) {
            continue;
        }
        let (bare, tone) = split_tone(c);
        push_letter(&mut letters, bare);
        let rank = tone.and_then(|tone| TONES.iter().position(|known| *known == tone));
        tones.push(rank.map_or(FIRST, |rank| TONE_RANKS[rank]));
        cases.push(if bare.is_uppercase() { SECOND } else { FIRST });
    }
    // The commonest rank is also the lowest, so leaving it off at the end changes no comparison.
    let tones = tones.trim_end_matches(FIRST);
    let cases = cases.trim_end_matches(FIRST);
    format!("{letters}{LEVEL}{tones}{LEVEL}{cases}{LEVEL}{visible}")
}

/// A key that sorts people as Vietnamese staff lists do: by given name, the last word, then by the
/// whole name. Nguyễn Văn An comes before Bùi Thị Bình.
pub fn person_key(name: &str) -> String {
    let given = name.split_whitespace().next_back().unwrap_or_default();
    format!("{}{LEVEL}{}", collation_key(given), collation_key(name))
}

/// Lower than every rank, so that a shorter text comes first.
const LEVEL: char = '\u{1}';
const FIRST: char = '\u{2}';
const SECOND: char = '\u{3}';
const TONE_RANKS: [char; 5] = ['\u{3}', '\u{4}', '\u{5}', '\u{6}', '\u{7}'];

const SPACE: char = '\u{2}';
const SIGN: char = '\u{3}';
const OTHER_LETTER: char = '\u{1000}';
/// First of the ranks of Latin letters, four to a letter: plain, then with its Vietnamese marks.
const LATIN: u32 = 0x100;

fn push_letter(letters: &mut String, bare: char) {
    let lower = bare.to_lowercase().next().unwrap_or(bare);
    let (base, mark) = match lower {
        'ă' => ('a', 1),
        'â' => ('a', 2),
        'đ' => ('d', 1),
        'ê' => ('e', 1),
        'ô' => ('o', 1),
        'ơ' => ('o', 2),
        'ư' => ('u', 1),
        // Marks that Vietnamese does not use (ü, ñ) do not make a letter.
        other => (other.nfd().next().unwrap_or(other), 0),
    };
    match base {
        'a'..='z' => {
            let place = u32::from(base) - u32::from('a');
            letters.push(char::from_u32(LATIN + place * 4 + mark).unwrap_or(OTHER_LETTER));
        }
        '0'..='9' => letters.push(base),
        space if space.is_whitespace() => letters.push(SPACE),
        letter if letter.is_alphanumeric() => letters.extend([OTHER_LETTER, lower]),
        sign => letters.extend([SIGN, sign]),
    }
}

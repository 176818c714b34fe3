//! Texts that a wrong code page was laid over.

use super::bytes::byte;
use super::of_unicode_alone;
use crate::syllable::is_syllable;

/// Code page 1258. Half-decomposed Unicode needs composing only; its bytes shown as Windows-1252 are read first.
pub(super) fn decode(text: &str) -> String {
    if text.chars().any(of_unicode_alone) {
        return text.to_owned();
    }
    // Where the two code pages differ (Microsoft, cp1258 and cp1252).
    let read = |c| match c {
        'Ã' => 'Ă',
        'ã' => 'ă',
        'Ð' => 'Đ',
        'ð' => 'đ',
        'Õ' => 'Ơ',
        'õ' => 'ơ',
        'Ý' => 'Ư',
        'ý' => 'ư',
        'Ì' => '\u{300}',
        'Ò' => '\u{309}',
        'Þ' => '\u{303}',
        'ì' => '\u{301}',
        'ò' => '\u{323}',
        'þ' => '₫',
        c => c,
    };
    text.chars().map(read).collect()
}

/// UTF-8 that was shown as Windows-1252. What is no UTF-8 stays.
pub(super) fn utf8_again(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let mut decoded = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&c) = signs.get(at) {
        let length = match byte(c) {
            Some(0xC2..=0xDF) => 2,
            Some(0xE0..=0xEF) => 3,
            Some(0xF0..=0xF4) => 4,
            _ => 1,
        };
        let bytes: Option<Vec<u8>> = signs[at..].iter().take(length).map(|c| byte(*c)).collect();
        let read = bytes.filter(|_| length > 1).and_then(|bytes| String::from_utf8(bytes).ok());
        if let Some(read) = read {
            decoded.push_str(&read);
            at += length;
        } else if let Some(taken) = a_grave(&signs, at) {
            decoded.push('à');
            at += taken;
        } else {
            decoded.push(c);
            at += 1;
        }
    }
    decoded
}

/// The letter à is Ã and a no-break space, which becomes a plain one on the way: how many characters are it here?
fn a_grave(signs: &[char], at: usize) -> Option<usize> {
    if signs[at] != 'Ã' || signs.get(at + 1) != Some(&' ') {
        return None;
    }
    // Of two spaces the first was the letter's own.
    if signs.get(at + 2).is_none_or(|next| !next.is_alphabetic()) {
        return Some(2);
    }
    let start = signs[..at].iter().rposition(|c| !c.is_ascii_alphabetic()).map_or(0, |before| before + 1);
    let end = signs[at + 2..].iter().position(|c| !c.is_ascii_alphabetic()).map_or(signs.len(), |after| at + 2 + after);
    let beginning: String = signs[start..at].iter().chain(&['à']).collect();
    let whole: String = beginning.chars().chain(signs[at + 2..end].iter().copied()).collect();
    // In the middle of a word, or at its end, where the two spaces were made one.
    if is_syllable(&whole) { Some(2) } else { is_syllable(&beginning).then_some(1) }
}

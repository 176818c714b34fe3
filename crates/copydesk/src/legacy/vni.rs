//! VNI for Windows: most marks are a character of their own behind the letter.

use super::bytes::byte;
use super::composed;

pub(super) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut base = None;
    for c in text.chars() {
        // Capitals lie 20 below their small letters.
        let low = byte(c).filter(|byte| *byte >= 0xC0).map(|byte| byte | 0x20);
        let toned = base.zip(low).and_then(|(base, low)| marked(base, low));
        let next = toned.or_else(|| low.and_then(|low| single(low, c.is_uppercase())));
        if toned.is_some() {
            decoded.pop();
        }
        decoded.push(next.unwrap_or(c));
        // A letter takes one mark, but ơ and ư, themselves one character, take a tone.
        base = if toned.is_some() { None } else { Some(next.unwrap_or(c)) };
    }
    decoded
}

/// The letter with the mark that this byte means behind it.
fn marked(base: char, mark: u8) -> Option<char> {
    let (hat, tone) = match mark {
        0xF9 => (None, '\u{301}'),
        0xF8 => (None, '\u{300}'),
        0xFB => (None, '\u{309}'),
        0xF5 => (None, '\u{303}'),
        0xEF => (None, '\u{323}'),
        0xE2 => (None, CIRCUMFLEX),
        0xE1 => (Some(CIRCUMFLEX), '\u{301}'),
        0xE0 => (Some(CIRCUMFLEX), '\u{300}'),
        0xE5 => (Some(CIRCUMFLEX), '\u{309}'),
        0xE3 => (Some(CIRCUMFLEX), '\u{303}'),
        0xE4 => (Some(CIRCUMFLEX), '\u{323}'),
        0xEA => (None, BREVE),
        0xE9 => (Some(BREVE), '\u{301}'),
        0xE8 => (Some(BREVE), '\u{300}'),
        0xFA => (Some(BREVE), '\u{309}'),
        0xFC => (Some(BREVE), '\u{303}'),
        0xEB => (Some(BREVE), '\u{323}'),
        _ => return None,
    };
    let fits = match base.to_ascii_lowercase() {
        'a' => true,
        'e' | 'o' => hat != Some(BREVE) && tone != BREVE,
        'u' | 'y' | 'ơ' | 'Ơ' | 'ư' | 'Ư' => hat.is_none() && !matches!(tone, BREVE | CIRCUMFLEX),
        _ => false,
    };
    let base = match hat {
        Some(hat) => composed(base, hat)?,
        None => base,
    };
    composed(base, tone).filter(|_| fits)
}

const CIRCUMFLEX: char = '\u{302}';
const BREVE: char = '\u{306}';

/// The letter that has a byte of its own.
fn single(byte: u8, capital: bool) -> Option<char> {
    let (small, large) = match byte {
        0xF4 => ('ơ', 'Ơ'),
        0xF6 => ('ư', 'Ư'),
        0xF1 => ('đ', 'Đ'),
        0xEC => ('ì', 'Ì'),
        0xED => ('í', 'Í'),
        0xE6 => ('ỉ', 'Ỉ'),
        0xF3 => ('ĩ', 'Ĩ'),
        0xF2 => ('ị', 'Ị'),
        0xEE => ('ỵ', 'Ỵ'),
        _ => return None,
    };
    Some(if capital { large } else { small })
}

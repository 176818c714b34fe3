//! VIQR, RFC 1456: marks typed as ASCII signs behind the letter.

use super::composed;

pub(super) fn decode(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let mut decoded = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&c) = signs.get(at) {
        at += 1;
        let next = signs.get(at).copied();
        match (c, next) {
            ('\\', Some(literal)) if is_sign(literal) || matches!(literal, 'd' | 'D' | '\\') => {
                decoded.push(literal);
                at += 1;
            }
            ('d' | 'D', Some('d' | 'D')) => {
                decoded.push(if c == 'd' { 'đ' } else { 'Đ' });
                at += 1;
            }
            _ => {
                let hat = next.and_then(|sign| composed(c, hat(sign)?).filter(|_| "aAeEoOuU".contains(c)));
                at += usize::from(hat.is_some());
                let letter = hat.unwrap_or(c);
                let toned = signs.get(at).filter(|sign| !ends_line(**sign, signs.get(at + 1)));
                let toned = toned.and_then(|sign| composed(letter, tone(*sign)?).filter(|_| is_vowel(c)));
                at += usize::from(toned.is_some());
                decoded.push(toned.unwrap_or(letter));
            }
        }
    }
    decoded
}

/// A full stop or question mark at the end of a line is one, although the standard wants a backslash before it:
/// nobody typed it.
fn ends_line(sign: char, next: Option<&char>) -> bool {
    matches!(sign, '.' | '?') && next.is_none_or(|next| matches!(next, '\n' | '\r'))
}

fn is_vowel(c: char) -> bool {
    "aeiouy".contains(c.to_ascii_lowercase())
}

fn is_sign(c: char) -> bool {
    hat(c).is_some() || tone(c).is_some()
}

fn hat(sign: char) -> Option<char> {
    match sign {
        '(' => Some('\u{306}'),
        '^' => Some('\u{302}'),
        '+' => Some('\u{31B}'),
        _ => None,
    }
}

fn tone(sign: char) -> Option<char> {
    match sign {
        '`' => Some('\u{300}'),
        '?' => Some('\u{309}'),
        '~' => Some('\u{303}'),
        '\'' => Some('\u{301}'),
        '.' => Some('\u{323}'),
        _ => None,
    }
}

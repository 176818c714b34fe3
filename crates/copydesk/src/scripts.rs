//! Raised and lowered letters: m², 10⁶, CO₂.

/// The raised letters of Unicode's block "Superscripts and Subscripts" (U+2070 to U+209F) with those of Latin-1, and what they
/// are raised from. The modifier letters of phonetics are no part of it: most fonts lack them.
const RAISED: [(char, char); 19] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('−', '⁻'),
    ('–', '⁻'),
    ('=', '⁼'),
    ('(', '⁽'),
    (')', '⁾'),
    ('n', 'ⁿ'),
    ('i', 'ⁱ'),
];

/// The lowered ones of the same block.
const LOWERED: [(char, char); 30] = [
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
    ('+', '₊'),
    ('-', '₋'),
    ('−', '₋'),
    ('–', '₋'),
    ('=', '₌'),
    ('(', '₍'),
    (')', '₎'),
    ('a', 'ₐ'),
    ('e', 'ₑ'),
    ('h', 'ₕ'),
    ('k', 'ₖ'),
    ('l', 'ₗ'),
    ('m', 'ₘ'),
    ('n', 'ₙ'),
    ('o', 'ₒ'),
    ('p', 'ₚ'),
    ('s', 'ₛ'),
    ('t', 'ₜ'),
    ('x', 'ₓ'),
    ('ə', 'ₔ'),
];

/// The text in raised letters, if Unicode has all of them; blanks stay. None for a text without letters, which needs nothing.
///
/// ```
/// assert_eq!(copydesk::raised("6").as_deref(), Some("⁶"));
/// assert_eq!(copydesk::raised("th"), None, "that needs a mark");
/// ```
#[must_use]
pub fn raised(text: &str) -> Option<String> {
    converted(text, &RAISED)
}

/// The text in lowered letters, if Unicode has all of them; as [`raised`].
#[must_use]
pub fn lowered(text: &str) -> Option<String> {
    converted(text, &LOWERED)
}

fn converted(text: &str, letters: &[(char, char)]) -> Option<String> {
    if text.trim().is_empty() {
        return None;
    }
    let of = |c: char| letters.iter().find(|(plain, script)| *plain == c || *script == c).map(|(_, script)| *script);
    text.chars().map(|c| if c.is_whitespace() { Some(c) } else { of(c) }).collect()
}

/// What a raised or lowered letter is made from; none for any other.
pub(crate) fn on_the_line(c: char) -> Option<char> {
    if !matches!(c, '\u{B2}' | '\u{B3}' | '\u{B9}' | '\u{2070}'..='\u{209F}') {
        return None;
    }
    RAISED.iter().chain(&LOWERED).find(|(_, script)| *script == c).map(|(plain, _)| *plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_signs_have_letters_of_their_own() {
        assert_eq!(raised("6").as_deref(), Some("⁶"));
        assert_eq!(raised("-1").as_deref(), Some("⁻¹"));
        assert_eq!(raised("–1").as_deref(), Some("⁻¹"), "a dash that typography has made of a minus");
        assert_eq!(lowered("2").as_deref(), Some("₂"));
        assert_eq!(lowered("max"), Some("ₘₐₓ".to_owned()));
        assert_eq!(raised("²").as_deref(), Some("²"), "what is raised already stays");
        for text in ["th", "2x", "đ", "", " ", "1,5"] {
            assert_eq!(raised(text), None, "{text}");
        }
        assert_eq!(lowered("2,5"), None);
    }

    #[test]
    fn they_lead_back_to_what_they_are_made_from() {
        for (plain, script) in RAISED.iter().chain(&LOWERED) {
            let back = on_the_line(*script).unwrap();
            assert!(back == *plain || matches!(plain, '−' | '–') && back == '-', "{script}");
        }
        assert_eq!(on_the_line('2'), None);
    }
}

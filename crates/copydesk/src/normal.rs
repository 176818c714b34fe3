//! One text for many spellings: Unicode form, tone placement, and the two search columns.

use std::borrow::Cow;

use crate::signs::as_typed;
use unicode_normalization::char::{compose, decompose_canonical, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text in Normalization Form C (Unicode Standard Annex #15), in which every Vietnamese letter
/// is one scalar. Texts from macOS and from Windows-1258 arrive decomposed and compare unequal otherwise.
pub fn nfc(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfc().collect()),
    }
}

/// A name in one line: NFC, single blanks, none around it.
pub fn one_line(name: &str) -> String {
    nfc(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is equal in equal names of sections and keywords, here and on sites: without regard to case, Unicode form and blanks.
pub fn name_key(name: &str) -> String {
    nfc(&one_line(name).to_lowercase()).into_owned()
}

/// Version of the rule by which [`fold`] makes one text of many. It counts up with every change of what any text is folded to, and a
/// test holds that: whoever keeps folded texts keeps this number with them, and folds them anew when it is another one.
///
/// 1: marks, case, blanks and invisible characters. 2: signs as they are typed, too.
pub const FOLD_VERSION: u32 = 2;

/// The text for searching without regard to marks and case: `"Đạo đức"` and `"dao duc"` fold to one.
///
/// Lower case, đ and its look-alike ð (eth) to d, marks dropped, no-break and other fixed spaces to a
/// plain space, soft hyphens and zero-width characters dropped, signs as they are typed (“ as ", – as -, … as three dots,
/// ² and ₂ as 2). Idempotent, and the same for NFC and NFD. A change of the rule raises [`FOLD_VERSION`].
pub fn fold(text: &str) -> String {
    let letters = searchable(text);
    let bare: String =
        letters.nfd().filter(|c| !is_combining_mark(*c)).map(|c| if c == 'đ' { 'd' } else { c }).collect();
    bare.nfc().collect()
}

/// The text for searching with its marks: lower case, NFC, ð as đ, old-style tone placement, plain
/// spaces, signs as they are typed. Equal for `"Hoà"` and `"hòa"`, different for `"hoa"`. The neighbour of [`fold`] in a search index.
pub fn exact(text: &str) -> String {
    tone_normal(&searchable(text))
}

/// The text in NFC with tones placed the old way (hòa, khỏe, thủy), whatever way they were typed.
///
/// The two ways differ only in open syllables ending in oa, oe or uy. The old one is the habit of the
/// Vietnamese press; the new one is taught in schools (Quyết định 1989/QĐ-BGDĐT, 25/5/2018). Syllables
/// with qu- (quý) and closed ones (hoàn) are written one way only and are left alone. Case is kept.
pub fn tone_normal(text: &str) -> String {
    let mut letters: Vec<char> = text.nfc().collect();
    place_tones(&mut letters);
    letters.into_iter().collect()
}

/// As [`tone_normal`], for letters in NFC, one for one.
pub(crate) fn place_tones(letters: &mut [char]) {
    for second in 1..letters.len() {
        let open = letters.get(second + 1).is_none_or(|next| !next.is_alphabetic() && !is_combining_mark(*next));
        if !open {
            continue;
        }
        let (bare, Some(tone)) = split_tone(letters[second]) else {
            continue;
        };
        let first = letters[second - 1];
        let after_q = second >= 2 && matches!(letters[second - 2], 'q' | 'Q');
        let glide = match bare {
            'a' | 'A' | 'e' | 'E' => matches!(first, 'o' | 'O'),
            'y' | 'Y' => matches!(first, 'u' | 'U') && !after_q,
            _ => false,
        };
        if glide && let Some(toned) = compose(first, tone) {
            letters[second - 1] = toned;
            letters[second] = bare;
        }
    }
}

/// The five written tones as combining marks, in dictionary order: huyền, hỏi, ngã, sắc, nặng.
/// The sixth, ngang, has no mark.
pub(crate) const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

/// A letter without its tone, and the tone: `'ấ'` gives `('â', Some(sắc))`, `'ê'` gives `('ê', None)`.
pub(crate) fn split_tone(letter: char) -> (char, Option<char>) {
    let mut bare = None;
    let mut tone = None;
    // Canonical order puts dot-below before circumflex, breve and horn, and the other tones after them.
    decompose_canonical(letter, |part| match bare {
        None => bare = Some(part),
        Some(_) if TONES.contains(&part) && tone.is_none() => tone = Some(part),
        Some(base) => bare = compose(base, part).or(Some(base)),
    });
    (bare.unwrap_or(letter), tone)
}

/// NFC, lower case, with the characters that look like others or like nothing made plain.
///
/// One text after another instead of one long chain: a normalisation is some 4 kB of code for every iterator it is given.
fn searchable(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        match as_typed(c) {
            Some(typed) => visible.push_str(typed),
            None => visible.push(c),
        }
    }
    let lowered: String = visible
        .nfc()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'ð' => 'đ',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    lowered.nfc().collect()
}

/// Characters that take no room, and that browsers and word processors leave inside words.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}'
    )
}

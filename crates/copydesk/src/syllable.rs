//! What can be a written Vietnamese syllable (tiếng).
//!
//! A syllable is an onset, a rhyme and at most one tone; the lists are the closed ones of the spelling of Quốc ngữ, as the
//! entries of hunspell-vi (old and new tone placement) confirm: 3,849 bases, 17,714 with tones. What passes *can* be Vietnamese; it need
//! not be a word. Loans and names (km, video, Đắk) do not pass.

use crate::normal::{nfc, split_tone};

/// Letters of the longest syllable: nghiêng.
pub(crate) const MOST_LETTERS: usize = 7;

/// Can this be a Vietnamese syllable? In any case, in NFC or NFD, tones placed the old or the new way (hòa, hoà).
///
/// `"nghiêng"`, `"HOÀ"` and `"quý"` can, `"ghà"`, `"mãt"`, `"tòan"`, `"UBND"` and `""` cannot. A word with anything but letters cannot.
pub fn is_syllable(word: &str) -> bool {
    let mut letters = String::with_capacity(MOST_LETTERS * 2);
    let mut tone = None;
    for (place, letter) in nfc(word).chars().flat_map(char::to_lowercase).enumerate() {
        let (bare, own_tone) = split_tone(letter);
        if place == MOST_LETTERS || (own_tone.is_some() && tone.is_some()) {
            return false;
        }
        tone = tone.or(own_tone.map(|tone| (tone, place)));
        letters.push(bare);
    }
    letters.char_indices().take(4).enumerate().any(|(split, (at, _))| {
        let (onset, rhyme) = letters.split_at(at);
        let tone = tone.map(|(tone, place)| (tone, place.wrapping_sub(split)));
        // The i of gi bears a tone in one word: giặt gịa.
        fit(onset, rhyme) && bears(rhyme, tone) && (onset != "g" || rhyme != "ia" || tone == Some((NANG, 0)))
    })
}

/// Do onset and rhyme stand together?
fn fit(onset: &str, rhyme: &str) -> bool {
    let front = rhyme.starts_with(['e', 'ê', 'i']);
    let plain = RHYMES.contains(&rhyme);
    match onset {
        "" if rhyme.starts_with('y') => matches!(rhyme, "y" | "yêm" | "yên" | "yêng" | "yêt" | "yêu"),
        "" => (plain && !rhyme.starts_with("iê")) || GLIDES.contains(&rhyme),
        "qu" => AFTER_QU.contains(&rhyme),
        "gi" => plain && !rhyme.starts_with('i'),
        // The i of gi is written once: gì, gìn, giêng.
        "g" if front => plain && (rhyme.starts_with("iê") || matches!(rhyme, "i" | "in" | "ia")),
        "h" | "k" | "l" | "m" | "s" | "t" | "v" if rhyme == "y" => true,
        "gh" | "k" | "ngh" => plain && front,
        "c" | "ng" if front => false,
        "b" | "c" | "ch" | "d" | "đ" | "g" | "h" | "kh" | "l" | "m" | "n" | "ng" | "nh" | "p" | "ph" | "r" | "s"
        | "t" | "th" | "tr" | "v" | "x" => plain || GLIDES.contains(&rhyme),
        _ => false,
    }
}

/// Can the rhyme bear the tone, on the letter with this number?
fn bears(rhyme: &str, tone: Option<(char, usize)>) -> bool {
    let stopped = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
    let Some((tone, place)) = tone else {
        return !stopped;
    };
    if stopped && !matches!(tone, SAC | NANG) {
        return false;
    }
    let vowels: Vec<char> = rhyme.chars().take_while(|c| "aăâeêioôơuưy".contains(*c)).collect();
    let open = rhyme.chars().count() == vowels.len();
    let marked = vowels.iter().rposition(|c| "ăâêôơ".contains(*c)).or(vowels.iter().position(|c| *c == 'ư'));
    match (marked, vowels.as_slice()) {
        (Some(marked), _) => place == marked,
        (None, [_]) => place == 0,
        (None, ['o', 'a' | 'e'] | ['u', 'y']) if open => place <= 1,
        (None, [_, _]) if open => place == 0,
        (None, _) => place == 1,
    }
}

const SAC: char = '\u{301}';
const NANG: char = '\u{323}';

#[rustfmt::skip]
const RHYMES: [&str; 115] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay",
    "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây",
    "e", "ec", "em", "en", "eng", "eo", "ep", "et", "ê", "êch", "êm", "ên", "ênh", "êp", "êt", "êu",
    "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu",
    "o", "oc", "oi", "om", "on", "ong", "op", "ot", "ooc", "oong", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt",
    "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "u", "ua", "uc", "ui", "um", "un", "ung", "up", "ut",
    "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt", "ưu",
    "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu",
];

/// Rhymes that begin with the sound w.
#[rustfmt::skip]
const GLIDES: [&str; 45] = [
    "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay",
    "oăc", "oăm", "oăn", "oăng", "oăp", "oăt", "oe", "oen", "oeng", "oeo", "oet", "oem",
    "uân", "uâng", "uât", "uây", "uê", "uêch", "uên", "uênh", "uêt", "uêu", "uơ",
    "uy", "uya", "uych", "uyên", "uyêt", "uynh", "uyn", "uyp", "uyt", "uyu",
];

#[rustfmt::skip]
const AFTER_QU: [&str; 60] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "ăc", "ăm", "ăn", "ăng", "ăp", "ăt",
    "âc", "ân", "âng", "ât", "âu", "ây", "e", "ec", "em", "en", "eng", "eo", "ep", "et",
    "ê", "êch", "ên", "ênh", "êt", "êu", "i", "it", "in", "ich", "inh", "ip", "iu",
    "y", "ych", "yên", "yêt", "ynh", "yt", "yn", "yp", "yu", "ơ", "ơi", "ơn", "ơt", "ôc",
];

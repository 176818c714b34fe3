//! Which encoding a paragraph is in, if it is not Unicode.

use super::{Encoding, convert, of_unicode_alone, of_vietnamese_marks};
use crate::normal::nfc;
use crate::syllable::is_syllable;

/// Shorter paragraphs, in characters, are never taken for an old encoding: on 1,500 news sentences cut to this length
/// 97 of 100 were recognised, and fewer below. A font's name, or the writer, can still say so.
pub const SURE_LENGTH: usize = 20;

/// Of the words that could be Vietnamese syllables, the share that a decoded paragraph must have and one in need of
/// decoding must not.
const VALID: f32 = 0.75;

/// By how much decoding must raise that share.
const GAIN: f32 = 0.15;

/// VIQR is ASCII and looks like typing, so it must be overwhelming: the share of valid words, and of words that
/// changed, and the number of those.
const VIQR: (f32, f32, usize) = (0.85, 0.3, 5);

/// The encoding that a paragraph is surely in; `None` for Unicode, for other languages and where it is not sure.
///
/// Unicode with loose marks is told at any length. Everything else is decided by how many words become possible
/// syllables, from [`SURE_LENGTH`] characters on. A paragraph with one letter that only Unicode has is Unicode. What [`convert`] makes of a detected
/// paragraph is never detected again.
pub fn detect(text: &str) -> Option<Encoding> {
    let composed = nfc(text);
    let loose = text.chars().any(of_vietnamese_marks) && composed != text;
    if composed.chars().any(of_unicode_alone) {
        let hats = ['\u{302}', '\u{306}', '\u{31B}'];
        let from = if text.contains(hats) { Encoding::Decomposed } else { Encoding::Windows1258 };
        return loose.then_some(from);
    }
    // What loose marks make of plain letters (à) may still be a character of an old encoding.
    of_bytes(&composed).or(loose.then_some(Encoding::Decomposed))
}

/// The encoding of which these are the bytes.
fn of_bytes(text: &str) -> Option<Encoding> {
    if text.chars().count() < SURE_LENGTH {
        return None;
    }
    if text.chars().all(|c| c.is_ascii() || of_typesetting(c)) {
        return is_viqr(text).then_some(Encoding::Viqr);
    }
    let raw = Score::of(text).share();
    if raw >= VALID {
        return None;
    }
    let candidates =
        [Encoding::Utf8AsLatin1, Encoding::Tcvn3, Encoding::Vni, Encoding::Viscii, Encoding::Windows1258].into_iter();
    let mut best = None;
    for encoding in candidates {
        let score = Score::of(&convert(text, encoding));
        let share = score.share();
        if share >= VALID && share >= raw + GAIN && best.is_none_or(|(_, most)| score.likelihood() > most) {
            best = Some((encoding, score.likelihood()));
        }
    }
    best.map(|(encoding, _)| encoding)
}

fn is_viqr(text: &str) -> bool {
    let (valid, changed, least) = VIQR;
    let converted = convert(text, Encoding::Viqr);
    let after = Score::of(&converted);
    let marked = words(&converted).filter(|word| !word.is_ascii() && is_syllable(word)).count();
    after.share() >= valid && marked >= least && marked as f32 >= changed * after.words as f32
}

/// Words with marks that hardly any news paragraph is without.
#[rustfmt::skip]
const COMMON: [&str; 64] = [
    "của", "và", "các", "được", "là", "có", "không", "những", "với", "người", "đã", "một", "này", "để", "tại", "năm",
    "về", "từ", "đến", "khi", "như", "nhà", "thì", "ông", "bà", "tôi", "bị", "phải", "sẽ", "cũng", "vào", "lại",
    "còn", "đó", "hơn", "trên", "mới", "việc", "thành", "phố", "xã", "tỉnh", "ngày", "tháng", "số", "đồng", "hội", "ở",
    "nhiều", "sự", "thể", "nước", "quốc", "việt", "công", "đang", "rất", "nhất", "cả", "đầu", "làm", "đường", "bộ", "chủ",
];

/// How Vietnamese a text looks.
struct Score {
    valid: usize,
    common: usize,
    words: usize,
}

impl Score {
    fn of(text: &str) -> Self {
        // One letter says little, and abbreviations (UBND) are no syllables in any encoding.
        let (mut valid, mut common, mut count) = (0, 0, 0);
        for word in words(text) {
            let syllable = is_syllable(word);
            valid += usize::from(syllable);
            common += usize::from(syllable && COMMON.contains(&word.to_lowercase().as_str()));
            count += usize::from(syllable || !word.bytes().all(|b| b.is_ascii_uppercase()));
        }
        Self { valid, common, words: count }
    }

    /// Between 0 and 1.
    fn share(&self) -> f32 {
        self.valid as f32 / self.words.max(1) as f32
    }

    /// To choose between encodings: in a short text a wrong one may give syllables as well, but hardly these.
    fn likelihood(&self) -> f32 {
        (self.valid + self.common) as f32 / self.words.max(1) as f32
    }
}

/// Signs that every word processor puts into texts.
fn of_typesetting(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '–' | '—' | '…' | '\u{A0}')
}

/// Pieces of two or more characters between blanks, figures and punctuation. Signs that may be letters of an old
/// encoding (`©`, `¬`) belong to the words.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let between = |c: char| c.is_whitespace() || c.is_ascii_digit() || c.is_ascii_punctuation() || of_typesetting(c);
    text.split(between).filter(|word| word.chars().nth(1).is_some())
}

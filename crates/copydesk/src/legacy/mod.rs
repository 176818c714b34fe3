//! Texts from before Unicode, and texts damaged on their way here.
//!
//! Word and Excel files in ABC (`.VnTime`) or VNI fonts are pasted as the letters that Windows-1252 has for their bytes:
//! `Uû ban nh©n d©n`. So everything here reads Unicode strings and takes each character for its byte. Documents are mixed:
//! ask paragraph by paragraph, show before and after, and keep undo.

mod bytes;
mod detect;
mod tcvn3;
mod viqr;
mod viscii;
mod vni;
mod windows;

pub use detect::{SURE_LENGTH, detect};

use std::borrow::Cow;

use crate::normal::nfc;
use crate::syllable::is_syllable;

/// How a text was written before it was taken for Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// TCVN 5712:1993 VN3, called ABC, of the fonts `.Vn…`. No capitals with tones: those are fonts of their own.
    Tcvn3,
    /// VNI for Windows, of the fonts `VNI-…`: a letter, then a character for its marks.
    Vni,
    /// VISCII (RFC 1456).
    Viscii,
    /// VIQR (RFC 1456): marks as ASCII signs after the letter, `Vie^.t`.
    Viqr,
    /// Windows code page 1258: Unicode with tones as combining characters behind â, ê, ô, ơ …, or its bytes read as
    /// Windows-1252.
    Windows1258,
    /// Unicode with every mark as a combining character (NFD), as macOS names files.
    Decomposed,
    /// UTF-8 read as Windows-1252: `Tiáº¿ng`.
    Utf8AsLatin1,
}

/// The text in Unicode, NFC.
///
/// A character that the encoding does not know stays. In a text with letters that only Unicode has (ấ, ơ, đ), somebody corrected
/// words since: what is a syllable as it stands is left alone there.
pub fn convert(text: &str, from: Encoding) -> String {
    let text = &*nfc(text);
    let decoded = match from {
        Encoding::Tcvn3 => tcvn3::restore_u_horn(text, by_word(text, tcvn3::decode)),
        Encoding::Vni => by_word(text, vni::decode),
        Encoding::Viscii => by_word(text, viscii::decode),
        Encoding::Viqr => by_word(text, viqr::decode),
        Encoding::Windows1258 => windows::decode(text),
        Encoding::Decomposed => text.to_owned(),
        Encoding::Utf8AsLatin1 => windows::utf8_again(text),
    };
    match nfc(&decoded) {
        Cow::Borrowed(_) => decoded,
        Cow::Owned(composed) => composed,
    }
}

/// What the name of a font says of the text set in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Font {
    /// How the text is written.
    pub encoding: Encoding,
    /// The font draws small letters as capitals (`.VnTimeH`): the text means capitals.
    pub capitals: bool,
}

impl Font {
    /// As [`convert`], in capitals where the font draws them.
    pub fn convert(self, text: &str) -> String {
        let converted = convert(text, self.encoding);
        if self.capitals { nfc(&converted.to_uppercase()).into_owned() } else { converted }
    }

    /// The text as it is written, with the capitals that the font draws as far as its encoding has them: what the font said is then
    /// in the letters, and [`convert`] finds it there when the font is gone.
    pub fn shown(self, text: &str) -> String {
        if self.capitals && self.encoding == Encoding::Tcvn3 { tcvn3::with_capitals(text) } else { text.to_owned() }
    }
}

/// What a text is in Unicode, and how it was written: as [`detect`] says, and where that is not sure, as the font says that the
/// text was set in. `None` for Unicode, for other languages and where nothing is sure.
///
/// The font knows of capitals that the letters do not show. Of a text that was Unicode only the font's name is old: what does
/// not come out with more Vietnamese syllables than it had is left as it is.
pub fn read(text: &str, font: Option<Font>) -> Option<(Encoding, String)> {
    match (detect(text), font) {
        (Some(found), Some(font)) if found == font.encoding => Some((found, font.convert(text))),
        (Some(found), _) => Some((found, convert(text, found))),
        (None, font) => {
            let font = font?;
            let read = font.convert(text);
            (syllables(&read) > syllables(text)).then_some((font.encoding, read))
        }
    }
}

/// How many words could be Vietnamese syllables.
fn syllables(text: &str) -> usize {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| is_syllable(&word.to_lowercase())).count()
}

/// The encoding of an old Vietnamese font, from its name or a list of names as in CSS (`".VnTime", serif`).
///
/// The best hint there is, but a hint: a text may name the font and yet be Unicode. See that [`detect`] agrees, or ask.
/// `None` for every other font.
pub fn by_font(name: &str) -> Option<Font> {
    name.split(',').find_map(|family| {
        let family = family.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
        let starts = |start: &str| family.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start));
        if starts(".Vn") {
            Some(Font { encoding: Encoding::Tcvn3, capitals: family.ends_with(['H', 'h']) })
        } else {
            starts("VNI-").then_some(Font { encoding: Encoding::Vni, capitals: false })
        }
    })
}

/// Decodes piece by piece between the words that are Unicode already.
fn by_word(text: &str, decode: fn(&str) -> String) -> String {
    if !text.chars().any(of_unicode_alone) {
        return decode(text);
    }
    let of_unicode =
        |word: &str| word.chars().any(of_unicode_alone) || is_syllable(word.trim_matches(|c: char| !c.is_alphabetic()));
    let words = text.split_inclusive(char::is_whitespace);
    words.map(|word| if of_unicode(word) { Cow::Borrowed(word) } else { Cow::Owned(decode(word)) }).collect()
}

/// Vietnamese letters and tones that no text in an old encoding shows, whatever it is taken for.
fn of_unicode_alone(c: char) -> bool {
    matches!(c, '\u{1EA0}'..='\u{1EF9}' | 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư') || of_vietnamese_marks(c)
}

/// The five tones, circumflex, breve and horn as combining characters.
fn of_vietnamese_marks(c: char) -> bool {
    crate::normal::TONES.contains(&c) || matches!(c, '\u{302}' | '\u{306}' | '\u{31B}')
}

/// One letter of a letter and a mark, if there is one.
fn composed(letter: char, mark: char) -> Option<char> {
    // Not `compose`: ậ is made of ạ and a circumflex, never of â and a dot.
    let letters = String::from_iter([letter, mark]);
    let letters = nfc(&letters);
    let mut letters = letters.chars();
    letters.next().filter(|_| letters.next().is_none())
}

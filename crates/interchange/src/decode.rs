//! Bytes to letters.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use std::borrow::Cow;

/// Share of words that must be Vietnamese syllables for bytes to count as Windows-1258.
const VIETNAMESE: f64 = 0.75;

/// The text of an XML part: UTF-8, UTF-16 with its mark, or what the part says. A stray byte becomes U+FFFD and loses nothing
/// else.
pub(crate) fn xml(bytes: &[u8]) -> Cow<'_, str> {
    let (encoding, skip) = Encoding::for_bom(bytes).unwrap_or_else(|| (xml_encoding(bytes).unwrap_or(UTF_8), 0));
    encoding.decode_without_bom_handling(&bytes[skip..]).0
}

/// The encoding that an XML declaration names (XML 1.0, 2.8).
fn xml_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = std::str::from_utf8(bytes.get(..bytes.len().min(200))?.split(|byte| *byte == b'>').next()?).ok()?;
    let (_, said) = start.strip_prefix("<?xml")?.split_once("encoding=")?;
    let label = said.get(1..)?.split(['"', '\'']).next()?;
    // A part that says it is wide, and is not, is what its bytes are.
    Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE)
}

/// The text of a plain file, and whether it is in an old encoding of one byte a letter (TCVN3, VNI): then every byte
/// stands as its letter of Windows-1252, as such text arrives from Word too.
pub(crate) fn plain(bytes: &[u8], said: Option<&str>) -> (String, bool) {
    if let Some((encoding, skip)) = Encoding::for_bom(bytes) {
        return (encoding.decode_without_bom_handling(&bytes[skip..]).0.into_owned(), false);
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return (text.to_owned(), false);
    }
    // One cut byte in UTF-8 spoils one letter, not all of them.
    if is_nearly_utf_8(bytes, said) {
        return (UTF_8.decode_without_bom_handling(bytes).0.into_owned(), false);
    }
    if let Some(wide) = utf_16(bytes) {
        return (wide.decode_without_bom_handling(bytes).0.into_owned(), false);
    }
    if let Some(said) = said.and_then(|label| Encoding::for_label(label.as_bytes()))
        && said != UTF_8
        && said != WINDOWS_1252
    {
        return (said.decode_without_bom_handling(bytes).0.into_owned(), false);
    }
    let vietnamese = WINDOWS_1258.decode_without_bom_handling(bytes).0;
    let vietnamese = copydesk::nfc(&vietnamese).into_owned();
    if share_of_syllables(&vietnamese) >= VIETNAMESE {
        return (vietnamese, false);
    }
    (WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(), true)
}

/// Good letters of several bytes for every broken one that show a text to be UTF-8; bytes of the old encodings hardly ever
/// make one.
const GOOD_LETTERS: usize = 4;

/// True for UTF-8 in which some bytes were cut or broken: where the document says that it is UTF-8, two letters of three must be good.
fn is_nearly_utf_8(bytes: &[u8], said: Option<&str>) -> bool {
    let declared = said.and_then(|label| Encoding::for_label(label.as_bytes())) == Some(UTF_8);
    let (mut good, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if bytes.contains(&0) {
        return false;
    }
    if declared { good >= broken.saturating_mul(2) } else { good >= broken.saturating_mul(GOOD_LETTERS) }
}

/// UTF-16 without its mark: every second byte of Latin letters is zero.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let half = sample.len() / 2;
    if half == 0 || even.max(odd) * 10 < half {
        return None;
    }
    if odd > even * 4 {
        Some(UTF_16LE)
    } else if even > odd * 4 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// How many of the words could be Vietnamese, from 0 to 1.
fn share_of_syllables(text: &str) -> f64 {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().nth(1).is_some()).collect();
    if words.is_empty() {
        return 0.0;
    }
    let good = words.iter().filter(|word| copydesk::is_syllable(word)).count();
    good as f64 / words.len() as f64
}

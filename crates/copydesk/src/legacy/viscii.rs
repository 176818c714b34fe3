//! VISCII, RFC 1456.

use super::bytes::letter;
use crate::syllable::{MOST_LETTERS, is_syllable};

#[rustfmt::skip]
const FROM_80: &str = concat!(
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ", "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ", "Õắằặấầẩậẽẹếềểễệố", "ồổỗỠƠộờởịỰỨỪỬơớƯ",
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ", "ĐứÒÓÔạỷừửÙÚỹỵÝỡư", "àáâãảăữẫèéêẻìíĩỉ", "đựòóôõỏọụùúũủýợỮ",
);

pub(super) fn decode(text: &str) -> String {
    let read: Vec<(char, char)> = text.chars().map(|c| (c, decoded(c))).collect();
    let mut out = String::with_capacity(text.len());
    for run in read.chunk_by(|a, b| a.1.is_alphabetic() == b.1.is_alphabetic()) {
        // A capital that looks like a quote, a dash or a fixed space is a letter only where it makes a word.
        let doubtful = |at: usize| run.get(at).is_none_or(|(c, _)| of_punctuation(*c));
        let mut at = 0;
        let mut begins = true;
        while at < run.len() {
            let ends = (at + 2..=run.len().min(at + MOST_LETTERS)).rev();
            let word = ends.filter(|end| begins && doubtful(*end)).find(|end| is_word(&run[at..*end]));
            let end = word.unwrap_or(at + 1);
            begins = word.is_some() || doubtful(at);
            out.extend(run[at..end].iter().map(|(c, letter)| if word.is_none() && begins { c } else { letter }));
            at = end;
        }
    }
    out
}

fn is_word(run: &[(char, char)]) -> bool {
    is_syllable(&run.iter().map(|(_, letter)| letter).collect::<String>())
}

fn decoded(c: char) -> char {
    match c {
        '\u{2}' => 'Ẳ',
        '\u{5}' => 'Ẵ',
        '\u{6}' => 'Ẫ',
        '\u{14}' => 'Ỷ',
        '\u{19}' => 'Ỹ',
        '\u{1E}' => 'Ỵ',
        _ => letter(c, 0x80, FROM_80).unwrap_or(c),
    }
}

/// Signs of Windows-1252 that people type into texts, and whose bytes are capitals here.
fn of_punctuation(c: char) -> bool {
    matches!(c, '‚' | '„' | '…' | '‹' | '‘' | '’' | '“' | '”' | '•' | '–' | '—' | '›' | '\u{A0}')
}

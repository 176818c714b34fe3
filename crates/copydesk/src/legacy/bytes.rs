//! Windows-1252, through which old texts come.

/// What Windows-1252 has for the bytes 80 to 9F; a space where it has nothing and browsers show a control character
/// (WHATWG Encoding, index windows-1252).
const FROM_80: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// The byte that was read as this character; `None` if no byte of Windows-1252 is.
pub(super) fn byte(c: char) -> Option<u8> {
    if c <= '\u{FF}' {
        return u8::try_from(u32::from(c)).ok();
    }
    FROM_80.chars().zip(0x80..).find_map(|(own, byte)| (own == c).then_some(byte))
}

/// The letter that an encoding has for the byte of this character: `letters` begin with the byte `first`, and have a
/// full stop where the encoding has none.
pub(super) fn letter(c: char, first: u8, letters: &str) -> Option<char> {
    let place = byte(c)?.checked_sub(first)?;
    letters.chars().nth(usize::from(place)).filter(|letter| *letter != '.')
}

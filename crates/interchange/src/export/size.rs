//! How large a picture is, by its own word.

/// Width and height in pixels of a JPEG or PNG; none where the file does not say it as it should.
pub(super) fn pixels(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = if super::is_png(bytes) { png(bytes) } else { jpeg(bytes) }?;
    (size.0 > 0 && size.1 > 0).then_some(size)
}

/// The first chunk says it (PNG, 11.2.1).
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    Some((number(16)?, number(20)?))
}

/// The frame header says it (ITU-T T.81, B.2.2), behind segments that give their lengths.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| bytes.get(at..at + 2)?.try_into().ok().map(u16::from_be_bytes);
    let mut at = 2;
    loop {
        let [0xff, marker] = *bytes.get(at..at + 2)? else { return None };
        match marker {
            0xff => at += 1,
            0xc4 | 0xc8 | 0xcc => at += 2 + usize::from(number(at + 2)?),
            0xc0..=0xcf => return Some((number(at + 7)?.into(), number(at + 5)?.into())),
            0xd9 | 0xda => return None,
            _ => at += 2 + usize::from(number(at + 2)?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::pixels;

    #[test]
    fn a_picture_says_how_large_it_is_or_nothing() {
        let jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc4\x00\x03x\xff\xff\xc2\x00\x11\x08\x02\x58\x03\x20\x03";
        assert_eq!(pixels(jpeg), Some((800, 600)));
        let png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x03\x20\x00\x00\x02\x58";
        assert_eq!(pixels(png), Some((800, 600)));
        for cut in 0..jpeg.len() - 2 {
            assert_eq!(pixels(&jpeg[..cut]), None, "{cut}");
        }
        assert_eq!(pixels(b"\xff\xd8\xff\xe0\x00\x00"), None);
        assert_eq!(pixels(b"\xff\xd8\xff\xc0\x00\x11\x08\x00\x00\x00\x00"), None);
    }
}

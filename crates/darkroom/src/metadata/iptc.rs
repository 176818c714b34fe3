//! IPTC-IIM 4.2, in the wrapping that Photoshop invented for it.

use crate::metadata::{Words, clean, decode_text};

/// The words in a Photoshop resource block (JPEG segment APP13, after `Photoshop 3.0\0`).
pub(crate) fn iptc_words(resources: &[u8]) -> Words {
    let mut words = Words::default();
    let mut bylines: Vec<String> = Vec::new();
    for (record, dataset, value) in DataSets(iim(resources).unwrap_or_default()) {
        if record != 2 {
            continue;
        }
        let text = decode_text(value);
        match dataset {
            80 => bylines.extend(text),
            105 => words.headline = words.headline.or(text),
            110 => words.credit = words.credit.or(text),
            116 => words.copyright = words.copyright.or(text),
            120 => words.caption = words.caption.or(text),
            _ => {}
        }
    }
    words.byline = clean(&bylines.join(", "));
    words
}

/// The resource 0x0404 among Photoshop's ("Photoshop File Formats Specification", image resource blocks).
fn iim(mut resources: &[u8]) -> Option<&[u8]> {
    while let Some(rest) = resources.strip_prefix(b"8BIM") {
        let (id, rest) = rest.split_first_chunk::<2>()?;
        // A Pascal string, padded with its length byte to an even size.
        let name = usize::from(*rest.first()?) + 1;
        let rest = rest.get(name + name % 2..)?;
        let (size, rest) = rest.split_first_chunk::<4>()?;
        let size = u32::from_be_bytes(*size) as usize;
        if u16::from_be_bytes(*id) == 0x0404 {
            // A block longer than the segment is read as far as it goes.
            return Some(rest.get(..size).unwrap_or(rest));
        }
        resources = rest.get(size.checked_add(size % 2)?..)?;
    }
    None
}

/// Record number, data set number and value of each data set (IIM 4.2, 1.5).
struct DataSets<'a>(&'a [u8]);

impl<'a> Iterator for DataSets<'a> {
    type Item = (u8, u8, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let ([0x1C, record, dataset, high, low], rest) = self.0.split_first_chunk::<5>()? else {
            return None;
        };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        // The top bit announces an extended length, which no text here can need.
        if length > 0x7FFF {
            return None;
        }
        let (value, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some((*record, *dataset, value))
    }
}

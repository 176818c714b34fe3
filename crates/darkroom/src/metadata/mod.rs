//! EXIF, IPTC and XMP, read defensively: whatever cannot be read is as good as not there.

mod exif;
mod iptc;
mod xmp;

pub(crate) use exif::Exif;
pub(crate) use iptc::iptc_words;
pub(crate) use xmp::{xmp_names_place, xmp_words};

/// What photographers write into a file.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Words {
    pub(crate) headline: Option<String>,
    pub(crate) caption: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) credit: Option<String>,
    pub(crate) copyright: Option<String>,
}

impl Words {
    /// These, with gaps filled from `other`.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            headline: self.headline.or(other.headline),
            caption: self.caption.or(other.caption),
            byline: self.byline.or(other.byline),
            credit: self.credit.or(other.credit),
            copyright: self.copyright.or(other.copyright),
        }
    }
}

/// The longest text taken from a file, in characters. A caption is a paragraph; what is longer is not one.
const LONGEST: usize = 4000;

/// Bytes as text: UTF-8, which programs write whatever the standards say, else Latin-1, in which every byte is something.
fn decode_text(bytes: &[u8]) -> Option<String> {
    match std::str::from_utf8(bytes) {
        Ok(text) => clean(text),
        Err(_) => clean(&bytes.iter().copied().map(char::from).collect::<String>()),
    }
}

/// NFC, line ends as `\n`, no other control characters, trimmed; nothing if nothing is left.
fn clean(text: &str) -> Option<String> {
    let plain: String = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .take(LONGEST)
        .collect();
    let text = copydesk::nfc(plain.trim()).into_owned();
    (!text.is_empty()).then_some(text)
}

//! What a file is, by its first bytes and never by its name.

use crate::DarkroomError;

/// A format that is developed here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhotoFormat {
    /// JPEG (ITU-T T.81), baseline or progressive, 8 bits.
    Jpeg,
    /// PNG (W3C, third edition); of an animated one, the picture that stands still.
    Png,
}

impl PhotoFormat {
    /// The media type (IANA): `image/jpeg` or `image/png`.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// The usual ending of file names, without the dot: `jpg` or `png`.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

/// The format of a file, from its signature.
///
/// # Errors
/// [`DarkroomError::Unsupported`] with the name of the format when it is known but not developed here,
/// [`DarkroomError::NotAPhoto`] otherwise, as for a text file named `.jpg`.
pub fn recognise(bytes: &[u8]) -> Result<PhotoFormat, DarkroomError> {
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
    if bytes.starts_with(b"\xff\xd8\xff") {
        return Ok(PhotoFormat::Jpeg);
    }
    if bytes.starts_with(PNG) {
        return Ok(PhotoFormat::Png);
    }
    let foreign = SIGNATURES
        .iter()
        .find(|(at, signature, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(signature)))
        .map(|(_, _, format)| *format)
        .or_else(|| media_container(bytes))
        .or_else(|| is_bitmap(bytes).then_some("BMP"));
    Err(match foreign {
        Some(format) => DarkroomError::Unsupported { format },
        None => DarkroomError::NotAPhoto,
    })
}

/// Offset, signature, name. Camera raw files that are TIFF inside come before TIFF.
const SIGNATURES: [(usize, &[u8], &str); 14] = [
    (8, b"CR\x02\x00", "Canon CR2"),
    (0, b"FUJIFILMCCD-RAW", "Fujifilm RAF"),
    (0, b"IIRO", "Olympus ORF"),
    (0, b"IIU\0", "Panasonic RW2"),
    (0, b"II*\0", "TIFF / camera raw"),
    (0, b"MM\0*", "TIFF / camera raw"),
    (8, b"WEBP", "WebP"),
    (0, b"GIF87a", "GIF"),
    (0, b"GIF89a", "GIF"),
    (0, b"8BPS", "Photoshop PSD"),
    (0, b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"),
    (0, b"\xff\x0a", "JPEG XL"),
    (0, b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
    (0, b"%PDF-", "PDF"),
];

/// What the brand of an ISO base media file promises (ISO/IEC 14496-12, `ftyp` box).
fn media_container(bytes: &[u8]) -> Option<&'static str> {
    if bytes.get(4..8)? != b"ftyp" {
        return None;
    }
    Some(match bytes.get(8..12)? {
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => "HEIC",
        b"avif" | b"avis" => "AVIF",
        b"crx " => "Canon CR3",
        b"qt  " => "QuickTime",
        _ => "MP4",
    })
}

/// Two letters are a weak signature: the size of the header that follows is looked at as well.
fn is_bitmap(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BM") && matches!(bytes.get(14..18), Some([12 | 40 | 108 | 124, 0, 0, 0]))
}

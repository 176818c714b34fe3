//! The outer structure of a file: where its parts are, and whether it is whole.
//!
//! Decoders fill what is missing with grey and say nothing, so the end is looked for here.

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use crate::DarkroomError;

/// What stands between the parts of the picture in a JPEG.
#[derive(Default)]
pub(crate) struct JpegParts {
    /// Width and height, from the frame header.
    pub(crate) size: (u32, u32),
    pub(crate) frame: JpegFrame,
    pub(crate) exif: Option<Vec<u8>>,
    pub(crate) xmp: Option<Vec<u8>>,
    /// Photoshop's resources, in which IPTC lies.
    pub(crate) resources: Option<Vec<u8>>,
    pub(crate) icc: Option<Vec<u8>>,
    /// Something else than the picture is in the file, known or not, or behind it.
    pub(crate) has_other_data: bool,
}

/// The most scans of a progressive JPEG. Programs write about ten; thousands are an attack, since each passes over
/// the whole picture.
const MAX_SCANS: usize = 100;

/// Walks the segments of a JPEG (ITU-T T.81, annex B) up to its end-of-image marker.
///
/// What follows that marker is allowed: phones append previews and films. Bytes of the embedded
/// thumbnail are inside a segment and are not mistaken for the picture. `check_size` is asked as soon as the
/// size is known.
pub(crate) fn read_jpeg(
    bytes: &[u8],
    check_size: impl Fn((u32, u32)) -> Result<(), DarkroomError>,
) -> Result<JpegParts, DarkroomError> {
    let mut parts = JpegParts::default();
    let mut icc: Vec<(u8, u8, &[u8])> = Vec::new();
    let mut framed = false;
    let mut scans = 0;
    let mut at = 2;
    loop {
        at += position(bytes, at, |b| b == 0xFF)?;
        at += position(bytes, at, |b| b != 0xFF)?;
        let marker = bytes[at];
        at += 1;
        // Stuffing, temporary, start of image and restart markers have no length.
        if matches!(marker, 0x00 | 0x01 | 0xD0..=0xD8) {
            continue;
        }
        if marker == 0xD9 {
            if scans == 0 {
                return Err(DarkroomError::broken("no picture before its end"));
            }
            parts.icc = join_icc(icc);
            parts.has_other_data |= at < bytes.len();
            return Ok(parts);
        }
        let segment = segment(bytes, at)?;
        at += segment.len() + 2;
        parts.has_other_data |= speaks(marker, segment);
        match marker {
            0xC4 | 0xC8 | 0xCC => {}
            0xC0..=0xCF if !framed => {
                parts.size = frame_size(marker, segment)?;
                check_size(parts.size)?;
                parts.frame = JpegFrame::read(marker, segment);
                framed = true;
            }
            0xC0..=0xCF => return Err(DarkroomError::broken("two pictures in one")),
            0xDA if !framed => return Err(DarkroomError::broken("a picture without a size")),
            0xDA if scans == MAX_SCANS => return Err(DarkroomError::broken("too many scans")),
            0xDA => scans += 1,
            0xE1 => {
                keep(&mut parts.exif, segment, b"Exif\0\0");
                keep(&mut parts.xmp, segment, b"http://ns.adobe.com/xap/1.0/\0");
            }
            0xE2 => icc.extend(icc_part(segment)),
            0xED => keep(&mut parts.resources, segment, b"Photoshop 3.0\0"),
            _ => {}
        }
    }
}

/// What stands beside the picture in a PNG.
#[derive(Default)]
pub(crate) struct PngParts<'a> {
    pub(crate) exif: Option<&'a [u8]>,
    pub(crate) xmp: Option<Vec<u8>>,
    pub(crate) icc: Option<Vec<u8>>,
}

/// Walks the chunks of a PNG up to `IEND`. Of each kind the first counts that can be read.
///
/// Checksums are left to the decoder.
pub(crate) fn read_png(bytes: &[u8]) -> Result<PngParts<'_>, DarkroomError> {
    let mut at = 8;
    let mut parts = PngParts::default();
    loop {
        let head = bytes.get(at..at + 8).ok_or(DarkroomError::Truncated)?;
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let end = at.saturating_add(8).saturating_add(length);
        let body = bytes.get(at + 8..end).ok_or(DarkroomError::Truncated)?;
        // Four bytes of checksum follow.
        at = end.saturating_add(4);
        if bytes.len() < at {
            return Err(DarkroomError::Truncated);
        }
        match &head[4..] {
            b"IEND" => return Ok(parts),
            b"eXIf" => parts.exif = parts.exif.or(Some(body)),
            b"iCCP" if parts.icc.is_none() => parts.icc = named_and_packed(body),
            b"iTXt" if parts.xmp.is_none() => parts.xmp = xmp_text(body),
            _ => {}
        }
    }
}

/// The longest profile and the longest text that are unpacked, in bytes: the largest tables of a printer have 4 million.
const LONGEST_PART: usize = 8_000_000;

/// A name, the number of the one method there is, and what was packed by it (PNG, 11.3.2.3). None if it cannot be unpacked, or has
/// no end.
fn named_and_packed(body: &[u8]) -> Option<Vec<u8>> {
    let name = body.iter().take(80).position(|byte| *byte == 0)?;
    match body.get(name + 1..)?.split_first()? {
        (0, packed) => decompress_to_vec_zlib_with_limit(packed, LONGEST_PART).ok(),
        _ => None,
    }
}

/// An XMP packet in an international text (PNG, 11.3.3.4): keyword, whether it is packed, language, keyword again, text.
fn xmp_text(body: &[u8]) -> Option<Vec<u8>> {
    let rest = body.strip_prefix(b"XML:com.adobe.xmp\0")?;
    let ([is_packed, _method], rest) = rest.split_first_chunk::<2>()?;
    let rest = rest.splitn(3, |byte| *byte == 0).nth(2)?;
    match is_packed {
        0 => (rest.len() <= LONGEST_PART).then(|| rest.to_vec()),
        _ => decompress_to_vec_zlib_with_limit(rest, LONGEST_PART).ok(),
    }
}

fn position(bytes: &[u8], at: usize, found: impl Fn(u8) -> bool) -> Result<usize, DarkroomError> {
    bytes.get(at..).and_then(|rest| rest.iter().position(|b| found(*b))).ok_or(DarkroomError::Truncated)
}

/// The contents of the segment whose length stands at `at`.
fn segment(bytes: &[u8], at: usize) -> Result<&[u8], DarkroomError> {
    let length = bytes.get(at..at + 2).ok_or(DarkroomError::Truncated)?;
    let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
    if length < 2 {
        return Err(DarkroomError::broken("a segment shorter than its length"));
    }
    bytes.get(at + 2..at + length).ok_or(DarkroomError::Truncated)
}

/// Width and height of a frame header (T.81, B.2.2) of a kind that is decoded here.
fn frame_size(marker: u8, segment: &[u8]) -> Result<(u32, u32), DarkroomError> {
    let Some([precision, y1, y0, x1, x0, ..]) = segment.first_chunk::<6>() else {
        return Err(DarkroomError::broken("a short frame header"));
    };
    if !matches!(marker, 0xC0..=0xC2) || *precision != 8 {
        return Err(DarkroomError::Unsupported { format: "JPEG (lossless, arithmetic or 12 bits)" });
    }
    let height = u16::from_be_bytes([*y1, *y0]);
    let width = u16::from_be_bytes([*x1, *x0]);
    Ok((width.into(), height.into()))
}

/// What a picture takes of a decoder's memory.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct JpegFrame {
    /// All coefficients are held until the last scan.
    pub(crate) is_progressive: bool,
    /// Colours.
    pub(crate) components: u64,
    /// Samples of all colours together for each pixel of the largest; 100 is one.
    pub(crate) samples_percent: u64,
}

impl JpegFrame {
    /// From a frame header (T.81, B.2.2): how finely each colour is sampled.
    fn read(marker: u8, segment: &[u8]) -> Self {
        let factors: Vec<u64> = segment
            .get(6..)
            .unwrap_or_default()
            .chunks_exact(3)
            .map(|component| u64::from(component[1] >> 4) * u64::from(component[1] & 15))
            .collect();
        let largest = factors.iter().copied().max().unwrap_or(1).max(1);
        Self {
            is_progressive: marker == 0xC2,
            components: factors.len() as u64,
            samples_percent: factors.iter().map(|factor| factor * 100 / largest).sum(),
        }
    }

    /// Bytes of memory for so many pixels of the file, decoded at an eighth, a quarter, half or the whole of its sides
    /// (`eighths`: 1, 2, 4, 8): coefficients of two bytes, then planes, then the picture.
    pub(crate) fn memory(self, pixels: u64, eighths: u64) -> u64 {
        let scaled = pixels.div_ceil(64) * eighths * eighths;
        let coefficients = if self.is_progressive { pixels * self.samples_percent * 2 / 100 } else { 0 };
        // What is not RGB by itself is made so in a copy.
        let picture = if self.components == 3 { 3 } else { self.components + 3 };
        coefficients + scaled * self.samples_percent / 100 + scaled * picture
    }
}

/// True for segments of programs and for comments (T.81, B.2.4.5 and B.2.4.6), but for the mark that every plain file has
/// (JFIF 1.02).
fn speaks(marker: u8, segment: &[u8]) -> bool {
    match marker {
        0xE0 => !segment.starts_with(b"JFIF\0"),
        0xE1..=0xEF | 0xFE => true,
        _ => false,
    }
}

/// The first segment of a kind counts.
fn keep(part: &mut Option<Vec<u8>>, segment: &[u8], name: &[u8]) {
    if part.is_none() {
        *part = segment.strip_prefix(name).map(<[u8]>::to_vec);
    }
}

/// Number, count and contents of a piece of an ICC profile (ICC.1, B.4).
fn icc_part(segment: &[u8]) -> Option<(u8, u8, &[u8])> {
    let rest = segment.strip_prefix(b"ICC_PROFILE\0")?;
    let ([number, count], piece) = rest.split_first_chunk::<2>()?;
    Some((*number, *count, piece))
}

/// The profile, if all its pieces are there.
fn join_icc(mut pieces: Vec<(u8, u8, &[u8])>) -> Option<Vec<u8>> {
    pieces.sort_by_key(|(number, ..)| *number);
    let count = pieces.len();
    let bytes: usize = pieces.iter().map(|(.., piece)| piece.len()).sum();
    let whole = pieces
        .iter()
        .zip(1..)
        .all(|((number, of, _), place)| usize::from(*number) == place && usize::from(*of) == count);
    (whole && count > 0 && bytes <= LONGEST_PART)
        .then(|| pieces.iter().flat_map(|(.., piece)| *piece).copied().collect())
}

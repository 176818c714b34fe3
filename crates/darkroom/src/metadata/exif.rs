//! EXIF (CIPA DC-008): the few fields that a newsroom reads, each where it lies. Nothing is copied but their texts, so that parts
//! which overlap or repeat each other cost nothing.

use chrono::{FixedOffset, NaiveDateTime};

use crate::frame::Orientation;
use crate::metadata::{Words, decode_text};
use crate::negative::Taken;

/// Tags of CIPA DC-008 (4.6.4 and following) and TIFF 6.0.
mod tag {
    pub(super) const IMAGE_DESCRIPTION: u16 = 0x010E;
    pub(super) const ORIENTATION: u16 = 0x0112;
    pub(super) const ARTIST: u16 = 0x013B;
    pub(super) const COPYRIGHT: u16 = 0x8298;
    pub(super) const EXIF: u16 = 0x8769;
    pub(super) const GPS: u16 = 0x8825;
    pub(super) const DATE_TIME_ORIGINAL: u16 = 0x9003;
    pub(super) const OFFSET_TIME_ORIGINAL: u16 = 0x9011;
    /// `GPSLatitude`, `GPSLongitude`, `GPSDestLatitude`, `GPSAreaInformation`.
    pub(super) const PLACES: [u16; 4] = [0x0002, 0x0004, 0x0014, 0x001C];
}

/// Bytes of a text that are read; the longest one taken is shorter.
const LONGEST_TEXT: usize = 64 * 1024;

/// What was read of an EXIF block.
#[derive(Default)]
pub(crate) struct Exif {
    orientation: Option<u32>,
    description: Option<String>,
    artist: Option<String>,
    copyright: Option<String>,
    taken: Option<String>,
    offset: Option<String>,
    has_gps: bool,
}

impl Exif {
    /// Reads a TIFF structure, with or without the mark `Exif\0\0` in front of it, as far as it can be read.
    pub(crate) fn read(block: &[u8]) -> Option<Self> {
        let tiff = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
        let (is_big, rest) = match tiff.split_first_chunk::<4>()? {
            (b"MM\0*", rest) => (true, rest),
            (b"II*\0", rest) => (false, rest),
            _ => return None,
        };
        let tiff = Tiff { bytes: tiff, is_big };
        let first = tiff.long(rest)?;
        let mut exif = Self::default();
        let (mut camera, mut gps) = (None, None);
        for field in tiff.fields(first) {
            match field.tag {
                tag::ORIENTATION => keep(&mut exif.orientation, field.number()),
                tag::IMAGE_DESCRIPTION => keep(&mut exif.description, field.text()),
                tag::ARTIST => keep(&mut exif.artist, field.text()),
                tag::COPYRIGHT => keep(&mut exif.copyright, field.text()),
                tag::EXIF => keep(&mut camera, field.number()),
                tag::GPS => keep(&mut gps, field.number()),
                _ => {}
            }
        }
        for field in camera.into_iter().flat_map(|at| tiff.fields(at)) {
            match field.tag {
                tag::DATE_TIME_ORIGINAL => keep(&mut exif.taken, field.text()),
                tag::OFFSET_TIME_ORIGINAL => keep(&mut exif.offset, field.text()),
                _ => {}
            }
        }
        // Cameras without reception write a GPS block that tells only its version.
        exif.has_gps = gps.into_iter().flat_map(|at| tiff.fields(at)).any(|field| tag::PLACES.contains(&field.tag));
        Some(exif)
    }

    pub(crate) fn orientation(&self) -> Orientation {
        self.orientation.map_or(Orientation::UPRIGHT, Orientation::from_exif)
    }

    pub(crate) fn taken_at(&self) -> Option<Taken> {
        let local = NaiveDateTime::parse_from_str(self.taken.as_deref()?, "%Y:%m:%d %H:%M:%S").ok()?;
        Some(Taken { local, offset: self.offset.as_deref().and_then(read_offset) })
    }

    pub(crate) fn words(&self) -> Words {
        let said = |text: &Option<String>| text.clone().filter(|text| !is_camera_talk(text));
        Words {
            caption: said(&self.description),
            byline: said(&self.artist),
            copyright: self.copyright.clone(),
            ..Words::default()
        }
    }

    /// Whether a place is there.
    pub(crate) fn has_gps(&self) -> bool {
        self.has_gps
    }
}

/// The first of a kind counts.
fn keep<T>(known: &mut Option<T>, found: Option<T>) {
    if known.is_none() {
        *known = found;
    }
}

/// A TIFF structure (TIFF 6.0, section 2).
#[derive(Clone, Copy)]
struct Tiff<'a> {
    bytes: &'a [u8],
    is_big: bool,
}

impl<'a> Tiff<'a> {
    /// The fields of the directory at this place, as far as they lie within the block.
    fn fields(self, at: u32) -> impl Iterator<Item = Field<'a>> {
        let directory = usize::try_from(at).ok().and_then(|at| self.bytes.get(at..)).unwrap_or_default();
        let count = self.short(directory).unwrap_or(0);
        let entries = directory.get(2..).unwrap_or_default().chunks_exact(12);
        entries.take(count.into()).filter_map(move |entry| {
            let (tag, rest) = (self.short(entry)?, entry.get(2..)?);
            let (kind, rest) = (self.short(rest)?, rest.get(2..)?);
            let (count, value) = (self.long(rest)?, rest.get(4..)?);
            Some(Field { tiff: self, tag, kind, count, value })
        })
    }

    fn short(self, bytes: &[u8]) -> Option<u16> {
        let bytes = *bytes.first_chunk::<2>()?;
        Some(if self.is_big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    }

    fn long(self, bytes: &[u8]) -> Option<u32> {
        let bytes = *bytes.first_chunk::<4>()?;
        Some(if self.is_big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    }
}

struct Field<'a> {
    tiff: Tiff<'a>,
    tag: u16,
    kind: u16,
    count: u32,
    /// Four bytes: the value, or where it lies.
    value: &'a [u8],
}

impl Field<'_> {
    /// The first number of a `BYTE`, `SHORT` or `LONG`.
    fn number(&self) -> Option<u32> {
        if self.count == 0 {
            return None;
        }
        match self.kind {
            1 => self.value.first().map(|byte| u32::from(*byte)),
            3 => self.tiff.short(self.value).map(u32::from),
            4 if self.count == 1 => self.tiff.long(self.value),
            _ => None,
        }
    }

    /// The first text of an `ASCII`, or of the UTF-8 of EXIF 3.0 (type 129), that says something. A NUL inside divides a value: the
    /// photographer's and the editor's copyright, for one.
    fn text(&self) -> Option<String> {
        if !matches!(self.kind, 2 | 129) {
            return None;
        }
        let length = usize::try_from(self.count).ok()?;
        let bytes = match length {
            0..=4 => self.value.get(..length)?,
            _ => {
                let at = usize::try_from(self.tiff.long(self.value)?).ok()?;
                self.tiff.bytes.get(at..at.checked_add(length)?)?
            }
        };
        bytes[..bytes.len().min(LONGEST_TEXT)].split(|byte| *byte == 0).find_map(decode_text)
    }
}

/// `"+07:00"` (EXIF 2.31).
fn read_offset(text: &str) -> Option<FixedOffset> {
    text.parse().ok()
}

/// Descriptions that cameras and phones write by themselves.
fn is_camera_talk(text: &str) -> bool {
    const TALK: [&str; 9] = [
        "olympus digital camera",
        "sony dsc",
        "digital camera",
        "konica minolta digital camera",
        "samsung camera pictures",
        "screenshot",
        "untitled",
        "<untitled>",
        "default",
    ];
    let text = text.to_lowercase();
    TALK.contains(&text.as_str()) || text.starts_with("dcim\\")
}

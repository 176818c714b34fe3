//! EXIF (CIPA DC-008).

use chrono::{FixedOffset, NaiveDateTime};
use exif::{In, Reader, Tag, Value};

use crate::frame::Orientation;
use crate::metadata::{Words, decode_text};
use crate::negative::Taken;

/// The readable part of an EXIF block.
pub(crate) struct Exif(exif::Exif);

impl Exif {
    /// Reads a TIFF structure, with or without the mark `Exif\0\0` in front of it.
    pub(crate) fn read(block: &[u8]) -> Option<Self> {
        let tiff = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
        let mut reader = Reader::new();
        reader.continue_on_error(true);
        reader.read_raw(tiff.to_vec()).or_else(|error| error.distill_partial_result(drop)).ok().map(Self)
    }

    pub(crate) fn orientation(&self) -> Orientation {
        self.0
            .get_field(Tag::Orientation, In::PRIMARY)
            .and_then(|field| field.value.get_uint(0))
            .map_or(Orientation::UPRIGHT, Orientation::from_exif)
    }

    pub(crate) fn taken_at(&self) -> Option<Taken> {
        let local = self.text(Tag::DateTimeOriginal)?;
        let local = NaiveDateTime::parse_from_str(&local, "%Y:%m:%d %H:%M:%S").ok()?;
        let offset = self.text(Tag::OffsetTimeOriginal);
        Some(Taken { local, offset: offset.as_deref().and_then(read_offset) })
    }

    pub(crate) fn words(&self) -> Words {
        Words {
            caption: self.text(Tag::ImageDescription).filter(|text| !is_camera_talk(text)),
            byline: self.text(Tag::Artist).filter(|text| !is_camera_talk(text)),
            copyright: self.text(Tag::Copyright),
            ..Words::default()
        }
    }

    /// Whether a latitude is there. Cameras without reception write a GPS block that tells only its version.
    pub(crate) fn has_gps(&self) -> bool {
        self.0.fields().any(|field| {
            matches!(field.tag, Tag::GPSLatitude | Tag::GPSLongitude | Tag::GPSDestLatitude | Tag::GPSAreaInformation)
        })
    }

    fn text(&self, tag: Tag) -> Option<String> {
        let field = self.0.get_field(tag, In::PRIMARY)?;
        let Value::Ascii(lines) = &field.value else {
            return None;
        };
        // A NUL inside divides a value: the photographer's and the editor's copyright, for one.
        lines.iter().find_map(|line| decode_text(line))
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

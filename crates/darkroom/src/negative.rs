//! What a photo says about itself.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};

use crate::budget::watched;
use crate::decode::read_head;
use crate::format::PhotoFormat;
use crate::metadata::{Exif, Words, iptc_words, xmp_names_place, xmp_words};
use crate::{DarkroomError, TIME_LIMIT};

/// A photo as delivered. Texts are in NFC, without control characters and never empty; they are what the file says,
/// not what is true.
#[derive(Debug, Clone, PartialEq)]
pub struct Negative {
    /// The format of the file.
    pub format: PhotoFormat,
    /// Width in pixels when upright.
    pub width: u32,
    /// Height in pixels when upright.
    pub height: u32,
    /// When the shutter opened, as the camera's clock had it (EXIF `DateTimeOriginal`).
    pub taken_at: Option<Taken>,
    /// Headline (IPTC 2:105, `photoshop:Headline`).
    pub headline: Option<String>,
    /// Caption (`dc:description`, IPTC 2:120, EXIF `ImageDescription`).
    pub caption: Option<String>,
    /// Who took it (`dc:creator`, IPTC 2:80, EXIF `Artist`).
    pub byline: Option<String>,
    /// Whom to credit (`photoshop:Credit`, IPTC 2:110).
    pub credit: Option<String>,
    /// Copyright notice (`dc:rights`, IPTC 2:116, EXIF `Copyright`).
    pub copyright: Option<String>,
    /// Whether the file tells the place where it was taken (EXIF GPS or its copy in XMP).
    pub has_gps: bool,
}

/// A time read from a camera. Most cameras do not know their time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// What the camera's clock showed.
    pub local: NaiveDateTime,
    /// Its distance to UTC, where the camera wrote one (EXIF 2.31 `OffsetTimeOriginal`).
    pub offset: Option<FixedOffset>,
}

impl Taken {
    /// The time as the camera's clock had it, with its time zone; with `zone` where it did not say. None for a time that
    /// the zone puts beyond the years of the calendar.
    pub fn zoned(&self, zone: FixedOffset) -> Option<DateTime<FixedOffset>> {
        self.local.and_local_timezone(self.offset.unwrap_or(zone)).single()
    }

    /// The moment, with `zone` taken for the camera's where it did not say.
    pub fn at(&self, zone: FixedOffset) -> DateTime<Utc> {
        let offset = self.offset.unwrap_or(zone);
        self.local.checked_sub_offset(offset).unwrap_or(self.local).and_utc()
    }
}

/// Reads what a photo says about itself, without decoding its pixels: quick enough to run at every import.
///
/// Unreadable metadata is left out, not refused.
///
/// # Errors
/// Every [`DarkroomError`] that can be told without decoding. A file that passes can still be refused by
/// [`crate::develop`] as [`DarkroomError::Broken`].
pub fn inspect(bytes: &[u8]) -> Result<Negative, DarkroomError> {
    watched(bytes, TIME_LIMIT, |bytes, _| read(bytes))
}

fn read(bytes: &[u8]) -> Result<Negative, DarkroomError> {
    let head = read_head(bytes)?;
    let (width, height) = head.orientation().apply_to_size(head.size);
    let xmp = head.xmp.as_deref();
    // XMP first: it alone has no limits of length. EXIF last: cameras fill it with their own names.
    let words = xmp
        .map(xmp_words)
        .unwrap_or_default()
        .or(head.iptc.as_deref().map(iptc_words).unwrap_or_default())
        .or(head.exif.as_ref().map(Exif::words).unwrap_or_default());
    let Words { headline, caption, byline, credit, copyright } = words;
    Ok(Negative {
        format: head.format,
        width,
        height,
        taken_at: head.exif.as_ref().and_then(Exif::taken_at),
        headline,
        caption,
        byline,
        credit,
        copyright,
        has_gps: head.exif.as_ref().is_some_and(Exif::has_gps) || xmp.is_some_and(xmp_names_place),
    })
}

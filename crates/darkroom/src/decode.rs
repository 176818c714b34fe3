//! From a file to pixels, within limits.

mod png;

use jpeg_decoder::{Decoder as JpegDecoder, Error as JpegError, PixelFormat};

use crate::budget::{Budget, Paced};
use crate::format::PhotoFormat;
use crate::frame::Orientation;
use crate::metadata::Exif;
use crate::structure::{JpegFrame, read_jpeg, read_png};
use crate::{DarkroomError, MAX_FILE_BYTES, MAX_MEMORY, MAX_PIXELS, MAX_SIDE, MIN_SIDE, recognise};

/// What stands before the pixels of a file.
pub(crate) struct Head {
    pub(crate) format: PhotoFormat,
    /// As stored, before orientation.
    pub(crate) size: (u32, u32),
    pub(crate) exif: Option<Exif>,
    pub(crate) iptc: Option<Vec<u8>>,
    pub(crate) xmp: Option<Vec<u8>>,
    pub(crate) icc: Option<Vec<u8>>,
    /// Of a JPEG, what it takes of the decoder.
    frame: JpegFrame,
    /// Something else than the picture is in the file, as far as that is known: it is taken for granted of a PNG.
    pub(crate) has_other_data: bool,
}

impl Head {
    pub(crate) fn orientation(&self) -> Orientation {
        self.exif.as_ref().map_or(Orientation::UPRIGHT, Exif::orientation)
    }
}

/// Reads the head of a file, checks its size in every respect, and that the file is whole.
pub(crate) fn read_head(bytes: &[u8]) -> Result<Head, DarkroomError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(DarkroomError::FileTooLarge { bytes: bytes.len() });
    }
    match recognise(bytes)? {
        PhotoFormat::Jpeg => read_jpeg_head(bytes),
        PhotoFormat::Png => read_png_head(bytes),
    }
}

/// RGB pixels, three bytes each, rows without padding.
#[derive(Clone)]
pub(crate) struct Pixels {
    pub(crate) rgb: Vec<u8>,
    pub(crate) size: (u32, u32),
}

/// The pixels of a file, at its own size or at a smaller one that is at least `share` of it (0 to 1): a JPEG
/// is shrunk by halves for next to nothing while it is decoded. Transparency is laid on white. Where the size that is asked for takes
/// more memory than there is for one photo, it is decoded smaller.
pub(crate) fn decode(bytes: &[u8], head: &Head, share: f64, budget: Budget) -> Result<Pixels, DarkroomError> {
    let pixels = match head.format {
        PhotoFormat::Jpeg => decode_jpeg(bytes, head, share, budget),
        PhotoFormat::Png => png::decode(bytes, share, budget),
    };
    // A decoder whose bytes ended because the time was over calls that a damage.
    budget.check()?;
    let pixels = pixels?;
    if pixels.rgb.len() != pixels.size.0 as usize * pixels.size.1 as usize * 3 {
        return Err(DarkroomError::broken("the picture has another size than announced"));
    }
    Ok(pixels)
}

fn check_size(size: (u32, u32)) -> Result<(), DarkroomError> {
    let (width, height) = size;
    if width.max(height) > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(DarkroomError::TooManyPixels { width, height });
    }
    if width.min(height) < MIN_SIDE {
        return Err(DarkroomError::TooSmall { width, height });
    }
    Ok(())
}

fn read_jpeg_head(bytes: &[u8]) -> Result<Head, DarkroomError> {
    let parts = read_jpeg(bytes, check_size)?;
    Ok(Head {
        format: PhotoFormat::Jpeg,
        size: parts.size,
        exif: parts.exif.as_deref().and_then(Exif::read),
        iptc: parts.resources,
        xmp: parts.xmp,
        icc: parts.icc,
        frame: parts.frame,
        has_other_data: parts.has_other_data,
    })
}

fn decode_jpeg(bytes: &[u8], head: &Head, share: f64, budget: Budget) -> Result<Pixels, DarkroomError> {
    let size = head.size;
    let eighths = affordable(head.frame, u64::from(size.0) * u64::from(size.1), share)?;
    let mut decoder = JpegDecoder::new(Paced::new(bytes, budget));
    decoder.set_max_decoding_buffer_size(usize::try_from(MAX_MEMORY).unwrap_or(usize::MAX));
    let wanted = |side: u32| (u64::from(side) * eighths).div_ceil(8).clamp(1, 65_535) as u16;
    let scaled = decoder.scale(wanted(size.0), wanted(size.1)).map_err(jpeg_error)?;
    let samples = decoder.decode().map_err(jpeg_error)?;
    let rgb = match decoder.info().map(|info| info.pixel_format) {
        Some(PixelFormat::RGB24) => samples,
        Some(PixelFormat::L8) => samples.into_iter().flat_map(|level| [level; 3]).collect(),
        Some(PixelFormat::CMYK32) => samples.chunks_exact(4).flat_map(from_inks).collect(),
        Some(PixelFormat::L16) | None => return Err(DarkroomError::broken("no colours")),
    };
    Ok(Pixels { rgb, size: (scaled.0.into(), scaled.1.into()) })
}

/// Eighths of its sides (1, 2, 4 or 8) at which a picture is decoded so that it is at least this share of its sides, or less where
/// that is what the memory for one photo holds.
fn affordable(frame: JpegFrame, pixels: u64, share: f64) -> Result<u64, DarkroomError> {
    let wanted = [1, 2, 4].into_iter().find(|eighths| *eighths as f64 / 8.0 >= share).unwrap_or(8);
    let fits = |eighths: &u64| Budget::allow(frame.memory(pixels, *eighths)).is_ok();
    [8, 4, 2, 1].into_iter().filter(|eighths| *eighths <= wanted).find(fits).ok_or(DarkroomError::TooCostly)
}

/// Cyan, magenta, yellow, black as full inks on white paper: near enough for a picture that was meant for print.
fn from_inks(inks: &[u8]) -> [u8; 3] {
    let paper = |ink: u8| 255 - u32::from(ink);
    let black = paper(inks[3]);
    [0, 1, 2].map(|ink| ((paper(inks[ink]) * black + 127) / 255) as u8)
}

fn jpeg_error(error: JpegError) -> DarkroomError {
    match error {
        JpegError::Unsupported(_) => DarkroomError::Unsupported { format: "JPEG (unusual kind)" },
        other => DarkroomError::broken(other),
    }
}

fn read_png_head(bytes: &[u8]) -> Result<Head, DarkroomError> {
    // The size stands at a fixed place (PNG, 11.2.1), before anything that could expand.
    let size = bytes.get(16..24).ok_or(DarkroomError::Truncated)?;
    let size = (
        u32::from_be_bytes([size[0], size[1], size[2], size[3]]),
        u32::from_be_bytes([size[4], size[5], size[6], size[7]]),
    );
    check_size(size)?;
    let parts = read_png(bytes)?;
    Ok(Head {
        format: PhotoFormat::Png,
        size: png::checked_size(bytes)?,
        exif: parts.exif.and_then(Exif::read),
        iptc: None,
        xmp: parts.xmp,
        icc: parts.icc,
        frame: JpegFrame::default(),
        has_other_data: true,
    })
}

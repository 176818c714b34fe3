//! From a file to pixels, within limits.

use std::io::Cursor;

use image::codecs::png::PngDecoder;
use image::{DynamicImage, ImageDecoder, ImageError, Limits};
use jpeg_decoder::{Decoder as JpegDecoder, Error as JpegError, PixelFormat};

use crate::format::PhotoFormat;
use crate::frame::Orientation;
use crate::metadata::Exif;
use crate::structure::{read_jpeg, read_png};
use crate::{DarkroomError, MAX_FILE_BYTES, MAX_PIXELS, MAX_SIDE, MIN_SIDE, recognise};

/// What stands before the pixels of a file.
pub(crate) struct Head {
    pub(crate) format: PhotoFormat,
    /// As stored, before orientation.
    pub(crate) size: (u32, u32),
    pub(crate) exif: Option<Exif>,
    pub(crate) iptc: Option<Vec<u8>>,
    pub(crate) xmp: Option<Vec<u8>>,
    pub(crate) icc: Option<Vec<u8>>,
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
/// is shrunk by halves for next to nothing while it is decoded. Transparency is laid on white.
pub(crate) fn decode(bytes: &[u8], head: &Head, share: f64) -> Result<Pixels, DarkroomError> {
    let pixels = match head.format {
        PhotoFormat::Jpeg => decode_jpeg(bytes, head.size, share)?,
        PhotoFormat::Png => decode_png(bytes)?,
    };
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
        has_other_data: parts.has_other_data,
    })
}

fn decode_jpeg(bytes: &[u8], size: (u32, u32), share: f64) -> Result<Pixels, DarkroomError> {
    let mut decoder = JpegDecoder::new(bytes);
    decoder.set_max_decoding_buffer_size(MAX_DECODED_BYTES as usize);
    let wanted = |side: u32| (f64::from(side) * share).ceil().clamp(1.0, 65_535.0) as u16;
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
    let exif = read_png(bytes)?;
    let mut decoder = png_decoder(bytes)?;
    Ok(Head {
        format: PhotoFormat::Png,
        size: decoder.dimensions(),
        exif: exif.and_then(Exif::read),
        iptc: None,
        xmp: decoder.xmp_metadata().unwrap_or(None),
        icc: decoder.icc_profile().unwrap_or(None),
        has_other_data: true,
    })
}

fn decode_png(bytes: &[u8]) -> Result<Pixels, DarkroomError> {
    let decoder = png_decoder(bytes)?;
    let size = decoder.dimensions();
    let (width, height) = size;
    if decoder.total_bytes() > MAX_DECODED_BYTES {
        return Err(DarkroomError::TooManyPixels { width, height });
    }
    let picture = DynamicImage::from_decoder(decoder).map_err(png_error)?;
    if !picture.color().has_alpha() {
        let rgb = picture.into_rgb8().into_raw();
        return Ok(Pixels { rgb, size });
    }
    let rgba = picture.into_rgba8();
    let mut rgb = Vec::with_capacity(rgba.len() / 4 * 3);
    for pixel in rgba.pixels() {
        let [red, green, blue, alpha] = pixel.0;
        rgb.extend([red, green, blue].map(|level| on_white(level, alpha)));
    }
    Ok(Pixels { rgb, size })
}

/// The most memory for the pixels of one PNG, in bytes: the largest photo allowed at 8 bits, a third of
/// that with 16 bits and transparency.
const MAX_DECODED_BYTES: u64 = MAX_PIXELS * 4;

fn png_decoder(bytes: &[u8]) -> Result<PngDecoder<Cursor<&[u8]>>, DarkroomError> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    PngDecoder::with_limits(Cursor::new(bytes), limits).map_err(png_error)
}

fn png_error(error: ImageError) -> DarkroomError {
    match error {
        ImageError::Unsupported(_) => DarkroomError::Unsupported { format: "PNG (unusual kind)" },
        other => DarkroomError::broken(other),
    }
}

fn on_white(level: u8, alpha: u8) -> u8 {
    let (level, alpha) = (u32::from(level), u32::from(alpha));
    ((level * alpha + 255 * (255 - alpha) + 127) / 255) as u8
}

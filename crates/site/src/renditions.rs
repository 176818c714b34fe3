//! Smaller copies of an uploaded picture, by the names and sizes of WordPress.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, GenericImageView, ImageDecoder, ImageFormat, ImageReader, Limits};
use serde::{Deserialize, Serialize};

/// Name, width, height (0: any), and whether it is cut to exactly that (WordPress' default sizes).
const SIZES: [(&str, u32, u32, bool); 6] = [
    ("medium", 300, 300, false),
    ("large", 1024, 1024, false),
    ("thumbnail", 150, 150, true),
    ("medium_large", 768, 0, false),
    ("1536x1536", 1536, 1536, false),
    ("2048x2048", 2048, 2048, false),
];
/// A picture wider or higher is not shown itself (`big_image_size_threshold`).
const BIGGEST: u32 = 2560;
/// WordPress' own JPEG quality, in per cent.
const QUALITY: u8 = 82;
/// A decoded picture may take this much memory, in bytes: 100 megapixels in RGBA.
const MEMORY: u64 = 400_000_000;
/// Longest edge that is decoded, in pixels.
const LONGEST: u32 = 20_000;

/// One stored size of a picture.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Size {
    pub(crate) name: String,
    /// File name without folder.
    pub(crate) file: String,
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// In bytes.
    pub(crate) filesize: u64,
}

/// A size made and not yet stored.
pub(crate) struct Rendition {
    pub(crate) size: Size,
    pub(crate) bytes: Vec<u8>,
}

/// What was made of a picture.
pub(crate) struct Renditions {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Stands for the upload when that is too big to be shown.
    pub(crate) scaled: Option<Rendition>,
    pub(crate) sizes: Vec<Rendition>,
}

/// Makes all sizes of a JPEG or PNG. `None` when the bytes are no picture that can be read, or one too
/// large for the memory it may take: WordPress stores such a file too, without sizes.
pub(crate) fn make(bytes: &[u8], stem: &str, extension: &str) -> Option<Renditions> {
    // Decoders meet foreign bytes here: a panic in one must not take a worker with it.
    let made = catch_unwind(AssertUnwindSafe(|| make_unguarded(bytes, stem, extension)));
    made.unwrap_or_default()
}

/// Names of the sizes that such a picture should have.
pub(crate) fn expected(width: u32, height: u32) -> impl Iterator<Item = &'static str> {
    SIZES.into_iter().filter(move |size| target(width, height, *size).is_some()).map(|size| size.0)
}

fn make_unguarded(bytes: &[u8], stem: &str, extension: &str) -> Option<Renditions> {
    let (picture, format) = decode(bytes)?;
    let (width, height) = picture.dimensions();
    let make = |name: &str, suffix: &str, (w, h): (u32, u32), cut: bool| {
        let small = resized(&picture, w, h, cut);
        let bytes = encode(&small, format)?;
        let file = format!("{stem}-{suffix}.{extension}");
        let size = Size { name: name.to_owned(), file, width: w, height: h, filesize: bytes.len() as u64 };
        Some(Rendition { size, bytes })
    };
    let scaled = match fit(width, height, BIGGEST, BIGGEST) {
        Some(target) => Some(make("full", "scaled", target, false)?),
        None => None,
    };
    let sizes = SIZES
        .into_iter()
        .filter_map(|size| {
            let (w, h) = target(width, height, size)?;
            make(size.0, &format!("{w}x{h}"), (w, h), size.3)
        })
        .collect();
    let (width, height) = scaled.as_ref().map_or((width, height), |s| (s.size.width, s.size.height));
    Some(Renditions { width, height, scaled, sizes })
}

/// Width and height as shown, without decoding the picture.
pub(crate) fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    let measured = catch_unwind(|| {
        let (mut decoder, _) = decoder(bytes)?;
        let turned = matches!(
            decoder.orientation().ok()?,
            Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
        );
        let (width, height) = decoder.dimensions();
        Some(if turned { (height, width) } else { (width, height) })
    });
    measured.unwrap_or_default()
}

fn decoder(bytes: &[u8]) -> Option<(impl ImageDecoder + '_, ImageFormat)> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let format = reader.format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST);
    limits.max_image_height = Some(LONGEST);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    Some((reader.into_decoder().ok()?, format))
}

fn decode(bytes: &[u8]) -> Option<(DynamicImage, ImageFormat)> {
    let (mut decoder, format) = decoder(bytes)?;
    let orientation = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    let picture = if picture.color().has_alpha() {
        DynamicImage::ImageRgba8(picture.into_rgba8())
    } else {
        DynamicImage::ImageRgb8(picture.into_rgb8())
    };
    Some((picture, format))
}

fn target(width: u32, height: u32, (_, w, h, cut): (&str, u32, u32, bool)) -> Option<(u32, u32)> {
    if cut {
        return (width > w || height > h).then_some((w.min(width), h.min(height)));
    }
    fit(width, height, w, if h == 0 { u32::MAX } else { h })
}

/// The size within the box, of the same shape; `None` when it fits already.
fn fit(width: u32, height: u32, w: u32, h: u32) -> Option<(u32, u32)> {
    if width <= w && height <= h {
        return None;
    }
    let ratio = (f64::from(w) / f64::from(width)).min(f64::from(h) / f64::from(height));
    let side = |length: u32| ((f64::from(length) * ratio).round() as u32).max(1);
    Some((side(width), side(height)))
}

/// The picture in another size; with `cut`, its middle part of that shape.
fn resized(picture: &DynamicImage, w: u32, h: u32, cut: bool) -> DynamicImage {
    let (width, height) = picture.dimensions();
    let cropped = cut.then(|| {
        let side = |own: u32, ratio: f64| ((f64::from(own) * ratio).round() as u32).clamp(1, own);
        let ratio = f64::from(w) / f64::from(h);
        let wide = side(width, (f64::from(height) * ratio / f64::from(width)).min(1.0));
        let high = side(height, (f64::from(width) / ratio / f64::from(height)).min(1.0));
        picture.crop_imm((width - wide) / 2, (height - high) / 2, wide, high)
    });
    let source = cropped.as_ref().unwrap_or(picture);
    // The cheap filter brings big pictures near, the good one does the rest.
    if source.width() >= 3 * w {
        return source.thumbnail_exact(2 * w, 2 * h).resize_exact(w, h, FilterType::CatmullRom);
    }
    source.resize_exact(w, h, FilterType::CatmullRom)
}

/// Written anew from pixels: nothing of the camera's notes (place, serial number) gets into it.
fn encode(picture: &DynamicImage, format: ImageFormat) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    match format {
        ImageFormat::Png => picture.write_with_encoder(PngEncoder::new(&mut bytes)).ok()?,
        _ => picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY)).ok()?,
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_those_of_wordpress() {
        assert_eq!(fit(1600, 1067, 1024, 1024), Some((1024, 683)));
        assert_eq!(
            expected(1600, 1067).collect::<Vec<_>>(),
            ["medium", "large", "thumbnail", "medium_large", "1536x1536"]
        );
        assert_eq!(expected(100, 100).count(), 0, "a small picture is never enlarged");
    }

    #[test]
    fn garbage_has_no_sizes() {
        for bytes in [&b""[..], b"abc", b"\xff\xd8\xff\xe0abc", b"\x89PNG\r\n\x1a\n"] {
            assert!(make(bytes, "x", "jpg").is_none());
        }
    }
}

//! Pictures for tests.

use std::io::Cursor;

/// A JPEG of that size, another one for each seed.
pub(crate) fn jpeg(width: u32, height: u32, seed: u32) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x + seed) as u8, (y / 2) as u8, (x * y / 64 + seed * 7) as u8])
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

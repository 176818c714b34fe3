//! Photos for the scene, and files that are none.

use std::path::{Path, PathBuf};

use image::codecs::jpeg::JpegEncoder;

use crate::failure::Failure;
use crate::scene::PHOTOS;

/// The scene's photos, as cameras deliver them.
pub(crate) fn three() -> [PathBuf; 3] {
    PHOTOS.map(|words| Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/photos").join(words.file))
}

/// The same places photographed anew, so to speak: three photos of which nothing is known to any site yet.
pub(crate) fn three_more(folder: &Path, number: u32) -> Result<[PathBuf; 3], Failure> {
    let mut taken = three();
    for photo in &mut taken {
        let picture = image::open(&photo)?;
        let frame = picture.crop_imm(8 * number, 8 * number, 1600, 1066).to_rgb8();
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, 85).encode_image(&frame)?;
        let name = format!("{number}-{}", photo.file_name().unwrap_or_default().to_string_lossy());
        *photo = write(&folder.join(name), &bytes)?;
    }
    Ok(taken)
}

/// A picture file cut off in the middle, as by a card pulled out too early.
pub(crate) fn cut_off(folder: &Path) -> Result<PathBuf, Failure> {
    let [whole, ..] = three();
    let bytes = std::fs::read(&whole).map_err(Failure::file(&whole))?;
    write(&folder.join("bi-cat.jpg"), &bytes[..bytes.len() / 3])
}

/// Words in a file that calls itself a photo.
pub(crate) fn words(folder: &Path) -> Result<PathBuf, Failure> {
    write(&folder.join("ghi-chep.jpg"), "Ghi chép ở cửa khẩu, không phải ảnh.\n".as_bytes())
}

/// A PNG of a few bytes that says it is a picture of ten thousand million pixels (PNG specification, 3rd edition, 11.2.1).
pub(crate) fn bomb(folder: &Path) -> Result<PathBuf, Failure> {
    const SIDE: u32 = 100_000;
    let mut header = b"IHDR".to_vec();
    header.extend(SIDE.to_be_bytes());
    header.extend(SIDE.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    // An empty zlib stream (RFC 1950) as the picture.
    for chunk in [header, b"IDAT\x78\x9c\x03\x00\x00\x00\x00\x01".to_vec(), b"IEND".to_vec()] {
        bytes.extend(u32::try_from(chunk.len() - 4).unwrap_or_default().to_be_bytes());
        bytes.extend(&chunk);
        bytes.extend(checksum(&chunk).to_be_bytes());
    }
    write(&folder.join("qua-lon.png"), &bytes)
}

fn write(path: &Path, bytes: &[u8]) -> Result<PathBuf, Failure> {
    std::fs::write(path, bytes).map_err(Failure::file(path))?;
    Ok(path.to_owned())
}

/// CRC-32 as PNG wants it (annex D of its specification).
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_specification() {
        assert_eq!(checksum(b"IEND"), 0xAE42_6082, "the last eight bytes of every PNG hold it");
    }
}

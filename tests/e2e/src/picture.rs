//! Screenshots on their way into a folder.

use std::fs;
use std::path::Path;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};

use crate::failure::Failure;
use crate::process;

/// A picture of the guide weighs no more, in bytes.
const HEAVIEST: u64 = 300_000;

/// Writes a screenshot as it is.
pub(crate) fn keep(path: &Path, png: &[u8]) -> Result<(), Failure> {
    fs::write(path, png).map_err(Failure::file(path))
}

/// Writes a screenshot as small as it gets: packed well, and with 256 colours if that is not enough.
pub(crate) fn keep_small(path: &Path, png: &[u8]) -> Result<(), Failure> {
    let picture = image::load_from_memory(png)?.to_rgb8();
    let mut packed = Vec::new();
    picture.write_with_encoder(PngEncoder::new_with_quality(
        &mut packed,
        CompressionType::Best,
        FilterType::Adaptive,
    ))?;
    keep(path, &packed)?;
    if packed.len() as u64 > HEAVIEST {
        let (from, to) = (path.display().to_string(), format!("PNG8:{}", path.display()));
        let words = [&from, "-strip", "-dither", "None", "-colors", "256", "-define", "png:compression-level=9", &to];
        process::text("convert", &words)?;
    }
    let weight = fs::metadata(path).map_err(Failure::file(path))?.len();
    println!("{} ({} kB)", path.display(), weight / 1000);
    Ok(())
}

//! Smaller files for sites that refuse large ones.

use std::fmt;

use crate::DarkroomError;
use crate::budget::Budget;
use crate::decode::read_head;
use crate::develop::{DecodedPhoto, encode, one_at_a_time};
use crate::format::PhotoFormat;
use crate::frame::fit;

/// Longest side in pixels and JPEG quality, tried one after the other while a site answers that a file is too large
/// (HTTP 413). Servers that nobody has set up for photos take 1 MB (nginx, `client_max_body_size`) or 2 MB (PHP,
/// `upload_max_filesize`), some far less. 1200 pixels still fill the column of a city portal on a sharp screen, 900 on an
/// ordinary one, 640 on a phone; together with the quality each step takes at least a quarter off the bytes.
pub const REDUCTIONS: [(u32, u8); 3] = [(1200, 82), (900, 78), (640, 72)];

/// A smaller picture: upright, sRGB, without any metadata.
#[derive(Clone, PartialEq, Eq)]
pub struct Reduced {
    /// The JPEG file; never larger than the one it was made from.
    pub jpeg: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

impl fmt::Debug for Reduced {
    /// Without the bytes: a photo in a log helps nobody.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reduced")
            .field("width", &self.width)
            .field("height", &self.height)
            .field("bytes", &self.jpeg.len())
            .finish()
    }
}

/// Makes a rendition smaller: its long side at most `longest_edge` pixels, never enlarged, at a JPEG quality on the scale
/// of the Independent JPEG Group, 1 to 100 (the nearest of them for others). Where that has no fewer bytes than the
/// rendition, the rendition itself is the answer, with its own size.
///
/// One call works at a time, and blocks, as [`crate::develop()`] does.
///
/// # Errors
/// As [`crate::develop()`]; [`DarkroomError::Unsupported`] for what is no JPEG, [`DarkroomError::Failed`] for a file that
/// does not become smaller and holds more than the picture: it is no rendition and is not handed on as it is.
pub fn reduce(jpeg: &[u8], longest_edge: u32, quality: u8) -> Result<Reduced, DarkroomError> {
    one_at_a_time(jpeg, move |jpeg, budget| shrink(jpeg, longest_edge, quality, budget))
}

fn shrink(jpeg: &[u8], longest_edge: u32, quality: u8, budget: Budget) -> Result<Reduced, DarkroomError> {
    let head = read_head(jpeg)?;
    if head.format != PhotoFormat::Jpeg {
        return Err(DarkroomError::Unsupported { format: "PNG" });
    }
    let (full, picture_only) = (head.size, !head.has_other_data);
    let size = fit(full, longest_edge.max(1));
    let share = f64::from(size.0) / f64::from(full.0);
    let picture = DecodedPhoto::new(jpeg, head, share, budget)?.whole(size)?;
    let smaller = encode(&picture, quality.clamp(1, 100))?;
    if smaller.len() < jpeg.len() {
        let (width, height) = picture.size;
        Ok(Reduced { jpeg: smaller, width, height })
    } else if picture_only {
        Ok(Reduced { jpeg: jpeg.to_vec(), width: full.0, height: full.1 })
    } else {
        Err(DarkroomError::failed("a file that holds more than a picture and does not become smaller"))
    }
}

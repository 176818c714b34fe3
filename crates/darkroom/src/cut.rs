//! A picture as a document shows it: what was cut away there is in no byte of it.

use newsroom::Crop;

use crate::DarkroomError;
use crate::decode::read_head;
use crate::develop::{DecodedPhoto, encode, one_at_a_time};
use crate::frame::Orientation;

/// JPEG quality on the scale of the Independent JPEG Group: high, because the picture is the original from now on.
const QUALITY: u8 = 92;

/// Makes a new JPEG file of the part of a picture that is shown, mirrored (left and right exchanged) and then turned clockwise
/// by quarters (0 to 3), at its own size, in sRGB, without any metadata: no preview in it shows the rest.
///
/// The part is one of the picture as it lies in the file, whatever its EXIF orientation says: word processors do not ask it, and
/// write how they turn a picture.
///
/// One call works at a time, and blocks, as [`crate::develop()`] does.
///
/// # Errors
/// As [`crate::develop()`]; [`DarkroomError::TooSmall`] where less than a picture is left.
pub fn cut(bytes: &[u8], part: Option<Crop>, mirrored: bool, quarters: u8) -> Result<Vec<u8>, DarkroomError> {
    one_at_a_time(bytes, move |bytes, budget| {
        let head = read_head(bytes)?;
        let mut photo = DecodedPhoto::new(bytes, head, 1.0, budget)?.seen(Orientation::of_turn(mirrored, quarters));
        encode(&photo.part(part)?, QUALITY)
    })
}

//! What to make of a photo.

use std::fmt;

use newsroom::{Crop, PhotoSize};

/// Which renditions are wanted, and what must stay in the picture when its edges are cut off.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// In the order in which they are returned.
    pub prints: Vec<Print>,
    /// The point kept nearest to the middle of a banner that has no crop of its own.
    pub focal_point: FocalPoint,
}

impl Default for Plan {
    /// Every size of the whole photo, around the middle.
    fn default() -> Self {
        Self { prints: PhotoSize::ALL.map(Print::whole).to_vec(), focal_point: FocalPoint::CENTRE }
    }
}

/// One rendition of a photo: in which size, and of which part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Print {
    /// The size.
    pub size: PhotoSize,
    /// The part that is shown; none for the whole, and for the banner the largest 16:9 part.
    pub crop: Option<Crop>,
}

impl Print {
    /// Of the whole photo.
    pub fn whole(size: PhotoSize) -> Self {
        Self { size, crop: None }
    }
}

/// A place in the upright photo, as shares of its width and height: (0, 0) is top left, (1, 1) bottom right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FocalPoint {
    /// From the left, 0 to 1.
    pub x: f64,
    /// From the top, 0 to 1.
    pub y: f64,
}

impl FocalPoint {
    /// The middle.
    pub const CENTRE: Self = Self { x: 0.5, y: 0.5 };
}

/// A finished picture: upright, sRGB, without any metadata.
#[derive(Clone, PartialEq, Eq)]
pub struct Rendition {
    /// What was asked for.
    pub print: Print,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The JPEG file. The same photo and plan always give the same bytes on one machine.
    pub jpeg: Vec<u8>,
}

impl fmt::Debug for Rendition {
    /// Without the bytes: a photo in a log helps nobody.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rendition")
            .field("print", &self.print)
            .field("width", &self.width)
            .field("height", &self.height)
            .field("bytes", &self.jpeg.len())
            .finish()
    }
}

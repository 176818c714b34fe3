//! What to make of a photo.

use std::fmt;

/// Which renditions are wanted, and what must stay in the picture when its edges are cut off.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// In the order in which they are returned.
    pub renditions: Vec<RenditionKind>,
    /// The point kept nearest to the middle of cropped renditions.
    pub focal_point: FocalPoint,
}

impl Default for Plan {
    /// Every rendition, around the middle.
    fn default() -> Self {
        Self { renditions: RenditionKind::ALL.to_vec(), focal_point: FocalPoint::CENTRE }
    }
}

/// The uses of a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RenditionKind {
    /// For lists: the whole photo, long side at most 320 pixels.
    Thumb,
    /// For the story: the whole photo, long side at most 1600 pixels.
    Body,
    /// For the front page: cropped to exactly 16:9, at most 1600 x 900 pixels.
    Banner,
}

impl RenditionKind {
    /// All of them, from the smallest.
    pub const ALL: [Self; 3] = [Self::Thumb, Self::Body, Self::Banner];

    /// The name by which a rendition is kept: `"thumb"`, `"body"`, `"banner"`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Thumb => "thumb",
            Self::Body => "body",
            Self::Banner => "banner",
        }
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
    /// Its use.
    pub kind: RenditionKind,
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
            .field("kind", &self.kind)
            .field("width", &self.width)
            .field("height", &self.height)
            .field("bytes", &self.jpeg.len())
            .finish()
    }
}

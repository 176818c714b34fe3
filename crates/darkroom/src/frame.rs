//! Sizes and crops, between the photo as it lies in the file and the photo as it is seen.

use newsroom::Crop;

use crate::plan::FocalPoint;

/// How the stored picture must be turned to be upright: EXIF tag `Orientation` (CIPA DC-008, 4.6.5), 1 to 8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Orientation(u8);

impl Orientation {
    pub(crate) const UPRIGHT: Self = Self(1);

    /// Values outside 1 to 8 occur in the wild and mean nothing.
    pub(crate) fn from_exif(value: u32) -> Self {
        match u8::try_from(value) {
            Ok(value @ 1..=8) => Self(value),
            _ => Self::UPRIGHT,
        }
    }

    /// Mirrored (left and right exchanged), then turned clockwise by quarters.
    pub(crate) fn of_turn(mirrored: bool, quarters: u8) -> Self {
        Self(match (mirrored, quarters % 4) {
            (false, 0) => 1,
            (false, 1) => 6,
            (false, 2) => 3,
            (false, _) => 8,
            (true, 0) => 2,
            (true, 1) => 7,
            (true, 2) => 4,
            (true, _) => 5,
        })
    }

    /// Whether the upright picture has the stored width as its height.
    pub(crate) fn swaps_sides(self) -> bool {
        self.0 >= 5
    }

    pub(crate) fn apply_to_size(self, (width, height): (u32, u32)) -> (u32, u32) {
        if self.swaps_sides() { (height, width) } else { (width, height) }
    }

    /// Where a point of the upright picture lies in the stored one; both as shares of the sides.
    fn stored(self, (x, y): (f64, f64)) -> (f64, f64) {
        match self.0 {
            2 => (1.0 - x, y),
            3 => (1.0 - x, 1.0 - y),
            4 => (x, 1.0 - y),
            5 => (y, x),
            6 => (y, 1.0 - x),
            7 => (1.0 - y, 1.0 - x),
            8 => (1.0 - y, x),
            _ => (x, y),
        }
    }

    /// The upright copy of stored RGB pixels, and its size.
    pub(crate) fn upright(self, rgb: Vec<u8>, stored: (u32, u32)) -> (Vec<u8>, (u32, u32)) {
        if self == Self::UPRIGHT {
            return (rgb, stored);
        }
        let upright = self.apply_to_size(stored);
        let (columns, rows) = (stored.0 as usize, stored.1 as usize);
        let mut turned = Vec::with_capacity(rgb.len());
        for y in 0..upright.1 as usize {
            for x in 0..upright.0 as usize {
                let (column, row) = match self.0 {
                    2 => (columns - 1 - x, y),
                    3 => (columns - 1 - x, rows - 1 - y),
                    4 => (x, rows - 1 - y),
                    5 => (y, x),
                    6 => (y, rows - 1 - x),
                    7 => (columns - 1 - y, rows - 1 - x),
                    _ => (columns - 1 - y, x),
                };
                let at = (row * columns + column) * 3;
                turned.extend_from_slice(&rgb[at..at + 3]);
            }
        }
        (turned, upright)
    }
}

/// A part of the stored picture, in its pixels, with fractions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Area {
    pub(crate) fn whole((width, height): (u32, u32)) -> Self {
        Self { left: 0.0, top: 0.0, width: f64::from(width), height: f64::from(height) }
    }

    /// A crop of the upright picture.
    pub(crate) fn of_crop(stored: (u32, u32), orientation: Orientation, crop: Crop) -> Self {
        Self::between(stored, orientation, (crop.left(), crop.top()), (crop.width(), crop.height()))
    }

    /// The part of the upright picture that begins at a corner, top left, and is so large; all as shares of its sides.
    fn between(
        stored: (u32, u32),
        orientation: Orientation,
        (left, top): (f64, f64),
        (width, height): (f64, f64),
    ) -> Self {
        let (ax, ay) = orientation.stored((left, top));
        let (bx, by) = orientation.stored((left + width, top + height));
        let (stored_width, stored_height) = (f64::from(stored.0), f64::from(stored.1));
        let area = Self {
            left: ax.min(bx).max(0.0) * stored_width,
            top: ay.min(by).max(0.0) * stored_height,
            width: (ax - bx).abs() * stored_width,
            height: (ay - by).abs() * stored_height,
        };
        // Rounding of shares must not reach over the edge: the resizer refuses such an area.
        Self {
            width: area.width.min(stored_width - area.left),
            height: area.height.min(stored_height - area.top),
            ..area
        }
    }

    /// The largest part of these proportions around its middle.
    pub(crate) fn narrowed(self, (wide, high): (u32, u32)) -> Self {
        let (wide, high) = (f64::from(wide), f64::from(high));
        let width = self.width.min(self.height * wide / high);
        let height = self.height.min(self.width * high / wide);
        let (left, top) = (self.left + (self.width - width) / 2.0, self.top + (self.height - height) / 2.0);
        Self { left, top, width, height }
    }
}

/// The size of a picture brought within a box of `side` pixels. Never enlarged, no side below 1.
pub(crate) fn fit((width, height): (u32, u32), side: u32) -> (u32, u32) {
    let long = width.max(height);
    if long <= side {
        return (width, height);
    }
    let scaled = |length: u32| {
        let exact = f64::from(length) * f64::from(side) / f64::from(long);
        (exact.round() as u32).clamp(1, side)
    };
    (scaled(width), scaled(height))
}

/// The size of the largest exact 16:9 picture, at most 1600 x 900, that needs no enlarging. At least 16 x 9
/// when no side is below [`crate::MIN_SIDE`].
pub(crate) fn banner_size((width, height): (u32, u32)) -> (u32, u32) {
    let step = (width / 16).min(height / 9).clamp(1, 100);
    (16 * step, 9 * step)
}

/// The largest 16:9 part of the picture with the focal point as near to its middle as the edges allow, in
/// pixels of the stored picture.
pub(crate) fn banner_area(stored: (u32, u32), orientation: Orientation, focal_point: FocalPoint) -> Area {
    let (width, height) = orientation.apply_to_size(stored);
    let (width, height) = (f64::from(width), f64::from(height));
    let wide = (height * 16.0 / 9.0).min(width);
    let high = (width * 9.0 / 16.0).min(height);
    let left = start(focal_point.x, wide / width);
    let top = start(focal_point.y, high / height);
    Area::between(stored, orientation, (left, top), (wide / width, high / height))
}

/// Where a stretch of the given share begins so that `focus` is in its middle, or as near as the ends allow.
fn start(focus: f64, share: f64) -> f64 {
    let focus = if focus.is_finite() { focus } else { 0.5 };
    (focus - share / 2.0).clamp(0.0, (1.0 - share).max(0.0))
}

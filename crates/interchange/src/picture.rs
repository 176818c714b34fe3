//! The part of a picture that a document shows: what was cut away there must not come back, least of all a face.

use newsroom::Crop;

/// How a document shows a picture: cut, mirrored, turned, in this order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cut {
    /// The part that is shown, of the picture as it lies in the file; none where all of it is.
    pub part: Option<Crop>,
    /// Seen as in a mirror: left and right exchanged.
    pub mirrored: bool,
    /// Quarters by which it is turned clockwise, 0 to 3.
    pub quarters: u8,
}

/// A picture that is turned by so many degrees is meant to stand straight and only laid down askew.
const ASKEW: f64 = 15.0;

impl Cut {
    /// Whether the picture is shown as it is.
    pub(crate) fn is_none(self) -> bool {
        self == Self::default()
    }

    /// The part that is left when so much is cut away: left, top, right, bottom, as shares of the width and the height. What
    /// is below 0 adds a border and cuts nothing. None where nothing would be left: that is no picture to be shown.
    pub(crate) fn of_sides(sides: [f64; 4]) -> Option<Self> {
        let side = f64::from(Crop::SIDE);
        // Rather a hair less than was shown than a hair more.
        let [left, top, right, bottom] = sides.map(|cut| (cut.clamp(0.0, 1.0) * side - 1e-6).ceil().max(0.0) as u16);
        if (left, top, right, bottom) == (0, 0, 0, 0) {
            return Some(Self::default());
        }
        let width = Crop::SIDE.checked_sub(left)?.checked_sub(right)?;
        let height = Crop::SIDE.checked_sub(top)?.checked_sub(bottom)?;
        Some(Self { part: Some(Crop::new(left, top, width, height).ok()?), ..Self::default() })
    }

    /// Turned by degrees, clockwise; none for what is neither straight nor on its side.
    pub(crate) fn turned(self, degrees: f64) -> Option<Self> {
        let turned = degrees.rem_euclid(360.0);
        let quarters = (turned / 90.0).round();
        let askew = (turned - quarters * 90.0).abs();
        (askew <= ASKEW).then_some(Self { quarters: (quarters as u8) % 4, ..self })
    }

    /// Seen as in a mirror: left and right exchanged, or top and bottom, which is the same turned upside down.
    pub(crate) fn mirrored(self, across: bool, down: bool) -> Self {
        let quarters = (self.quarters + if down { 2 } else { 0 }) % 4;
        Self { mirrored: across != down, quarters, ..self }
    }
}

/// The size of a picture in points, by its own resolution, 96 dots an inch where it has none, as LibreOffice takes it: width
/// and height. None for a file that does not say how many dots it has.
pub(crate) fn size_in_points(bytes: &[u8]) -> Option<(f64, f64)> {
    let (dots, per_inch) = if bytes.starts_with(b"\x89PNG") { png(bytes)? } else { jpeg(bytes)? };
    let points = |at: usize| f64::from(dots[at]) / per_inch[at] * 72.0;
    Some((points(0), points(1)))
}

type Dots = ([u32; 2], [f64; 2]);

const SCREEN: f64 = 96.0;

fn number(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let digits = bytes.get(at..at.checked_add(length)?)?;
    Some(digits.iter().fold(0, |number, byte| (number << 8) | u32::from(*byte)))
}

/// The chunks of a PNG up to its picture (PNG, 11.3).
fn png(bytes: &[u8]) -> Option<Dots> {
    let dots = [number(bytes, 16, 4)?, number(bytes, 20, 4)?];
    let mut per_inch = [SCREEN; 2];
    let mut at = 8;
    while let (Some(length), Some(kind)) = (number(bytes, at, 4), bytes.get(at + 4..at + 8)) {
        if kind == b"pHYs" && bytes.get(at + 16) == Some(&1) {
            let metre = |at| number(bytes, at, 4).map(|dots| f64::from(dots) * 0.0254).filter(|dots| *dots >= 1.0);
            per_inch = [metre(at + 8).unwrap_or(SCREEN), metre(at + 12).unwrap_or(SCREEN)];
        }
        if kind == b"IDAT" {
            break;
        }
        at = at.checked_add(length as usize)?.checked_add(12)?;
    }
    Some((dots, per_inch))
}

/// The segments of a JPEG up to its size (ITU T.81 annex B; JFIF 1.02 for the resolution).
fn jpeg(bytes: &[u8]) -> Option<Dots> {
    let mut per_inch = [SCREEN; 2];
    let mut at = 2;
    loop {
        let (mark, length) = (*bytes.get(at + 1)?, number(bytes, at + 2, 2)? as usize);
        if bytes.get(at) != Some(&0xff) || length < 2 {
            return None;
        }
        match mark {
            0xe0 if bytes.get(at + 4..at + 8) == Some(b"JFIF") => {
                let unit = match bytes.get(at + 11)? {
                    1 => 1.0,
                    2 => 2.54,
                    _ => 0.0,
                };
                let said = |at| number(bytes, at, 2).map(|dots| f64::from(dots) * unit).filter(|dots| *dots >= 1.0);
                per_inch = [said(at + 12).unwrap_or(SCREEN), said(at + 14).unwrap_or(SCREEN)];
            }
            // Frame headers, but for the tables of Huffman and arithmetic codes between them.
            0xc0..=0xcf if !matches!(mark, 0xc4 | 0xc8 | 0xcc) => {
                return Some(([number(bytes, at + 7, 2)?, number(bytes, at + 5, 2)?], per_inch));
            }
            _ => {}
        }
        at = at.checked_add(length)?.checked_add(2)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_cut_away_is_cut_away() {
        let part = |sides| Cut::of_sides(sides).map(|cut| cut.part);
        assert_eq!(part([0.25, 0.0, 0.1, 0.5]), Some(Crop::new(2500, 0, 6500, 5000).ok()));
        assert_eq!(part([0.33333, 0.0, 0.0, 0.0]), Some(Crop::new(3334, 0, 6666, 10_000).ok()), "rather a hair less");
        assert_eq!(part([-0.05, 0.0, 0.0, -0.1]), Some(None), "a border is no cut");
        assert_eq!(part([0.6, 0.0, 0.4, 0.0]), None, "nothing is left");
        assert_eq!(part([f64::NAN, 0.0, 0.0, 0.0]), Some(None));
    }

    #[test]
    fn a_picture_on_its_side_is_turned_and_one_askew_is_straight() {
        let quarters = |degrees| Cut::default().turned(degrees).map(|cut| cut.quarters);
        assert_eq!([0.0, 90.0, -90.0, 179.0, 355.0].map(quarters), [Some(0), Some(1), Some(3), Some(2), Some(0)]);
        assert_eq!(quarters(45.0), None);
        assert_eq!(Cut::default().mirrored(false, true), Cut { mirrored: true, quarters: 2, ..Cut::default() });
    }

    #[test]
    fn the_size_is_that_of_the_files_own_resolution() {
        let png = |metre: u32| {
            let chunk = |kind: &[u8], data: &[u8]| [&(data.len() as u32).to_be_bytes(), kind, data, &[0; 4]].concat();
            let size = [&192_u32.to_be_bytes()[..], &96_u32.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
            let dots = [&metre.to_be_bytes()[..], &metre.to_be_bytes(), &[1]].concat();
            [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &size), chunk(b"pHYs", &dots), chunk(b"IDAT", b"x")].concat()
        };
        let near = |found: Option<(f64, f64)>, wanted: (f64, f64)| {
            let (width, height) = found.unwrap();
            assert!((width - wanted.0).abs() < 0.1 && (height - wanted.1).abs() < 0.1, "{width} x {height}");
        };
        near(size_in_points(&png(0)), (144.0, 72.0));
        near(size_in_points(&png(7559)), (72.0, 36.0));
        let jpeg =
            b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\x01\0\x48\0\x48\0\0\xff\xc0\0\x0b\x08\0\x48\0\x90\x01\x01\x11\0";
        near(size_in_points(jpeg), (144.0, 72.0));
        assert_eq!(size_in_points(b"\xff\xd8\xff\xe0 no"), None);
    }
}

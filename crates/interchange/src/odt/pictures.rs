//! Pictures: where they lie, and what of them a frame shows.

use super::reader::{Flow, Reader};
use crate::{
    InterchangeError,
    flow::Piece,
    limits,
    picture::{self, Cut},
};

/// How a frame shows its picture, as the document says it.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Shown {
    pub(super) clip: Option<String>,
    pub(super) mirror: Option<String>,
    pub(super) transform: Option<String>,
}

impl Reader<'_, '_> {
    /// A picture by the name of its part, or with its bytes as letters.
    pub(super) fn picture(&mut self, address: Option<&str>, inside: Option<&str>) -> Result<(), InterchangeError> {
        let (alt, shown) = self.frames.last().map(|frame| (frame.alt.clone(), frame.shown.clone())).unwrap_or_default();
        let part = address.map(|address| address.trim_start_matches("./").to_owned()).unwrap_or_default();
        let index = if let Some(letters) = inside {
            let number = self.out.pictures.len() + 1;
            self.take(&format!("image{number}"), decoded(letters), &alt, &shown)
        } else {
            let key = (part, alt, shown);
            match self.pictures.get(&key) {
                Some(index) => *index,
                None => {
                    // An address elsewhere is the name of no part.
                    let bytes = match &mut self.package {
                        Some(package) if self.out.pictures.len() < limits::PICTURES => {
                            match package.read(&key.0, limits::FILE_BYTES as u64) {
                                Err(InterchangeError::Unsafe(danger)) => return Err(danger.into()),
                                bytes => bytes.unwrap_or_default(),
                            }
                        }
                        _ => None,
                    };
                    let index = self.take(&key.0, bytes.unwrap_or_default(), &key.1, &key.2);
                    self.pictures.insert(key, index);
                    index
                }
            }
        };
        match self.flows.last_mut() {
            Some(Flow { paragraph: Some(open), lead, .. }) => open.picture(Piece::picture(index, *lead)),
            Some(flow) => flow.pieces.push(Piece::picture(index, false)),
            None => {}
        }
        Ok(())
    }

    fn take(&mut self, name: &str, bytes: Vec<u8>, alt: &str, shown: &Shown) -> Option<usize> {
        let Some(cut) = shown.cut(&bytes) else {
            self.out.report.pictures_dropped += 1;
            return None;
        };
        self.out.take_picture(name, bytes, alt, Some(cut).filter(|cut| !cut.is_none()))
    }
}

impl Shown {
    /// What is shown of a picture; none where that cannot be told or kept.
    fn cut(&self, bytes: &[u8]) -> Option<Cut> {
        let sides = match &self.clip {
            Some(clip) if clip != "auto" => {
                // rect(top, right, bottom, left), measured on the picture in its own size.
                let inside = clip.trim().strip_prefix("rect(")?.strip_suffix(')')?;
                let lengths = inside.split([',', ' ']).filter(|length| !length.is_empty());
                let points: Vec<f64> = lengths.map(|length| points(length).unwrap_or(0.0)).collect();
                let [top, right, bottom, left] = points[..] else { return None };
                if points.iter().all(|cut| *cut <= 0.0) {
                    [0.0; 4]
                } else {
                    let (width, height) = picture::size_in_points(bytes).filter(|(w, h)| *w > 0.0 && *h > 0.0)?;
                    [left / width, top / height, right / width, bottom / height]
                }
            }
            _ => [0.0; 4],
        };
        let mirror = self.mirror.as_deref().unwrap_or_default();
        let cut = Cut::of_sides(sides)?.mirrored(mirror.contains("horizontal"), mirror.contains("vertical"));
        // "rotate (1.57) translate (…)": radians, against the clock (part 3, 19.228).
        let turn = self.transform.as_deref().and_then(|said| said.split_once("rotate"));
        let radians =
            turn.and_then(|(_, rest)| rest.trim_start().strip_prefix('(')?.split(')').next()?.trim().parse().ok());
        let turned = cut.turned(-f64::to_degrees(radians.unwrap_or(0.0)))?;
        Some(Cut { quarters: (turned.quarters + cut.quarters) % 4, ..turned })
    }
}

/// A length in points: `0.5cm`, `12pt`, `1in`.
fn points(length: &str) -> Option<f64> {
    let at = length.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, unit) = length.split_at(at);
    let number: f64 = number.parse().ok()?;
    Some(
        number
            * match unit {
                "pt" => 1.0,
                "in" => 72.0,
                "cm" => 72.0 / 2.54,
                "mm" => 7.2 / 2.54,
                "pc" => 12.0,
                "px" => 0.75,
                _ => return None,
            },
    )
}

/// The bytes of a picture that lies in the text.
fn decoded(letters: &str) -> Vec<u8> {
    use base64::Engine;
    let letters: String = letters.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    base64::engine::general_purpose::STANDARD.decode(letters).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use newsroom::Crop;

    use super::*;

    #[test]
    fn what_is_cut_away_is_said_from_the_top_clockwise() {
        // 144 x 72 points.
        let size = [&192_u32.to_be_bytes()[..], &96_u32.to_be_bytes(), &[8, 2, 0, 0, 0, 0, 0, 0, 0]].concat();
        let png = [&b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"[..], &size].concat();
        let part = |clip: &str| {
            let shown = Shown { clip: Some(clip.to_owned()), ..Shown::default() };
            shown.cut(&png).and_then(|cut| cut.part)
        };
        assert_eq!(part("rect(0.5in, 0.25in, 0in, 1in)"), Crop::new(5000, 5000, 3750, 5000).ok());
        assert_eq!(part("rect(0in 0in 9pt 0in)"), Crop::new(0, 0, 10_000, 8750).ok());
    }
}

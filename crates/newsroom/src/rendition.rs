//! Renditions: the pictures that are made from the original of a photo, and the recipe by which each is made and found.

use crate::approval::ContentHash;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The sizes in which pictures are made, from the smallest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoSize {
    /// For lists: long side at most 320 pixels.
    Thumb,
    /// For the story: long side at most 1600 pixels.
    Body,
    /// For the front page: exactly 16:9, at most 1600 x 900 pixels.
    Banner,
}

impl PhotoSize {
    /// All of them, from the smallest.
    pub const ALL: [Self; 3] = [Self::Thumb, Self::Body, Self::Banner];

    /// The name in storage, in addresses and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Thumb => "thumb",
            Self::Body => "body",
            Self::Banner => "banner",
        }
    }
}

impl FromStr for PhotoSize {
    type Err = UnknownSize;

    fn from_str(name: &str) -> Result<Self, UnknownSize> {
        Self::ALL.into_iter().find(|size| size.as_str() == name).ok_or(UnknownSize)
    }
}

/// The name of a size that this version does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown size of a picture")]
pub struct UnknownSize;

/// A part of a photo, in ten-thousandths of its width and height as it is seen (orientation applied). It lies within the
/// photo, and no side of it is 0. Whole numbers, so that equal crops have equal recipes on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "[u16; 4]", into = "[u16; 4]")]
pub struct Crop {
    left: u16,
    top: u16,
    width: u16,
    height: u16,
}

impl Crop {
    /// The length of a side of the photo, in the unit of crops.
    pub const SIDE: u16 = 10_000;

    /// A part of a photo: how far its left and top edges are from the photo's, and how wide and high it is.
    ///
    /// # Errors
    /// [`NoCrop`] if it reaches over an edge of the photo or has no area.
    pub fn new(left: u16, top: u16, width: u16, height: u16) -> Result<Self, NoCrop> {
        let fits = |start: u16, length: u16| length > 0 && start <= Self::SIDE && length <= Self::SIDE - start;
        if fits(left, width) && fits(top, height) { Ok(Self { left, top, width, height }) } else { Err(NoCrop) }
    }

    /// Distance of the left edge from the photo's, its width being 1.
    #[must_use]
    pub fn left(self) -> f64 {
        share(self.left)
    }

    /// Distance of the top edge from the photo's, its height being 1.
    #[must_use]
    pub fn top(self) -> f64 {
        share(self.top)
    }

    /// Width, the photo's being 1.
    #[must_use]
    pub fn width(self) -> f64 {
        share(self.width)
    }

    /// Height, the photo's being 1.
    #[must_use]
    pub fn height(self) -> f64 {
        share(self.height)
    }

    fn is_whole(self) -> bool {
        self.width == Self::SIDE && self.height == Self::SIDE
    }
}

fn share(length: u16) -> f64 {
    f64::from(length) / f64::from(Crop::SIDE)
}

impl TryFrom<[u16; 4]> for Crop {
    type Error = NoCrop;

    fn try_from([left, top, width, height]: [u16; 4]) -> Result<Self, NoCrop> {
        Self::new(left, top, width, height)
    }
}

impl From<Crop> for [u16; 4] {
    fn from(crop: Crop) -> Self {
        [crop.left, crop.top, crop.width, crop.height]
    }
}

/// As in a recipe: `left,top,width,height`.
impl fmt::Display for Crop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{},{},{}", self.left, self.top, self.width, self.height)
    }
}

/// Something that is no part of a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a part of the photo")]
pub struct NoCrop;

/// How a rendition is made: of which original, which part of it, in which size. Equal recipes give the same picture, so a
/// rendition is stored and found by its recipe, and can be made again from the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Recipe {
    /// SHA-256 of the original file.
    pub original: ContentHash,
    /// The part that is shown. None for the whole photo; of the banner, which is 16:9, for the part around the middle.
    pub crop: Option<Crop>,
    /// The size.
    pub size: PhotoSize,
}

impl Recipe {
    /// A recipe. A crop that is the whole photo is none.
    #[must_use]
    pub fn new(original: ContentHash, crop: Option<Crop>, size: PhotoSize) -> Self {
        Self { original, crop: crop.filter(|crop| !crop.is_whole()), size }
    }

    /// What is done with the original, by which a rendition is stored beside it: `body`, or `body 1250,0,7500,10000`.
    #[must_use]
    pub fn steps(&self) -> String {
        match self.crop {
            None => self.size.as_str().to_owned(),
            Some(crop) => format!("{} {crop}", self.size.as_str()),
        }
    }

    /// A short name of the recipe for addresses, 16 hex digits: another one as soon as another picture is meant.
    #[must_use]
    pub fn token(&self) -> String {
        ContentHash::of(format!("{} {}", self.original, self.steps()).as_bytes()).short()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_crop_lies_within_the_photo() {
        for [left, top, width, height] in [[0, 0, 10_000, 10_000], [9_999, 0, 1, 1], [1250, 500, 7500, 9500]] {
            let crop = Crop::new(left, top, width, height).unwrap();
            assert_eq!(<[u16; 4]>::from(crop), [left, top, width, height]);
            assert_eq!(serde_json::from_str::<Crop>(&serde_json::to_string(&crop).unwrap()).unwrap(), crop);
        }
        for [left, top, width, height] in
            [[0, 0, 0, 10_000], [0, 0, 1, 0], [1, 0, 10_000, 1], [0, 9_000, 1, 1_001], [u16::MAX, 0, 1, 1]]
        {
            assert_eq!(Crop::new(left, top, width, height), Err(NoCrop), "{left} {top} {width} {height}");
            let json = format!("[{left},{top},{width},{height}]");
            assert!(serde_json::from_str::<Crop>(&json).is_err(), "nor one that another program wrote: {json}");
        }
    }

    #[test]
    fn every_other_picture_has_another_recipe() {
        let crops = [None, Crop::new(1250, 0, 7500, 10_000).ok(), Crop::new(0, 0, 7500, 10_000).ok()];
        let mut found = BTreeSet::new();
        for original in [ContentHash::of(b"a"), ContentHash::of(b"b")] {
            for (crop, size) in crops.into_iter().flat_map(|crop| PhotoSize::ALL.map(|size| (crop, size))) {
                assert!(found.insert(Recipe::new(original, crop, size).token()));
            }
        }
        assert_eq!(found.len(), 18);
    }

    #[test]
    fn the_same_picture_has_the_same_recipe_for_ever() {
        let original = ContentHash::of(b"a");
        let whole = Recipe::new(original, Crop::new(0, 0, 10_000, 10_000).ok(), PhotoSize::Body);
        assert_eq!(whole, Recipe::new(original, None, PhotoSize::Body), "all of it is no crop");
        // Renditions are stored by these: another spelling would lose them.
        assert_eq!(whole.steps(), "body");
        let part = Recipe::new(original, Crop::new(1250, 0, 7500, 10_000).ok(), PhotoSize::Banner);
        assert_eq!(part.steps(), "banner 1250,0,7500,10000");
        for size in PhotoSize::ALL {
            assert_eq!(size.as_str().parse(), Ok(size));
            assert_eq!(serde_json::to_value(size).unwrap(), size.as_str());
        }
    }
}

//! Photos of the newsroom, and their uses in stories.

use crate::{
    approval::ContentHash,
    id::{PhotoId, PhotoUseId, StaffId},
    rendition::{Crop, PhotoSize, Recipe},
};
use chrono::{DateTime, FixedOffset, Utc};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A photo of the newsroom: the picture with all that is known of it, whether or not a story uses it. There is one for each
/// original, which is what the uses in stories name it by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// Identity.
    pub id: PhotoId,
    /// SHA-256 of the original file, byte for byte as it came from the card.
    pub original: ContentHash,
    /// Name of the file it first came from; for people, never used as a path.
    pub file_name: String,
    /// Width in pixels as seen (orientation applied).
    pub width: u32,
    /// Height in pixels as seen (orientation applied).
    pub height: u32,
    /// Chú thích: who, where, when; what a caption in a story begins from.
    pub caption: String,
    /// Văn bản thay thế: what the picture shows, for readers who cannot see it.
    pub alt_text: String,
    /// Người chụp.
    pub byline: String,
    /// Nguồn ảnh: whom readers are told to have it from.
    pub credit: String,
    /// Bản quyền: the copyright notice.
    pub copyright: String,
    /// Nơi chụp, in words.
    pub place: String,
    /// When the shutter opened, in the time zone of the place; of the newsroom where the camera did not say.
    pub taken_at: Option<DateTime<FixedOffset>>,
    /// Từ khóa.
    pub keywords: Vec<String>,
    /// Quyền sử dụng: what it may be used for, and until when.
    pub rights: String,
    /// Whether the people in it agreed to be shown.
    pub consent: Consent,
    /// From 1, poor, to 5, the best; 0 for not rated (as `xmp:Rating` of Adobe's XMP specification).
    pub rating: u8,
    /// Who brought it to the newsroom; none if that is not known.
    pub brought_by: Option<StaffId>,
    /// When it came to the newsroom.
    pub brought_at: DateTime<Utc>,
}

/// Whether the people in a photo agreed to be shown: the words of the PLUS standard for a model release.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// Nothing is known (PLUS `MR-NON`).
    #[default]
    Unknown,
    /// Nobody has to be asked (PLUS `MR-NAP`).
    NotNeeded,
    /// They agreed (PLUS `MR-UMR`).
    Given,
    /// They agreed to some uses (PLUS `MR-LMR`); [`Photo::rights`] says to which.
    Limited,
}

impl Consent {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Unknown, Self::NotNeeded, Self::Given, Self::Limited];

    /// The name in storage and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::NotNeeded => "not_needed",
            Self::Given => "given",
            Self::Limited => "limited",
        }
    }
}

impl FromStr for Consent {
    type Err = UnknownConsent;

    fn from_str(name: &str) -> Result<Self, UnknownConsent> {
        Self::ALL.into_iter().find(|consent| consent.as_str() == name).ok_or(UnknownConsent)
    }
}

/// The name of a consent that this version does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown consent")]
pub struct UnknownConsent;

impl Photo {
    /// A use of it in a story, with the words that it has itself.
    #[must_use]
    pub fn used(&self, id: PhotoUseId) -> PhotoUse {
        PhotoUse {
            id,
            original: self.original,
            file_name: self.file_name.clone(),
            width: self.width,
            height: self.height,
            caption: self.caption.clone(),
            alt_text: self.alt_text.clone(),
            credit: self.credit.clone(),
            crops: Crops::default(),
        }
    }
}

/// A photo as used in one story. It names the photo by its original, so that what was kept and approved says by itself
/// which picture it shows; the words are those that readers of this story get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoUse {
    /// Identity of this use; figures in the text and the lead photo name it.
    pub id: PhotoUseId,
    /// SHA-256 of the original file, byte for byte as it came from the card.
    pub original: ContentHash,
    /// Name of the file that was added to the story; for people, never used as a path.
    pub file_name: String,
    /// Width in pixels as seen (orientation applied).
    pub width: u32,
    /// Height in pixels as seen (orientation applied).
    pub height: u32,
    /// Chú thích ảnh: who, where, when; shown under the picture.
    pub caption: String,
    /// Văn bản thay thế: what the picture shows, for readers who cannot see it.
    pub alt_text: String,
    /// Nguồn ảnh: who took it.
    pub credit: String,
    /// Which part of it is shown.
    #[serde(default, skip_serializing_if = "Crops::is_empty")]
    pub crops: Crops,
}

/// Which part of a photo a story shows, for each size; none for the whole, and for the banner the part around the middle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Crops {
    /// In lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumb: Option<Crop>,
    /// In the story.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Crop>,
    /// On the front page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub banner: Option<Crop>,
}

impl Crops {
    /// The part that is shown in a size.
    #[must_use]
    pub fn of(self, size: PhotoSize) -> Option<Crop> {
        match size {
            PhotoSize::Thumb => self.thumb,
            PhotoSize::Body => self.body,
            PhotoSize::Banner => self.banner,
        }
    }

    /// True if every size shows what it shows of a photo that nobody has cropped.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl PhotoUse {
    /// How its picture is made in a size.
    #[must_use]
    pub fn recipe(&self, size: PhotoSize) -> Recipe {
        Recipe::new(self.original, self.crops.of(size), size)
    }

    /// Its picture in a size, as the window asks for it.
    #[must_use]
    pub fn picture(&self, size: PhotoSize) -> Picture {
        Picture { photo: self.id, recipe: self.recipe(size) }
    }
}

/// A picture to be shown: of which use of a photo, and made how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Which use.
    pub photo: PhotoUseId,
    /// How it is made.
    pub recipe: Recipe,
}

//! Photos of a story, with the words that belong to them.

use crate::{
    approval::ContentHash,
    id::PhotoUseId,
    rendition::{PhotoSize, Recipe},
};
use serde::{Deserialize, Serialize};

/// A photo as used in one story. The picture itself is found by the hash of its original bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoUse {
    /// Identity within the newsroom.
    pub id: PhotoUseId,
    /// SHA-256 of the original file, byte for byte as it came from the card.
    pub original: ContentHash,
    /// Name of the file it came from; for people, never used as a path.
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
}

impl PhotoUse {
    /// How its picture is made in a size.
    #[must_use]
    pub fn recipe(&self, size: PhotoSize) -> Recipe {
        Recipe::new(self.original, None, size)
    }

    /// Its picture in a size, as the window asks for it.
    #[must_use]
    pub fn picture(&self, size: PhotoSize) -> Picture {
        Picture { photo: self.id, recipe: self.recipe(size) }
    }
}

/// A picture to be shown: of which photo, and made how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Which photo.
    pub photo: PhotoUseId,
    /// How it is made.
    pub recipe: Recipe,
}

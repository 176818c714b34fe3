//! Photos of a story, with the words that belong to them.

use crate::{approval::ContentHash, id::PhotoId};
use serde::{Deserialize, Serialize};

/// A photo as used in one story. The picture itself is found by the hash of its original bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// Identity within the newsroom.
    pub id: PhotoId,
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

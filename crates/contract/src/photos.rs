//! Photos of a story.
//!
//! A photo's bytes come by the command [`ADD_PHOTO`] as the raw body of the call, with the headers
//! [`ARTICLE_HEADER`] and [`FILE_NAME_HEADER`] (percent-encoded UTF-8); it answers [`newsroom::Photo`].
//! Pictures are shown by the address [`address`].

use crate::{articles::Saved, requests};
use newsroom::{ArticleId, PhotoId};

/// The command that takes a photo's bytes.
pub const ADD_PHOTO: &str = "add_photo";
/// Header naming the story.
pub const ARTICLE_HEADER: &str = "newsdesk-article";
/// Header with the percent-encoded file name.
pub const FILE_NAME_HEADER: &str = "newsdesk-file-name";

/// A size in which the shell shows a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Long side 320 pixels.
    Thumb,
    /// Long side 1600 pixels.
    Body,
    /// 16:9 for the banner.
    Banner,
}

impl Size {
    /// The last part of the address.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Size::Thumb => "thumb",
            Size::Body => "body",
            Size::Banner => "banner",
        }
    }
}

/// The address of a photo for the window. WebView2 on Windows serves own schemes as hosts of `http`.
#[must_use]
pub fn address(photo: PhotoId, size: Size, windows: bool) -> String {
    let root = if windows { "http://photo.localhost" } else { "photo://localhost" };
    format!("{root}/{photo}/{}", size.as_str())
}

requests! {
    /// Saves the words of a photo; what is `None` stays.
    SavePhoto => "save_photo" -> Saved {
        /// The story.
        article: ArticleId,
        /// The photo.
        photo: PhotoId,
        /// The new caption; none leaves it as it is.
        caption: Option<String>,
        /// The new alternative text; none leaves it as it is.
        alt_text: Option<String>,
        /// The new credit; none leaves it as it is.
        credit: Option<String>,
    }
    /// Takes a photo out of the story; a kept revision still has it.
    RemovePhoto => "remove_photo" -> Saved {
        /// The story.
        article: ArticleId,
        /// The photo.
        photo: PhotoId,
    }
}

//! Photos of a story.
//!
//! A photo's bytes come by the command [`ADD_PHOTO`] as the raw body of the call, with the headers
//! [`ARTICLE_HEADER`] and [`FILE_NAME_HEADER`] (percent-encoded UTF-8); it answers [`newsroom::PhotoUse`].
//! Pictures are shown by the address [`address`].

use crate::{articles::Saved, requests};
use newsroom::{ArticleId, PhotoSize, PhotoUseId, Picture};

/// The command that takes a photo's bytes.
pub const ADD_PHOTO: &str = "add_photo";
/// Header naming the story.
pub const ARTICLE_HEADER: &str = "newsdesk-article";
/// Header with the percent-encoded file name.
pub const FILE_NAME_HEADER: &str = "newsdesk-file-name";

/// The address of a picture for the window. It names the recipe too, so that the window, which keeps what it got, asks
/// anew when another picture is to be shown. WebView2 on Windows serves own schemes as hosts of `http`.
#[must_use]
pub fn address(picture: Picture, windows: bool) -> String {
    let root = if windows { "http://photo.localhost" } else { "photo://localhost" };
    let Picture { photo, recipe } = picture;
    format!("{root}/{photo}/{}/{}", recipe.size.as_str(), recipe.token())
}

/// What an address asks for, by its path: the photo, the size, and the token of the recipe that is meant.
#[must_use]
pub fn asked(path: &str) -> Option<(PhotoUseId, PhotoSize, &str)> {
    let mut parts = path.strip_prefix('/')?.split('/');
    let (photo, size, token) = (parts.next()?, parts.next()?, parts.next()?);
    parts.next().is_none().then_some((photo.parse().ok()?, size.parse().ok()?, token))
}

requests! {
    /// Saves the words of a photo; what is `None` stays.
    SavePhoto => "save_photo" -> Saved {
        /// The story.
        article: ArticleId,
        /// The photo.
        photo: PhotoUseId,
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
        photo: PhotoUseId,
    }
}

#[cfg(test)]
mod tests {
    use super::{address, asked};
    use newsroom::{ContentHash, Crop, PhotoSize, PhotoUseId, Picture, Recipe};

    #[test]
    fn an_address_changes_when_another_picture_is_meant_and_says_which() {
        let photo: PhotoUseId = "01930000-0000-7000-8000-000000000002".parse().unwrap();
        let of = |crop| Picture { photo, recipe: Recipe::new(ContentHash::of(b"a"), crop, PhotoSize::Body) };
        let (whole, part) = (of(None), of(Crop::new(1250, 0, 7500, 10_000).ok()));
        assert_ne!(address(whole, false), address(part, false));
        for (picture, windows) in [(whole, false), (part, false), (part, true)] {
            let address = address(picture, windows);
            let (_, path) = address.split_once("localhost").unwrap();
            assert_eq!(asked(path), Some((photo, PhotoSize::Body, picture.recipe.token().as_str())), "{address}");
        }
        for path in [
            "",
            "/",
            "/x/body/0",
            &format!("/{photo}/body"),
            &format!("/{photo}/huge/0"),
            &format!("/{photo}/body/0/0"),
        ] {
            assert_eq!(asked(path), None, "{path}");
        }
    }
}

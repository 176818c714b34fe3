//! Files: uploads, the style sheet, the fonts.

use std::sync::LazyLock;

use axum::body::Body;
use axum::http::{HeaderMap, Response, header};
use sha2::{Digest, Sha256};

use crate::Site;
use crate::media;
use crate::pages::reply::{file, plain, set};

const STYLE: &str = include_str!("site.css");

/// The style sheet's address changes with its text, so that browsers may keep it for ever.
pub(crate) static STYLE_PATH: LazyLock<String> = LazyLock::new(|| {
    let hash = hex::encode(Sha256::digest(STYLE.as_bytes()));
    format!("/assets/site-{}.css", &hash[..12])
});

macro_rules! fonts {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_bytes!(concat!("../../assets/fonts/", $name)).as_slice())),*]
    };
}

/// Be Vietnam Pro and Source Serif 4, SIL Open Font License 1.1 (`assets/fonts/OFL-*.txt`).
static FONTS: [(&str, &[u8]); 10] = fonts![
    "be-vietnam-pro-latin-400-normal.woff2",
    "be-vietnam-pro-latin-600-normal.woff2",
    "be-vietnam-pro-vietnamese-400-normal.woff2",
    "be-vietnam-pro-vietnamese-600-normal.woff2",
    "source-serif-4-latin-400-italic.woff2",
    "source-serif-4-latin-400-normal.woff2",
    "source-serif-4-latin-600-normal.woff2",
    "source-serif-4-vietnamese-400-italic.woff2",
    "source-serif-4-vietnamese-400-normal.woff2",
    "source-serif-4-vietnamese-600-normal.woff2",
];

/// A red field with the wave of the border river, as an icon.
const ICON: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\"><rect width=\"32\" height=\"32\" \
    rx=\"6\" fill=\"#0b2a4a\"/><path d=\"M5 22V10l5.5 7L16 10l5.500 7L27 10v12\" fill=\"none\" stroke=\"#fff\" \
    stroke-width=\"3.200\" stroke-linejoin=\"round\" stroke-linecap=\"round\"/><path d=\"M5 27h22\" stroke=\"#d3202b\" \
    stroke-width=\"2.500\" stroke-linecap=\"round\"/></svg>";

/// What stands below `/assets/`.
pub(crate) fn asset(name: &str) -> Response<Body> {
    if STYLE_PATH.ends_with(name) && name.ends_with(".css") {
        return file("text/css; charset=UTF-8", STYLE);
    }
    if name == "icon.svg" {
        return file("image/svg+xml", ICON);
    }
    match FONTS.iter().find(|(known, _)| *known == name) {
        Some((_, bytes)) => file("font/woff2", *bytes),
        None => plain(404, "text/plain; charset=UTF-8", "Không có tệp này.\n".to_owned()),
    }
}

/// A stored file. Its name never changes its meaning, so browsers may keep it.
pub(crate) fn upload(site: &Site, name: &str, headers: &HeaderMap) -> Response<Body> {
    let missing = || plain(404, "text/plain; charset=UTF-8", "Không có tệp này.\n".to_owned());
    // Nothing but the names that uploads get: year, month, plain letters. No way up, no way round.
    let plain_name = name.split('/').all(|part| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
    });
    let Some(kind) = media::mime(name).filter(|_| plain_name) else {
        return missing();
    };
    let path = site.uploads().join(name);
    let Ok(bytes) = std::fs::read(&path) else {
        return missing();
    };
    let tag = format!("\"{}\"", &hex::encode(Sha256::digest(&bytes))[..32]);
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        let mut response = file(kind, Body::empty());
        *response.status_mut() = axum::http::StatusCode::NOT_MODIFIED;
        return response;
    }
    let mut response = file(kind, bytes);
    set(&mut response, header::ETAG, &tag);
    response
}

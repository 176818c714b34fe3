//! `photo://localhost/<photo>/<size>`: pictures for the window, by id, never by path.

use crate::newsdesk::Newsdesk;
use newsroom::PhotoId;
use tauri::{
    UriSchemeResponder,
    http::{Request, Response, StatusCode, header},
};

/// Answers on a worker thread, so that pictures do not hold up typing.
pub(crate) fn answer(newsdesk: &Newsdesk, request: &Request<Vec<u8>>, responder: UriSchemeResponder) {
    let newsdesk = newsdesk.clone();
    let path = request.uri().path().to_owned();
    tauri::async_runtime::spawn_blocking(move || {
        let picture = asked(&path).and_then(|(photo, size)| newsdesk.desk().ok()?.picture(photo, size).ok());
        let status = if picture.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
        let response = Response::builder()
            .status(status)
            .header(header::CONTENT_TYPE, "image/jpeg")
            .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
            .header(header::CACHE_CONTROL, "max-age=31536000, immutable")
            .body(picture.unwrap_or_default());
        match response {
            Ok(response) => responder.respond(response),
            Err(error) => tracing::error!(%error, "a picture could not be answered"),
        }
    });
}

fn asked(path: &str) -> Option<(PhotoId, &str)> {
    let (photo, size) = path.strip_prefix('/')?.split_once('/')?;
    Some((photo.parse().ok()?, size))
}

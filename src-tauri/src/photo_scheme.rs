//! `photo://localhost/<photo>/<size>/<recipe>`: pictures for the window, by id, never by path.

use crate::newsdesk::Newsdesk;
use contract::photos::asked;
use tauri::{
    UriSchemeResponder,
    http::{Request, Response, StatusCode, header},
};

/// Answers on a worker thread, so that pictures do not hold up typing.
pub(crate) fn answer(newsdesk: &Newsdesk, request: &Request<Vec<u8>>, responder: UriSchemeResponder) {
    let newsdesk = newsdesk.clone();
    let path = request.uri().path().to_owned();
    tauri::async_runtime::spawn_blocking(move || {
        let picture = asked(&path).and_then(|(photo, size, token)| {
            let rendition = newsdesk.desk().ok()?.picture(photo, size).ok()?;
            Some((rendition.recipe.token() == token, rendition.jpeg))
        });
        // An address keeps its picture for ever. What the story shows by now at an older address is not remembered there,
        // and nothing is remembered of an answer that may be another one later.
        let caching = match picture {
            Some((true, _)) => "max-age=31536000, immutable",
            _ => "no-store",
        };
        let status = if picture.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
        let response = Response::builder()
            .status(status)
            .header(header::CONTENT_TYPE, "image/jpeg")
            .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
            .header(header::CACHE_CONTROL, caching)
            .body(picture.map(|(_, jpeg)| jpeg).unwrap_or_default());
        match response {
            Ok(response) => responder.respond(response),
            Err(error) => tracing::error!(%error, "a picture could not be answered"),
        }
    });
}
